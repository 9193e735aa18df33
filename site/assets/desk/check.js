// Sets the figures, days and lists in a draft against the record, in the page: the same steps and table as desk/article.py.
const MASK = "¤", NEAR_DAYS = 3, BEST = ["on_record", "hedge_lost", "other_version"];
const OTHER_UNIT = { ships: "calls", barrels: "tonnes", tonnes: "barrels" };
const CROSSED = { ships: "ships_for_arrivals", barrels: "tonnes_for_barrels", tonnes: "tonnes_for_barrels" };

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
const word = (name, text) => new RegExp(`(?:^|[^A-Za-z0-9])${escaped(name)}(?![A-Za-z0-9])`).test(text);
const masked = (text, pattern, flags = "") => text.replace(new RegExp(pattern, `g${flags}`), (found) => MASK.repeat(found.length));
const capital = (name) => name[0].toUpperCase() + name.slice(1);
const withYear = (value, like) => value.replace("????", like.slice(0, 4));

export function check(table, draft) {
  return sentences(draft).flatMap((sentence) => new SentenceCheck(table, sentence).findings());
}

function sentences(draft) {
  let plain = draft.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/[\u00a0\u2007\u2009\u202f]/g, " ");
  plain = plain.replace(/\b([A-Z])\.([A-Z])\./g, "$1$2");
  return plain.split(/(?<=[.!?"])[ \t]*[\n ]+(?=[A-Z"0-9])|\n\n+/).map((part) => part.split(/\s+/).filter(Boolean).join(" ")).filter(Boolean);
}

class SentenceCheck {
  constructor(table, sentence) {
    Object.assign(this, { table, p: table.patterns, sentence });
    this.ships = this.namedShips();
    this.masked = sentence;
    for (const [, name] of this.ships) this.masked = masked(this.masked, escaped(name));
    this.masked = masked(this.masked, "\\b(?:IMO|[Rr]esolution|UNSCR)s? ?[0-9]+(?: \\([0-9]+\\))?");
    [this.moments, this.masked] = moments(this.masked, this.p.months);
    this.by = this.attributed();
    const without = masked(sentence, "(?:Vostochny )Ledger");
    const named = Object.entries(table.ports).filter(([, names]) => names.some((name) => name && word(name, without)));
    this.ports = new Set(named.map(([port]) => port));
    this.denied = this.has("denial", masked(sentence, this.p.not_denial));
  }

  has(pattern, text = "") {
    return new RegExp(this.p[pattern], "i").test(text || this.sentence);
  }

  namedShips() {
    const names = this.table.ships.flatMap((ship) => ship.names.map((name) => [ship, name])).sort((a, b) => b[1].length - a[1].length);
    const found = [];
    let left = this.sentence;
    for (const [ship, name] of names) {
      if (name.length > 3 && word(name, left)) {
        found.push([ship, name]);
        left = masked(left, escaped(name));
      }
    }
    return found;
  }

