"""Numbers and days that a row gives twice, in a cell and in a text, are the same in both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from vostochny.model.findings import Finding
from vostochny.passages.days import dates_at
from vostochny.passages.numerals import number_at
from vostochny.tables.arrow_reader import Loaded

# (column, what it should be) for each number of a row that its words do not give.
Difference = tuple[str, str]
QUOTIENT = re.compile(
    r"(?P<barrels>[\d,.]*\d) barrels(?: a day on (?P<days>\d+) days)?.*? by (?P<tonnes>[\d,.]*\d)"
    r"(?: to (?P<more>[\d,.]*\d))? tonnes"
)
FULL = re.compile(r"(?:(?P<percent>\d+) per cent|(?P<third>one third)|every ship was) full|at (?P<at>\d+) per cent")
MADE = re.compile(
    r"(?:\bin (?:at least )?|\bof )(?P<number>\d+|[a-z]+) (?:calls|deliveries|shipments|tankers)\b(?P<more> and )?"
)
WORD = re.compile(r"\b(?=[a-z\d])")
PER_CENT = re.compile(r"(\d+(?:\.\d+)?) per cent")
SINCE = re.compile(r"\bfrom \d{1,2} [A-Z][a-z]+ \d{4}")
REMOVED = re.compile(r"\bRemoved .*?\bin ([A-Z][a-z]+ \d{4})")
WHOLE_DAY = len("2023-12-06")
REMEDY = "Compare the cell and the words with the source; one of the two is an error."


def check_numbers(tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """All findings of this file over some tables; one that could not be read is left out."""
    for name, (words, differences) in STATED.items():
        loaded = tables.get(name)
        if loaded is None or not loaded.readable or not loaded.count:
            continue
        for line, row in zip(loaded.raw.lines, loaded.raw.records(), strict=True):
            for column, expected in differences(row):
                yield Finding(loaded.file, line, column, "number-not-in-words", row[column], expected, REMEDY)
                if row[words]:
                    yield Finding(loaded.file, line, words, "number-not-in-words", row[words], expected, REMEDY)


def decimal(text: str) -> Decimal:
    """A number with commas between thousands."""
    return Decimal(text.replace(",", "").rstrip("."))


def number_of(cell: str) -> Decimal | None:
    """The number in a cell; None where it holds none, which other checks name."""
    try:
        given = Decimal(cell)
    except InvalidOperation:
        return None
    return given if given.is_finite() else None


def is_near(cell: str, value: Decimal) -> bool:
    """Whether a cell is `value`, rounded to the places that the cell has."""
    if (given := number_of(cell)) is None:
        return True
    places = max(-int(given.as_tuple().exponent), 0)
    return abs(given - value) <= Decimal("0.5005").scaleb(-places)


def derived_factor(row: Mapping[str, str]) -> Iterator[Difference]:
    """A factor that was worked out is the quotient of the numbers in its derivation."""
    if not row["derivation"]:
        return
    found = QUOTIENT.search(row["derivation"])
    if found is None:
        yield "derivation", "barrels by tonnes, such as `11,745 barrels by 1,410 tonnes`."
        return
    barrels = decimal(found["barrels"]) * int(found["days"] or 1)
    tonnes = [decimal(found[name]) for name in ("tonnes", "more") if found[name]]
    if not all(tonnes):
        yield "derivation", "tonnes that are not zero."
        return
    quotients = [barrels / number for number in tonnes]
    ends = {"factor": quotients[0]} if len(quotients) == 1 else {"low": min(quotients), "high": max(quotients)}
    for column in ("factor", "low", "high"):
        wanted = ends.get(column)
        if wanted is None and row[column] and len(quotients) > 1:
            yield column, "an empty cell; the derivation gives a range."
        elif wanted is not None and (not row[column] or not is_near(row[column], wanted)):
            yield column, f"{wanted:.3f}, the quotient of the numbers in `derivation`."


def numbers_of(text: str) -> set[Decimal]:
    """The numbers in some English words, in digits or spelt."""
    shown = text.casefold()
    found = (number_at(shown, item.start(), "en") for item in WORD.finditer(shown))
    return {item[0] for item in found if item}


def counted_vessels(row: Mapping[str, str]) -> Iterator[Difference]:
    """The numbers of ships are those of the words that the source prints; more than a number is at least the next."""
    printed, ends = row["vessels_as_printed"], [row["vessels_low"], row["vessels_high"]]
    if not printed:
        for column, end in zip(("vessels_low", "vessels_high"), ends, strict=True):
            if end:
                yield column, "an empty cell, or the words of the source in vessels_as_printed."
        return
    # What comes after names a part of them, as in `25, of them 9 listed`.
    known = numbers_of(printed.partition(", of ")[0])
    known |= {number + 1 for number in known} if "more than" in printed else set()
    if not known:
        yield "vessels_as_printed", "words with the number of ships."
    for column, end in zip(("vessels_low", "vessels_high"), ends, strict=True):
        if end and number_of(end) not in {None, *known}:
            yield column, f"a number that {printed!r} gives."
    if not ends[0] and row["counted"] != "calls":
        yield "vessels_low", f"the number that {printed!r} gives."
    exact = not re.search(r"at least|more than|or more", printed)
    if exact and row["qualifier"] == "exactly" and ends[0] and not ends[1] and "vessels_low" not in row["inferred"]:
        yield "vessels_high", f"the number that {printed!r} gives."


def estimate_subject(row: Mapping[str, str]) -> Iterator[Difference]:
    """Deliveries and load share are those that the subject of an estimate names."""
    subject = row["subject"]
    if (full := FULL.search(subject)) and row["measure"] == "quantity":
        percent = full["percent"] or full["at"]
        share = Decimal(percent) / 100 if percent else Decimal("0.333") if full["third"] else Decimal(1)
        if not row["load_share"] or not is_near(row["load_share"], share):
            yield "load_share", f"{share}, which the subject names."
    if (made := MADE.search(subject)) and not made["more"]:
        numbers = numbers_of(made["number"])
        if numbers and (not row["deliveries"] or number_of(row["deliveries"]) not in {None, *numbers}):
            yield "deliveries", f"{min(numbers)}, which the subject names."


def effort_note(row: Mapping[str, str]) -> Iterator[Difference]:
    """How often somebody looked is said in the note: a number, per cent, or so many of so many."""
    numbers = numbers_of(row["note"])
    quotients = {one / other for one in numbers for other in numbers if other}
    for column in ("share_low", "share_high", "revisit_days"):
        if row[column]:
            known = numbers if column == "revisit_days" else {number / 100 for number in numbers} | quotients
            if not any(is_near(row[column], number) for number in known):
                yield column, "a number that the note gives too, in words, per cent or as so many of so many."
    given = re.search(r"\bin (\d+) days\b", row["note"])
    if row["revisit_days"] and given and not is_near(row["revisit_days"], Decimal(given[1])):
        yield "revisit_days", f"{given[1]}, which the note gives."
    shares = [row["share_low"], row["share_high"]]
    if re.search(r"\d+ of \d+", row["note"]) and "share" not in row["inferred"]:
        yield "inferred", "the share that is worked out from so many of so many."
    if not row["revisit_days"] and re.search(r"\bin \d+ days\b|picture a day", row["note"]):
        yield "revisit_days", "the number of days that the note gives."
    if not any(shares) and re.search(r"\d+ of \d+", row["note"]):
        yield "share_high", "the share that the note gives as so many of so many."
    for number in PER_CENT.findall(row["note"]):
        if not any(share and is_near(share, Decimal(number) / 100) for share in shares):
            yield ("share_high" if shares[0] else "share_low"), f"{Decimal(number) / 100}, which the note gives."


def days_of(text: str) -> set[str]:
    """The days with a year in some English words, as ISO dates."""
    shown = text.casefold()
    found = (dates_at(shown, item.start(), "en") for item in WORD.finditer(shown))
    written = [item for dated in found if dated for item in dated[0]]
    return {f"{item.year}-{item.month:02}-{item.day:02}" for item in written if item.year and item.month and item.day}


def noted_day(*columns: str) -> Callable[[Mapping[str, str]], Iterator[Difference]]:
    """A day in these columns, which no other table repeats, is said in the note in words too."""

    def differences(row: Mapping[str, str]) -> Iterator[Difference]:
        for column in columns:
            if len(row[column]) == WHOLE_DAY and row[column] not in (known := days_of(row["note"])):
                given = " or ".join(sorted(known)) or "no day"
                yield column, f"a day that the note gives too, in words; it gives {given}."

    return differences


def delivery_note(row: Mapping[str, str]) -> Iterator[Difference]:
    """An amount in a second unit that is inferred is in the note, which says where it is taken from."""
    if "quantity_alt" in row["inferred"].split(";") and number_of(row["quantity_alt"]) not in numbers_of(row["note"]):
        yield "quantity_alt", "a number that the note gives."


def designation_note(row: Mapping[str, str]) -> Iterator[Difference]:
    """By when a ship was gone, and in which month it was removed, are in the note where it speaks of it."""
    yield from noted_day("gone_by")(row)
    if (removed := REMOVED.search(row["note"])) and row["delisted_on"][:7] not in months_of(removed[1]):
        yield "delisted_on", f"a day of {removed[1]}, which the note gives."


def months_of(text: str) -> set[str]:
    """The months with a year in some English words, as ISO months."""
    shown = text.casefold()
    found = (dates_at(shown, item.start(), "en") for item in WORD.finditer(shown))
    written = [item for dated in found if dated for item in dated[0]]
    return {f"{item.year}-{item.month:02}" for item in written if item.year and item.month}


def link_note(row: Mapping[str, str]) -> Iterator[Difference]:
    """The ends of a link between a ship and a company are those of its note, and a note with an end has a cell."""
    yield from noted_day("from_on", "to_on")(row)
    if SINCE.search(row["note"]) and not row["from_on"]:
        yield "from_on", "the day from which the note has the link."


# table -> the column of words, and what compares them with the numbers.
STATED: dict[str, tuple[str, Callable[[Mapping[str, str]], Iterator[Difference]]]] = {
    "conversion_factors": ("derivation", derived_factor),
    "call_counts": ("vessels_as_printed", counted_vessels),
    "volume_estimates": ("subject", estimate_subject),
    "observation_effort": ("note", effort_note),
    "vessel_organisations": ("note", link_note),
    "vessel_sanctions": ("note", designation_note),
    "notified_deliveries": ("note", delivery_note),
}
