"""Holds a cell against what the words of its source give: one function for each way in which a cell can follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from vostochny.passages.days import Written, of_days
from vostochny.passages.phrases import Names, Phrase, Quantity, folded, read_phrase
from vostochny.passages.text import contains

# Units of the words that do for a unit of a cell: "43 times" are calls, and ships that are counted at a berth too.
COUNTS = {"call", "vessel", "port", ""}
# Tables of what has been seen, counted or supplied, none of it after it was reported, by a column of theirs.
OF_THE_PAST = {"sighting_id", "counted", "delivery_id"}
COUNTED = {"calls": "call", "calls_by_un_listed": "call", "vessels": "vessel", "destinations": "port"}


@dataclass(frozen=True)
class CitedCell:
    """One cell with what is needed to judge it.

    row: the whole record by column
    published: the days between which the source was published; None where that is not known
    """

    column: str
    value: str
    row: Mapping[str, str]
    published: tuple[date, date] | None = None


def shown_number(number: Decimal) -> str:
    """A number as a reader writes it."""
    plain = f"{number:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def shown(quantities: list[Quantity]) -> str:
    """Quantities in words; says so where there are none."""
    return " and ".join(f"{shown_number(item.number)} {item.unit}".strip() for item in quantities) or "no number"


def of_unit(phrase: Phrase, cell: CitedCell) -> list[Quantity]:
    """The quantities of a phrase whose unit can be that of the cell."""
    unit = cell.row.get("unit_alt" if cell.column == "quantity_alt" else "unit", "")
    if cell.column.startswith(("count_", "vessels_")) or cell.column == "deliveries":
        return [item for item in phrase.quantities if item.unit in COUNTS]
    if cell.column in {"as_printed", "as_used"} or not unit:
        return phrase.quantities
    same = {unit, ""} | ({"call"} if unit == "times" else set())
    return [item for item in phrase.quantities if item.unit in same]


def number_of(text: str) -> Decimal | None:
    """A cell as a number; None where it is none, which other checks name."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def end_of_range(choose: Callable[[list[Decimal]], Decimal]) -> Callable[[Phrase, CitedCell], str]:
    """A cell that is the lowest or the highest number of the words."""

    def judge(phrase: Phrase, cell: CitedCell) -> str:
        found = of_unit(phrase, cell)
        if found and choose([item.number for item in found]) == number_of(cell.value):
            return ""
        return shown(found or phrase.quantities)

    return judge


def central(phrase: Phrase, cell: CitedCell) -> str:
    """A cell that is the only number of the words."""
    found = of_unit(phrase, cell)
    if {item.number for item in found} == {number_of(cell.value)}:
        return ""
    return shown(found or phrase.quantities)


def number(phrase: Phrase, cell: CitedCell) -> str:
    """A cell that is one of the numbers of the words."""
    found = of_unit(phrase, cell)
    return "" if number_of(cell.value) in {item.number for item in found} else shown(found or phrase.quantities)


def share(phrase: Phrase, cell: CitedCell) -> str:
    """A share of one that the words give in per cent."""
    value = number_of(cell.value)
    found = [item for item in phrase.quantities if item.unit == "percent"]
    return "" if value is not None and 100 * value in {item.number for item in found} else shown(found)


def unit(phrase: Phrase, cell: CitedCell) -> str:
    """The unit that the words put to a number."""
    given = {item.unit for item in phrase.quantities if item.unit} | phrase.words.get("unit", set())
    if cell.value in given or (cell.value == "times" and "call" in given):
        return ""
    return " and ".join(sorted(given)) or "no unit"


def counted(phrase: Phrase, cell: CitedCell) -> str:
    """What a number is a number of."""
    given = {item.unit for item in phrase.quantities} & set(COUNTED.values())
    wanted = COUNTED.get(cell.value, "")
    return "" if wanted in given else " and ".join(sorted(given)) or "nothing that is counted"


def word(phrase: Phrase, cell: CitedCell) -> str:
    """A word of a closed list, such as a hedge or an activity."""
    given = phrase.qualifiers if cell.column == "qualifier" else phrase.words.get(cell.column, set())
    if cell.column == "qualifier" and is_range(cell.row) and given <= {"at_least", "up_to"}:
        given = {"exactly"}
    return "" if cell.value in given else " and ".join(sorted(given)) or f"nothing about {cell.column}"