  attributed() {
    const found = new Set();
    for (const pattern of this.p.attribution) {
      for (const match of this.sentence.matchAll(new RegExp(pattern, "g"))) {
        const name = match[1].replace(/^(?:The|But|And|In|On) |'s?$/g, "").replace(/^[ .,]+|[ .,]+$/g, "");
        if (name && !new RegExp(this.p.no_source).test(name)) found.add(name);
      }
    }
    return [...found];
  }

  findings() {
    const found = this.figures().map((item) => this.figure(...item));
    if (!this.ships.length) return found;
    const ship = this.ships[0][0], listing = this.has("list_word");
    const calling = this.has("call_verb") && this.moments.length > 0;
    if (calling && !(listing && this.has("list_standing"))) found.push(...this.moments.map((moment) => this.shipDay(ship, moment)));
    if (listing) found.push(...this.listings(ship, calling || this.has("list_standing", this.masked)));
    return found;
  }

  figures() {
    const units = Object.entries(this.p.units).map(([kind, pattern]) => `(?<${kind}>${pattern})`).join("|");
    const { number, between, filler } = this.p;
    const pattern = `(?<![A-Za-z0-9¤.])(${number})(?:${between}(${number}))?(?:${filler})(?:${units})(?![A-Za-z])`;
    return [...this.masked.matchAll(new RegExp(pattern, "gi"))].map((match) => {
      const kind = Object.keys(this.p.units).find((name) => match.groups[name]);
      return [kind, match[0], this.masked.slice(0, match.index), [match[1], match[2]].filter(Boolean).map((part) => this.value(part))];
    });
  }

  value(words) {
    let total = 0, scale = 1;
    for (const part of words.toLowerCase().match(/[0-9][0-9, ]*(?:\.[0-9]+)?|[a-z]+/g)) {
      const amount = this.p.numerals[part];
      if (/^[0-9]/.test(part)) total += Number(part.replace(/[, ]/g, ""));
      else if (part !== "an" && amount !== undefined) {
        if (amount >= 100 || part === "dozen") scale *= amount;
        else if (!(part === "a" && total)) total += amount;
      }
    }
    return (total || 1) * scale;
  }

  figure(kind, quoted, before, values) {
    let rank = BEST.length, verdict = "not_in_record", chosen = null;
    for (const fact of this.table.facts) {
      const found = fact.kind === kind ? this.against(fact, before, values) : "";
      if (found && BEST.indexOf(found) < rank && (fact.usable || found === "other_version")) {
        [rank, verdict, chosen] = [BEST.indexOf(found), found, fact];
      }
    }
    if (!chosen || !chosen.usable || verdict === "other_version") {
      const allowed = kind === "ships" ? BEST : BEST.slice(0, 2);
      const crossed = this.table.facts.find((fact) => fact.kind === OTHER_UNIT[kind] && fact.usable && allowed.includes(this.against(fact, before, values)));
      if (crossed) [verdict, chosen] = [CROSSED[kind], crossed];
    }
    if (this.denied) verdict = "not_in_record";
    return { sentence: this.sentence, quoted, verdict, page: chosen?.page ?? "", words: chosen?.words ?? "" };
  }

  against(fact, before, values) {
    const { low, high } = fact, single = values.length === 1;
    const whole = single ? low === high && values[0] === low : values[0] === low && values[1] === high;
    const part = single && low !== high && [low, high, fact.middle].includes(values[0]);
    if (!whole && !part) return "";
    if (!this.anchored(fact)) return ["barrels", "tonnes"].includes(fact.kind) ? "other_version" : "";
    if (!fact.usable || !this.fits(fact)) return "other_version";
    return part ? "hedge_lost" : this.hedge(fact, before);
  }

  anchored(fact) {
    if (fact.flow === "ceiling") return this.has("ceiling");
    if (fact.flow === "notified") return this.names(fact);
    return this.ports.has(fact.port) || this.names(fact) || this.has("anchor");
  }

  names(fact) {
    return fact.by.some((name) => word(name, this.sentence));
  }

  fits(fact) {
    if (fact.flow === "ceiling") return this.has("per_year") && !this.has("per_other") && !this.has("crude");
    if (this.has("per_other") || this.has("per_year") || this.has("foreign")) return false;
    if (["calls", "ships"].includes(fact.kind) && this.has("list_word") !== fact.listed) return false;
    if (this.has("rail") !== (fact.flow === "rail") || (fact.flow === "rail" && this.has("sea"))) return false;
    const known = this.by.filter((name) => fact.by.some((other) => word(name, other) || word(other, name)));
    if (this.by.length && !known.length) return false;
    return this.inPlace(fact) && this.moments.every((moment) => within(moment, fact));
  }

  inPlace(fact) {
    if (this.ports.has(fact.port) || fact.flow === "notified") return true;
    if (fact.port) return !this.ports.size && !this.strangePlaces(fact.by).length;
    return ["barrels", "tonnes"].includes(fact.kind) || !this.ports.size;
  }

  strangePlaces(known) {
    const named = [...this.masked.matchAll(new RegExp(this.p.elsewhere, "g"))].map((match) => match[1]);
    return named.filter((name) => !new RegExp(this.p.no_place).test(name) && !known.some((whole) => whole.includes(name)));
  }

  hedge(fact, before) {
    const [prefix, words] = this.p.needs[fact.need];
    const hedges = Object.entries(this.p.prefix);
    let given = hedges.find(([, pattern]) => new RegExp(`(?:^|[^A-Za-z])${pattern}${this.p.prefix_end}`, "i").test(before))?.[0] ?? "";
    if (fact.flow === "ceiling" && given === "up_to") given = "";
    if (given !== prefix) return given ? "other_version" : "hedge_lost";
    return words.every((name) => new RegExp(this.p.words[name], "i").test(this.sentence)) ? "on_record" : "hedge_lost";
  }

  shipDay(ship, [, [first, last]]) {
    let verdict = "not_in_record", page = `vessels/${ship.id}/`, words = "";
    const strange = this.strangePlaces(this.table.facts.flatMap((fact) => fact.by)).length > 0;
    for (const call of ship.calls) {
      if (this.ports.size ? !this.ports.has(call.port) : strange) continue;
      const [start, end] = [withYear(first, call.from), withYear(last, call.from)];
      if (start <= call.from && call.to <= end) {
        verdict = call.grade !== "possible" || this.has("reported") ? "on_record" : "hedge_lost";
      } else if (call.from <= start && end <= call.to) {
        verdict = "hedge_lost";
      } else {
        if (verdict === "not_in_record" && [...ship.seen, [call.from, call.to]].some((days) => near(start, end, ...days))) verdict = "other_version";
        continue;
      }
      if (this.has("load_verb") && !call.load) verdict = "other_version";
      [page, words] = [`calls/${call.id}/`, `${ship.name} at ${call.words}, ${call.grade}`];
      break;
    }
    if (this.denied) verdict = "not_in_record";
    return { sentence: this.sentence, quoted: `${ship.name}, ${first}`, verdict, page, words };
  }

  listings(ship, standing) {
    const authorities = Object.entries(this.p.authorities).filter(([, pattern]) => new RegExp(pattern).test(this.masked));
    return authorities.map(([authority]) => {
      const days = ship.listed.filter(([name]) => name === authority).map(([, day]) => day);
      let verdict = days.length && !this.denied ? "on_record" : "not_in_record";
      if (verdict === "on_record" && this.moments.length) {
        const [, [first, last]] = this.moments[0];
        const fits = days.some((day) => (standing || withYear(first, day) <= day) && day <= withYear(last, day));
        verdict = fits ? "on_record" : "not_on_that_day";
      }
      const told = days.length ? `${authority}: listed since ${days.join(", ")}` : `${authority}: no listing found`;
      const asOf = this.table.lists[authority];
      return { sentence: this.sentence, quoted: `${ship.name}, ${authority}`, verdict, page: `vessels/${ship.id}/`, words: asOf ? `${told}; list of ${asOf}` : told };
    });
  }
}

function moments(text, months) {
  const month = months.map(capital).join("|"), day = "[0-3]?[0-9](?:st|nd|rd|th)?", year = "(?:19|20)[0-9][0-9]";
  const written = [`${day} (?:${month})`, `(?:${month}) ${day}(?![0-9])`, `(?:${month})`].map((form) => `${form}(?:,? ${year})?`);
  const one = `(?:${written.join("|")}|${year})`;
  const pattern = `\\b(?:(?<a>${one}|${day})(?: ?(?:to|and|through|until|till|-|–) ?)(?<b>${one})|(?<since>[Ss]ince )?(?<c>${one}))\\b`;
  const found = [];
  const left = text.replace(new RegExp(pattern, "g"), (...given) => {
    const groups = given.at(-1);
    if (groups.b) found.push(["range", [interval(groups.a, groups.b, months)[0], interval(groups.b, "", months)[1]]]);
    else found.push([groups.since ? "since" : "at", interval(groups.c, "", months)]);
    return MASK.repeat(given[0].length);
  });
  return [found, left];
}

function interval(words, other, months) {
  const names = months.map(capital), both = `${words} | ${other}`;
  const year = both.match(/\b(?:19|20)[0-9][0-9]\b/)?.[0], found = both.match(new RegExp(names.join("|")))?.[0];
  const days = words.replace(/\b(?:19|20)[0-9][0-9]\b/g, "").match(/\b[0-3]?[0-9](?=\b|st|nd|rd|th)/);
  if (!found) return [`${year ?? "????"}-01-01`, `${year ?? "????"}-12-31`];
  const number = names.indexOf(found) + 1, end = new Date(Date.UTC(Number(year ?? 2024), number, 0)).getUTCDate();
  const [first, last] = days ? [Number(days[0]), Number(days[0])] : [1, end];
  return [first, last].map((value) => `${year ?? "????"}-${String(number).padStart(2, "0")}-${String(value).padStart(2, "0")}`);
}

function within([kind, [from, to]], fact) {
  if (!fact.start) return true;
  const { start, end } = fact, first = withYear(from, start), last = withYear(to, end);
  if (kind === "since") return first <= start && start <= last;
  const inside = first <= start && end <= last;
  if (kind === "range") return inside && start.slice(0, 7) === first.slice(0, 7) && end.slice(0, 7) === last.slice(0, 7);
  return (first === last && fact.days.includes(first)) || inside;
}

function near(...given) {
  const days = given.map((value) => Date.parse(value) / 86400000);
  return days.every(Number.isFinite) && days[0] <= days[3] + NEAR_DAYS && days[2] <= days[1] + NEAR_DAYS;
}

// The form of the page. The draft is compared here and goes nowhere; only the table of the record is fetched.
async function checkForm(form) {
  const table = await (await fetch(form.dataset.table)).json();
  const list = form.nextElementSibling, status = form.querySelector("[role=status]"), { verdicts } = table.patterns;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = check(table, form.elements.draft.value), counts = {};
    for (const { verdict } of found) counts[verdict] = (counts[verdict] ?? 0) + 1;
    const told = Object.entries(counts).map(([verdict, count]) => `${count} ${verdicts[verdict]}`).join(", ");
    status.textContent = found.length ? `${found.length} compared with version ${table.version}: ${told}.` : "No figure, day or listing found that can be compared.";
    list.replaceChildren(...found.map((item) => row(item, form.dataset.root, verdicts)));
  });
}

function row(item, root, verdicts) {
  const made = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const entry = made("li", "", { className: item.verdict });
  entry.append(made("strong", verdicts[item.verdict]), `: “${item.quoted}”. `, made("q", item.sentence), " ");
  if (item.page) entry.append(made("a", item.words || "The record of the ship", { href: root + item.page }));
  return entry;
}

const form = globalThis.document?.getElementById("check-form");
if (form) checkForm(form);
