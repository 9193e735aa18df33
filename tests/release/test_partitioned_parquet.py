"""Parquet by year: the same rows, statistics that are true, and engines that read only what a question needs."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections import Counter
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from tests.release.years import (
    CALLS,
    GROUP,
    IN_WEEK,
    UNDATED,
    WEEK,
    damage,
    invented_calls,
)

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.release.formats.partitioned_parquet import FOLDER, day_column, write
from vostochny.release.product import Release

TIMED = {"call_counts", "notified_deliveries", "port_calls", "sightings", "volume_estimates"}


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.parquet"))


@pytest.fixture(scope="module")
def invented(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_calls(built, tmp_path_factory.mktemp("invented"))


def plan(sql: str) -> dict[str, int]:
    """How many files and groups DuckDB took up, of how many, when it ran a statement."""
    with duckdb.connect() as connection:
        told = "\n".join(text for _kind, text in connection.sql(f"explain analyze {sql}").fetchall())
    scanned = re.search(r"Scanning Files: (\d+)/(\d+)", told)
    groups = re.search(r"Row Groups Scanned: (\d+) / (\d+)", told)
    assert groups, told
    read, among = map(int, scanned.groups()) if scanned else (-1, -1)
    return {"files": read, "of_files": among, "groups": int(groups[1]), "of_groups": int(groups[2])}


def test_tables_with_days_are_parted_and_all_others_stand_whole(built: Project, downloads: Path) -> None:
    assert {name for name, table in built.dataset.published.items() if day_column(table)} == TIMED
    for name in built.dataset.published:
        parts = [path.parent.name for path in files(downloads / FOLDER / name)]
        assert parts
        assert all(part.startswith("year=") for part in parts) is (name in TIMED), parts


def test_the_rows_are_those_of_the_database_each_in_its_year(built: Project, downloads: Path) -> None:
    undated = 0
    for table in built.dataset.published.values():
        day = day_column(table)
        names = [*table.columns, *(["year"] if day else [])]
        read = ds.dataset(downloads / FOLDER / table.name, partitioning="hive").to_table(columns=names).to_pylist()
        with opened(built.database) as connection:
            stored = [dict(row) for row in connection.execute(f"select {', '.join(names)} from {table.name}")]
        for row in read:
            for field in table.fields:
                if field.type == "date" and row[field.name] is not None:
                    row[field.name] = row[field.name].isoformat()
        assert Counter(tuple(row.values()) for row in read) == Counter(tuple(row.values()) for row in stored)
        undated += sum(1 for row in read if day and row["year"] is None)
    assert undated > 0


def test_statistics_are_true_for_every_column_of_every_group(downloads: Path, invented: Path) -> None:
    seen = 0
    for path in [*files(downloads / FOLDER), *files(invented)]:
        read = pq.ParquetFile(path)
        for number in range(read.metadata.num_row_groups):
            values = read.read_row_group(number)
            for position, name in enumerate(values.column_names):
                told = read.metadata.row_group(number).column(position).statistics
                column = [value for value in values[name].to_pylist() if value is not None]
                assert told.null_count == len(values) - len(column), (path, name)
                assert told.has_min_max is bool(column), (path, name)
                if column:
                    assert (told.min, told.max) == (min(column), max(column)), (path, name)
                    seen += 1
                assert read.metadata.row_group(number).column(position).has_column_index
    assert seen > 500


def test_groups_follow_each_other_in_time_and_say_so(invented: Path) -> None:
    for path in files(invented):
        metadata = pq.ParquetFile(path).metadata
        position = pq.read_schema(path).names.index("date_earliest")
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        assert [group.sorting_columns[0].column_index for group in groups] == [position] * len(groups)
        if "undated" not in path.name:
            bounds = [group.column(position).statistics for group in groups]
            assert all(one.max <= later.min for one, later in pairwise(bounds))
            assert all(group.num_rows <= GROUP for group in groups)


def test_duckdb_opens_only_the_files_of_the_year_and_the_groups_of_the_days(invented: Path) -> None:
    table = f"read_parquet('{invented}/*/*.parquet', hive_partitioning = true)"
    whole = plan(f"select count(*), max(berth) from {table}")
    year = plan(f"select count(*), max(berth) from {table} where year = 2023")
    week = plan(
        f"select count(*), max(berth) from {table} where year = 2023 "
        "and date_earliest between date '2023-03-01' and date '2023-03-07'"
    )
    assert (year["files"], year["of_files"]) == (1, len(files(invented)))
    assert year["groups"] < whole["groups"] == whole["of_groups"]
    assert (week["files"], week["groups"]) == (1, 1)
    assert year["groups"] >= 3


def test_what_is_skipped_is_not_even_read(invented: Path, tmp_path: Path) -> None:
    """All other files, and all other groups of the file, are overwritten: the week is still there."""
    folder = Path(shutil.copytree(invented, tmp_path / "port_calls"))
    table = f"read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
    asked = f"from {table} where year = 2023 and {WEEK} order by call_id"
    with duckdb.connect() as connection:
        wanted = connection.sql(asked).fetchall()
        assert len(wanted) == IN_WEEK
        damage(folder, 2023)
        assert connection.sql(asked).fetchall() == wanted
        with pytest.raises(duckdb.Error):
            connection.sql(f"from {table} where year = 2023").fetchall()
        with pytest.raises(duckdb.Error):
            connection.sql(f"from {table} where year = 2022").fetchall()


def test_rows_without_a_day_have_a_part_that_engines_take_for_no_year(invented: Path) -> None:
    with duckdb.connect() as connection:
        table = f"read_parquet('{invented}/*/*.parquet', hive_partitioning = true)"
        counted = connection.sql(f"select count(*), count(year), count(distinct year) from {table}").fetchall()
    assert counted == [(CALLS, CALLS - UNDATED, 5)]


def test_a_table_without_rows_keeps_its_columns(built: Project, tmp_path: Path) -> None:
    table = built.dataset.published["port_calls"]
    with sqlite3.connect(tmp_path / "none.db") as connection:
        connection.execute(f"create table port_calls ({', '.join(table.columns)})")
    release = Release(built.dataset, tmp_path, tmp_path / "none.db", tmp_path, "")
    (tmp_path / "port_calls").mkdir()
    write(release, "port_calls", tmp_path / "port_calls")
    with duckdb.connect() as connection:
        read = connection.sql(f"from read_parquet('{tmp_path}/port_calls/*/*.parquet', hive_partitioning = true)")
        assert (len(read), read.columns) == (0, [*table.columns, "year"])
