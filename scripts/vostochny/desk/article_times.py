"""The days, months and periods that a draft names: whose they are, and how they agree with those of the record."""

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


def over(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with parts of it written over, at their length."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def masked(text: str, pattern: str) -> str:
    """The text with what the pattern finds written over, at its length."""
    return re.sub(pattern, lambda match: MASK * len(match[0]), text)


def moments(text: str, patterns: Row) -> tuple[list[Moment], str]:
    """Days, months, years and ranges of them in a text, and the text with them written over."""
    found: list[Moment] = []
    before = re.compile(patterns["until"], re.IGNORECASE)

    def take(match: re.Match[str]) -> str:
        if match["months"]:
            last = f"{match['of']}-{patterns['first'][match['months']]:02}-31"
            found.append(Moment("range", match[0], f"{match['of']}-01-01", last, (MONTH, MONTH), match.start()))
            return MASK * len(match[0])
        first, _, given = start = interval(match["a"] or match["c"], match["b"] or "", patterns["months"])
        _, last, until = interval(match["b"], match["a"] or "", patterns["months"]) if match["b"] else start
        # "To mid-September" is to the 15th.
        last, until = (f"{last[:MONTH]}-15", DAY) if match["mid"] else (last, until)
        end = before.search(text[: match.start()])
        if end and end[2] and given == MONTH:
            first, last = (f"{first[:MONTH]}-{day}" for day in patterns["third"][end[2].lower()])
        kind = "range" if match["b"] else "since" if match["since"] else "until" if end else "at"
        found.append(Moment(kind, match[0], first, last, (given, until), match.start()))
        return MASK * len(match[0])

    left = re.sub(patterns["moment"], take, text)
    # "In March ... in 2024": a year alone is that of the months without one.
    years = [one for one in found if one.kind == "at" and YEAR in one.given]
    if len(years) == 1 and any(one.first.startswith("????") for one in found):
        like = years[0].first
        dated = [(with_year(one.first, like), with_year(one.last, like)) for one in found]
        found = [replace(one, first=a, last=b) for one, (a, b) in zip(found, dated, strict=True) if one is not years[0]]
    return found, left


def interval(words: str, other: str, months: list[str]) -> tuple[str, str, int]:
    """First and last day of one expression, and how many characters of them it gives.

    Month and year that it lacks are those of the `other` end of its range.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return words, words, DAY
    if dotted := re.fullmatch(r"([0-9]+)\.([0-9]+)\.([0-9]{4})", words):
        return (f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}",) * 2 + (DAY,)
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


def begins(moment: Moment, start: str) -> bool:
    """Whether the first day of a time is that of a period, to the day or month that the draft gives."""
    given = max(moment.given[0], MONTH)
    return with_year(moment.first, start)[:given] == start[:given]


def bounds(moment: Moment, start: str, end: str) -> bool:
    """Whether both days of a time are those of a period, to the day or month that the draft gives."""
    given = max(moment.given[1], MONTH)
    return begins(moment, start) and with_year(moment.last, end)[:given] == end[:given]


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
        # What is of March alone is not of the time since March.
        whole = [with_year(moment.first, fact["start"]), with_year(moment.last, fact["end"])]
        return begins(moment, str(fact["start"])) and whole != [fact["start"], fact["end"]]
    if moment.kind == "until":
        return YEAR not in moment.given and days_apart(moment, fact["end"], fact["end"]) == 0
    return bounds(moment, str(fact["start"]), str(fact["end"]))


def days_apart(moment: Moment, first: str, last: str) -> float:
    """Days between a time in a draft and a span of the record; 0 where they meet, infinite for a day that is none."""
    try:
        given = [with_year(moment.first, first), with_year(moment.last, last)]
        start, end, low, high = (date.fromisoformat(value).toordinal() for value in (*given, first, last))
    except ValueError:
        return inf
    return max(0, low - end, start - high)


def ship_day(known: list[Row], moment: Moment, *, hedged: bool, does: str, called: bool) -> tuple[str, Row | None]:
    """The verdict on one time, and the call that it was compared with.

    known: calls at the places that the sentence allows
    hedged: whether the draft says "reported", "believed" or the like
    does: what the draft says that the ship did, "load" or "unload"; empty for neither
    called: whether it says that the ship called, berthed or loaded, and not only that it was there
    """
    compared = [(against(call, moment), call) for call in known]
    verdict, call = next((one for one in compared if one[0] not in ("", "other_version")), ("", None))
    if call is None:
        others = [call for verdict, call in compared if verdict]
        nearest = min(others, key=lambda call: days_apart(moment, call["from"], call["to"]), default=None)
        return ("other_version" if nearest else "not_in_record"), nearest
    if verdict == "on_record" and not hedged and doubtful(call, moment, does=does, called=called):
        verdict = "hedge_lost"
    return ("other_version" if does and call["load"] != (does == "load") else verdict), call


def against(call: Row, moment: Moment) -> str:
    """How a time compares with the days of one call; empty where it is far from them."""
    start, end = with_year(moment.first, call["from"]), with_year(moment.last, call["to"])
    if moment.kind == "range" and DAY in moment.given:
        if bounds(moment, call["from"], call["to"]):
            return "on_record"
    elif start <= call["from"] and call["to"] <= end:
        return "on_record"
    elif call["from"] <= start and end <= call["to"]:
        # One day of those between which the call was is a sighting's or loses the other days.
        return "on_record" if [start, end] in call["seen"] else "hedge_lost"
    nearest = min(days_apart(moment, *days) for days in call["seen"])
    return "other_version" if nearest <= NEAR_DAYS else ""


def doubtful(call: Row, moment: Moment, *, does: str, called: bool) -> bool:
    """Whether what the draft says of a call is on record with a hedge only, or inferred."""
    # What one observer alone saw "appeared to" be so.
    unsure = does and (call["load_inferred"] or call["grade"] != "confirmed")
    unsure = unsure or (call["grade"] == "possible" and called) or call["name_hedged"]
    return bool(unsure or (call["days_inferred"] and DAY in moment.given))


def on_list(days: list[str], moment: Moment, *, standing: bool) -> bool:
    """Whether a time is that of one of the listings, or, where it is standing, one at which it was in force."""
    # A day of another thing, without its year, is no time before the listing. Of some listings only the month is known.
    first, last = moment.first, moment.last.replace("????", "9999" if standing else "????")
    known = [(f"{day}-01"[:DAY], f"{day}-28"[:DAY]) for day in days]
    return any((standing or with_year(first, low) <= low) and high <= with_year(last, high) for low, high in known)


def runs(about: list[tuple[int, Row]], moments: list[Moment]) -> list[tuple[list[Row], list[Moment]]]:
    """Ships named in a row, with the times that belong to them: those after them, or before where one comes first.

    about: where each ship is named, and the ship
    """
    named: list[tuple[int, Row | Moment]] = sorted(
        [*about, *((one.at, one) for one in moments)], key=lambda item: item[0]
    )
    # Another name of the same ship starts no other run.
    ids = [item["id"] if isinstance(item, dict) else "" for _, item in named]
    named = [item for number, item in enumerate(named) if not ids[number] or ids[number] not in ids[:number]]
    leading = bool(named) and isinstance(named[0][1], Moment)
    found: list[tuple[list[Row], list[Moment]]] = []
    waiting: list[Moment] = []
    for _, item in named:
        if isinstance(item, Moment):
            (waiting if leading or not found else found[-1][1]).append(item)
            continue
        # A time before a row of ships is that of all of them.
        if not found or (found[-1][1] and not leading) or waiting:
            found.append(([], waiting))
            waiting = []
        found[-1][0].append(item)
    if found:
        found[-1][1].extend(waiting)
    return found
