"""Invented calls as Parquet by year, large enough for an engine to skip most of them, and files damaged on purpose."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from vostochny.model.project import Project
from vostochny.model.schema import Dataset
from vostochny.release.formats.partitioned_parquet import write
from vostochny.release.product import Release

CALLS, GROUP = 5_000, 500
# Three calls a day from this day on, and a few that nobody dated.
FIRST, UNDATED = date(2021, 6, 1), 40
# The calls of the first week of 2023, which stand in the first group of their file.
WEEK, IN_WEEK = "date_earliest between date '2023-01-01' and date '2023-01-07'", 21


def invented_calls(built: Project, root: Path) -> Path:
    """The folder of a table whose parts have up to three groups of rows."""
    table = built.dataset.published["port_calls"]
    cells = dict.fromkeys(table.columns, "x") | {"vessel_id": None, "count_id": None}
    with sqlite3.connect(root / "calls.db") as connection:
        connection.execute(f"create table port_calls ({', '.join(table.columns)})")
        # Identifiers fall as days rise, so that the order of the keys is not that of the days.
        for number in range(CALLS):
            day = (FIRST + timedelta(days=number // 3)).isoformat() if number >= UNDATED else None
            row = cells | {"call_id": f"call-{CALLS - number:05}", "date_earliest": day, "date_latest": day}
            connection.execute(f"insert into port_calls values ({', '.join('?' * len(row))})", list(row.values()))
    folder = root / "port_calls"
    folder.mkdir()
    release = Release(with_blank_days(built.dataset), root, root / "calls.db", root, "")
    write(release, "port_calls", folder, GROUP)
    return folder


def with_blank_days(dataset: Dataset) -> Dataset:
    """The dataset with calls whose days may be blank, as those of sightings and estimates may."""
    table = dataset.tables["port_calls"]
    fields = tuple(
        replace(field, constraints={**field.constraints, "required": False}) if field.type == "date" else field
        for field in table.fields
    )
    return replace(dataset, tables={**dataset.tables, "port_calls": replace(table, fields=fields)})


def damage(folder: Path, year: int) -> None:
    """Overwrite all rows but the first group of one year; what the files say of their groups stays."""
    for path in folder.rglob("*.parquet"):
        metadata = pq.ParquetFile(path).metadata
        content = bytearray(path.read_bytes())
        for number in range(1 if path.parent.name == f"year={year}" else 0, metadata.num_row_groups):
            for position in range(metadata.num_columns):
                column = metadata.row_group(number).column(position)
                start = column.dictionary_page_offset or column.data_page_offset
                content[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
        path.write_bytes(content)
