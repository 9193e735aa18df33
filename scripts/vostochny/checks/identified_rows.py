"""Finds the rows of records that another table names by their identifiers alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vostochny.tables.arrow_reader import Loaded


@dataclass(frozen=True)
class IdentifiedRow:
    """One row: the name of its table, the file and line where it is, and its cells by column."""

    table: str
    file: str
    line: int
    cells: dict[str, str]


def identified_rows(tables: Mapping[str, Loaded], records: set[str]) -> dict[str, IdentifiedRow]:
    """The rows of `records` in tables whose key is one column, by that key; each table is read through once."""
    found: dict[str, IdentifiedRow] = {}
    for loaded in tables.values():
        if loaded.readable and len(loaded.table.primary_key) == 1:
            for key, line, row in loaded.found(records):
                found.setdefault(key, IdentifiedRow(loaded.table.name, loaded.file, line, loaded.table.record(row)))
    return found
