"""Sets the figures, days and lists in a draft against the record; check.js does the same in the page.

A verdict says how the draft compares with this record, never that a statement is true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vostochny.database.reading import Row
from vostochny.desk.article_facts import ArticleTable
from vostochny.desk.article_times import Moment, masked, moments, near, with_year, within

ANY_CASE = re.IGNORECASE | re.ASCII
BEST = ("on_record", "hedge_lost", "other_version")
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
        found = [self.figure(*item) for item in self.figures()]
        if self.ships:
            ship, listing = self.ships[0][0], self.has("list_word")
            calling = self.has("call_verb") and bool(self.moments)
            if calling and not (listing and self.has("list_standing")):
                found += [self.ship_day(ship, moment) for moment in self.moments]
            if listing:
                found += self.listings(ship, standing=calling or self.has("list_standing", self.masked))
        return found

    def figures(self) -> list[tuple[str, str, str, list[float]]]:
        """(kind, words, what is before, one or two numbers) of every figure with a unit that the table knows."""
        units = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in self.p["units"].items())
        number, filler = self.p["number"], self.p["filler"]
        pattern = rf"(?<![A-Za-z0-9¤.])({number})(?:{self.p['between']}({number}))?(?:{filler})(?:{units})(?![A-Za-z])"
        found = []
        for match in re.finditer(pattern, self.masked, ANY_CASE):
            kind = next(name for name in self.p["units"] if match[name])
            values = [self.value(part) for part in (match[1], match[2]) if part]
            found.append((kind, match[0], self.masked[: match.start()], values))
        return found

    def value(self, words: str) -> float:
        """A number in digits or words."""
        total, scale = 0.0, 1.0
        for part in re.findall(r"[0-9][0-9, ]*(?:\.[0-9]+)?|[a-z]+", words.lower()):
            if part[0].isdigit():
                total += float(re.sub(r"[, ]", "", part))
            elif part != "an" and (amount := self.p["numerals"].get(part)) is not None:
                if amount >= 100 or part == "dozen":
                    scale *= amount
                elif not (part == "a" and total):
                    total += amount
        return (total or 1.0) * scale

    def figure(self, kind: str, quoted: str, before: str, values: list[float]) -> ArticleFinding:
        """The verdict on one figure: that of the fact which it is nearest to."""
        best = (len(BEST), "not_in_record", None)
        for fact in self.table["facts"]:
            verdict = self.against(fact, before, values) if fact["kind"] == kind else ""
            if verdict and BEST.index(verdict) < best[0] and (fact["usable"] or verdict == "other_version"):
                best = (BEST.index(verdict), verdict, fact)
        _, verdict, chosen = best
        if chosen is None or not chosen["usable"] or verdict == "other_version":
            allowed = BEST if kind == "ships" else BEST[:2]
            others = (fact for fact in self.table["facts"] if fact["kind"] == OTHER_UNIT.get(kind) and fact["usable"])
            if crossed := next((fact for fact in others if self.against(fact, before, values) in allowed), None):
                verdict, chosen = CROSSED[kind], crossed
        verdict = "not_in_record" if self.denied else verdict
        page, words = (chosen["page"], chosen["words"]) if chosen else ("", "")
        return ArticleFinding(self.sentence, quoted, verdict, page, words)

    def against(self, fact: Row, before: str, values: list[float]) -> str:
        """How a figure compares with one fact; empty where it is another number."""
        ends = [fact["low"], fact["high"]]
        single = len(values) == 1
        whole = values == ends if not single else ends[0] == ends[1] == values[0]
        part = single and ends[0] != ends[1] and values[0] in (*ends, fact["middle"])
        if not whole and not part:
            return ""
        if not self.anchored(fact):
            return "other_version" if fact["kind"] in ("barrels", "tonnes") else ""
        if not fact["usable"] or not self.fits(fact):
            return "other_version"
        return "hedge_lost" if part else self.hedge(fact, before)

    def anchored(self, fact: Row) -> bool:
        """Whether the sentence is about what the fact is about: its place, its origin, the country or the ceiling."""
        if fact["flow"] == "ceiling":
            return self.has("ceiling")
        if fact["flow"] == "notified":
            return self.names(fact)
        return fact["port"] in self.ports or self.names(fact) or self.has("anchor")

    def names(self, fact: Row) -> bool:
        """Whether the sentence names an origin of the fact."""
        return any(word(name, self.sentence) for name in fact["by"])

    def fits(self, fact: Row) -> bool:
        """Whether nothing else in the sentence speaks against the fact: period, place, origin, way, flag."""
        if fact["flow"] == "ceiling":
            return self.has("per_year") and not self.has("per_other") and not self.has("crude")
        if self.has("per_other") or self.has("per_year") or self.has("foreign"):
            return False
        if fact["kind"] in ("calls", "ships") and self.has("list_word") != fact["listed"]:
            return False
        if self.has("rail") != (fact["flow"] == "rail") or (fact["flow"] == "rail" and self.has("sea")):
            return False
        if self.by and not any(word(name, known) or word(known, name) for name in self.by for known in fact["by"]):
            return False
        return self.in_place(fact) and all(within(moment, fact) for moment in self.moments)

    def in_place(self, fact: Row) -> bool:
        """Whether the places that the sentence names allow the fact."""
        if fact["port"] in self.ports or fact["flow"] == "notified":
            return True
        if fact["port"]:
            return not self.ports and not self.strange_places(fact["by"])
        return fact["kind"] in ("barrels", "tonnes") or not self.ports

    def strange_places(self, known: list[str]) -> list[str]:
        """Places in the sentence that are no ports of the record and no part of the `known` names."""
        named = (
            name for name in re.findall(self.p["elsewhere"], self.masked) if not re.match(self.p["no_place"], name)
        )
        return [name for name in named if not any(name in whole for whole in known)]

    def hedge(self, fact: Row, before: str) -> str:
        """Whether the hedge of the source is there: on_record, hedge_lost, or other_version for another hedge."""
        prefix, words = self.p["needs"][fact["need"]]
        ends = {name: f"(?:^|[^A-Za-z]){pattern}{self.p['prefix_end']}" for name, pattern in self.p["prefix"].items()}
        given = next((name for name, pattern in ends.items() if re.search(pattern, before, ANY_CASE)), "")
        if fact["flow"] == "ceiling" and given == "up_to":
            given = ""
        if given != prefix:
            return "other_version" if given else "hedge_lost"
        lost = [name for name in words if not re.search(self.p["words"][name], self.sentence, ANY_CASE)]
        return "hedge_lost" if lost else "on_record"

    def ship_day(self, ship: Row, moment: Moment) -> ArticleFinding:
        """One day of one ship."""
        _, (first, last) = moment
        verdict, page, words = "not_in_record", f"vessels/{ship['id']}/", ""
        strange = self.strange_places([name for fact in self.table["facts"] for name in fact["by"]])
        for call in ship["calls"]:
            if (self.ports and call["port"] not in self.ports) or (not self.ports and strange):
                continue
            start, end = (with_year(value, call["from"]) for value in (first, last))
            if start <= call["from"] and call["to"] <= end:
                sure = call["grade"] != "possible" or self.has("reported")
                verdict = "on_record" if sure else "hedge_lost"
            elif call["from"] <= start and end <= call["to"]:
                verdict = "hedge_lost"
            elif any(near(start, end, *days) for days in [*ship["seen"], [call["from"], call["to"]]]):
                verdict = "other_version" if verdict == "not_in_record" else verdict
                continue
            else:
                continue
            if self.has("load_verb") and not call["load"]:
                verdict = "other_version"
            page, words = f"calls/{call['id']}/", f"{ship['name']} at {call['words']}, {call['grade']}"
            break
        verdict = "not_in_record" if self.denied else verdict
        return ArticleFinding(self.sentence, f"{ship['name']}, {first}", verdict, page, words)

    def listings(self, ship: Row, *, standing: bool) -> list[ArticleFinding]:
        """The verdict on each authority that the sentence names as listing the ship.

        standing: whether a day in the sentence is one on which the ship was listed, and not the day of the listing
        """
        found = []
        for authority, pattern in self.p["authorities"].items():
            if not re.search(pattern, self.masked, re.ASCII):
                continue
            days = [day for name, day in ship["listed"] if name == authority]
            verdict = "on_record" if days and not self.denied else "not_in_record"
            if verdict == "on_record" and self.moments:
                _, (first, last) = self.moments[0]
                fits = [
                    day for day in days if (standing or with_year(first, day) <= day) and day <= with_year(last, day)
                ]
                verdict = "on_record" if fits else "not_on_that_day"
            told = f"{authority}: listed since {', '.join(days)}" if days else f"{authority}: no listing found"
            as_of = self.table["lists"].get(authority)
            words = f"{told}; list of {as_of}" if as_of else told
            found.append(
                ArticleFinding(self.sentence, f"{ship['name']}, {authority}", verdict, f"vessels/{ship['id']}/", words)
            )
        return found


def word(name: str, text: str) -> bool:
    """Whether a name is in a text as a whole word."""
    return re.search(rf"(?:^|[^A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text) is not None