def is_range(row: Mapping[str, str]) -> bool:
    """Whether a row has both ends of a range: at least the one and at most the other is no hedge beside them."""
    return any(row.get(f"{kind}_low") and row.get(f"{kind}_high") for kind in ("quantity", "count"))


def doubt(phrase: Phrase, cell: CitedCell) -> str:
    """A hedge before the name of a ship; likely is one before numbers as well."""
    given = phrase.words.get("identity_hedge", set()) | phrase.words.get("modal", set())
    return "" if cell.value in given else " and ".join(sorted(given)) or "no doubt about the ship"


def per(phrase: Phrase, cell: CitedCell) -> str:
    """The span of time that an amount is for: a year, or so many months."""
    months = {item.number for item in phrase.quantities if item.unit == "month"}
    spans = {code for number, code in ((Decimal(3), "three_months"), (Decimal(12), "year")) if number in months}
    given = phrase.words.get("per", set()) | spans
    return "" if cell.value in given else " and ".join(sorted(given)) or "no span of time"


def measure(phrase: Phrase, cell: CitedCell) -> str:
    """What is measured, as far as the unit says: a share is in per cent, money in roubles."""
    given = {item.unit for item in phrase.quantities}
    units = {
        "quantity": {"barrel", "tonne"}, "payment": {"rouble"}, "share": {"percent"}, "load_share": {"percent"},
        "tank_cars": {"tank_car"}, "ratio": {"times", "call", "percent"}, "vessel_size": {"tonne"},
        "vessel_capacity": {"barrel", "tonne"},
    }  # fmt: skip
    return "" if given & units.get(cell.value, set()) else shown(phrase.quantities)


def day(*, first: bool) -> Callable[[Phrase, CitedCell], str]:
    """The first or the last day of what the words date."""

    def judge(phrase: Phrase, cell: CitedCell) -> str:
        dates = of_days(phrase.dates) or relative_years(phrase, cell)
        if not dates:
            return "no day"
        printed = " and ".join(item.words() for item in dates)
        if whole := MONTH.fullmatch(cell.value):
            return "" if in_month(dates, int(whole[1]), int(whole[2]), cell.published) else printed
        try:
            value = date.fromisoformat(cell.value)
        except ValueError:
            return printed
        if all(item.year is None for item in dates) and cell.published is None:
            ends = dates[0] if first else dates[-1]
            return "" if ends.fits(value, first=first) else printed
        wanted = likely_days(dates, phrase, cell, first=first)
        return "" if value in wanted else f"{printed} ({wanted[0].isoformat()})" if wanted else printed

    return judge


def likely_days(dates: list[Written], phrase: Phrase, cell: CitedCell, *, first: bool) -> list[date]:
    """The days that the words allow, the likeliest first; empty if they give no year."""
    year = max((item.year for item in [*dates, *relative_years(phrase, cell)] if item.year), default=None)
    spans = [[span[0 if first else 1] for span in replace_year(item, year).spans(cell.published)] for item in dates]
    if not all(spans):
        return []
    likeliest = [options[0] for options in spans]
    wanted = min(likeliest) if first else max(likeliest)
    later = len(spans) == 1 and not OF_THE_PAST & cell.row.keys()
    others = [option for options in spans for option in options[1:] if later]
    if all(item.listed for item in dates) and one_day(cell.row):
        others += likeliest
    return [wanted, *others]


MONTH = re.compile(r"(\d{4})-(\d\d)")


def in_month(dates: list[Written], year: int, month: int, published: tuple[date, date] | None) -> bool:
    """Whether one of these dates is of a month, by the year and the month that it prints or the likeliest ones."""
    for item in dates:
        likeliest = next(item.spans(published), None)
        of_year = item.year or (likeliest and likeliest[0].year)
        of_month = item.month or (likeliest and item.of_a_day and likeliest[0].month)
        if (of_year, of_month) == (year, month):
            return True
    return False


def one_day(row: Mapping[str, str]) -> bool:
    """Whether a record is of a single day."""
    return row.get("date_earliest", "") == row.get("date_latest", "") != ""


