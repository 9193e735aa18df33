"""Parquet for engines: one folder a table, in parts by year where rows have a day, so that little need be read.

A folder `year=2024` is the convention of Hive, which DuckDB, Spark and Trino follow: its name is a column. Within a
part the rows are sorted by day, in row groups, each with the least and the greatest value of every column, by
which an engine skips the groups that a condition rules out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any

from vostochny.model.schema import Dataset, Table
from vostochny.release.formats.parquet import arrow_schema, batch
from vostochny.release.formats.typed_rows import portions
from vostochny.release.product import Product, Release

FOLDER = "parquet"
PURPOSE = "For DuckDB, Spark, Trino and other engines: rows by year, sorted by day, to be read in part."
# Enough for a reader to take one group at a time, and few enough to be held in memory while it is written.
GROUP_ROWS = 100_000
# What Hive calls the part of the rows that have no value in the column that parts them.
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"


def products(dataset: Dataset) -> list[Product]:
    """One folder for each table, so that the whole record can be read from here."""

    def product(table: Table) -> Product:
        return Product(
            f"{FOLDER}/{table.name}/",
            table.title,
            PURPOSE,
            "application/vnd.apache.parquet",
            "engines",
            lambda release, folder: write(release, table.name, folder),
            table.name,
        )

    return [product(table) for table in dataset.published.values()]


def day_column(table: Table) -> str:
    """The column by whose year a table is partitioned: a day from which the year is derived; empty if there is none.

    A date that may be a year or a month only is no such column: it does not compare as a day does.
    """
    days = {field.name for field in table.fields if field.type == "date"}
    return next((item.source for item in table.derived if item.part == "year" and item.source in days), "")


def write(release: Release, name: str, folder: Path, group_rows: int = GROUP_ROWS) -> None:
    """Write one table into its folder; `group_rows` is the number of rows after which a new group begins."""
    table = release.dataset.published[name]
    day = day_column(table)
    order = (day, *table.primary_key) if day else table.primary_key
    rows = chain.from_iterable(portions(release.database, table, order=order))
    if not day:
        write_part(release, table, folder / f"{name}.parquet", rows, order, group_rows)
        return
    position = table.columns.index(day)
    # Sorted by day, so that the rows of a year follow each other.
    parts = groupby(rows, key=lambda row: row[position] and row[position][:4])
    # A table without rows has one part too, from which an engine learns its columns.
    nothing: tuple[None, list[tuple[Any, ...]]] = (None, [])
    for year, part in chain([next(parts, nothing)], parts):
        place = folder / f"year={year or NO_YEAR}"
        place.mkdir()
        write_part(release, table, place / f"{name}-{year or 'undated'}.parquet", part, order, group_rows)


def write_part(
    release: Release,
    table: Table,
    path: Path,
    rows: Iterable[tuple[object, ...]],
    order: tuple[str, ...],
    group_rows: int,
) -> None:
    """Write one file with statistics for every column of every group and page, and say by what it is sorted."""
    import pyarrow.parquet as pq

    schema = arrow_schema(release, table)
    sorting = pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in order], "at_start")
    with pq.ParquetWriter(
        path, schema, compression="zstd", write_statistics=True, write_page_index=True, sorting_columns=sorting
    ) as writer:
        for group in groups(rows, group_rows):
            writer.write_batch(batch(table, schema, group))


def groups(rows: Iterable[tuple[object, ...]], size: int) -> Iterator[list[tuple[object, ...]]]:
    """Rows, at most `size` at a time."""
    left = iter(rows)
    while group := list(islice(left, size)):
        yield group
