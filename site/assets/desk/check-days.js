// The days, months and periods that a draft names, and the days of a ship: the same steps as desk/article_times.py.
export const MASK = "¤";
const NEAR_DAYS = 3, YEAR = 4, MONTH = 7, DAY = 10;


export const over = (text, spans) => spans.reduce((left, [start, end]) => left.slice(0, start) + MASK.repeat(end - start) + left.slice(end), text);
// Python names a group with a P.
export const regExp = (pattern, flags) => new RegExp(pattern.replaceAll("(?P<", "(?<"), flags);
export const masked = (text, pattern) => text.replace(new RegExp(pattern, "g"), (found) => MASK.repeat(found.length));
const capital = (name) => name[0].toUpperCase() + name.slice(1);
export const withYear = (value, like) => value.replace("????", like.slice(0, 4));

export function shipDay(calls, moment, hedged, does, called) {
  const others = [];
  for (const call of calls) {
    let verdict = dayAgainst(call, moment);
    if (verdict === "other_version") others.push(call);
    else if (verdict) {
      if (verdict === "on_record" && !hedged && doubtful(call, moment, does, called)) verdict = "hedge_lost";
      return [does && call.load !== (does === "load") ? "other_version" : verdict, call];
    }
  }
  if (!others.length) return ["not_in_record", null];
  const apart = ({ from, to }) => daysApart(moment, from, to);
  return ["other_version", others.reduce((nearest, call) => (apart(call) < apart(nearest) ? call : nearest))];
}

function dayAgainst(call, moment) {
  const start = withYear(moment.first, call.from), end = withYear(moment.last, call.to);
  if (moment.kind === "range" && moment.given.includes(DAY)) {
    if (begins(moment, call.from) && ends(moment, call.to)) return "on_record";
  } else if (start <= call.from && call.to <= end) return "on_record";
  else if (call.from <= start && end <= call.to) return call.seen.some((days) => days[0] === start && days[1] === end) ? "on_record" : "hedge_lost";
  return Math.min(...call.seen.map((days) => daysApart(moment, ...days))) <= NEAR_DAYS ? "other_version" : "";
}

function doubtful(call, moment, does, called) {
  if ((call.grade === "possible" && called) || call.name_hedged) return true;
  // What one observer alone saw "appeared to" be so.
  if (does && (call.load_inferred || call.grade !== "confirmed")) return true;
  return call.days_inferred && moment.given.includes(DAY);
}

export function moments(text, patterns) {
  const { months } = patterns, before = new RegExp(patterns.until, "i");
  let found = [];
  const left = text.replace(regExp(patterns.moment, "g"), (...match) => {
    const [at, , groups] = match.slice(-3);
    if (groups.months) {
      const last = `${groups.of}-${String(patterns.first[groups.months]).padStart(2, "0")}-31`;
      found.push({ kind: "range", words: match[0], first: `${groups.of}-01-01`, last, given: [MONTH, MONTH], at });
      return MASK.repeat(match[0].length);
    }
    const from = interval(groups.b ? groups.a : groups.c, groups.b ?? "", months), until = groups.b ? interval(groups.b, groups.a, months) : [...from];
    // "To mid-September" is to the 15th.
    if (groups.mid) until.splice(1, 2, `${until[1].slice(0, MONTH)}-15`, DAY);
    const end = text.slice(0, at).match(before), kind = groups.b ? "range" : groups.since ? "since" : end ? "until" : "at";
    let [first, last] = [from[0], until[1]];
    if (end?.[2] && from[2] === MONTH) [first, last] = patterns.third[end[2].toLowerCase()].map((day) => `${first.slice(0, MONTH)}-${day}`);
    found.push({ kind, words: match[0], first, last, given: [from[2], until[2]], at });
    return MASK.repeat(match[0].length);
  });
  // "In March ... in 2024": a year alone is that of the months without one.
  const years = found.filter(({ kind, given }) => kind === "at" && given.includes(YEAR));
  if (years.length === 1 && found.some(({ first }) => first.startsWith("????"))) {
    const [{ first: like }] = years, dated = (one) => ({ ...one, first: withYear(one.first, like), last: withYear(one.last, like) });
    found = found.filter((one) => one !== years[0]).map(dated);
  }
  return [found, left];
}

