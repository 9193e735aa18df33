"""The rows of a table as every format reads them: in the order of their keys, in portions that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vostochny.database.reading import opened
from vostochny.model.schema import Table

PORTION_ROWS = 20_000


def portions(
    database: Path, table: Table, expressions: Sequence[str] = (), size: int = PORTION_ROWS
) -> Iterator[list[tuple[Any, ...]]]:
    """The stored rows of a table, at most `size` at a time, sorted by key, values in the order of its fields.

    Text and dates are text, booleans 1 and 0, numbers numbers, and what is blank is None.
    expressions: what SQL is to make of each column, where that is not the column itself
    """
    columns, order = ", ".join(expressions or table.columns), ", ".join(table.primary_key)
    with opened(database) as connection:
        connection.row_factory = None
        stored = connection.execute(f"select {columns} from [{table.name}] order by {order}")
        while rows := stored.fetchmany(size):
            yield rows


def positions(table: Table, *types: str) -> list[int]:
    """Where the fields of these types stand in a row."""
    return [index for index, field in enumerate(table.fields) if field.type in types]


def records(database: Path, sql: str) -> Iterator[dict[str, Any]]:
    """The rows of a statement one by one, by column name, read as they are asked for."""
    with opened(database) as connection:
        for row in connection.execute(sql):
            yield dict(row)
