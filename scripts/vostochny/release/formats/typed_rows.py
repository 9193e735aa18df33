"""The rows of a table as every format reads them: in the order of their keys, in portions that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vostochny.database.reading import Row, opened
from vostochny.model.schema import Table

PORTION_ROWS = 20_000
# Formats that are written line by line: rows that live longer are gone through by Python's collector of garbage.
LINE_ROWS = 1_000


def portions(
    database: Path, table: Table, expressions: Sequence[str] = (), size: int = PORTION_ROWS, order: Sequence[str] = ()
) -> Iterator[list[tuple[Any, ...]]]:
    """The stored rows of a table, at most `size` at a time, values in the order of its fields.

    Text and dates are text, booleans 1 and 0, numbers numbers, and what is blank is None.
    expressions: what SQL is to make of each column, where that is not the column itself
    order: the columns to sort by, blanks first; the key by default
    """
    columns, sorting = ", ".join(expressions or table.columns), ", ".join(order or table.primary_key)
    with opened(database) as connection:
        connection.row_factory = None
        stored = connection.execute(f"select {columns} from [{table.name}] order by {sorting}")
        while rows := stored.fetchmany(size):
            yield rows


def records(database: Path, sql: str) -> Iterator[Row]:
    """Iterates over the rows of a statement, by column name, without loading them all."""
    with opened(database) as connection:
        connection.row_factory = None
        stored = connection.execute(sql)
        columns = [column[0] for column in stored.description]
        for row in stored:
            yield dict(zip(columns, row, strict=True))
