// Sets a figure of a draft against those on record: the same steps as desk/article_figures.py.
import { masked, within } from "./check-days.js";
import { withoutOwnLength, word } from "./check-words.js";

const AROUND = ["per_other", "another_time", "comparison"];
const BEST = ["on_record", "origin_lost", "hedge_lost", "other_version"];
const OTHER_UNIT = { ships: "calls", barrels: "tonnes", tonnes: "barrels" };
const CROSSED = { ships: "ships_for_arrivals", barrels: "tonnes_for_barrels", tonnes: "tonnes_for_barrels" };
const isOil = (fact) => ["barrels", "tonnes"].includes(fact.kind);

export class FigureCheck {
  constructor(said, figure) {
    Object.assign(this, { said, p: said.p, figure });
  }

  verdict() {
    const { kind } = this.figure, { facts } = this.said.table;
    let rank = BEST.length, verdict = "not_in_record", chosen = null;
    for (const fact of facts) {
      const found = fact.kind === kind ? this.against(fact) : "";
      if (found && BEST.indexOf(found) < rank && (fact.usable || found === "other_version")) {
        [rank, verdict, chosen] = [BEST.indexOf(found), found, fact];
      }
    }
    // Where the number is on record in its own unit here too, it is that which is meant.
    if (!chosen || !chosen.usable || (verdict === "other_version" && !this.isNear(chosen))) {
      const crossed = facts.find((fact) => fact.kind === OTHER_UNIT[kind] && fact.usable && this.crosses(fact));
      if (crossed) [verdict, chosen] = [CROSSED[kind], crossed];
    }
    return [verdict, chosen];
  }

  crosses(fact) {
    const found = this.against(fact);
    return BEST.slice(0, -1).includes(found) || (found !== "" && this.isNear(fact));
  }

  isNear(fact) {
    return this.said.ports.has(fact.port) || this.names(fact);
  }

  against(fact) {
    const { low, high } = fact, { values } = this.figure, single = values.length === 1;
    const part = single && low !== high && [low, high, fact.middle].includes(values[0]);
    if (!part && !(values[0] === low && values.at(-1) === high)) return "";
    if (fact.flow === "size") return this.said.ships.length === 1 && this.said.ships[0][0].page === fact.page ? this.hedge(fact) : "";
    if (!this.anchored(fact)) return isOil(fact) ? "other_version" : "";
    if (!fact.usable || !this.fits(fact)) return "other_version";
    const verdict = part ? "hedge_lost" : this.hedge(fact);
    // A ceiling is nobody's count.
    return verdict === "on_record" && fact.flow !== "ceiling" && !this.names(fact) ? "origin_lost" : verdict;
  }

  anchored(fact) {
    const { said } = this;
    if (fact.flow === "ceiling") return said.has("ceiling");
    if (fact.flow === "notified") return this.names(fact);
    // "22 of the 43 calls" by listed ships names its subject by both numbers.
    const shared = this.figure.share !== "" && said.has("list_word");
    const delivered = isOil(fact) && [...said.ports.keys()].some((port) => port.startsWith("KP"));
    return shared || delivered || said.ports.has(fact.port) || this.names(fact) || said.has("anchor");
  }

  names(fact) {
    return fact.by.some((name) => word(name, this.said.text));
  }