function interval(words, other, months) {
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(words)) return [words, words, DAY];
  const dotted = words.match(/^([0-9]+)\.([0-9]+)\.([0-9]{4})$/);
  if (dotted) {
    const day = [dotted[3], dotted[2].padStart(2, "0"), dotted[1].padStart(2, "0")].join("-");
    return [day, day, DAY];
  }
  const names = months.map((name) => capital(name.slice(0, 3))), both = `${words} | ${other}`, named = new RegExp(names.join("|"));
  const year = both.match(/\b(?:19|20)[0-9][0-9]\b/)?.[0], found = both.match(named)?.[0];
  const days = words.replace(/\b(?:19|20)[0-9][0-9]\b/g, "").match(/\b[0-3]?[0-9](?=\b|st|nd|rd|th)/);
  if (!found || !(days || named.test(words))) return [`${year ?? "????"}-01-01`, `${year ?? "????"}-12-31`, YEAR];
  const number = names.indexOf(found) + 1, end = new Date(Date.UTC(Number(year ?? 2024), number, 0)).getUTCDate();
  const [first, last] = days ? [Number(days[0]), Number(days[0])] : [1, end];
  return [...[first, last].map((value) => `${year ?? "????"}-${String(number).padStart(2, "0")}-${String(value).padStart(2, "0")}`), days ? DAY : MONTH];
}

function begins(moment, start) {
  const given = Math.max(moment.given[0], MONTH);
  return withYear(moment.first, start).slice(0, given) === start.slice(0, given);
}

function ends(moment, end) {
  const given = Math.max(moment.given[1], MONTH);
  return withYear(moment.last, end).slice(0, given) === end.slice(0, given);
}

export function within(moment, fact, printed, spanned) {
  if (spanned && moment.kind === "at" && moment.given.includes(YEAR)) return moment.first <= fact.start && fact.end <= moment.last;
  if (!fact.start) return true;
  if (printed && fact.days.some((day) => withYear(moment.first, day) <= day && day <= withYear(moment.last, day))) return true;
  // What is of March alone is not of the time since March.
  if (moment.kind === "since") return begins(moment, fact.start) && (withYear(moment.first, fact.start) !== fact.start || withYear(moment.last, fact.end) !== fact.end);
  if (moment.kind === "until") {
    return !moment.given.includes(YEAR) && withYear(moment.first, fact.end) <= fact.end && fact.end <= withYear(moment.last, fact.end);
  }
  return begins(moment, fact.start) && ends(moment, fact.end);
}

export function onList(days, { first, last }, standing) {
  // A day of another thing, without its year, is no time before the listing. Of some listings only the month is known.
  const end = last.replace("????", standing ? "9999" : "????");
  const known = days.map((day) => ["01", "28"].map((of) => `${day}-${of}`.slice(0, DAY)));
  return known.some(([low, high]) => (standing || withYear(first, low) <= low) && high <= withYear(end, high));
}

export function runs(about, times) {
  const all = [...about.map(([ship, at]) => ({ at, ship })), ...times].sort((a, b) => a.at - b.at);
  // Another name of the same ship starts no other run.
  const named = all.filter(({ ship }, number) => !ship || all.findIndex((item) => item.ship?.id === ship.id) === number);
  const found = [], leading = named.length > 0 && !named[0].ship;
  let waiting = [];
  for (const item of named) {
    if (item.ship) {
      // A time before a row of ships is that of all of them.
      if (!found.length || (found.at(-1)[1].length && !leading) || waiting.length) {
        found.push([[], waiting]);
        waiting = [];
      }
      found.at(-1)[0].push(item.ship);
    } else if (leading || !found.length) waiting.push(item);
    else found.at(-1)[1].push(item);
  }
  found.at(-1)?.[1].push(...waiting);
  return found;
}

export function daysApart(moment, first, last) {
  const days = [withYear(moment.first, first), withYear(moment.last, last), first, last].map(dayNumber);
  return days.every(Number.isFinite) ? Math.max(0, days[2] - days[1], days[0] - days[3]) : Infinity;
}

// Of "2024-02-31" some engines make the 2nd of March.
function dayNumber(value) {
  const time = Date.parse(value);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value) ? time / 86400000 : NaN;
}
