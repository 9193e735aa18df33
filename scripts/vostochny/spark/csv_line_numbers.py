"""Line numbers of records in a CSV file that Spark reads, for findings."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from vostochny.model.schema import Table

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def lines_of(spark: SparkSession, table: Table, place: str, records: set[str]) -> dict[str, int]:
    """The line number of each of `records`, by the key joined with ``|``; the first one if a key is repeated.

    place: path or URI of one CSV file; the workers read it, so it may be larger than this machine's memory
    A row whose key follows a line break within a cell is not found.
    """
    positions = [table.columns.index(name) for name in table.primary_key]

    def found(numbered: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        for text, number in numbered:
            row = next(csv.reader([text]), [])
            if len(row) > max(positions) and (key := "|".join(row[position] for position in positions)) in records:
                yield key, number + 1

    lines: dict[str, int] = {}
    for key, line in spark.sparkContext.textFile(place).zipWithIndex().mapPartitions(found).collect():
        lines[key] = min(line, lines.get(key, line))
    return lines
