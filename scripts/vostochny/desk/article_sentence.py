"""What one sentence of a draft names: its figures, ships and places, and which words belong to which of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vostochny.database.reading import Row
from vostochny.desk.article_facts import ArticleTable
from vostochny.desk.article_times import MASK, Moment, days_apart, masked, moments, over, with_year

ANY_CASE = re.IGNORECASE | re.ASCII
# Of the unit in which a draft tells the time between two days, it may be that far off.
HALF = 0.5


@dataclass(frozen=True)
class Figure:
    """A figure with a unit that the table knows.

    kind: calls, ships, barrels or tonnes
    at: where its number begins
    quoted: the figure with its unit, as the draft has it
    before, after: the sentence up to it and after its number
    values: one number, or the two of a range
    between: the words between number and unit
    share: of "22 of the 43 calls", "part" for the 22 and "whole" for the 43; empty otherwise
    """

    kind: str
    at: int
    quoted: str
    before: str
    after: str
    values: list[float]
    between: str
    share: str = ""


def place(name: str, text: str) -> int:
    """Where a text has a name as a whole word first, in capitals where all of it is; -1 where it has not."""
    name = name.upper() if text.isupper() else name
    found = name in text and re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text)
    return found.start() if found else -1


def word(name: str, text: str) -> bool:
    """Whether a text has a name as a whole word."""
    return place(name, text) >= 0


def named_ports(ports: dict[str, list[str]], text: str) -> dict[str, int]:
    """The ports that a text names and where, in its order."""
    found = {port: max(place(name, text) for name in names) for port, names in ports.items()}
    return dict(sorted(((port, at) for port, at in found.items() if at >= 0), key=lambda item: item[1]))


def strange_words(patterns: Row, text: str, names: Iterable[str], known: str = "known") -> list[str]:
    """Words and numbers of a text that are not in a list of the table and that are no part of the names.

    With them what is not compared though its words are known, as that somebody else confirms a count.
    """
    for name in sorted(names, key=len, reverse=True):
        while (start := place(name, text)) >= 0:
            text = over(text, [(start, start + len(name))])
    listed, endings = set(" ".join(patterns[known]).split()), ("", "s", "es", "d", "ed", "ing")
    words, unchecked = re.findall(patterns["token"], text), re.findall(patterns["unchecked"], text)
    return unchecked + [item for item in words if listed.isdisjoint(item.lower().removesuffix(end) for end in endings)]


def figures(patterns: Row, text: str) -> list[Figure]:
    """Every figure of a text in which days and names of ships are written over, in its order."""
    found: list[Figure] = []
    # "Of the 43 visits, at least 22 were", "43 visits", and "the number of visits was 43".
    for match in (match for form in patterns["figures"] for match in re.finditer(form, text, ANY_CASE)):
        kind, groups = next(name for name in patterns["kinds"] if match[name]), match.groupdict()
        values = amounts(patterns, match["low"], groups.get("high"))
        start, end, share_of = match.start("low"), match.end("high" if groups.get("high") else "low"), ""
        after, between = text[end:], text[end : match.start(kind)]
        if part := groups.get("part"):
            at, whole, share_of = match.start("part"), [value(patterns, part)], "whole"
            quoted, rest = (match[0], after) if at < start else (part, text[match.end("part") :])
            if all(at != other.at for other in found):
                found.append(Figure(kind, at, quoted, text[:at], rest, whole, between, "part"))
        quoted = text[start if "part" in groups else match.start() : max(match.end(kind), match.end("low"))]
        if all(start != other.at for other in found):
            found.append(Figure(kind, start, quoted, text[:start], after, values, between, share_of))
    return sorted(found, key=lambda figure: figure.at)


def without_own_length(patterns: Row, text: str, fact: Row) -> tuple[str, bool]:
    """A text without the length in months of a fact's period, as in "in eight months", and whether it was there."""
    if not (found := re.search(patterns["months_long"], text, ANY_CASE)) or not fact["start"]:
        return text, False
    first, last = (date.fromisoformat(fact[end]).toordinal() for end in ("start", "end"))
    spanned = abs(value(patterns, found[1]) - (last - first) * 12 / 365.25) < 1
    return (text.replace(found[0], MASK), True) if spanned else (text, False)


