"""CSV, one file a table: the form in which the record is kept, for any program."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from vostochny.model.schema import Dataset, Field
from vostochny.release.formats.typed_rows import LINE_ROWS, portions
from vostochny.release.product import Product, Release, table_products

PURPOSE = "For any program: UTF-8, commas, one header line, dates as 2024-03-07, an empty cell where nothing is known."


def products(dataset: Dataset) -> list[Product]:
    """One file for each table."""
    return table_products(dataset, ".csv", PURPOSE, "text/csv; charset=utf-8", write)


def write(release: Release, name: str, path: Path) -> None:
    """Write one table: a recorded one as in data/, with its digits as printed; a computed one from the database.

    No cell is altered, not even one that a spreadsheet would run as a formula; the workbook is for those.
    """
    if name in release.dataset.tables:
        shutil.copyfile(release.data / path.name, path)
        return
    table = release.dataset.results[name]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow(table.columns)
        for rows in portions(release.database, table, [expression(field) for field in table.fields], LINE_ROWS):
            writer.writerows(rows)


def expression(field: Field) -> str:
    """SQL for a column as written to CSV: whole numbers without a decimal point, booleans as true and false.

    The database makes them, because a function of Python called for every cell takes three times as long.
    """
    name = field.name
    if field.type == "boolean":
        return f"case {name} when 1 then 'true' when 0 then 'false' end"
    if field.type == "number":
        return f"case when {name} = cast({name} as integer) then cast({name} as integer) else {name} end"
    return name
