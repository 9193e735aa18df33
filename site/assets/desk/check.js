// Sets the figures, days and lists in a draft against the record, in the page: the same steps and table as desk/article.py.
import { MASK, moments, shipDay, within, withYear } from "./check-days.js";

const BEST = ["on_record", "origin_lost", "hedge_lost", "other_version"];
const OTHER_UNIT = { ships: "calls", barrels: "tonnes", tonnes: "barrels" };
const CROSSED = { ships: "ships_for_arrivals", barrels: "tonnes_for_barrels", tonnes: "tonnes_for_barrels" };

// What makes a figure one of another time, rate or fleet.
const AGAINST = ["per_other", "per_year", "foreign", "another_time"];
const ABBREVIATED = "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\\. [0-9])|(?:Mrs?|Ms|Dr|[A-Z])(?=\\. [A-Z])";
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
const place = (name, text) => (text.includes(name) ? text.search(new RegExp(`(?<![A-Za-z0-9])${escaped(name)}(?![A-Za-z0-9])`)) : -1);
const word = (name, text) => place(name, text) >= 0;
const over = (text, start, end) => text.slice(0, start) + MASK.repeat(end - start) + text.slice(end);
const masked = (text, pattern) => text.replace(new RegExp(pattern, "g"), (found) => MASK.repeat(found.length));

export function check(table, draft) {
  return sentences(draft).flatMap((sentence) => new SentenceCheck(table, sentence).findings());
}

function sentences(draft) {
  let plain = draft.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/[\u00a0\u2007\u2009\u202f]/g, " ");
  // A full stop after Nov, Mr or an initial ends no sentence.
  plain = plain.replace(/\b([A-Z])\.([A-Z])\./g, "$1$2").replace(new RegExp(`\\b(${ABBREVIATED})\\.`, "g"), "$1");
  return plain.split(/(?<=[.!?"])[ \t]*[\n ]+(?=[A-Z"0-9])|\n\n+/).map((part) => part.split(/\s+/).filter(Boolean).join(" ")).filter(Boolean);
}

class SentenceCheck {
  constructor(table, sentence) {
    Object.assign(this, { table, p: table.patterns, sentence });
    this.ships = this.namedShips();
    this.masked = sentence;
    for (const [, start, end] of this.ships) this.masked = over(this.masked, start, end);
    this.masked = masked(this.masked, "\\b(?:IMO|[Rr]esolution|UNSCR)s? ?[0-9]+(?: \\([0-9]+\\))?");
    [this.moments, this.masked] = moments(this.masked, this.p.months);
    this.by = this.attributed();
    const without = masked(sentence, "(?:Vostochny )Ledger");
    const named = Object.entries(table.ports).map(([port, names]) => [port, Math.max(...names.map((name) => place(name, without)))]);
    this.ports = new Map(named.filter(([, at]) => at >= 0).sort((a, b) => a[1] - b[1]));
    this.denied = this.has("denial", masked(sentence, this.p.not_denial));
  }

  has(pattern, text = "") {
    return new RegExp(this.p[pattern], "i").test(text || this.sentence);
  }

  namedShips() {
    const names = this.table.ships.flatMap((ship) => ship.names.map((name) => [ship, name])).sort((a, b) => b[1].length - a[1].length);
    const found = [];
    let left = this.sentence.replaceAll("-", " ");
    for (const [ship, name] of names) {
      for (const form of name.length > 3 ? [name, name.toUpperCase()] : []) {
        const start = place(form, left);
        if (start < 0) continue;
        found.push([ship, start, start + name.length]);
        left = over(left, start, start + name.length);
      }
    }
    return found.sort((a, b) => a[1] - b[1]);
  }