def amounts(patterns: Row, low: str, high: str | None) -> list[float]:
    """The number, or the two of a range; in "1.2 to 1.3 million" both are millions."""
    if high is None:
        return [value(patterns, low)]
    scale = re.search(rf"(?:{patterns['scale']}|mln|mn|m|k)\b", high, re.IGNORECASE)
    shared = scale is not None and re.fullmatch(r"[0-9.]+", low) is not None and float(low) < 1000
    return [value(patterns, f"{low} {scale[0]}" if shared and scale else low), value(patterns, high)]


def value(patterns: Row, words: str) -> float:
    """A number in digits or words."""
    total = current = 0.0
    for part in re.findall(r"[0-9][0-9, ]*(?:\.[0-9]+)?|[a-z]+", words.lower()):
        amount = float(re.sub(r"[, ]", "", part)) if part[0].isdigit() else patterns["numerals"].get(part)
        if part[0].isdigit() or (amount is not None and amount < 100 and part != "dozen"):
            # "Half a million" is no one and a half.
            current += amount if part != "a" or not current else 0
        elif amount is not None:
            current = (current or 1) * amount
            total, current = (total + current, 0.0) if amount >= 1000 else (total, current)
    return total + current


@dataclass(frozen=True)
class ArticleFinding:
    """One figure, day or listing of a draft.

    sentence: the sentence, with blanks, quotation marks and spellings made plain
    quoted: the words that were compared
    verdict: a key of the patterns' "verdicts"
    page: page of the record that it was set against, from the root of the site; empty for none
    words: what the record has, and which words are not understood
    """

    sentence: str
    quoted: str
    verdict: str
    page: str
    words: str


def sentences(draft: str, spellings: dict[str, str]) -> list[str]:
    """The sentences of a draft, one line each, with blanks, quotation marks and the `spellings` made plain."""
    for spelling, usual in spellings.items():
        draft = re.sub(spelling, usual, draft)
    parts = re.split(r"(?:(?<=[.!?])|(?<=[.!?]\"))[ \t]*[\n ]+(?=[A-Z\"0-9])|(?<=\")\n(?=[A-Z\"0-9])|\n\n+", draft)
    return [" ".join(part.split()) for part in parts if part.split()]


