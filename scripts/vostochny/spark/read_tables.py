"""The tables of a record as Spark sees them: CSV or Parquet under a path or URI, typed as in the SQLite database."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from vostochny.database.record_index import all_entries
from vostochny.database.sql_values import column_types, derived_value
from vostochny.model.errors import BuildError
from vostochny.model.schema import Dataset, Derived, Field, Table
from vostochny.spark.sql.expression_types import columns_of
from vostochny.spark.sql.functions import TABLE_COLUMNS
from vostochny.spark.sql.translate import to_spark

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, DataFrameReader, SparkSession

# An identifier that is in two tables belongs to the first, as in the database. It hardly ever happens.
REPEATED = "select record_id, min(place) as first_place from entries group by record_id having count(*) > 1"
FIRST_OF_EACH = (
    "select e.record_id, e.table_name, e.title, e.page from entries e "
    "left join repeated r on r.record_id = e.record_id where r.record_id is null or r.first_place = e.place"
)


def register(spark: SparkSession, dataset: Dataset, data: str) -> dict[str, str]:
    """Registers a view of every table; returns the path of each.

    data: path or URI of a folder that holds `<table>.csv`, `<table>.parquet` or a folder `<table>` of Parquet, which
        may be divided by year as that of a release is
    Raises BuildError when a table, or a column of it, is not there.
    """
    places = {name: place_of(spark, table, data) for name, table in dataset.tables.items()}
    for table in dataset.tables.values():
        frame = typed(read(spark, table, places[table.name]), table)
        frame.createOrReplaceTempView(table.name)
    return places


def list_all(spark: SparkSession, dataset: Dataset) -> None:
    """Registers the views of all columns and all records, which rules read besides the tables."""
    columns = [(table.name, name) for table in dataset.tables.values() for name in column_types(table)]
    spark.createDataFrame(columns, "table_name string, name string").createOrReplaceTempView(TABLE_COLUMNS)
    spark.sql(to_spark(all_entries(dataset), columns_of(dataset))).createOrReplaceTempView("entries")
    repeated = spark.sql(REPEATED).cache()
    repeated.createOrReplaceTempView("repeated")
    # No join over ten million records if no identifier repeats.
    plain = "select record_id, table_name, title, page from entries"
    spark.sql(plain if repeated.isEmpty() else FIRST_OF_EACH).createOrReplaceTempView("records")


def place_of(spark: SparkSession, table: Table, data: str) -> str:
    """Path or URI of the rows of a table."""
    base = data.rstrip("/")
    for name in (f"{table.name}.parquet", f"{table.name}.csv", table.name):
        if exists(spark, f"{base}/{name}"):
            return f"{base}/{name}"
    raise BuildError(f"{base} holds neither {table.name}.csv nor {table.name}.parquet nor a folder {table.name}")


def read(spark: SparkSession, table: Table, place: str) -> DataFrame:
    """The rows of one table as they are kept: text from CSV, typed columns from Parquet.

    Raises BuildError when a column is missing. A line of CSV with another number of cells is refused when it is read.
    """
    if not place.endswith(".csv"):
        frame = spark.read.parquet(place)
        ask_for_columns(table, place, frame.columns)
        return frame
    first = spark.read.text(place).head()
    ask_for_columns(table, place, next(csv.reader([first.value if first else ""]), []))
    return csv_reader(spark, table).csv(place)


def count(spark: SparkSession, table: Table, place: str) -> int:
    """The number of rows; parses every line of CSV, so that a ragged line fails here and not later."""
    if not place.endswith(".csv"):
        return int(spark.read.parquet(place).count())
    return int(csv_reader(spark, table).option("columnPruning", False).csv(place).count())


def csv_reader(spark: SparkSession, table: Table) -> DataFrameReader:
    """A reader of CSV as `vostochny format` writes it, all columns text."""
    schema = ", ".join(f"`{field.name}` string" for field in table.fields)
    options = {"header": True, "quote": '"', "escape": '"', "enforceSchema": False, "mode": "FAILFAST"}
    return spark.read.options(**options).schema(schema)


def ask_for_columns(table: Table, place: str, found: list[str]) -> None:
    """Raises BuildError if a table lacks a column; extra ones, such as those of its folders, are ignored."""
    if missing := [name for name in table.columns if name not in found]:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise BuildError(f"{place} has no column {missing[0]}{more}; rebuild the tables with the current schemas")


def is_one_csv(spark: SparkSession, place: str) -> bool:
    """Whether a table is one CSV file and not a folder of parts."""
    if not place.endswith(".csv"):
        return False
    path = spark._jvm.org.apache.hadoop.fs.Path(place)
    return bool(path.getFileSystem(spark._jsc.hadoopConfiguration()).getFileStatus(path).isFile())


def exists(spark: SparkSession, place: str) -> bool:
    """Whether there is a file or a folder; without a scheme it is one of the file system that Spark reads itself."""
    path = spark._jvm.org.apache.hadoop.fs.Path(place)
    return bool(path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path))


def typed(frame: DataFrame, table: Table) -> DataFrame:
    """Columns as the SQLite database holds them: dates are text, truth values 1 and 0, derived columns added."""
    columns = [stored(frame, field).alias(field.name) for field in table.fields]
    return frame.select(*columns, *(derived(frame, item).alias(item.name) for item in table.derived))


def stored(frame: DataFrame, field: Field) -> Column:
    """One column in the type of the database."""
    from pyspark.sql import functions as F  # noqa: N812

    column = frame[field.name]
    if field.type == "boolean":
        return F.when(column.cast("string") == "true", 1).when(column.cast("string") == "false", 0)
    return column.cast({"integer": "long", "number": "double"}.get(field.type, "string"))


def derived(frame: DataFrame, item: Derived) -> Column:
    """A derived column, by the very function that the database is built with."""
    from pyspark.sql import functions as F  # noqa: N812

    kind = "long" if item.part == "year" else "string"
    return F.udf(lambda text: derived_value(item, text) if text else None, kind)(frame[item.source].cast("string"))