  attributed() {
    const found = new Set(), plain = this.sentence.replace(new RegExp(this.p.speaker, "g"), "");
    for (const pattern of this.p.attribution) {
      for (const match of plain.matchAll(new RegExp(pattern, "g"))) {
        const name = match[1].replace(/^(?:The|But|And|In|On) |'s?$/g, "").replace(/^[ .,]+|[ .,]+$/g, "");
        if (name && !new RegExp(this.p.no_source).test(name)) found.add(name);
      }
    }
    return [...found];
  }

  findings() {
    const found = this.figures().map((figure) => this.figure(figure)), listed = this.has("list_word", this.masked);
    for (const [ships, times] of this.runs()) {
      const listing = times.filter((moment) => this.isOfList(moment));
      const calling = this.has("call_verb", this.masked) ? times.filter((moment) => !listing.includes(moment)) : [];
      for (const ship of ships) {
        if (ship.calls) found.push(...calling.map((moment) => this.shipDay(ship, moment)));
        if (listed) found.push(...this.listings(ship, listing.length ? listing : calling.slice(0, 1), !listing.length));
      }
    }
    return found;
  }

  runs() {
    const about = this.ships.filter(([, at]) => !this.has("not_subject", this.masked.slice(0, at) || " ")).map(([ship, at]) => ({ at, ship }));
    const named = [...about, ...this.moments].sort((a, b) => a.at - b.at), found = [], leading = named.length > 0 && !named[0].ship;
    let waiting = [];
    for (const item of named) {
      if (item.ship) {
        if (!found.length || found.at(-1)[1].length || waiting.length) {
          found.push([[], waiting]);
          waiting = [];
        }
        if (!found.at(-1)[0].includes(item.ship)) found.at(-1)[0].push(item.ship);
      } else if (leading || !found.length) waiting.push(item);
      else found.at(-1)[1].push(item);
    }
    found.at(-1)?.[1].push(...waiting);
    return found;
  }

  isOfList(moment) {
    if (moment.kind === "since" && this.has("list_word", this.masked)) return true;
    const places = (kind) => [...this.masked.matchAll(new RegExp(this.p[kind], "gi"))].map(({ index }) => [index, kind]);
    const words = [...places("call_verb"), ...places("list_word")].sort((a, b) => a[0] - b[0]);
    const before = words.filter(([at]) => at < moment.at), after = words.filter(([at]) => at >= moment.at);
    return (before.at(-1) ?? after[0])?.[1] === "list_word";
  }

  figures() {
    const units = Object.entries(this.p.units).map(([kind, pattern]) => `(?<${kind}>${pattern})`).join("|");
    const { number, between, filler } = this.p, amount = `(?<low>${number})(?:${between}(?<high>${number}))?`;
    const shared = `(?:(?<part>${number}) of (?:the |its |these |those )?)?`;
    const beforeUnit = `(?<![A-Za-z0-9¤.])${shared}${amount}\\+?(?:${filler})(?:${units})(?![A-Za-z])`;
    const afterUnit = `${this.p.number_of}(?:${units})(?![A-Za-z])${this.p.number_is} ${amount}(?![A-Za-z0-9])`;
    const found = [], text = this.masked, all = (pattern) => [...text.matchAll(new RegExp(pattern, "dgi"))];
    for (const match of [...all(beforeUnit), ...all(afterUnit)]) {
      const { groups, index } = match, ends = match.indices.groups, at = ends.low[0], { part } = groups;
      const kind = Object.keys(this.p.units).find((name) => groups[name]), after = text.slice((ends.high ?? ends.low)[1]);
      const values = [groups.low, groups.high].filter(Boolean).map((words) => this.value(words));
      if (part) found.push({ kind, at: index, quoted: match[0], before: text.slice(0, index), after, values: [this.value(part)], share: "part" });
      const quoted = text.slice("part" in groups ? at : index, index + match[0].length);
      if (found.every((other) => other.at !== at)) found.push({ kind, at, quoted, before: text.slice(0, at), after, values, share: part ? "whole" : "" });
    }
    return found.sort((a, b) => a.at - b.at);
  }

  value(words) {
    let total = 0, current = 0;
    for (const part of words.toLowerCase().match(/[0-9][0-9, ]*(?:\.[0-9]+)?|[a-z]+/g)) {
      const digits = /^[0-9]/.test(part), amount = digits ? Number(part.replace(/[, ]/g, "")) : this.p.numerals[part];
      // "Half a million" is no one and a half.
      if (digits || (amount < 100 && part !== "dozen")) current += part !== "a" || !current ? amount : 0;
      else if (amount !== undefined) {
        current = (current || 1) * amount;
        if (amount >= 1000) [total, current] = [total + current, 0];
      }
    }
    return total + current;
  }

  figure(figure) {
    const { kind, quoted } = figure;
    let rank = BEST.length, verdict = "not_in_record", chosen = null;
    for (const fact of this.table.facts) {
      const found = fact.kind === kind ? this.against(fact, figure) : "";
      if (found && BEST.indexOf(found) < rank && (fact.usable || found === "other_version")) {
        [rank, verdict, chosen] = [BEST.indexOf(found), found, fact];
      }
    }
    if (!chosen || !chosen.usable || verdict === "other_version") {
      const allowed = kind === "ships" ? BEST : BEST.slice(0, -1);
      const crossed = this.table.facts.find((fact) => fact.kind === OTHER_UNIT[kind] && fact.usable && allowed.includes(this.against(fact, figure)));
      if (crossed) [verdict, chosen] = [CROSSED[kind], crossed];
    }
    if (this.denied) verdict = "not_in_record";
    return { sentence: this.sentence, quoted, verdict, page: chosen?.page ?? "", words: chosen?.words ?? "" };
  }

  against(fact, figure) {
    const { low, high } = fact, { values } = figure, single = values.length === 1;
    const whole = single ? low === high && values[0] === low : values[0] === low && values[1] === high;
    const part = single && low !== high && [low, high, fact.middle].includes(values[0]);
    if (!whole && !part) return "";
    if (!this.anchored(fact, figure)) return ["barrels", "tonnes"].includes(fact.kind) ? "other_version" : "";
    if (!fact.usable || !this.fits(fact, figure)) return "other_version";
    const verdict = part ? "hedge_lost" : this.hedge(fact, figure);
    return verdict === "on_record" && !this.hasOrigin(fact) ? "origin_lost" : verdict;
  }

  hasOrigin(fact) {
    return fact.flow === "ceiling" || this.names(fact);
  }

  anchored(fact, figure) {
    if (fact.flow === "ceiling") return this.has("ceiling");
    if (fact.flow === "notified") return this.names(fact);
    // "22 of the 43 calls" by listed ships names its subject by both numbers.
    const shared = figure.share !== "" && this.has("list_word");
    return shared || this.ports.has(fact.port) || this.names(fact) || this.has("anchor");
  }

  names(fact) {
    return fact.by.some((name) => word(name, this.sentence));
  }

  countsSameShips(fact, figure) {
    const ofListed = figure.share !== "whole" && this.has("list_word");
    return ofListed === fact.listed && (!ofListed || new RegExp(this.p.authorities.UN).test(this.masked));
  }

  fits(fact, figure) {
    const oil = ["barrels", "tonnes"].includes(fact.kind);
    if (fact.flow === "ceiling") {
      return this.has("per_year") && !(this.has("per_other") || this.has("other_ceiling") || this.has("crude") !== fact.crude);
    }
    const against = oil && fact.flow !== "notified" ? [...AGAINST, "other_oil"] : AGAINST;
    if (against.some((name) => this.has(name)) || !(oil || this.countsSameShips(fact, figure))) return false;
    if (this.has("rail") !== (fact.flow === "rail") || (fact.flow === "rail" && this.has("sea"))) return false;
    const known = this.by.filter((name) => fact.by.some((other) => word(name, other) || word(other, name)));
    if (this.by.length && !known.length) return false;
    const printed = ({ at }) => this.has("printed", this.masked.slice(0, at) || " ");
    return this.inPlace(fact, figure) && this.moments.every((moment) => within(moment, fact, printed(moment)));
  }

  inPlace(fact, figure) {
    if (this.ports.has(fact.port) && ["calls", "ships"].includes(fact.kind)) {
      const named = [...this.ports], near = named.find(([, at]) => at > figure.at) ?? named.at(-1);
      return near[0] === fact.port && !this.joinedPorts();
    }
    if (this.ports.has(fact.port) || fact.flow === "notified") return true;
    if (fact.port) return !this.ports.size && !this.strangePlaces(fact.by).length;
    return ["barrels", "tonnes"].includes(fact.kind) || !this.ports.size;
  }

  joinedPorts() {
    const names = Object.values(this.table.ports).flat().map(escaped).join("|");
    return new RegExp(`\\b(?:${names})(?:,|/| and| or| as well as) ?(?:the |nearby )?(?:${names})\\b`).test(this.sentence);
  }

  strangePlaces(known) {
    const named = [...this.masked.matchAll(new RegExp(this.p.elsewhere, "g"))].map((match) => match[1]);
    return named.filter((name) => !new RegExp(this.p.no_place).test(name) && !known.some((whole) => whole.includes(name)));
  }

  hedge(fact, { before, after }) {
    const [prefix, words] = this.p.needs[fact.need], hedges = Object.entries(this.p.prefix), ends = Object.entries(this.p.suffix);
    let given = hedges.find(([, pattern]) => new RegExp(`(?:^|[^A-Za-z])${pattern}${this.p.prefix_end}`, "i").test(before))?.[0];
    given ??= ends.find(([, pattern]) => new RegExp(pattern, "i").test(after))?.[0] ?? "";
    if (fact.flow === "ceiling" && given === "up_to") given = "";
    if (given !== prefix) return given ? "other_version" : "hedge_lost";
    // Without days and months: "may" is a hedge, May is none.
    return words.every((name) => new RegExp(this.p.words[name], "i").test(this.masked)) ? "on_record" : "hedge_lost";
  }

  shipDay(ship, moment) {
    const strange = this.strangePlaces(this.table.facts.flatMap((fact) => fact.by)).length > 0;
    const calls = ship.calls.filter((call) => (this.ports.size ? this.ports.has(call.port) : !strange));
    // Without days and months: "may" is a hedge, May is none.
    const does = this.has("load_verb") ? "load" : this.has("unload_verb") ? "unload" : "";
    const [verdict, call] = shipDay(calls, moment, this.has("reported", this.masked), does);
    const [page, words] = call ? [`calls/${call.id}/`, `${ship.name} at ${call.words}`] : [ship.page, ""];
    return { sentence: this.sentence, quoted: `${ship.name}, ${moment.words}`, verdict: this.denied ? "not_in_record" : verdict, page, words };
  }

  listings(ship, given, standingTime) {
    const since = given.filter(({ kind }) => kind === "since"), times = since.length ? since : given;
    const standing = (standingTime || this.has("list_standing", this.masked)) && !since.length;
    const places = Object.entries(this.p.authorities).map(([authority, pattern]) => [this.masked.search(new RegExp(pattern)), authority]);
    const named = places.filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
    return named.map(([, authority], number) => {
      const own = times.length === named.length ? [times[number]] : times;
      const days = ship.listed.filter(([name]) => name === authority).map(([, day]) => day);
      let verdict = days.length && !this.denied && !this.has("list_ended") ? "on_record" : "not_in_record";
      const fits = ({ first, last }) => days.some((day) => (standing || withYear(first, day) <= day) && day <= withYear(last, day));
      if (verdict === "on_record" && !own.every(fits)) verdict = "not_on_that_day";
      const told = days.length ? `${authority}: listed since ${days.join(", ")}` : `${authority}: no listing found`;
      const asOf = this.table.lists[authority], quoted = [ship.name, authority, ...own.map(({ words }) => words)].join(", ");
      return { sentence: this.sentence, quoted, verdict, page: ship.page, words: asOf ? `${told}; list of ${asOf}` : told };
    });
  }
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