class Sentence:
    """One sentence: what it names, and the forms of it in which what is read is written over.

    masked: without ships, documents and days
    rest: without figures, their hedges and speakers too
    by: whom it names as an origin
    """

    def __init__(self, table: ArticleTable, text: str) -> None:
        self.table, self.p, self.text = table, table["patterns"], text
        self.ships = self.named_ships()
        self.masked = masked(over(text, [(start, end) for _, start, end in self.ships]), self.p["document"])
        self.moments, self.masked = moments(self.masked, self.p)
        self.figures = figures(self.p, self.masked)
        self.by = self.attributed()
        self.ports = named_ports(table["ports"], masked(text, "Vostochny Ledger"))
        self.loads = [value(self.p, words) for words in re.findall(self.p["load_share"], text, ANY_CASE)]
        # "Would have come to" is as good as "came to" where the sentence says how full the ships would be.
        self.not_denial = self.p["not_denial"] + (f"|{self.p['conditional']}" if self.loads else "")
        self.denied = self.has("denial", masked(text, self.not_denial))
        self.rest = self.without_what_is_read()

    def has(self, pattern: str, text: str = "") -> bool:
        """Whether a pattern of the table is in the sentence, or in a part of it."""
        return re.search(self.p[pattern], text or self.text, ANY_CASE) is not None

    def is_subject(self, start: int, end: int) -> bool:
        """Whether a sentence is about the ship that it names there, and not about its captain or one like it."""
        before, after = self.masked[:start] or " ", self.masked[end:] or " "
        return not self.has("not_subject", before) and not self.has("not_subject_after", after)

    def comes_before(self, pattern: str, moment: Moment) -> bool:
        """Whether the words before a time make it that of a print, or the end or a part: "after 5 November"."""
        return self.has(pattern, self.masked[: moment.at] or " ")

    def is_of_print(self, moment: Moment) -> bool:
        """Whether a time is that of a statement or document: "said on 2 May", or "In May the White House said"."""
        after = self.masked[moment.at + len(moment.words) :] or " "
        return self.comes_before("printed", moment) or (moment.kind == "at" and self.has("printed_after", after))

    def last_of(self, times: Iterable[Moment]) -> int:
        """Where the last of the ships and of some times begins."""
        return max([start for _, start, _ in self.ships] + [moment.at for moment in times])

    def hedge_before(self, figure: Figure) -> tuple[str, int]:
        """Which hedge is before a figure, and where it begins; the figure's own place for none."""
        for name, pattern in self.p["prefix"].items():
            if found := re.search(f"(?:^|[^A-Za-z]){pattern}{self.p['prefix_end']}", figure.before, ANY_CASE):
                return name, found.start()
        return "", figure.at

    def hedge_of(self, figure: Figure) -> str:
        """Which hedge a figure has, before or after it; empty for none."""
        after = (name for name, pattern in self.p["suffix"].items() if re.search(pattern, figure.after, ANY_CASE))
        return self.hedge_before(figure)[0] or next(after, "")

    def without_what_is_read(self) -> str:
        """The sentence without its figures and their hedges, ships, days and speakers: what is left has to be known."""
        ends = [(self.hedge_before(one)[1], len(self.masked) - len(one.after)) for one in self.figures]
        text = over(self.masked, ends)
        text = masked(self.without_time_between(text), self.not_denial)
        for pattern in ("speaker", "hedge_after", "multiple", "per_year", "phrases"):
            text = masked(text, self.p[pattern])
        return masked(text, "|".join(self.p["authorities"].values())) if self.has("list_word") else text

    def without_time_between(self, text: str) -> str:
        """A text without the time between the two days of the sentence, as in "five weeks earlier", if it is right."""
        found = re.search(self.p["apart"], text)
        if found and len(self.moments) == 2:
            one, day = self.moments[0], with_year(self.moments[1].first, self.moments[0].first)
            apart = days_apart(one, day, day) / self.p["days_in"][found["unit"]]
            ahead = (found["way"] in ("before", "later")) == (found.start() > one.at)
            if abs(apart - value(self.p, found["many"])) <= HALF and ahead == (with_year(one.first, day) < day):
                return over(text, [found.span()])
        return text

    def region(self, text: str, at: int, names: Iterable[str]) -> str:
        """What may change the meaning of the words at a place: its clause and those before, and later ones about it.

        text: the sentence in one of its masked forms
        names: of whom the words may be; a later clause with one of them is part of it
        """
        clauses = [(match.start(), match[0].strip()) for match in re.finditer(self.p["clause"], text)]
        return ", ".join(
            clause
            for start, clause in clauses
            if start <= at or self.has("refers", clause) or any(word(name, clause) for name in names)
        )

    def finding(
        self, quoted: str, verdict: str, page: str, words: str, at: int, names: Iterable[str] = (), between: str = ""
    ) -> ArticleFinding:
        """What was compared, with its verdict; as on record is only what has no unknown words around it.

        at: where in the sentence it is
        names: those that it may be spoken of with
        between: words between a number and its unit, of which far fewer leave it what it is
        """
        verdict = "not_in_record" if self.denied else verdict
        if verdict == "on_record":
            known = [*names, *self.table["names"]]
            strange = strange_words(self.p, masked(between, self.p["hedge_after"]), known, "near")
            strange += strange_words(self.p, self.region(self.rest, at, names), known)
            if strange:
                verdict, words = "not_understood", f"{words}. Not known here: {', '.join(dict.fromkeys(strange))}"
        return ArticleFinding(self.text, quoted, verdict, page, words)

    def named_ships(self) -> list[tuple[Row, int, int]]:
        """Ships and organisations that the sentence names, and where, in its order.

        The longest names are looked for first, so that Un Hung is not found in Un Hung 8.
        """
        names = [(name, ship) for ship in self.table["ships"] for name in ship["names"] if len(name) > 3]
        left, found = self.text.replace("-", " "), []
        for name, ship in sorted(names, key=lambda item: -len(item[0])):
            for form in (name, name.upper()):
                if (start := place(form, left)) >= 0:
                    found.append((ship, start, start + len(name)))
                    left = over(left, [found[-1][1:]])
        return sorted(found, key=lambda item: item[1])

    def attributed(self) -> set[str]:
        """Whom the sentence names as the origin of what it says; who speaks for an origin is no other one."""
        found, plain = set(), re.sub(self.p["speaker"], "", self.text, flags=re.ASCII)
        for match in (match for form in self.p["attribution"] for match in re.finditer(form, plain, re.ASCII)):
            name = re.sub(r"^(?:The|But|And|In|On) |'s?$", "", match[1]).strip(" .,")
            if name and not re.match(self.p["no_source"], name):
                found.add(name)
        return found
