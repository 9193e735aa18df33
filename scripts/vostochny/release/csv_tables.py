"""CSV, one file a table: the form in which the record is kept, for any program."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vostochny.database.results import cell_text
from vostochny.model.schema import Dataset, Table
from vostochny.release.product import Product, Release, table_products
from vostochny.release.rows import portions, positions

PURPOSE = "For any program: UTF-8, commas, one header line, dates as 2024-03-07, an empty cell where nothing is known."


def products(dataset: Dataset) -> list[Product]:
    """One file for each table."""
    return table_products(dataset, ".csv", PURPOSE, "text/csv; charset=utf-8", write)


def write(release: Release, name: str, path: Path) -> None:
    """Write one table: a recorded one as it stands in data/, with its digits as printed, else from the database.

    No cell is altered, not even one that a spreadsheet would run as a formula; the workbook is for those.
    """
    if name in release.dataset.tables:
        shutil.copyfile(release.data / path.name, path)
        return
    table = release.dataset.results[name]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow(table.columns)
        for rows in portions(release.database, table):
            writer.writerows(as_text(table, rows))


def as_text(table: Table, rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...] | list[Any]]:
    """Rows whose numbers and truth values are written as in data/; the writer leaves out what is None."""
    booleans = set(positions(table, "boolean"))
    changed = [*booleans, *positions(table, "number")]
    if not changed:
        yield from rows
        return
    for row in rows:
        cells = list(row)
        for position in changed:
            cells[position] = cell_text(row[position], position in booleans)
        yield cells
