"""Floors, ceilings and expected totals, so that a table cannot silently halve."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from vostochny.model.errors import SchemaError
from vostochny.model.findings import Finding
from vostochny.model.schema import Dataset
from vostochny.tables.arrow_reader import Loaded


def check_sizes(raw_tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """The number of rows of each table between the floor and the ceiling of its schema."""
    for raw in raw_tables.values():
        count, table = raw.count, raw.table
        if raw.readable and not table.rows_min <= count <= table.rows_max:
            yield Finding(
                raw.file,
                0,
                "",
                "row-count",
                str(count),
                f"between {table.rows_min} and {table.rows_max} rows.",
                f"Find what was lost or added; if that is intended, change `rows` in schemas/tables/{table.name}.yaml.",
            )


def check_totals(
    dataset: Dataset, connection: sqlite3.Connection, raw_tables: Mapping[str, Loaded]
) -> Iterator[Finding]:
    """Totals that a source states, such as the 59 vessels on the UN list.

    Raises SchemaError when the condition of one does not run.
    """
    for total in dataset.totals:
        try:
            count = connection.execute(f"select count(*) from {total['table']} where {total['where']}").fetchone()[0]
        except sqlite3.Error as error:
            raise SchemaError(f"schemas/totals.yaml: {total['name']} does not run: {error}") from error
        low, high = total["minimum"], total["maximum"]
        if not low <= count <= high:
            expected = f"{total['title']}: {low}" if low == high else f"{total['title']}: {low} to {high}"
            yield Finding(
                raw_tables[total["table"]].file,
                0,
                "",
                f"total-{total['name']}",
                str(count),
                f"{expected}.",
                str(total["reason"]),
            )
