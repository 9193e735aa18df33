"""Sets the figures, days and lists in a draft against the record; check.js does the same in the page.

A verdict says how the draft compares with this record, never that a statement is true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vostochny.database.reading import Row
from vostochny.desk.article_facts import ArticleTable
from vostochny.desk.article_ships import on_list, runs, ship_day
from vostochny.desk.article_times import MASK, Moment, masked, moments, within
from vostochny.desk.article_words import Figure, figures, named_ports, place, strange_places, word

ABBREVIATED = "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\\. [0-9])|(?:Mrs?|Ms|Dr|[A-Z])(?=\\. [A-Z])"
# What makes a figure one of another time, rate or fleet.
AGAINST = ("per_other", "per_year", "foreign", "another_time")
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
    # A full stop after Nov, Mr or an initial ends no sentence.
    plain = re.sub(rf"\b({ABBREVIATED})\.", r"\1", plain)
    parts = re.split(r"(?<=[.!?\"])[ \t]*[\n ]+(?=[A-Z\"0-9])|\n\n+", plain)
    return [" ".join(part.split()) for part in parts if part.split()]


class SentenceCheck:
    """One sentence: what it names, and the verdicts on it."""

    def __init__(self, table: ArticleTable, sentence: str) -> None:
        self.table, self.p, self.sentence = table, table["patterns"], sentence
        self.ships = self.named_ships()
        self.masked = sentence
        for _, start, end in self.ships:
            self.masked = self.masked[:start] + MASK * (end - start) + self.masked[end:]
        self.masked = masked(self.masked, r"\b(?:IMO|[Rr]esolution|UNSCR)s? ?[0-9]+(?: \([0-9]+\))?")
        self.moments, self.masked = moments(self.masked, self.p["months"])
        self.by = self.attributed()
        without = masked(sentence, r"(?:Vostochny )Ledger")
        self.ports = named_ports(table["ports"], without)
        self.denied = self.has("denial", masked(sentence, self.p["not_denial"]))

    def has(self, pattern: str, text: str = "") -> bool:
        """Whether a pattern of the table is in the sentence."""
        return re.search(self.p[pattern], text or self.sentence, ANY_CASE) is not None

    def named_ships(self) -> list[tuple[Row, int, int]]:
        """Ships and organisations that the sentence names, and where, in its order.

        The longest names are looked for first, so that Un Hung is not found in Un Hung 8.
        """
        names = sorted(
            ((name, ship) for ship in self.table["ships"] for name in ship["names"]), key=lambda item: -len(item[0])
        )
        left, found = self.sentence.replace("-", " "), []
        for name, ship in names:
            for form in (name, name.upper()):
                if len(name) > 3 and (start := place(form, left)) >= 0:
                    found.append((ship, start, start + len(name)))
                    left = left[:start] + MASK * len(name) + left[start + len(name) :]
        return sorted(found, key=lambda item: item[1])

    def attributed(self) -> set[str]:
        """Whom the sentence names as the origin of what it says; who speaks for an origin is no other one."""
        found, plain = set(), re.sub(self.p["speaker"], "", self.sentence, flags=re.ASCII)
        for pattern in self.p["attribution"]:
            for match in re.finditer(pattern, plain, re.ASCII):
                name = re.sub(r"^(?:The|But|And|In|On) |'s?$", "", match[1]).strip(" .,")
                if name and not re.match(self.p["no_source"], name):
                    found.add(name)
        return found

    def findings(self) -> list[ArticleFinding]:
        """All of them: figures, then for each ship its days and its listings."""
        found = [self.figure(item) for item in figures(self.p, self.masked)]
        about = [(at, ship) for ship, at, _ in self.ships if not self.has("not_subject", self.masked[:at] or " ")]
        for ships, times in runs(about, self.moments):
            listing = [moment for moment in times if self.is_of_list(moment)]
            calling = (
                [moment for moment in times if moment not in listing] if self.has("call_verb", self.masked) else []
            )
            for ship in ships:
                found += [self.ship_day(ship, moment) for moment in calling if ship["calls"] is not None]
                if self.has("list_word", self.masked):
                    found += self.listings(ship, listing or calling[:1], standing=not listing)
        return found

    def is_of_list(self, moment: Moment) -> bool:
        """Whether a time is that of a listing: the word before it, or else after it, is of a list and of no call."""
        if moment.kind == "since" and self.has("list_word", self.masked):
            return True
        kinds = {"list_word": True, "call_verb": False}
        words = sorted(
            (match.start(), of_list)
            for kind, of_list in kinds.items()
            for match in re.finditer(self.p[kind], self.masked, ANY_CASE)
        )
        before, after = ([item for item in words if (item[0] < moment.at) == side] for side in (True, False))
        return before[-1][1] if before else after[0][1] if after else False

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
        verdict = "hedge_lost" if part else self.hedge(fact, figure)
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
        """Whether nothing else in the sentence speaks against the fact: period, place, origin, way, flag, oil."""
        oil = fact["kind"] in ("barrels", "tonnes")
        if fact["flow"] == "ceiling":
            against = self.has("per_other") or self.has("other_ceiling") or self.has("crude") != fact["crude"]
            return self.has("per_year") and not against
        against = [*AGAINST, "other_oil"] if oil and fact["flow"] != "notified" else AGAINST
        if any(self.has(name) for name in against) or not (oil or self.counts_same_ships(fact, figure)):
            return False
        if self.has("rail") != (fact["flow"] == "rail") or (fact["flow"] == "rail" and self.has("sea")):
            return False
        if self.by and not any(word(name, known) or word(known, name) for name in self.by for known in fact["by"]):
            return False
        return self.in_place(fact, figure) and all(
            within(moment, fact, printed=self.is_of_print(moment)) for moment in self.moments
        )

    def is_of_print(self, moment: Moment) -> bool:
        """Whether a time is given as that of a statement or document."""
        return self.has("printed", self.masked[: moment.at] or " ")

    def counts_same_ships(self, fact: Row, figure: Figure) -> bool:
        """Whether figure and fact both count all ships, or both those on the UN list.

        Of "22 of the 43", the 43 counts all.
        """
        of_listed = figure.share != "whole" and self.has("list_word")
        on_un_list = re.search(self.p["authorities"]["UN"], self.masked, re.ASCII) is not None
        return of_listed == fact["listed"] and (on_un_list or not of_listed)

    def in_place(self, fact: Row, figure: Figure) -> bool:
        """Whether the places that the sentence names allow the fact; a count is of the port named next to it."""
        ports = set(self.ports)
        if fact["port"] in ports and fact["kind"] in ("calls", "ships"):
            after = [port for port, at in self.ports.items() if at > figure.at]
            near = after[0] if after else list(self.ports)[-1]
            return near == fact["port"] and not self.joined_ports()
        if fact["port"] in ports or fact["flow"] == "notified":
            return True
        if fact["port"]:
            return not ports and not strange_places(self.p, self.masked, fact["by"])
        return fact["kind"] in ("barrels", "tonnes") or not ports

    def joined_ports(self) -> bool:
        """Whether two ports are named in one breath, as in "at Vostochny and Nakhodka"."""
        names = "|".join(re.escape(name) for names in self.table["ports"].values() for name in names)
        return (
            re.search(rf"\b(?:{names})(?:,|/| and| or| as well as) ?(?:the |nearby )?(?:{names})\b", self.sentence)
            is not None
        )

    def hedge(self, fact: Row, figure: Figure) -> str:
        """Whether the hedge of the source is there: on_record, hedge_lost, or other_version for another hedge."""
        prefix, words = self.p["needs"][fact["need"]]
        before = {name: f"(?:^|[^A-Za-z]){pattern}{self.p['prefix_end']}" for name, pattern in self.p["prefix"].items()}
        given = next((name for name, pattern in before.items() if re.search(pattern, figure.before, ANY_CASE)), "")
        after = (name for name, pattern in self.p["suffix"].items() if re.search(pattern, figure.after, ANY_CASE))
        given = given or next(after, "")
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
        does = "load" if self.has("load_verb") else "unload" if self.has("unload_verb") else ""
        verdict, call = ship_day(calls, moment, hedged=self.has("reported", self.masked), does=does)
        page, words = str(ship["page"]), ""
        if call:
            page, words = f"calls/{call['id']}/", f"{ship['name']} at {call['words']}"
        verdict = "not_in_record" if self.denied else verdict
        return ArticleFinding(self.sentence, f"{ship['name']}, {moment.words}", verdict, page, words)

    def listings(self, ship: Row, times: list[Moment], *, standing: bool) -> list[ArticleFinding]:
        """The verdict on each authority that the sentence names as listing the ship.

        times: of the listings, one for each authority in the order of the sentence, or else for all of them
        standing: whether a time is one at which the ship was listed, and not that of the listing
        """
        since = [moment for moment in times if moment.kind == "since"]
        times, standing = since or times, (standing or self.has("list_standing", self.masked)) and not since
        named = [(match.start(), name) for name, pattern in self.p["authorities"].items()
                 if (match := re.search(pattern, self.masked, re.ASCII))]  # fmt: skip
        found = []
        for number, (_, authority) in enumerate(sorted(named)):
            own = [times[number]] if len(times) == len(named) else times
            days = [day for name, day in ship["listed"] if name == authority]
            verdict = "on_record" if days and not self.denied and not self.has("list_ended") else "not_in_record"
            if verdict == "on_record" and not all(on_list(days, moment, standing=standing) for moment in own):
                verdict = "not_on_that_day"
            as_listed = f"{authority}: listed since {', '.join(days)}" if days else f"{authority}: no listing found"
            as_of = self.table["lists"].get(authority)
            words = f"{as_listed}; list of {as_of}" if as_of else as_listed
            quoted = ", ".join([ship["name"], authority, *(moment.words for moment in own)])
            found.append(ArticleFinding(self.sentence, quoted, verdict, ship["page"], words))
        return found
