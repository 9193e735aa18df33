"""From the text of a cell to the value that SQLite stores."""

from __future__ import annotations

from functools import lru_cache

from vostochny.model.edtf import edtf_interval, edtf_month, edtf_year
from vostochny.model.schema import Derived, Field, Table

Value = str | int | float | None

SQLITE_TYPES: dict[str, type] = {"string": str, "integer": int, "number": float, "boolean": int, "date": str}


def stored(field: Field, text: str) -> Value:
    """The value of one cell; an empty cell is NULL. Raises ValueError when the text is not of the type."""
    if text == "":
        return None
    if field.type == "integer":
        number = int(text)
        if number.bit_length() > 63:
            raise ValueError(f"more than SQLite's 64 bits: {text}")
        return number
    if field.type == "number":
        return float(text)
    if field.type == "boolean":
        return {"true": 1, "false": 0}[text]
    return text


# A table of a million rows has few days, but each block of it has most of them.
@lru_cache(maxsize=65_536)
def derived_value(derived: Derived, text: str) -> Value:
    """A part of a date; NULL where there is no date, or none so exact."""
    if not text:
        return None
    if derived.part == "year":
        return edtf_year(text)
    if derived.part == "month":
        return edtf_month(text)
    first, last = edtf_interval(text)
    return (first if derived.part == "start" else last).isoformat()


def record(table: Table, row: list[str], *, lenient: bool = False) -> dict[str, Value]:
    """One row as the database holds it; `lenient` makes NULL of what cannot be stored, for a first look."""
    result: dict[str, Value] = {}
    for field, text in zip(table.fields, row, strict=True):
        try:
            result[field.name] = stored(field, text)
        except (ValueError, KeyError):
            if not lenient:
                raise
            result[field.name] = None
    for derived in table.derived:
        text = row[table.columns.index(derived.source)]
        try:
            result[derived.name] = derived_value(derived, text)
        except ValueError:
            if not lenient:
                raise
            result[derived.name] = None
    return result


def column_types(table: Table) -> dict[str, type]:
    """Python types of the table's columns, the derived ones last."""
    types = {field.name: SQLITE_TYPES[field.type] for field in table.fields}
    types |= {item.name: int if item.part == "year" else str for item in table.derived}
    return types
