"""A text is in one column of its row: the same text in a second one was pasted into the wrong column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from vostochny.checks.agreement_findings import Columns, distinct
from vostochny.model.agreements import read_agreements
from vostochny.model.findings import Finding
from vostochny.model.schema import Dataset, Table
from vostochny.tables.arrow_reader import Loaded
from vostochny.tables.csv_reader import RawTable

EXPECTED = "a text of its own; {} of this row has the same."
REMEDY = "Enter what belongs into this column, or leave it empty."


def check_repeated(dataset: Dataset, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """The cells that repeat a text of their row, one finding for each of the columns; unreadable tables are left out.

    Compared are remarks (`note`), and the columns that schemas/agreements.yaml lists under `whole`.
    """
    listed = set(read_agreements(dataset).whole)
    for name, loaded in tables.items():
        pairs: set[Columns] = set(combinations(prose(dataset.tables[name], listed), 2))
        if not pairs or not loaded.readable or not loaded.count:
            continue
        found = distinct(loaded, pairs)
        for one, other in sorted(pairs):
            if any(first and first == second for first, second in found[(one, other)]):
                yield from repeated(loaded.raw, one, other)


def prose(table: Table, listed: set[tuple[str, str]]) -> list[str]:
    """The columns of a table that hold texts, in its order."""
    return [name for name in table.columns if name == "note" or (table.name, name) in listed]


def repeated(raw: RawTable, one: str, other: str) -> Iterator[Finding]:
    """Both cells of each row in which two columns hold one text."""
    first, second = raw.table.columns.index(one), raw.table.columns.index(other)
    for row, line in zip(raw.rows, raw.lines, strict=True):
        if row[first] and row[first] == row[second]:
            for column, twin in ((one, other), (other, one)):
                yield Finding(raw.file, line, column, "repeated-text", row[first], EXPECTED.format(twin), REMEDY)
