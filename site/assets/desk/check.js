// Sets the figures, days and lists in a draft against the record, in the page: the same steps and table as desk/article.py.
import { MASK, moments, shipDay, within, withYear } from "./check-days.js";

const BEST = ["on_record", "origin_lost", "hedge_lost", "other_version"];
const OTHER_UNIT = { ships: "calls", barrels: "tonnes", tonnes: "barrels" };
const CROSSED = { ships: "ships_for_arrivals", barrels: "tonnes_for_barrels", tonnes: "tonnes_for_barrels" };

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
const word = (name, text) => new RegExp(`(?:^|[^A-Za-z0-9])${escaped(name)}(?![A-Za-z0-9])`).test(text);
const masked = (text, pattern, flags = "") => text.replace(new RegExp(pattern, `g${flags}`), (found) => MASK.repeat(found.length));

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
    const found = this.figures().map((figure) => this.figure(figure));
    if (!this.ships.length) return found;
    const ship = this.ships[0][0], listing = this.has("list_word");
    // A day since which a ship is listed is no day of a call.
    const days = this.moments.filter(({ kind }) => !(listing && kind === "since"));
    const calling = this.has("call_verb") && days.length > 0;
    if (calling && !(listing && this.has("list_standing"))) found.push(...days.map((moment) => this.shipDay(ship, moment)));
    if (listing) found.push(...this.listings(ship, calling || this.has("list_standing", this.masked)));
    return found;
  }

  figures() {
    const units = Object.entries(this.p.units).map(([kind, pattern]) => `(?<${kind}>${pattern})`).join("|");
    const { number, between, filler } = this.p;
    const shared = `(?:(?<part>${number}) of (?:the |its |these |those )?)?`, amount = `(${number})(?:${between}(${number}))?`;
    const pattern = `(?<![A-Za-z0-9¤.])${shared}${amount}(?:${filler})(?:${units})(?![A-Za-z])`;
    return [...this.masked.matchAll(new RegExp(pattern, "dgi"))].flatMap((match) => {
      const kind = Object.keys(this.p.units).find((name) => match.groups[name]), { part } = match.groups;
      const values = [match[2], match[3]].filter(Boolean).map((words) => this.value(words));
      const start = match.indices[2][0], end = match.index + match[0].length;
      const whole = { kind, quoted: this.masked.slice(start, end), before: this.masked.slice(0, start), values, share: part ? "whole" : "" };
      if (!part) return [whole];
      return [{ kind, quoted: match[0], before: this.masked.slice(0, match.index), values: [this.value(part)], share: "part" }, whole];
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
    const { low, high } = fact, { before, values } = figure, single = values.length === 1;
    const whole = single ? low === high && values[0] === low : values[0] === low && values[1] === high;
    const part = single && low !== high && [low, high, fact.middle].includes(values[0]);
    if (!whole && !part) return "";
    if (!this.anchored(fact, figure)) return ["barrels", "tonnes"].includes(fact.kind) ? "other_version" : "";
    if (!fact.usable || !this.fits(fact, figure)) return "other_version";
    const verdict = part ? "hedge_lost" : this.hedge(fact, before);
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
    if (fact.flow === "ceiling") return this.has("per_year") && !this.has("per_other") && !this.has("crude");
    if (this.has("per_other") || this.has("per_year") || this.has("foreign")) return false;
    if (["calls", "ships"].includes(fact.kind) && !this.countsSameShips(fact, figure)) return false;
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
    // Without days and months: "may" is a hedge, May is none.
    return words.every((name) => new RegExp(this.p.words[name], "i").test(this.masked)) ? "on_record" : "hedge_lost";
  }

  shipDay(ship, moment) {
    const strange = this.strangePlaces(this.table.facts.flatMap((fact) => fact.by)).length > 0;
    const calls = ship.calls.filter((call) => (this.ports.size ? this.ports.has(call.port) : !strange));
    // Without days and months: "may" is a hedge, May is none.
    const [verdict, call] = shipDay(calls, moment, this.has("reported", this.masked), this.has("load_verb"));
    const [page, words] = call ? [`calls/${call.id}/`, `${ship.name} at ${call.words}`] : [`vessels/${ship.id}/`, ""];
    return { sentence: this.sentence, quoted: `${ship.name}, ${moment.words}`, verdict: this.denied ? "not_in_record" : verdict, page, words };
  }

  listings(ship, standing) {
    const since = this.moments.find(({ kind }) => kind === "since"), moment = since ?? this.moments[0];
    const given = moment ? `, ${moment.words}` : "";
    const authorities = Object.entries(this.p.authorities).filter(([, pattern]) => new RegExp(pattern).test(this.masked));
    return authorities.map(([authority]) => {
      const days = ship.listed.filter(([name]) => name === authority).map(([, day]) => day);
      let verdict = days.length && !this.denied ? "on_record" : "not_in_record";
      if (verdict === "on_record" && moment) {
        const { first, last } = moment;
        const fits = days.some((day) => ((standing && !since) || withYear(first, day) <= day) && day <= withYear(last, day));
        verdict = fits ? "on_record" : "not_on_that_day";
      }
      const told = days.length ? `${authority}: listed since ${days.join(", ")}` : `${authority}: no listing found`;
      const asOf = this.table.lists[authority];
      return { sentence: this.sentence, quoted: `${ship.name}, ${authority}${given}`, verdict, page: `vessels/${ship.id}/`, words: asOf ? `${told}; list of ${asOf}` : told };
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
