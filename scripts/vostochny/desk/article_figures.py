"""Sets a figure of a draft against those on record."""

from __future__ import annotations

import re

from vostochny.database.reading import Row
from vostochny.desk.article_sentence import ANY_CASE, Figure, Sentence, without_own_length, word
from vostochny.desk.article_times import masked, within

# What makes the figure next to it one of another time or rate.
AROUND = ("per_other", "another_time", "comparison")
BEST = ("on_record", "origin_lost", "hedge_lost", "other_version")
OTHER_UNIT = {"ships": "calls", "barrels": "tonnes", "tonnes": "barrels"}
CROSSED = {"ships": "ships_for_arrivals", "barrels": "tonnes_for_barrels", "tonnes": "tonnes_for_barrels"}


class FigureCheck:
    """One figure of a sentence, and how it compares with the record."""

    def __init__(self, said: Sentence, figure: Figure) -> None:
        self.said, self.p, self.figure = said, said.p, figure

    def verdict(self) -> tuple[str, Row | None]:
        """The verdict on the figure, and the fact which it is nearest to."""
        kind, facts = self.figure.kind, self.said.table["facts"]
        against = ((self.against(fact), fact) for fact in facts if fact["kind"] == kind)
        found = [item for item in against if item[0] == "other_version" or (item[0] and item[1]["usable"])]
        verdict, chosen = min(found, key=lambda item: BEST.index(item[0]), default=("not_in_record", None))
        # Where the number is on record in its own unit here too, it is that which is meant.
        if chosen is None or not chosen["usable"] or (verdict == "other_version" and not self.is_near(chosen)):
            others = (fact for fact in facts if fact["kind"] == OTHER_UNIT.get(kind) and fact["usable"])
            if crossed := next((fact for fact in others if self.crosses(fact)), None):
                verdict, chosen = CROSSED[kind], crossed
        return verdict, chosen

    def crosses(self, fact: Row) -> bool:
        """Whether the figure is that of a fact in another unit: in all else, or in its place or origin at least."""
        found = self.against(fact)
        return found in BEST[:-1] or (found != "" and self.is_near(fact))

    def is_near(self, fact: Row) -> bool:
        """Whether the sentence names the place or an origin of the fact."""
        return fact["port"] in self.said.ports or self.names(fact)

    def against(self, fact: Row) -> str:
        """How the figure compares with one fact; empty where it is another number."""
        values, ends = self.figure.values, [fact["low"], fact["high"]]
        part = len(values) == 1 and ends[0] != ends[1] and values[0] in (*ends, fact["middle"])
        if not part and (values if len(values) == 2 else values * 2) != ends:
            return ""
        if fact["flow"] == "size":
            return self.hedge(fact) if [ship["page"] for ship, _, _ in self.said.ships] == [fact["page"]] else ""
        if not self.anchored(fact):
            return "other_version" if is_oil(fact) else ""
        if not fact["usable"] or not self.fits(fact):
            return "other_version"
        verdict = "hedge_lost" if part else self.hedge(fact)
        # A ceiling is nobody's count.
        has_origin = fact["flow"] == "ceiling" or self.names(fact)
        return "origin_lost" if verdict == "on_record" and not has_origin else verdict

    def anchored(self, fact: Row) -> bool:
        """Whether the sentence is about what the fact is about: its place, its origin, the country or the ceiling."""
        said = self.said
        if fact["flow"] == "ceiling":
            return said.has("ceiling")
        if fact["flow"] == "notified":
            return self.names(fact)
        # "22 of the 43 calls" by listed ships names its subject by both numbers.
        shared = self.figure.share != "" and said.has("list_word")
        delivered = is_oil(fact) and any(port[:2] == "KP" for port in said.ports)
        return shared or delivered or fact["port"] in said.ports or self.names(fact) or said.has("anchor")

    def names(self, fact: Row) -> bool:
        """Whether the sentence names an origin of the fact."""
        return any(word(name, self.said.text) for name in fact["by"])

    def fits(self, fact: Row) -> bool:
        """Whether nothing else in the sentence speaks against the fact."""
        said = self.said
        if fact["flow"] == "ceiling":
            against = said.has("per_other") or said.has("other_ceiling") or said.has("crude") != fact["crude"]
            against |= any(number not in fact["origin"] for number in re.findall(self.p["resolution"], said.text))
            against |= any(one.last < fact["origin"].partition("(")[2][:4] for one in said.moments)
            return said.has("per_year") and not against
        return self.is_of_the_same(fact) and self.is_by_the_same(fact) and self.is_of_the_time(fact)

    def is_of_the_same(self, fact: Row) -> bool:
        """Whether the figure is of the same ships or oil, on the same way and at the same place.

        No figure on record is of one named ship.
        """
        said, flow = self.said, fact["flow"]
        other_oil = said.has("other_notified" if flow == "notified" else "other_oil")
        other_oil |= (said.has("product") and not fact["product"]) or said.loads not in ([], [fact["share"]])
        other_way = any(said.has(way) != (flow == way) for way in ("rail", "enquiry"))
        other_way |= (flow == "rail" and said.has("sea")) or (fact["port"][:2] == "RU" and said.has("unload_verb"))
        of_ship = any(ship["calls"] for ship, _, _ in said.ships)
        if said.has("foreign") or (other_oil and is_oil(fact)) or other_way or of_ship:
            return False
        return self.in_place(fact) and (is_oil(fact) or self.counts_same_ships(fact))

    def is_by_the_same(self, fact: Row) -> bool:
        """Whether the sentence names no origin, or one of the fact."""
        # What a state notified is also said to be on the UN's page.
        notified = fact["flow"] == "notified"
        by = {name for name in self.said.by if not (notified and self.said.has("keeper", name))}
        return not by or any(word(name, known) or word(known, name) for name in by for known in fact["told"])

    def is_of_the_time(self, fact: Row) -> bool:
        """Whether the times, rates and hedges around the figure allow the fact."""
        said = self.said
        rest, spanned = without_own_length(self.p, said.region(said.rest, self.figure.at, fact["by"]), fact)
        if any(said.has(name, rest) for name in AROUND) or self.other_rate(fact) or self.other_hedge(fact):
            return False
        return all(
            within(moment, fact, printed=said.is_of_print(moment), spanned=spanned or fact["need"] == "documented")
            and (moment.kind == "until" or spanned or not said.comes_before("bound", moment))
            for moment in said.moments
        )

    def other_rate(self, fact: Row) -> bool:
        """Whether a rate a year is around the figure that is not that of a ceiling in the sentence."""
        said = self.said
        around = masked(said.region(said.masked, self.figure.at, fact["by"]), self.p["multiple"])
        ceilings = {other["low"] for other in said.table["facts"] if other["flow"] == "ceiling"}
        capped = sum(figure.values[0] in ceilings for figure in said.figures) if said.has("ceiling") else 0
        return len(re.findall(self.p["per_year"], around, ANY_CASE)) > capped

    def other_hedge(self, fact: Row) -> bool:
        """Whether the words around the figure say "could" or "likely" of a fact that is on record without it."""
        said, at = self.said, self.figure.at
        ends = [len(said.masked) - len(other.after) for other in said.figures if other.at < at]
        starts = [other.at for other in said.figures if other.at > at]
        near = said.rest[max(ends, default=0) : at]
        near += re.split(" and |;", said.rest[at : min(starts, default=None)])[0]
        near = near if is_oil(fact) else masked(near, self.p["carrying"])
        unsure = (self.p["words"][name] for name in self.p["unsure"] if name not in self.p["needs"][fact["need"]][1])
        return fact["low"] == fact["high"] and any(re.search(pattern, near, ANY_CASE) for pattern in unsure)

    def counts_same_ships(self, fact: Row) -> bool:
        """Whether figure and fact both count all ships, or both those on the UN list.

        Of "22 of the 43", the 43 counts all.
        """
        # "43 times" alone may be of anything.
        of_calls = not self.figure.quoted.endswith(("times", "occasions"))
        of_calls |= self.said.has("sea") and self.said.has("calling")
        if not of_calls or (self.figure.share == "part" and not fact["listed"]):
            return False
        of_listed = self.figure.share != "whole" and self.said.has("list_word")
        on_un_list = re.search(self.p["authorities"]["UN"], self.said.masked, re.ASCII) is not None
        return of_listed == fact["listed"] and (on_un_list or not of_listed)

    def in_place(self, fact: Row) -> bool:
        """Whether the places that the sentence names allow the fact: a count is of its port and of no other."""
        ports = set(self.said.ports)
        return ports <= {fact["port"]} or (is_oil(fact) and (not fact["port"] or fact["port"] in ports))

    def hedge(self, fact: Row) -> str:
        """Whether the hedge of the source is there: on_record, hedge_lost, or other_version for another hedge."""
        prefix, words = self.p["needs"][fact["need"]]
        given = self.said.hedge_of(self.figure)
        # "No more than", "bans more than" and "twice" leave a ceiling what it is.
        limited = given in ("up_to", "only") or (given == "more_than" and self.said.has("not_more"))
        if fact["flow"] == "ceiling" and (limited or self.is_multiplied()):
            given = ""
        if given != prefix:
            return "other_version" if given else "hedge_lost"
        # Without days and months: "may" is a hedge, May is none.
        lost = any(not re.search(self.p["words"][name], self.said.masked, ANY_CASE) for name in words)
        return "hedge_lost" if lost or (fact["assumed"] and not self.said.loads) else "on_record"

    def is_multiplied(self) -> bool:
        """Whether a multiple of the figure is meant: in "twice the 500,000 barrels" the figure itself is as it was."""
        return any(match.end() == self.figure.at - 1 for match in re.finditer(self.p["multiple"], self.said.masked))


def is_oil(fact: Row) -> bool:
    """Whether a fact is a quantity of oil, and no count."""
    return fact["kind"] in ("barrels", "tonnes")