  fits(fact) {
    const { said } = this;
    if (fact.flow === "ceiling") {
      const against = said.has("per_other") || said.has("other_ceiling") || said.has("crude") !== fact.crude;
      const since = (fact.origin.split("(")[1] ?? "").slice(0, 4);
      const numbers = [...said.text.matchAll(new RegExp(this.p.resolution, "g"))];
      if (numbers.some(([, number]) => !fact.origin.includes(number))) return false;
      return said.has("per_year") && !against && said.moments.every(({ last }) => last >= since);
    }
    if (said.has("foreign") || !(isOil(fact) || this.countsSameShips(fact))) return false;
    if (isOil(fact) && ((said.has("product") && !fact.product) || (said.loads.length && !(said.loads.length === 1 && said.loads[0] === fact.share)))) return false;
    if (said.has("enquiry") !== (fact.flow === "enquiry")) return false;
    if (isOil(fact) && said.has(fact.flow === "notified" ? "other_notified" : "other_oil")) return false;
    // No figure on record is of one named ship.
    if (said.ships.some(([{ calls }]) => calls?.length)) return false;
    if (said.has("rail") !== (fact.flow === "rail") || (fact.flow === "rail" && said.has("sea"))) return false;
    // What a state notified is also said to be on the UN's page.
    const by = said.by.filter((name) => !(fact.flow === "notified" && said.has("keeper", name)));
    const known = by.filter((name) => fact.told.some((other) => word(name, other) || word(other, name)));
    if (by.length && !known.length) return false;
    if (fact.port.startsWith("RU") && said.has("unload_verb")) return false;
    const [rest, spanned] = withoutOwnLength(this.p, said.region(said.rest, this.figure.at, fact.by), fact);
    if (AROUND.some((name) => said.has(name, rest)) || this.otherRate(fact) || this.otherHedge(fact)) return false;
    const fitting = (moment) => within(moment, fact, said.isOfPrint(moment), spanned || fact.need === "documented") && (moment.kind === "until" || spanned || !said.comesBefore("bound", moment));
    return this.inPlace(fact) && said.moments.every(fitting);
  }

  otherRate(fact) {
    const { said } = this, around = masked(said.region(said.masked, this.figure.at, fact.by), this.p.multiple);
    const ceilings = said.table.facts.filter(({ flow }) => flow === "ceiling").map(({ low }) => low);
    const capped = said.has("ceiling") ? said.figures.filter(({ values }) => ceilings.includes(values[0])).length : 0;
    return [...around.matchAll(new RegExp(this.p.per_year, "gi"))].length > capped;
  }

  otherHedge(fact) {
    const { said } = this, { at } = this.figure;
    const start = Math.max(0, ...said.figures.filter((other) => other.at < at).map(({ after }) => said.masked.length - after.length));
    const end = Math.min(said.rest.length, ...said.figures.filter((other) => other.at > at).map((other) => other.at));
    let near = said.rest.slice(start, at) + said.rest.slice(at, end).split(/ and |;/)[0];
    if (!isOil(fact)) near = masked(near, this.p.carrying);
    const unsure = this.p.unsure.filter((name) => !this.p.needs[fact.need][1].includes(name));
    return fact.low === fact.high && unsure.some((name) => new RegExp(this.p.words[name], "i").test(near));
  }

  countsSameShips(fact) {
    if (this.figure.share === "part" && !fact.listed) return false;
    // "43 times" alone may be of anything.
    if (/(?:times|occasions)$/.test(this.figure.quoted) && !(this.said.has("sea") && this.said.has("calling"))) return false;
    const ofListed = this.figure.share !== "whole" && this.said.has("list_word");
    return ofListed === fact.listed && (!ofListed || new RegExp(this.p.authorities.UN).test(this.said.masked));
  }

  inPlace(fact) {
    const ports = [...this.said.ports.keys()];
    if (!isOil(fact)) return ports.every((port) => port === fact.port);
    return !fact.port || !ports.length || ports.includes(fact.port);
  }

  hedge(fact) {
    const [prefix, words] = this.p.needs[fact.need];
    let given = this.said.hedgeOf(this.figure);
    // "No more than", "bans more than" and "twice" leave a ceiling what it is.
    const limited = ["up_to", "only"].includes(given) || (given === "more_than" && this.said.has("not_more"));
    if (fact.flow === "ceiling" && (limited || this.isMultiplied())) given = "";
    if (given !== prefix) return given ? "other_version" : "hedge_lost";
    // Without days and months: "may" is a hedge, May is none.
    if (fact.assumed && !this.said.loads.length) return "hedge_lost";
    return words.every((name) => new RegExp(this.p.words[name], "i").test(this.said.masked)) ? "on_record" : "hedge_lost";
  }

  isMultiplied() {
    const found = [...this.said.masked.matchAll(new RegExp(this.p.multiple, "g"))];
    return found.some((match) => match.index + match[0].length === this.figure.at - 1);
  }
}