def relative_years(phrase: Phrase, cell: CitedCell) -> list[Written]:
    """This year or last year, of a text of which the year of publication is known."""
    if cell.published is None:
        return []
    return [Written(cell.published[1].year + int(code)) for code in phrase.words.get("relative", set())]


def replace_year(item: Written, year: int | None) -> Written:
    """A date without a year beside one with a year is of that year: 7 to 22 March 2024."""
    return item if item.year or year is None or item.weekday is not None else replace(item, year=year)


def year(phrase: Phrase, cell: CitedCell) -> str:
    """A year that the words print, among other days."""
    years = sorted({str(item.year) for item in phrase.dates if item.year})
    return "" if cell.value in years else " and ".join(years) or "no year"


def precision(phrase: Phrase, cell: CitedCell) -> str:
    """How exactly the words date something."""
    days = {(item.month, item.day, item.weekday) for item in of_days(phrase.dates) if item.of_a_day}
    given = "interval" if len(days) > 1 else "day" if days else "month" if phrase.dates else "no day"
    return "" if cell.value == given else given


def named(kind: str) -> Callable[[Phrase, CitedCell], str]:
    """A ship or port that the words name."""

    def judge(phrase: Phrase, cell: CitedCell) -> str:
        given = phrase.words.get(kind, set())
        return "" if cell.value in given else " and ".join(sorted(given)) or f"no {kind} of this record"

    return judge


def printed(phrase: Phrase, cell: CitedCell) -> str:
    """A wording that the cell repeats: it has the same numbers with the same hedge."""
    found = [shown_number(item.number) for item in phrase.quantities]
    cell_numbers = set(re.findall(r"\d[\d,]*", cell.value)) | spelt(cell.value)
    return "" if found and set(found) & cell_numbers else shown(phrase.quantities)


def spelt(text: str) -> set[str]:
    """Numbers that a cell spells in English, as digits."""
    return {shown_number(item.number) for item in read_phrase(text, "en", Names.of(())).quantities}


def numbered(phrase: Phrase, cell: CitedCell) -> str:
    """The number of a resolution or a paragraph, which the cell holds among other words."""
    numbers = [shown_number(item.number).replace(",", "") for item in phrase.quantities]
    inside = re.findall(r"\d+", cell.value)
    return "" if inside and inside[0] in numbers else " and ".join(numbers) or "no number"


def maker(phrase: Phrase, cell: CitedCell) -> str:
    """Whoever made an observation or a figure; the cell can say more, such as an office."""
    given = phrase.words.get("maker", set())
    inside = folded(cell.value)
    return "" if any(folded(name) in inside for name in given) else " and ".join(sorted(given)) or "nobody"


def repeated(phrase: Phrase, cell: CitedCell) -> str:
    """A cell that the source prints as it is, such as an address: it has these words, one after the other."""
    return "" if contains(phrase.text, cell.value) else f"the words {phrase.text!r}"


def names(kind: str) -> Callable[[Phrase, CitedCell], str]:
    """A cell with the name as the source prints it: it must be that of the ship or port that the words name."""

    def judge(phrase: Phrase, cell: CitedCell) -> str:
        given = phrase.words.get(kind, set())
        for part in [cell.value, *re.split(r"[();/,]", cell.value)]:
            for language in ("en", "ko", "zh"):
                if given & read_phrase(part, language, phrase.names).words.get(kind, set()):
                    return ""
        return " and ".join(sorted(given)) or f"no {kind} of this record"

    return judge


ROLES: dict[str, Callable[[Phrase, CitedCell], str]] = {
    "low": end_of_range(min), "high": end_of_range(max), "central": central, "number": number, "share": share,
    "unit": unit, "doubt": doubt, "per": per, "counted": counted, "word": word, "measure": measure, "year": year,
    "first_day": day(first=True), "last_day": day(first=False), "precision": precision, "ship": named("ship"),
    "port": named("port"), "party": named("party"), "party_name": names("party"), "ship_name": names("ship"),
    "port_name": names("port"), "printed": printed, "numbered": numbered, "maker": maker, "repeated": repeated,
}  # fmt: skip


def difference(role: str, phrase: Phrase, cell: CitedCell) -> str:
    """What the words give instead of what the cell has; an empty text where the cell follows from them."""
    return ROLES[role](phrase, cell)
