"""The days, months and periods that a draft names, and how they agree with those of the record."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from math import inf

from vostochny.database.reading import Row

MASK = "¤"
# Days by which the reported days of one call may differ.
NEAR_DAYS = 3
# Characters of a day in ISO 8601 that a year, a month and a day give.
YEAR, MONTH, DAY = 4, 7, 10


@dataclass(frozen=True)
class Moment:
    """A day, month, year or range of them in a draft.

    kind: range, since, or at
    words: as the draft has it
    first, last: days in ISO 8601, "????" for a year left out
    given: how many characters of `first` and of `last` the draft gives
    """

    kind: str
    words: str
    first: str
    last: str
    given: tuple[int, int]

    @property
    def in_days(self) -> bool:
        """Whether it is a span with a day at either end."""
        return self.kind == "range" and DAY in self.given


def masked(text: str, pattern: str) -> str:
    """The text with what the pattern finds written over, at its length."""
    return re.sub(pattern, lambda match: MASK * len(match[0]), text)


def moments(text: str, months: list[str]) -> tuple[list[Moment], str]:
    """Days, months, years and ranges of them in a text, and the text with them written over."""
    month = "|".join(name.capitalize() for name in months)
    day, year = r"[0-3]?[0-9](?:st|nd|rd|th)?", r"(?:19|20)[0-9][0-9]"
    # The longer form first: a day may be written before or after its month.
    written = (rf"{day} (?:{month})", rf"(?:{month}) {day}(?![0-9])", rf"(?:{month})")
    one = "(?:" + "|".join(rf"{form}(?:,? {year})?" for form in written) + rf"|{year})"
    until = rf"(?P<a>{one}|{day})(?: ?(?:to|and|through|until|till|-|–) ?)(?P<b>{one})"
    pattern = rf"\b(?:{until}|(?P<since>[Ss]ince )?(?P<c>{one}))\b"
    found: list[Moment] = []

    def take(match: re.Match[str]) -> str:
        if match["b"]:
            end, start = interval(match["b"], "", months), interval(match["a"], match["b"], months)
            found.append(Moment("range", match[0], start[0], end[1], (start[2], end[2])))
        else:
            first, last, given = interval(match["c"], "", months)
            found.append(Moment("since" if match["since"] else "at", match[0], first, last, (given, given)))
        return MASK * len(match[0])

    return found, re.sub(pattern, take, text)


def interval(words: str, other: str, months: list[str]) -> tuple[str, str, int]:
    """First and last day of one expression, and how many characters of them it gives.

    Month and year that it lacks are those of the `other` end of its range.
    """
    names = [name.capitalize() for name in months]
    both = f"{words} | {other}"
    years, found = re.findall(r"\b(?:19|20)[0-9][0-9]\b", both), re.findall("|".join(names), both)
    year = years[0] if years else "????"
    days = re.findall(r"\b[0-3]?[0-9](?=\b|st|nd|rd|th)", re.sub(r"\b(?:19|20)[0-9][0-9]\b", "", words))
    if not found or not (days or re.search("|".join(names), words)):
        return f"{year}-01-01", f"{year}-12-31", YEAR
    number = names.index(found[0]) + 1
    end = monthrange(int(year) if years else 2024, number)[1]
    first, last = (int(days[0]), int(days[0])) if days else (1, end)
    return f"{year}-{number:02}-{first:02}", f"{year}-{number:02}-{last:02}", DAY if days else MONTH


def with_year(value: str, like: str) -> str:
    """A day, in the year of another where the draft gives none."""
    return value.replace("????", like[:4])


def begins(moment: Moment, start: str) -> bool:
    """Whether the first day of a time is that of a period, to the day or month that the draft gives."""
    given = max(moment.given[0], MONTH)
    return with_year(moment.first, start)[:given] == start[:given]


def ends(moment: Moment, end: str) -> bool:
    """Whether the last day of a time is that of a period, to the day or month that the draft gives."""
    given = max(moment.given[1], MONTH)
    return with_year(moment.last, end)[:given] == end[:given]


def within(moment: Moment, fact: Row) -> bool:
    """Whether a time in the sentence is the period of a fact, or the day on which a document printed it.

    A year is the period only of what covers the whole of it: a figure for March to November is none for the year.
    """
    if not fact["start"]:
        return True
    if moment.kind == "since":
        return begins(moment, str(fact["start"]))
    if moment.first == moment.last and moment.first in fact["days"]:
        return True
    return begins(moment, str(fact["start"])) and ends(moment, str(fact["end"]))


def days_apart(moment: Moment, first: str, last: str) -> float:
    """Days between a time in a draft and a span of the record; 0 where they meet, infinite for a day that is none."""
    try:
        given = [with_year(moment.first, first), with_year(moment.last, last)]
        start, end, low, high = (date.fromisoformat(value).toordinal() for value in (*given, first, last))
    except ValueError:
        return inf
    return max(0, low - end, start - high)
