"""A line of days across a drawing: where a day is, and which days are named so that no label comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.model.wording import MONTHS

MONTH_NAMES = tuple(month[:3] for month in MONTHS)
# Steps between named days, in days up to a fortnight and in months beyond.
DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class DayAxis:
    """The days from `first` to `last`, both shown whole, in pixels from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def start(self, when: date) -> float:
        """Pixels of the beginning of a day; days outside the axis are moved to its ends."""
        days = (min(max(when, self.first), self.last + timedelta(1)) - self.first).days
        return round(self.left + days / ((self.last - self.first).days + 1) * (self.right - self.left), 1)

    def end(self, when: date) -> float:
        """Pixels of the end of a day."""
        return self.start(when + timedelta(1))

    def middle(self, when: date) -> float:
        """Pixels of noon."""
        return round((self.start(when) + self.end(when)) / 2, 1)

    def labels(self, most: int) -> list[tuple[date, str]]:
        """At most `most` named days, with words that no other label of the axis has."""
        for step in DAY_STEPS:
            days = list(self.every_day(step))
            if len(days) <= most:
                return [(when, f"{when.day} {MONTH_NAMES[when.month - 1]}{self.year_of(when)}") for when in days]
        for step in MONTH_STEPS:
            firsts = list(self.firsts_of_months(step))
            if len(firsts) <= most:
                return [(when, f"{MONTH_NAMES[when.month - 1]}{self.year_of(when)}") for when in firsts]
        return [(date(year, 1, 1), str(year)) for year in (self.first.year + 1, self.last.year)]

    def year_of(self, when: date) -> str:
        """The year with a blank before it, where the axis has more than one."""
        return f" {when.year}" if self.first.year != self.last.year else ""

    def every_day(self, step: int) -> Iterator[date]:
        """Every `step`-th day from the first."""
        for number in range(0, (self.last - self.first).days + 1, step):
            yield self.first + timedelta(number)

    def firsts_of_months(self, step: int) -> Iterator[date]:
        """The first days of every `step`-th month that begins on the axis."""
        months = range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)
        begun = [date(number // 12, number % 12 + 1, 1) for number in months if step == 1 or number % step == 0]
        yield from (when for when in begun if self.first <= when <= self.last)
