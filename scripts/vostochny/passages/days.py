"""Reads a date at a place in a phrase, and sets what it leaves out by the day on which the text was published."""

from __future__ import annotations

import re
from calendar import day_name, monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from vostochny.model.wording import MONTHS

LANGUAGES = ("en", "ko", "ja", "zh", "ru", "uk")
NO_LEAP_YEAR = 2023
# A text may announce a day that is yet to come, but seldom one further off than this.
AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Written:
    """A date as written: what is not said is None.

    listed: whether it is one of several days of a list, which are single days and not the ends of a period
    weekday: 0 for Monday to 6 for Sunday where only the day of the week is written
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    listed: bool = False
    weekday: int | None = None

    @property
    def of_a_day(self) -> bool:
        """Whether it is a single day, be it one of the week, and not a month or a year."""
        return self.day is not None or self.weekday is not None

    def spans(self, published: tuple[date, date] | None) -> Iterator[tuple[date, date]]:
        """The first and the last day of every period that the date can mean, the likeliest first.

        published: the first and the last day on which the text can have been published; None where that is not known
        A text speaks of the latest such period before it was published, or of one soon after; a day of the week is the
        latest one, up to the day of publication.
        """
        if self.weekday is not None:
            if published and published[0] == published[1]:
                yield (published[1] - timedelta((published[1].weekday() - self.weekday) % 7),) * 2
            return
        if self.year is not None:
            if whole := self.span(self.year, self.month):
                yield whole
            return
        if published is None:
            return
        before = ahead = None
        for year in range(published[1].year - 1, published[1].year + 2):
            for month in (self.month,) if self.month else range(1, 13):
                whole = self.span(year, month)
                if whole and whole[0] <= published[1]:
                    before = whole
                elif whole and whole[0] <= published[1] + AHEAD:
                    ahead = ahead or whole
        yield from (whole for whole in (before, ahead) if whole)

    def span(self, year: int, month: int | None) -> tuple[date, date] | None:
        """The days of this date in a given year and month; None where the month has no such day."""
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        last = monthrange(year, month)[1]
        if self.day is None:
            return date(year, month, 1), date(year, month, last)
        return (date(year, month, self.day),) * 2 if self.day <= last else None

    def fits(self, day: date, *, first: bool) -> bool:
        """Whether what is written agrees with a day, where the rest cannot be known."""
        if self.weekday is not None:
            return day.weekday() == self.weekday
        start_or_end = 1 if first else monthrange(day.year, day.month)[1]
        return (
            self.year in {None, day.year} and self.month in {None, day.month} and (self.day or start_or_end) == day.day
        )

    def words(self) -> str:
        """As a reader would write it."""
        if self.weekday is not None:
            return day_name[self.weekday]
        parts = [str(self.day or ""), MONTHS[self.month - 1] if self.month else "", str(self.year or "")]
        return " ".join(part for part in parts if part)


DAYS = r"(?P<days>\d{1,2}(?:\s?(?:,|、|·|~|-|and|to|through|и|та|і|по|до)\s?\d{1,2})*)"
RANGE = re.compile(r"[~\-]|to|through|по|до")
YEAR = r"(?P<year>(?:19|20)\d\d)"
# The day comes before the month, as the lists of the EU and the United Kingdom print it.
ISO = [
    rf"{YEAR}-(?P<month>\d\d)(?:-(?P<days>\d\d))?(?!\d)",
    rf"(?P<days>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{YEAR}(?!\d)",
]
# A month before a number that is no day is a month: 3월 5140배럴.
EASTERN = [
    rf"(?:{YEAR}\s?[년年]\s?)?(?P<month>\d{{1,2}})\s?(?:월|月)\s?{DAYS}\s?[일日]",
    rf"(?:{YEAR}\s?[년年]\s?)?(?P<month>\d{{1,2}})\s?(?:월|月)\s?(?P<third>[上中下]旬|초순|중순|하순)",
    rf"(?:{YEAR}\s?[년年]\s?)?(?P<months>\d{{1,2}}\s?[~∼〜\-–·、]\s?\d{{1,2}})\s?(?:월|月)(?!\s?{DAYS}\s?[일日])",
    rf"(?:{YEAR}\s?[년年]\s?)?(?P<month>\d{{1,2}})\s?(?:월|月)(?!\s?{DAYS}\s?[일日])",
    rf"(?:{YEAR}\s?[년年]\s?)?(?P<half>상반기|하반기|上半年|下半年|上半期|下半期)",
    rf"{YEAR}\s?[년年]",
    rf"{DAYS}\s?(?:일|日)",
]

# The first and the last month of a quarter or a half, by the word or the character before it.
QUARTER_MONTHS = {"first": (1, 3), "second": (4, 6), "third": (7, 9), "fourth": (10, 12)}
HALF_MONTHS = {"상": (1, 6), "上": (1, 6), "first": (1, 6), "하": (7, 12), "下": (7, 12), "second": (7, 12)}
QUARTERS = {
    "en": [
        rf"(?P<quarter>{'|'.join(QUARTER_MONTHS)}) quarter of {YEAR}",
        rf"(?P<half>first|second) half of (?:the year\b|{YEAR})",
    ]
}
# The first and the last day of a third of a month, which East Asia counts in tens.
THIRDS = {"上": (1, 10), "초": (1, 10), "中": (11, 20), "중": (11, 20), "下": (21, 31), "하": (21, 31)}


@cache
def patterns(language: str) -> tuple[tuple[re.Pattern[str], ...], dict[str, int]]:
    """The forms of dates in a language, and the numbers of its months by name.

    The names of months are those of Unicode's CLDR as the library Babel carries it.
    """
    if language in {"ko", "ja", "zh"}:
        return tuple(re.compile(text) for text in [*ISO, *EASTERN]), {}
    from babel.dates import get_month_names

    months = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                months[name.casefold().rstrip(".")] = number
    if language == "en":
        months["sept"] = 9
    if language in {"ru", "uk"}:
        # After a preposition the month is in the locative case, which CLDR does not give.
        months |= locative(language)
    name = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    month = rf"(?P<name>{name})\b\.?"
    after = rf"(?:,?\s(?:of\s)?{YEAR}(?:\s(?:года|году|г|року|році|р)\b\.?)?)?"
    forms = [
        *ISO,
        *QUARTERS.get(language, ()),
        rf"{DAYS}(?:st|nd|rd|th)?(?:\sof)?\s{month}{after}",
        rf"{month}\s{DAYS}(?:st|nd|rd|th)?\b(?!,?\d){after}",
        rf"{month}{after}",
        rf"{YEAR}(?:\s(?:года|году|год|г|року|році|рік|р)\b\.?)?(?![\d,.]*\d)",
        r"(?P<days>\d{1,2})(?:st|nd|rd|th)\b",
    ]
    return tuple(re.compile(text) for text in forms), months


def locative(language: str) -> dict[str, int]:
    """Names of months as they are written after a preposition."""
    names = {
        "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
        "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    }
    return {name: number for number, name in enumerate(names[language].split(), 1)}


def several_months(parts: Mapping[str, str | None]) -> tuple[int, ...]:
    """The first and the last month of a quarter, a half or a range of months; empty where a match is none of these."""
    if quarter := parts.get("quarter"):
        return QUARTER_MONTHS[quarter]
    if half := parts.get("half"):
        return HALF_MONTHS[half if half in HALF_MONTHS else half[0]]
    return tuple(int(number) for number in re.findall(r"\d+", parts.get("months") or ""))


@cache
def weekdays(language: str) -> dict[str, int]:
    """The days of the week by name, Monday being 0; Chinese has a short form beside the long one.

    The names are those of Unicode's CLDR as the library Babel carries it, but for Russian and Ukrainian the form after
    a preposition, which CLDR does not give.
    """
    if language in ACCUSATIVE_WEEKDAYS:
        return {name: number for number, name in enumerate(ACCUSATIVE_WEEKDAYS[language].split())}
    from babel.dates import get_day_names

    found = {name.casefold(): number for number, name in get_day_names("wide", "format", language).items()}
    if language == "zh":
        found |= {name: number for number, name in get_day_names("abbreviated", "format", language).items()}
    return found


ACCUSATIVE_WEEKDAYS = {
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "uk": "понеділок вівторок середу четвер п'ятницю суботу неділю",
}
WEEKDAY = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")


def weekday_at(text: str, start: int, language: str) -> tuple[list[Written], int] | None:
    """The day of the week that begins at a place, and where its name ends."""
    names = weekdays(language)
    if language in {"ko", "ja", "zh"}:
        name = next((name for name in names if text.startswith(name, start)), "")
        return ([Written(weekday=names[name])], start + len(name)) if name else None
    found = WEEKDAY.match(text, start)
    number = names.get(found[0].replace("’", "'").replace("ʼ", "'")) if found else None
    return None if found is None or number is None else ([Written(weekday=number)], found.end())


def of_days(dates: list[Written]) -> list[Written]:
    """These dates without the days of the week where a day is written out beside them, and without months where not.

    A day that follows a month is one of that month, if it is not an earlier one: from 7 March to the 22nd.
    """
    weekly = [item for item in dates if item.weekday is not None]
    if weekly and not any(item.day for item in dates):
        return weekly
    found: list[Written] = []
    for item in dates:
        before = found[-1] if found else None
        follows = before and before.month and item.day and item.month is None and item.day >= (before.day or 1)
        if item.weekday is None:
            found.append(replace(item, month=before.month) if before and follows else item)
    return found


def dates_at(text: str, start: int, language: str) -> tuple[list[Written], int] | None:
    """The dates that begin at a place of a case-folded NFKC text, and where they end; "3, 7 and 10 April" are three."""
    forms, months = patterns(language)
    for form in forms:
        if not (found := form.match(text, start)):
            continue
        parts = found.groupdict()
        year = int(parts["year"]) if parts.get("year") else None
        month = months[parts["name"]] if parts.get("name") else int(parts["month"]) if parts.get("month") else None
        if ends := several_months(parts):
            if not all(1 <= number <= 12 for number in ends) or ends[0] >= ends[-1]:
                continue
            return [Written(year, number) for number in ends], found.end()
        days = [int(day) for day in re.findall(r"\d+", parts.get("days") or "")]
        if (third := parts.get("third")) and month and 1 <= month <= 12:
            last = monthrange(year or NO_LEAP_YEAR, month)[1]
            return [Written(year, month, min(day, last)) for day in THIRDS[third[0]]], found.end()
        if (month is None or 1 <= month <= 12) and all(1 <= day <= 31 for day in days):
            listed = len(days) > 1 and not RANGE.search(parts["days"])
            return [Written(year, month, day, listed) for day in days] or [Written(year, month)], found.end()
    return weekday_at(text, start, language)
