"""Runs on the driver, in SQLite, what Spark cannot: the same statement on copies of the tables it reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.checks.sql_rules import tables_read
from vostochny.database.record_index import listed_records
from vostochny.database.sql_values import column_types
from vostochny.database.staging import stage
from vostochny.model.schema import Dataset
from vostochny.tables.csv_reader import RawTable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Longer tables are not copied.
ROWS_AT_MOST = 200_000
SPARK_TYPES = {int: "long", float: "double"}


class SmallCopy:
    """A SQLite database with all tables, views and the record index; rows are copied into it when needed.

    counts: rows of each table
    """

    def __init__(self, spark: SparkSession, dataset: Dataset, counts: Mapping[str, int], path: Path) -> None:
        empty = {name: RawTable(table, f"data/{table.file_name}") for name, table in dataset.tables.items()}
        stage(dataset, empty, path, lenient=True)
        self.spark, self.dataset, self.counts, self.path = spark, dataset, counts, path
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row
        self.filled: set[str] = set()

    def too_long(self, sql: str) -> list[str]:
        """The tables that a statement reads and that are too long to be copied."""
        return [name for name in tables_read(self.dataset, self.connection, sql) if self.counts[name] > ROWS_AT_MOST]

    def fill(self, sql: str) -> None:
        """Copy the tables that a statement reads."""
        for name in tables_read(self.dataset, self.connection, sql):
            if name not in self.filled:
                columns = list(column_types(self.dataset.tables[name]))
                rows = self.spark.table(name).select(*columns).collect()
                marks = ", ".join("?" * len(columns))
                self.connection.executemany(f"insert into [{name}] values ({marks})", [tuple(row) for row in rows])
                self.filled.add(name)
        self.connection.execute("delete from records where 1")
        self.connection.execute(f"insert or ignore into records {listed_records(self.dataset)}")
        self.connection.commit()

    def register(self, name: str, sql: str) -> None:
        """Give Spark the rows of a statement as a view."""
        cursor = self.connection.execute(sql)
        names, rows = [item[0] for item in cursor.description], [tuple(row) for row in cursor]
        kinds = []
        for values in zip(*rows, strict=True) if rows else [()] * len(names):
            types = {type(value) for value in values if value is not None}
            kinds.append(SPARK_TYPES.get(types.pop(), "string") if len(types) == 1 else "string")
        schema = ", ".join(f"`{column}` {kind}" for column, kind in zip(names, kinds, strict=True))
        self.spark.createDataFrame(rows, schema).createOrReplaceTempView(name)
