// What one sentence of a draft names, and which words belong to which figure: the same steps as desk/article_sentence.py.
import { daysApart, masked, moments, over, regExp, withYear } from "./check-days.js";
import { figures, namedPorts, place, strangeWords, value, word } from "./check-words.js";

// Of the unit in which a draft tells the time between two days, it may be that far off.
const HALF = 0.5;

export function sentences(draft, spellings) {
  for (const [spelling, usual] of Object.entries(spellings)) draft = draft.replace(new RegExp(spelling, "g"), usual);
  return draft.split(/(?:(?<=[.!?])|(?<=[.!?]"))[ \t]*[\n ]+(?=[A-Z"0-9])|(?<=")\n(?=[A-Z"0-9])|\n\n+/).map((part) => part.split(/\s+/).filter(Boolean).join(" ")).filter(Boolean);
}

export class Sentence {
  constructor(table, text) {
    Object.assign(this, { table, p: table.patterns, text });
    this.ships = this.namedShips();
    this.masked = masked(over(text, this.ships.map(([, start, end]) => [start, end])), this.p.document);
    [this.moments, this.masked] = moments(this.masked, this.p);
    this.figures = figures(this.p, this.masked);
    this.by = this.attributed();
    this.ports = namedPorts(table.ports, masked(text, "Vostochny Ledger"));
    this.loads = [...text.matchAll(new RegExp(this.p.load_share, "gi"))].map(([, words]) => value(this.p, words));
    // "Would have come to" is as good as "came to" where the sentence says how full the ships would be.
    this.notDenial = this.loads.length ? `${this.p.not_denial}|${this.p.conditional}` : this.p.not_denial;
    this.denied = this.has("denial", masked(text, this.notDenial));
    this.rest = this.withoutWhatIsRead();
  }

  has(pattern, text = "") {
    return new RegExp(this.p[pattern], "i").test(text || this.text);
  }

  comesBefore(pattern, moment) {
    return this.has(pattern, this.masked.slice(0, moment.at) || " ");
  }

  isOfPrint(moment) {
    const after = this.masked.slice(moment.at + moment.words.length) || " ";
    return this.comesBefore("printed", moment) || (moment.kind === "at" && this.has("printed_after", after));
  }

  lastOf(times) {
    return Math.max(...this.ships.map(([, start]) => start), ...times.map(({ at }) => at));
  }

  hedgeBefore(figure) {
    for (const [name, pattern] of Object.entries(this.p.prefix)) {
      const at = figure.before.search(new RegExp(`(?:^|[^A-Za-z])${pattern}${this.p.prefix_end}`, "i"));
      if (at >= 0) return [name, at];
    }
    return ["", figure.at];
  }

  hedgeOf(figure) {
    const after = Object.entries(this.p.suffix).find(([, pattern]) => new RegExp(pattern, "i").test(figure.after));
    return this.hedgeBefore(figure)[0] || after?.[0] || "";
  }

  withoutWhatIsRead() {
    let text = over(this.masked, this.figures.map((one) => [this.hedgeBefore(one)[1], this.masked.length - one.after.length]));
    text = masked(this.withoutTimeBetween(text), this.notDenial);
    for (const pattern of ["speaker", "hedge_after", "multiple", "per_year", "phrases"]) text = masked(text, this.p[pattern]);
    return this.has("list_word") ? masked(text, Object.values(this.p.authorities).join("|")) : text;
  }

  withoutTimeBetween(text) {
    const found = text.match(regExp(this.p.apart, "")), [one, other] = this.moments;
    if (!found || this.moments.length !== 2) return text;
    const { many, unit, way } = found.groups, day = withYear(other.first, one.first), ahead = ["before", "later"].includes(way) === found.index > one.at;
    const right = Math.abs(daysApart(one, day, day) / this.p.days_in[unit] - value(this.p, many)) <= HALF && ahead === withYear(one.first, day) < day;
    return right ? over(text, [[found.index, found.index + found[0].length]]) : text;
  }

  region(text, at, names) {
    const clauses = [...text.matchAll(new RegExp(this.p.clause, "g"))].map((match) => [match.index, match[0].trim()]);
    const about = ([start, clause]) => start <= at || (clause !== "" && this.has("refers", clause)) || names.some((name) => word(name, clause));
    return clauses.filter(about).map(([, clause]) => clause).join(", ");
  }

  understood(verdict, words, page, at, names, between = "") {
    if (this.denied) verdict = "not_in_record";
    if (verdict !== "on_record") return [verdict, page, words];
    const known = [...names, ...this.table.names], close = masked(between, this.p.hedge_after);
    const strange = [...strangeWords(this.p, close, known, "near"), ...strangeWords(this.p, this.region(this.rest, at, names), known)];
    return strange.length ? ["not_understood", page, `${words}. Not known here: ${[...new Set(strange)].join(", ")}`] : [verdict, page, words];
  }

  namedShips() {
    const names = this.table.ships.flatMap((ship) => ship.names.map((name) => [ship, name])).sort((a, b) => b[1].length - a[1].length);
    const found = [];
    let left = this.text.replaceAll("-", " ");
    for (const [ship, name] of names) {
      for (const form of name.length > 3 ? [name, name.toUpperCase()] : []) {
        const start = place(form, left);
        if (start < 0) continue;
        found.push([ship, start, start + name.length]);
        left = over(left, [[start, start + name.length]]);
      }
    }
    return found.sort((a, b) => a[1] - b[1]);
  }

  attributed() {
    const found = new Set(), plain = this.text.replace(new RegExp(this.p.speaker, "g"), "");
    for (const pattern of this.p.attribution) {
      for (const match of plain.matchAll(new RegExp(pattern, "g"))) {
        const name = match[1].replace(/^(?:The|But|And|In|On) |'s?$/g, "").replace(/^[ .,]+|[ .,]+$/g, "");
        if (name && !new RegExp(this.p.no_source).test(name)) found.add(name);
      }
    }
    return [...found];
  }
}
