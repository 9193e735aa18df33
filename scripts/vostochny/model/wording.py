"""How dates, periods and amounts are written for people, wherever this project writes for them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from vostochny.model.edtf import edtf_interval

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
QUALIFIERS = {
    "exactly": "",
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
    "nearly": "nearly ",
    "up_to": "up to ",
    "could_amount_to": "could amount to ",
    "may_be_about": "may be about ",
    "likely_more_than": "likely more than ",
}


def day(value: object) -> str:
    """``2024-03-07`` as 7 March 2024, ``2024-03`` as March 2024, ``2024`` as it is, and so is what is no date."""
    if not value:
        return ""
    if not dated(str(value)):
        return str(value)
    parts = str(value).split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


# The same few thousand days stand in a million rows.
@lru_cache(maxsize=20_000)
def dated(value: str) -> int:
    """Of how many parts (year, month, day) a date consists; 0 for what is no date of the calendar."""
    try:
        edtf_interval(value)
    except ValueError:
        return 0
    return value.count("-") + 1


def span(first: object, last: object) -> str:
    """Two days as one phrase that says no more than it must."""
    if not first or not last:
        return f"until {day(last)}" if last else f"from {day(first)}" if first else ""
    if first == last:
        return day(first)
    start, end = day(first).split(), day(last).split()
    shared = 2 if start[1:] == end[1:] else 1 if start[2:] == end[2:] else 0
    days = f"{' '.join(start[: 3 - shared])} to {' '.join(end)}"
    return whole_period(str(first), str(last)) or days


@lru_cache(maxsize=20_000)
def whole_period(first: str, last: str) -> str:
    """The months or the year that two days bound exactly, or an empty text."""
    if not (dated(first) == dated(last) == 3):
        return ""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start.year == end.year and first[5:] == "01-01" and last[5:] == "12-31":
        return str(start.year)
    next_day = date.fromordinal(end.toordinal() + 1)
    if start.day != 1 or next_day.day != 1:
        return ""
    if first[:7] == last[:7]:
        return day(first[:7])
    if start.year == end.year:
        return f"{MONTHS[start.month - 1]} to {day(last[:7])}"
    return f"{day(first[:7])} to {day(last[:7])}"


def number(value: object) -> str:
    """A number with separators of thousands and without needless zeros."""
    if value is None:
        return ""
    amount = float(str(value))
    return f"{int(amount):,}" if amount == int(amount) else f"{amount:,.4f}".rstrip("0")


def size(count: int) -> str:
    """A number of bytes as a reader weighs it: ``640 bytes``, ``12 kB``, ``3.4 MB``, in thousands."""
    if count < 1000:
        return f"{count} bytes"
    if count < 999_500:
        return f"{count / 1000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"


def plural(count: int, noun: str) -> str:
    """A number with its noun: 1 document, 2 documents, 3 addresses."""
    return f"{count:,} {ending(count, noun)}"


def ending(count: int, noun: str) -> str:
    """The noun alone, in the number that `count` asks for."""
    if count == 1:
        return noun
    return f"{noun}{'es' if noun.endswith(('s', 'x', 'ch', 'sh')) else 's'}"


def quantity(low: object, central: object, high: object, qualifier: object) -> str:
    """A published figure in words: more than 1,000,000, or 1,260,000 to 1,300,000."""
    known = [value for value in (low, central, high) if value is not None]
    if not known:
        return "no figure given"
    ends = number(known[0]) if known[0] == known[-1] else f"{number(known[0])} to {number(known[-1])}"
    # A hedge that is not known must not be left out in silence.
    return f"{QUALIFIERS[str(qualifier)] if qualifier else ''}{ends}"
