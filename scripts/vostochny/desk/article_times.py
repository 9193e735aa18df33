"""The days, months and periods that a draft names, and how they agree with those of the record."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from vostochny.database.reading import Row

MASK = "¤"
# Days by which the reported days of one call may differ.
NEAR_DAYS = 3
# Characters of a day in ISO 8601 that a year, a month and a day give.
YEAR, MONTH, DAY = 4, 7, 10
# Months of a year.
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
FIRST = {"quarter": 3, "half": 6} | {f"{name} months": number for number, name in enumerate(NUMBERS, 2)}
# Days of a month.
PARTS = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", "31")}


@dataclass(frozen=True)
class Moment:
    """A day, month, year or range of them in a draft.

    kind: range, since, until, or at
    words: as the draft has it
    first, last: days in ISO 8601, "????" for a year left out
    given: how many characters of `first` and of `last` the draft gives
    at: where it begins in the sentence
    """

    kind: str
    words: str
    first: str
    last: str
    given: tuple[int, int]
    at: int

    @property
    def in_days(self) -> bool:
        """Whether it is a span with a day at either end."""
        return self.kind == "range" and DAY in self.given


def over(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with parts of it written over, at their length."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def masked(text: str, pattern: str) -> str:
    """The text with what the pattern finds written over, at its length."""
    return re.sub(pattern, lambda match: MASK * len(match[0]), text)


def moments(text: str, months: list[str]) -> tuple[list[Moment], str]:
    """Days, months, years and ranges of them in a text, and the text with them written over."""
    names, year = "|".join(name.capitalize() for name in months), r"(?:19|20)[0-9][0-9]"
    short = "(?:" + "|".join(f"{name[:3].capitalize()}t?" for name in months) + ")"
    day, month = r"[0-3]?[0-9](?:st|nd|rd|th)?", f"(?:{names}|{short})"
    # The longer form first: a day may be written before or after its month.
    written = (rf"{day}(?: of)? {month}", rf"{month} {day}(?![0-9])", rf"(?:{names})", rf"{short}(?=,? {year})")
    one = rf"(?:{year}-[01][0-9]-[0-3][0-9]|" + "|".join(rf"{form}(?:,? {year})?" for form in written) + rf"|{year})"
    until = rf"(?P<a>{one}|{day})(?: ?(?:to|and|through|until|till|-|–) ?)(?P<b>{one})"
    first = rf"first (?P<months>{'|'.join(FIRST)}) (?:of|in) (?P<of>{year})"
    pattern = rf"\b(?:{first}|{until}|(?P<since>[Ss]ince )?(?P<c>{one}))\b"
    found: list[Moment] = []
    before = re.compile(
        r"\b(to|until|till|through|by|as of) (?:the )?(?:end of )?(early|mid|late)?[ -]?$", re.IGNORECASE
    )

    def take(match: re.Match[str]) -> str:
        if match["months"]:
            last = f"{match['of']}-{FIRST[match['months']]:02}"
            found.append(Moment("range", match[0], f"{match['of']}-01-01", f"{last}-31", (MONTH, MONTH), match.start()))
            return MASK * len(match[0])
        first, _, given = start = interval(match["a"] or match["c"], match["b"] or "", months)
        _, last, until = interval(match["b"], "", months) if match["b"] else start
        end = before.search(text[: match.start()])
        if end and end[2] and given == MONTH:
            first, last = (f"{first[:MONTH]}-{day}" for day in PARTS[end[2].lower()])
        kind = "range" if match["b"] else "since" if match["since"] else "until" if end else "at"
        found.append(Moment(kind, match[0], first, last, (given, until), match.start()))
        return MASK * len(match[0])

    left = re.sub(pattern, take, text)
    # "In March ... in 2024": a year alone is that of the months without one.
    years = [one for one in found if one.kind == "at" and YEAR in one.given]
    if len(years) == 1 and any(one.first.startswith("????") for one in found):
        found = [with_years(one, years[0].first) for one in found if one is not years[0]]
    return found, left


def interval(words: str, other: str, months: list[str]) -> tuple[str, str, int]:
    """First and last day of one expression, and how many characters of them it gives.

    Month and year that it lacks are those of the `other` end of its range.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return words, words, DAY
    names = [name[:3].capitalize() for name in months]
    both, named = f"{words} | {other}", "|".join(names)
    years, found = re.findall(r"\b(?:19|20)[0-9][0-9]\b", both), re.findall(named, both)
    year = years[0] if years else "????"
    days = re.findall(r"\b[0-3]?[0-9](?=\b|st|nd|rd|th)", re.sub(r"\b(?:19|20)[0-9][0-9]\b", "", words))
    if not found or not (days or re.search(named, words)):
        return f"{year}-01-01", f"{year}-12-31", YEAR
    number = names.index(found[0]) + 1
    end = monthrange(int(year) if years else 2024, number)[1]
    first, last = (int(days[0]), int(days[0])) if days else (1, end)
    return f"{year}-{number:02}-{first:02}", f"{year}-{number:02}-{last:02}", DAY if days else MONTH


def with_year(value: str, like: str) -> str:
    """A day, in the year of another where the draft gives none."""
    return value.replace("????", like[:4])


def with_years(moment: Moment, like: str) -> Moment:
    """A time with the year of another where the draft gives none."""
    return replace(moment, first=with_year(moment.first, like), last=with_year(moment.last, like))


def begins(moment: Moment, start: str) -> bool:
    """Whether the first day of a time is that of a period, to the day or month that the draft gives."""
    given = max(moment.given[0], MONTH)
    return with_year(moment.first, start)[:given] == start[:given]


def ends(moment: Moment, end: str) -> bool:
    """Whether the last day of a time is that of a period, to the day or month that the draft gives."""
    given = max(moment.given[1], MONTH)
    return with_year(moment.last, end)[:given] == end[:given]


def within(moment: Moment, fact: Row, *, printed: bool, spanned: bool = False) -> bool:
    """Whether a time in the sentence is the period of a fact, or the day on which a document printed it.

    A year is the period only of what covers the whole of it: a figure for March to November is none for the year.

    printed: whether the sentence gives the time as that of a statement or document
    spanned: whether it gives the length of the fact's period too, as in "in nine months of 2024"
    """
    if spanned and moment.kind == "at" and YEAR in moment.given:
        return moment.first <= str(fact["start"]) and str(fact["end"]) <= moment.last
    if not fact["start"]:
        return True
    if printed and any(with_year(moment.first, day) <= day <= with_year(moment.last, day) for day in fact["days"]):
        return True
    if moment.kind == "since":
        return begins(moment, str(fact["start"]))
    if moment.kind == "until":
        end = str(fact["end"])
        return YEAR not in moment.given and with_year(moment.first, end) <= end <= with_year(moment.last, end)
    return begins(moment, str(fact["start"])) and ends(moment, str(fact["end"]))


def days_apart(moment: Moment, first: str, last: str) -> float:
    """Days between a time in a draft and a span of the record; 0 where they meet, infinite for a day that is none."""
    try:
        given = [with_year(moment.first, first), with_year(moment.last, last)]
        start, end, low, high = (date.fromisoformat(value).toordinal() for value in (*given, first, last))
    except ValueError:
        return inf
    return max(0, low - end, start - high)
