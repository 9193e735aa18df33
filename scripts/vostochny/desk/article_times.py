"""The days, months and periods that a draft names, and how they agree with those of the record."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TypeAlias

from vostochny.database.reading import Row

# How a time is named (range, since, at), and its first and last day in ISO 8601, "????" for a year left out.
Moment: TypeAlias = tuple[str, tuple[str, str]]
MASK = "¤"
# Days by which the reported days of one call may differ.
NEAR_DAYS = 3


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
            last = interval(match["b"], "", months)
            first = interval(match["a"], match["b"], months)
            found.append(("range", (first[0], last[1])))
        else:
            found.append(("since" if match["since"] else "at", interval(match["c"], "", months)))
        return MASK * len(match[0])

    return found, re.sub(pattern, take, text)


def interval(words: str, other: str, months: list[str]) -> tuple[str, str]:
    """First and last day of one expression; month and year that it lacks are those of the `other` end of its range."""
    names = [name.capitalize() for name in months]
    both = f"{words} | {other}"
    years, found = re.findall(r"\b(?:19|20)[0-9][0-9]\b", both), re.findall("|".join(names), both)
    year = years[0] if years else "????"
    days = re.findall(r"\b[0-3]?[0-9](?=\b|st|nd|rd|th)", re.sub(r"\b(?:19|20)[0-9][0-9]\b", "", words))
    if not found:
        return f"{year}-01-01", f"{year}-12-31"
    number = names.index(found[0]) + 1
    end = monthrange(int(year) if years else 2024, number)[1]
    first, last = (int(days[0]), int(days[0])) if days else (1, end)
    return f"{year}-{number:02}-{first:02}", f"{year}-{number:02}-{last:02}"


def with_year(value: str, like: str) -> str:
    """A day, in the year of another where the draft gives none."""
    return value.replace("????", like[:4])


def within(moment: Moment, fact: Row) -> bool:
    """Whether a time in the sentence agrees with the period of a fact, or is the day on which a document printed it."""
    kind, (first, last) = moment
    if not fact["start"]:
        return True
    start, end = str(fact["start"]), str(fact["end"])
    first, last = with_year(first, start), with_year(last, end)
    if kind == "since":
        return first <= start <= last
    if kind == "range":
        # Both ends agree as exactly as the draft states them.
        return first <= start and end <= last and start[:7] == first[:7] and end[:7] == last[:7]
    if first == last and first in fact["days"]:
        return True
    return first <= start and end <= last


def near(start: str, end: str, first: str, last: str) -> bool:
    """Whether two spans of days are no further apart than reported days of one call may be."""
    if "?" in start + end:
        return False
    try:
        days = [date.fromisoformat(value).toordinal() for value in (start, end, first, last)]
    except ValueError:
        return False
    return days[0] <= days[3] + NEAR_DAYS and days[2] <= days[1] + NEAR_DAYS
