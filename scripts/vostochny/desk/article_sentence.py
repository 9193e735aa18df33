"""What one sentence of a draft names, and which words of it belong to which figure, day or listing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vostochny.database.reading import Row
from vostochny.desk.article_facts import ArticleTable
from vostochny.desk.article_times import Moment, masked, moments, over
from vostochny.desk.article_words import Figure, figures, named_ports, place, strange_words, word

ABBREVIATED = "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\\. [0-9])|(?:Mrs?|Ms|Dr|[A-Z])(?=\\. [A-Z])"
DATELINE = r"(^|\n)[A-Z]{4}[A-Z]*, [^.\n]{0,30} (?:\([A-Za-z]+\) ?)?[-\u2013\u2014]+ "
ANY_CASE = re.IGNORECASE | re.ASCII


def sentences(draft: str, spellings: dict[str, str]) -> list[str]:
    """The sentences of a draft, one line each, with blanks, quotation marks and the `spellings` made plain."""
    for spelling, usual in spellings.items():
        draft = re.sub(spelling, usual, draft)
    plain = re.sub(r"[\u2018\u2019]", "'", re.sub(r"[\u201c\u201d]", '"', draft))
    plain = re.sub(r"[\u00a0\u2007\u2009\u202f]", " ", plain)
    plain = re.sub(r"\b([A-Z])\.([A-Z])\.", r"\1\2", plain)
    plain = re.sub(DATELINE, r"\1", plain).replace(" - ", " \u2013 ")
    # A full stop after Nov, Mr or an initial ends no sentence.
    plain = re.sub(rf"\b({ABBREVIATED})\.", r"\1", plain)
    parts = re.split(r"(?<=[.!?\"])[ \t]*[\n ]+(?=[A-Z\"0-9])|\n\n+", plain)
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
        self.moments, self.masked = moments(self.masked, self.p["months"])
        self.figures = figures(self.p, self.masked)
        self.by = self.attributed()
        self.ports = named_ports(table["ports"], masked(text, "Vostochny Ledger"))
        self.denied = self.has("denial", masked(text, self.p["not_denial"]))
        self.rest = self.without_what_is_read()

    def has(self, pattern: str, text: str = "") -> bool:
        """Whether a pattern of the table is in the sentence, or in a part of it."""
        return re.search(self.p[pattern], text or self.text, ANY_CASE) is not None

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
        for pattern in ("speaker", "hedge_after", "multiple", "not_denial", "per_year", "phrases"):
            text = masked(text, self.p[pattern])
        return masked(text, "|".join(self.p["authorities"].values())) if self.has("list_word") else text

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

    def understood(
        self, verdict: str, words: str, page: str, at: int, names: Iterable[str], between: str = ""
    ) -> tuple[str, str, str]:
        """A verdict, its page and what the record has; as on record is only what has no unknown words around it.

        at: where in the sentence what was compared is
        names: those that it may be spoken of with
        between: words between a number and its unit, of which far fewer leave it what it is
        """
        known = [*names, *self.table["names"]]
        verdict = "not_in_record" if self.denied else verdict
        if verdict != "on_record":
            return verdict, page, words
        strange = strange_words(self.p, masked(between, self.p["hedge_after"]), known, "near")
        strange += strange_words(self.p, self.region(self.rest, at, names), known)
        if not strange:
            return verdict, page, words
        return "not_understood", page, f"{words}. Not known here: {', '.join(dict.fromkeys(strange))}"

    def named_ships(self) -> list[tuple[Row, int, int]]:
        """Ships and organisations that the sentence names, and where, in its order.

        The longest names are looked for first, so that Un Hung is not found in Un Hung 8.
        """
        names = sorted(
            ((name, ship) for ship in self.table["ships"] for name in ship["names"]), key=lambda item: -len(item[0])
        )
        left, found = self.text.replace("-", " "), []
        for name, ship in names:
            for form in (name, name.upper()):
                if len(name) > 3 and (start := place(form, left)) >= 0:
                    found.append((ship, start, start + len(name)))
                    left = over(left, [found[-1][1:]])
        return sorted(found, key=lambda item: item[1])

    def attributed(self) -> set[str]:
        """Whom the sentence names as the origin of what it says; who speaks for an origin is no other one."""
        found, plain = set(), re.sub(self.p["speaker"], "", self.text, flags=re.ASCII)
        for pattern in self.p["attribution"]:
            for match in re.finditer(pattern, plain, re.ASCII):
                name = re.sub(r"^(?:The|But|And|In|On) |'s?$", "", match[1]).strip(" .,")
                if name and not re.match(self.p["no_source"], name):
                    found.add(name)
        return found
