"""Sets the figures, days and lists in a draft against the record; check.js does the same in the page.

A verdict says how the draft compares with this record, never that a statement is true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vostochny.database.reading import Row
from vostochny.desk.article_facts import ArticleTable
from vostochny.desk.article_ships import ship_day
from vostochny.desk.article_times import Moment, masked, moments, with_year, within
from vostochny.desk.article_words import Figure, figures, strange_places, word

ANY_CASE = re.IGNORECASE | re.ASCII
BEST = ("on_record", "origin_lost", "hedge_lost", "other_version")
OTHER_UNIT = {"ships": "calls", "barrels": "tonnes", "tonnes": "barrels"}
CROSSED = {"ships": "ships_for_arrivals", "barrels": "tonnes_for_barrels", "tonnes": "tonnes_for_barrels"}


@dataclass(frozen=True)
class ArticleFinding:
    """One figure, day or listing of a draft.

    sentence: the sentence, with blanks and quotation marks made plain
    quoted: the words that were compared
    verdict: a key of the patterns' "verdicts"
    page: page of the record that it was set against, from the root of the site; empty for none
    words: what the record has
    """

    sentence: str
    quoted: str
    verdict: str
    page: str
    words: str


def check(table: ArticleTable, draft: str) -> list[ArticleFinding]:
    """Every figure, day and listing that the patterns find, in the order of the draft."""
    return [finding for sentence in sentences(draft) for finding in SentenceCheck(table, sentence).findings()]


def sentences(draft: str) -> list[str]:
    """The sentences of a draft, one line each."""
    plain = re.sub(r"[\u2018\u2019]", "'", re.sub(r"[\u201c\u201d]", '"', draft))
    plain = re.sub(r"[\u00a0\u2007\u2009\u202f]", " ", plain)
    plain = re.sub(r"\b([A-Z])\.([A-Z])\.", r"\1\2", plain)
    parts = re.split(r"(?<=[.!?\"])[ \t]*[\n ]+(?=[A-Z\"0-9])|\n\n+", plain)
    return [" ".join(part.split()) for part in parts if part.split()]


class SentenceCheck:
    """One sentence: what it names, and the verdicts on it."""

    def __init__(self, table: ArticleTable, sentence: str) -> None:
        self.table, self.p, self.sentence = table, table["patterns"], sentence
        self.ships = self.named_ships()
        self.masked = sentence
        for _, name in self.ships:
            self.masked = masked(self.masked, re.escape(name))
        self.masked = masked(self.masked, r"\b(?:IMO|[Rr]esolution|UNSCR)s? ?[0-9]+(?: \([0-9]+\))?")
        self.moments, self.masked = moments(self.masked, self.p["months"])
        self.by = self.attributed()
        without = masked(sentence, r"(?:Vostochny )Ledger")
        self.ports = {
            port for port, names in table["ports"].items() if any(name and word(name, without) for name in names)
        }
        plain = masked(sentence, self.p["not_denial"])
        self.denied = self.has("denial", plain)

    def has(self, pattern: str, text: str = "") -> bool:
        """Whether a pattern of the table is in the sentence."""
        return re.search(self.p[pattern], text or self.sentence, ANY_CASE) is not None

    def named_ships(self) -> list[tuple[Row, str]]:
        """Ships that the sentence names, the longest names first, so that Un Hung is not found in Un Hung 8."""
        names = sorted(
            ((name, ship) for ship in self.table["ships"] for name in ship["names"]), key=lambda item: -len(item[0])
        )
        left, found = self.sentence, []
        for name, ship in names:
            if len(name) > 3 and word(name, left):
                found.append((ship, name))
                left = masked(left, re.escape(name))
        return found

    def attributed(self) -> set[str]:
        """Whom the sentence names as the origin of what it says."""
        found = set()
        for pattern in self.p["attribution"]:
            for match in re.finditer(pattern, self.sentence, re.ASCII):
                name = re.sub(r"^(?:The|But|And|In|On) |'s?$", "", match[1]).strip(" .,")
                if name and not re.match(self.p["no_source"], name):
                    found.add(name)
        return found

    def findings(self) -> list[ArticleFinding]:
        """All of them: figures, then the ship's days, then its listings."""
        found = [self.figure(item) for item in figures(self.p, self.masked)]
        if self.ships:
            ship, listing = self.ships[0][0], self.has("list_word")
            # A day since which a ship is listed is no day of a call.
            days = [moment for moment in self.moments if not (listing and moment.kind == "since")]
            calling = self.has("call_verb") and bool(days)
            if calling and not (listing and self.has("list_standing")):
                found += [self.ship_day(ship, moment) for moment in days]
            if listing:
                found += self.listings(ship, standing=calling or self.has("list_standing", self.masked))
        return found

    def figure(self, figure: Figure) -> ArticleFinding:
        """The verdict on one figure: that of the fact which it is nearest to."""
        kind, facts = figure.kind, self.table["facts"]
        best = (len(BEST), "not_in_record", None)
        for fact in facts:
            verdict = self.against(fact, figure) if fact["kind"] == kind else ""
            if verdict and BEST.index(verdict) < best[0] and (fact["usable"] or verdict == "other_version"):
                best = (BEST.index(verdict), verdict, fact)
        _, verdict, chosen = best
        if chosen is None or not chosen["usable"] or verdict == "other_version":
            allowed = BEST if kind == "ships" else BEST[:-1]
            others = (fact for fact in facts if fact["kind"] == OTHER_UNIT.get(kind) and fact["usable"])
            if crossed := next((fact for fact in others if self.against(fact, figure) in allowed), None):
                verdict, chosen = CROSSED[kind], crossed
        verdict = "not_in_record" if self.denied else verdict
        page, words = (chosen["page"], chosen["words"]) if chosen else ("", "")
        return ArticleFinding(self.sentence, figure.quoted, verdict, page, words)

    def against(self, fact: Row, figure: Figure) -> str:
        """How a figure compares with one fact; empty where it is another number."""
        values, ends = figure.values, [fact["low"], fact["high"]]
        single = len(values) == 1
        whole = values == ends if not single else ends[0] == ends[1] == values[0]
        part = single and ends[0] != ends[1] and values[0] in (*ends, fact["middle"])
        if not whole and not part:
            return ""
        if not self.anchored(fact, figure):
            return "other_version" if fact["kind"] in ("barrels", "tonnes") else ""
        if not fact["usable"] or not self.fits(fact, figure):
            return "other_version"
        verdict = "hedge_lost" if part else self.hedge(fact, figure.before)
        return "origin_lost" if verdict == "on_record" and not self.has_origin(fact) else verdict

    def has_origin(self, fact: Row) -> bool:
        """Whether the sentence says whose figure it is; a ceiling is nobody's count."""
        return fact["flow"] == "ceiling" or self.names(fact)

    def anchored(self, fact: Row, figure: Figure) -> bool:
        """Whether the sentence is about what the fact is about: its place, its origin, the country or the ceiling."""
        if fact["flow"] == "ceiling":
            return self.has("ceiling")
        if fact["flow"] == "notified":
            return self.names(fact)
        # "22 of the 43 calls" by listed ships names its subject by both numbers.
        shared = figure.share != "" and self.has("list_word")
        return shared or fact["port"] in self.ports or self.names(fact) or self.has("anchor")

    def names(self, fact: Row) -> bool:
        """Whether the sentence names an origin of the fact."""
        return any(word(name, self.sentence) for name in fact["by"])

    def fits(self, fact: Row, figure: Figure) -> bool:
        """Whether nothing else in the sentence speaks against the fact: period, place, origin, way, flag."""
        if fact["flow"] == "ceiling":
            return self.has("per_year") and not self.has("per_other") and not self.has("crude")
        if self.has("per_other") or self.has("per_year") or self.has("foreign"):
            return False
        if fact["kind"] in ("calls", "ships") and not self.counts_same_ships(fact, figure):
            return False
        if self.has("rail") != (fact["flow"] == "rail") or (fact["flow"] == "rail" and self.has("sea")):
            return False
        if self.by and not any(word(name, known) or word(known, name) for name in self.by for known in fact["by"]):
            return False
        return self.in_place(fact) and all(within(moment, fact) for moment in self.moments)

    def counts_same_ships(self, fact: Row, figure: Figure) -> bool:
        """Whether figure and fact both count all ships, or both those on the UN list.

        Of "22 of the 43", the 43 counts all.
        """
        of_listed = figure.share != "whole" and self.has("list_word")
        on_un_list = re.search(self.p["authorities"]["UN"], self.masked, re.ASCII) is not None
        return of_listed == fact["listed"] and (on_un_list or not of_listed)

    def in_place(self, fact: Row) -> bool:
        """Whether the places that the sentence names allow the fact."""
        if fact["port"] in self.ports or fact["flow"] == "notified":
            return True
        if fact["port"]:
            return not self.ports and not strange_places(self.p, self.masked, fact["by"])
        return fact["kind"] in ("barrels", "tonnes") or not self.ports

    def hedge(self, fact: Row, before: str) -> str:
        """Whether the hedge of the source is there: on_record, hedge_lost, or other_version for another hedge."""
        prefix, words = self.p["needs"][fact["need"]]
        ends = {name: f"(?:^|[^A-Za-z]){pattern}{self.p['prefix_end']}" for name, pattern in self.p["prefix"].items()}
        given = next((name for name, pattern in ends.items() if re.search(pattern, before, ANY_CASE)), "")
        if fact["flow"] == "ceiling" and given == "up_to":
            given = ""
        if given != prefix:
            return "other_version" if given else "hedge_lost"
        # Without days and months: "may" is a hedge, May is none.
        lost = [name for name in words if not re.search(self.p["words"][name], self.masked, ANY_CASE)]
        return "hedge_lost" if lost else "on_record"

    def ship_day(self, ship: Row, moment: Moment) -> ArticleFinding:
        """One day or span of one ship."""
        strange = strange_places(self.p, self.masked, [name for fact in self.table["facts"] for name in fact["by"]])
        calls = [call for call in ship["calls"] if (call["port"] in self.ports if self.ports else not strange)]
        # Without days and months: "may" is a hedge, May is none.
        hedged, loading = self.has("reported", self.masked), self.has("load_verb")
        verdict, call = ship_day(calls, moment, hedged=hedged, loading=loading)
        page, words = f"vessels/{ship['id']}/", ""
        if call:
            page, words = f"calls/{call['id']}/", f"{ship['name']} at {call['words']}"
        verdict = "not_in_record" if self.denied else verdict
        return ArticleFinding(self.sentence, f"{ship['name']}, {moment.words}", verdict, page, words)

    def listings(self, ship: Row, *, standing: bool) -> list[ArticleFinding]:
        """The verdict on each authority that the sentence names as listing the ship.

        standing: whether a day in the sentence is one on which the ship was listed, and not the day of the listing
        """
        since = next((moment for moment in self.moments if moment.kind == "since"), None)
        moment, standing = since or next(iter(self.moments), None), standing and since is None
        given = f", {moment.words}" if moment else ""
        found = []
        for authority, pattern in self.p["authorities"].items():
            if not re.search(pattern, self.masked, re.ASCII):
                continue
            days = [day for name, day in ship["listed"] if name == authority]
            verdict = "on_record" if days and not self.denied else "not_in_record"
            if verdict == "on_record" and moment:
                first, last = moment.first, moment.last
                fits = [
                    day for day in days if (standing or with_year(first, day) <= day) and day <= with_year(last, day)
                ]
                verdict = "on_record" if fits else "not_on_that_day"
            as_listed = f"{authority}: listed since {', '.join(days)}" if days else f"{authority}: no listing found"
            as_of = self.table["lists"].get(authority)
            words = f"{as_listed}; list of {as_of}" if as_of else as_listed
            quoted = f"{ship['name']}, {authority}{given}"
            found.append(ArticleFinding(self.sentence, quoted, verdict, f"vessels/{ship['id']}/", words))
        return found
