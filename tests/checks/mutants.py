"""Every way to corrupt a cell that its column allows: made from schemas/, in rows chosen the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.model.edtf import edtf_interval
from vostochny.model.project import Project
from vostochny.model.schema import Field, Table
from vostochny.tables.csv_reader import RawTable

LOOKALIKES = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
# A column is of one of these sorts; all but the last two must never be wrong without notice.
SORTS = ("key", "date", "identifier", "unit", "quantity", "category", "text")
MUST = SORTS[:5]


@dataclass(frozen=True)
class Mutant:
    """One corrupted cell.

    row: position of the row in its table, as the table stands
    kind: the way in which the cell is corrupted
    """

    table: str
    column: str
    kind: str
    row: int
    before: str
    after: str

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}: {self.kind}"


def sort_of(table: Table, field: Field) -> str:
    """What sort of column it is."""
    if field.name in table.primary_key or table.reference(field.name):
        return "key"
    if field.type == "date" or field.format_name == "edtf":
        return "date"
    if field.format_name in {"imo", "mmsi", "locode", "id", "port"}:
        return "identifier"
    if field.format_name == "unit":
        return "unit"
    if field.type in {"integer", "number"}:
        return "quantity"
    return "category" if field.categories or field.type == "boolean" else "text"


def transposed(text: str) -> str:
    """The text with its last two neighbouring digits that differ exchanged; itself where there are none."""
    for position in range(len(text) - 1, 0, -1):
        first, second = text[position - 1], text[position]
        if first != second and first.isdigit() and second.isdigit():
            return text[: position - 1] + second + first + text[position + 1 :]
    return text


def next_digit(text: str) -> str:
    """The text with its last digit one higher."""
    for position in range(len(text) - 1, -1, -1):
        if text[position].isdigit():
            return text[:position] + str((int(text[position]) + 1) % 10) + text[position + 1 :]
    return text


def scaled(factor: int) -> Callable[[str], str]:
    """A number times `factor`, written plainly."""

    def scale(text: str) -> str:
        number = float(text) * factor
        return str(int(number)) if number.is_integer() else f"{number:.6f}".rstrip("0")

    return scale


def shifted(days: int) -> Callable[[str], str]:
    """A day some days later."""

    def shift(text: str) -> str:
        if len(text) != 10:
            return text
        return (date.fromisoformat(text) + timedelta(days)).isoformat()

    return shift


def day_for_month(text: str) -> str:
    """The day and the month exchanged, where that is a day."""
    swapped = f"{text[:4]}-{text[8:]}-{text[5:7]}"
    try:
        return edtf_interval(swapped)[0].isoformat() if len(text) == 10 else text
    except ValueError:
        return text


def homoglyph(text: str) -> str:
    """One Latin letter inside a word exchanged for the Cyrillic one that looks the same."""
    for position, letter in enumerate(text):
        beside = text[position - 1 : position] + text[position + 1 : position + 2]
        if letter.translate(LOOKALIKES) != letter and any(other.isascii() and other.isalpha() for other in beside):
            return text[:position] + letter.translate(LOOKALIKES) + text[position + 1 :]
    return text


def half(text: str) -> str:
    """The first half of a text of several words."""
    return text[: len(text) // 2].rstrip() if " " in text and len(text) > 11 else text


ANY: dict[str, Callable[[str], str]] = {
    "emptied": lambda _text: "",
    "blank before": lambda text: f" {text}",
    "no-break blank after": lambda text: f"{text}\u00a0",
    "invisible character": lambda text: f"{text[:1]}\u200b{text[1:]}",
    "control character": lambda text: f"{text}\x07",
    "markup": lambda text: f"<b>{text}</b>",
    "formula": lambda text: f"={text}",
}
DATES: dict[str, Callable[[str], str]] = {
    "impossible day": lambda text: f"{text[:4]}-02-30",
    "slashed date": lambda text: "/".join(reversed(text.split("-"))) if "-" in text else f"{text}/",
    "a year later": lambda text: f"{int(text[:4]) + 1}{text[4:]}",
    "a century earlier": lambda text: f"{int(text[:4]) - 100}{text[4:]}",
    "a day later": shifted(1),
    "a month later": shifted(31),
    "day for month": day_for_month,
}
NUMBERS: dict[str, Callable[[str], str]] = {
    "not a number": lambda text: f"{text}x",
    "separators": lambda text: f"{text[:1]},{text[1:]}" if len(text) > 1 else f"{text},0",
    "negative": lambda text: f"-{text}" if float(text) else text,
    "not finite": lambda _text: "NaN",
    "times 10": scaled(10),
    "times 1000": scaled(1000),
    "digits exchanged": transposed,
    "last digit off by one": next_digit,
}
IDENTIFIERS: dict[str, Callable[[str], str]] = {
    "unknown": lambda text: next_digit(text) if any(map(str.isdigit, text)) else f"{text}-x",
    "digits exchanged": transposed,
    "another case": str.swapcase,
}
TEXTS: dict[str, Callable[[str], str]] = {"cut in half": half, "letter of another script": homoglyph}


def ways(table: Table, field: Field) -> dict[str, Callable[[str], str]]:
    """The ways that a column's type, kind and constraints allow."""
    found = dict(ANY)
    if field.type == "date" or field.format_name == "edtf":
        found |= DATES
    elif field.type in {"integer", "number"}:
        found |= NUMBERS
    elif field.type == "boolean":
        found |= {"turned round": {"true": "false", "false": "true"}.__getitem__, "another word": lambda _text: "yes"}
    elif field.format_name in {"imo", "mmsi", "locode", "id", "port"} or field.name in table.primary_key:
        found |= IDENTIFIERS
    if field.categories or field.format_name in {"unit", "country", "language"}:
        found["unknown word"] = lambda _text: "xq" if field.format_name == "language" else "XQ"
    if field.format_name == "url":
        found |= {"no scheme": lambda text: text.split("://")[-1], "cut in half": lambda text: text[: len(text) // 2]}
    if field.type == "string":
        found |= TEXTS
    if length := field.constraints.get("maxLength"):
        found["too long"] = lambda text: text + " and on" * int(length)
    return found


def exchanges(project: Project, raw: RawTable, field: Field) -> Iterator[tuple[str, Callable[[list[str]], str]]]:
    """Ways that take a value that stands elsewhere: another row's, the neighbouring column's, another allowed word."""
    position = raw.table.columns.index(field.name)
    known = sorted({row[position] for row in raw.rows if row[position]})

    def other(row: list[str]) -> str:
        """The next value of this column that is not the row's own."""
        return next((value for value in [*known, *known] if value > row[position]), known[0]) if known else ""

    if field.categories:
        words = list(field.categories)
        yield "another allowed word", lambda row: words[(words.index(row[position]) + 1) % len(words)]
    elif field.format_name == "unit":
        units = sorted(project.dataset.units)
        yield "another unit", lambda row: units[(units.index(row[position]) + 1) % len(units)]
    else:
        yield "the value of another row", other
    neighbour = position + 1 if position + 1 < len(raw.table.columns) else position - 1
    yield "the neighbour's value", lambda row: row[neighbour]


def choose(name: str, count: int) -> int:
    """A number below `count` that depends on the name alone."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % count


def mutants(project: Project, tables: dict[str, RawTable]) -> Iterator[Mutant]:
    """One mutant for each way to corrupt each column, in a row where the cell holds something that it changes."""
    for raw in tables.values():
        for position, field in enumerate(raw.table.fields):
            made: dict[str, Callable[[list[str]], str]] = {
                kind: lambda row, change=change, position=position: change(row[position])  # type: ignore[misc]
                for kind, change in ways(raw.table, field).items()
            }
            made |= dict(exchanges(project, raw, field))
            filled = [index for index, row in enumerate(raw.rows) if row[position]]
            for kind, change in made.items():
                found = first_change(f"{raw.table.name}.{field.name}.{kind}", filled, raw, change, position)
                if found:
                    row, after = found
                    yield Mutant(raw.table.name, field.name, kind, row, raw.rows[row][position], after)


def first_change(
    name: str, filled: list[int], raw: RawTable, change: Callable[[list[str]], str], position: int
) -> tuple[int, str] | None:
    """The row where the change is made, from a place that depends on the name alone; None where none is changed."""
    start = choose(name, len(filled)) if filled else 0
    for row in filled[start:] + filled[:start]:
        after = change(raw.rows[row])
        if after != raw.rows[row][position]:
            return row, after
    return None
