"""Computed tables, written into a staged database; and a stored value as the text of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from vostochny.database.new_database import making
from vostochny.database.staging import index, indexes
from vostochny.model.schema import Dataset


def write_results(dataset: Dataset, staged: Path, results: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    """Fill every computed table of the database at `staged`, rows sorted by key.

    Raises KeyError when a table that schemas/results/ describes was not computed.
    """
    with making(staged) as db:
        for table in dataset.results.values():
            rows = [{column: row[column] for column in table.columns} for row in results[table.name]]
            db[table.name].insert_all(sorted(rows, key=lambda row: tuple(str(row[key]) for key in table.primary_key)))
            for columns in indexes(table):
                db.execute(index(table.name, columns))


def cell_text(value: str | int | float | None, boolean: bool) -> str:
    """One stored value as the text of a cell; whole numbers without a decimal point."""
    if value is None:
        return ""
    if boolean:
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
