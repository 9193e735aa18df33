"""A text is in one column of its row: the same text in a second one was pasted into the wrong column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from vostochny.model.agreements import Agreements, read_agreements
from vostochny.model.findings import Finding
from vostochny.model.schema import Dataset, Table
from vostochny.tables.arrow_reader import Loaded
from vostochny.tables.csv_reader import RawTable

EXPECTED = "a text of its own; {} of this row has the same."
REMEDY = "Enter what belongs into this column, or leave it empty."


def check_repeated(dataset: Dataset, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """The cells that repeat a text of their row, one finding for each of the columns; unreadable tables are left out.

    Compared are remarks (`note`), and the columns that schemas/agreements.yaml lists under `whole`. A table that
    repeats a text is never read by column, so that only those that were read row by row are looked at.
    """
    known = read_agreements(dataset)
    for name, loaded in tables.items():
        if isinstance(loaded, RawTable) and loaded.readable:
            for one, other in sorted(prose_pairs(dataset.tables[name], known)):
                yield from repeated(loaded, one, other)


def prose_pairs(table: Table, known: Agreements) -> list[tuple[str, str]]:
    """The columns of a table that hold texts, each with each."""
    prose = [name for name in table.columns if name == "note" or (table.name, name) in known.whole]
    return list(combinations(prose, 2))


def repeated(raw: RawTable, one: str, other: str) -> Iterator[Finding]:
    """Both cells of each row in which two columns hold one text."""
    first, second = raw.table.columns.index(one), raw.table.columns.index(other)
    for row, line in zip(raw.rows, raw.lines, strict=True):
        if row[first] and row[first] == row[second]:
            for column, twin in ((one, other), (other, one)):
                yield Finding(raw.file, line, column, "repeated-text", row[first], EXPECTED.format(twin), REMEDY)
