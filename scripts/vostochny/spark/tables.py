"""The tables of a record as Spark sees them: CSV or Parquet under a path or URI, typed as in the SQLite database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vostochny.database.records import listed_records
from vostochny.database.values import column_types, derived_value
from vostochny.model.project import BuildError
from vostochny.model.schema import Dataset, Derived, Field, Table
from vostochny.spark.dialect import to_spark
from vostochny.spark.functions import TABLE_COLUMNS


def register(spark: Any, dataset: Dataset, data: str) -> dict[str, str]:
    """A view of every table, the list of all records and that of all columns; returns where each table lies.

    data: path or URI of a folder that holds `<table>.csv`, `<table>.parquet` or a folder `<table>` of Parquet, which
        may be divided by year as that of a release is
    Raises BuildError when a table is not there.
    """
    places = {name: place_of(spark, table, data) for name, table in dataset.tables.items()}
    for table in dataset.tables.values():
        frame = typed(read(spark, table, places[table.name]), table)
        frame.createOrReplaceTempView(table.name)
    spark.sql(to_spark(listed_records(dataset))).createOrReplaceTempView("records")
    columns = [(table.name, name) for table in dataset.tables.values() for name in column_types(table)]
    spark.createDataFrame(columns, "table_name string, name string").createOrReplaceTempView(TABLE_COLUMNS)
    return places


def day_columns(dataset: Dataset) -> set[str]:
    """Names of the columns that hold a day or nothing, in whichever table they stand."""
    fields = [field for table in dataset.tables.values() for field in table.fields]
    return {field.name for field in fields if field.type == "date"} - {
        field.name for field in fields if field.type != "date"
    }


def place_of(spark: Any, table: Table, data: str) -> str:
    """Path or URI of the rows of a table."""
    base = data.rstrip("/")
    for name in (f"{table.name}.parquet", f"{table.name}.csv", table.name):
        if exists(spark, f"{base}/{name}"):
            return f"{base}/{name}"
    raise BuildError(f"{base} holds neither {table.name}.csv nor {table.name}.parquet nor a folder {table.name}")


def read(spark: Any, table: Table, place: str) -> Any:
    """The rows of one table as they are kept: text from CSV, typed columns from Parquet."""
    if not place.endswith(".csv"):
        return spark.read.parquet(place)
    schema = ", ".join(f"`{field.name}` string" for field in table.fields)
    options = {"header": True, "quote": '"', "escape": '"', "enforceSchema": False, "mode": "FAILFAST"}
    return spark.read.options(**options).schema(schema).csv(place)


def is_one_csv(spark: Any, place: str) -> bool:
    """Whether a table is one CSV file and not a folder of parts, as Spark writes them."""
    if not place.endswith(".csv"):
        return False
    if "://" not in place:
        return Path(place).is_file()
    path = spark._jvm.org.apache.hadoop.fs.Path(place)
    return bool(path.getFileSystem(spark._jsc.hadoopConfiguration()).getFileStatus(path).isFile())


def exists(spark: Any, place: str) -> bool:
    """Whether there is a file or a folder, on whatever file system the path or URI names."""
    if "://" not in place:
        return Path(place).exists()
    path = spark._jvm.org.apache.hadoop.fs.Path(place)
    return bool(path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path))


def typed(frame: Any, table: Table) -> Any:
    """Columns as the SQLite database holds them: dates are text, truth values 1 and 0, derived columns added."""
    columns = [stored(frame, field).alias(field.name) for field in table.fields]
    return frame.select(*columns, *(derived(frame, item).alias(item.name) for item in table.derived))


def stored(frame: Any, field: Field) -> Any:
    """One column in the type of the database."""
    from pyspark.sql import functions as F  # noqa: N812

    column = frame[field.name]
    if field.type == "boolean":
        return F.when(column.cast("string") == "true", 1).when(column.cast("string") == "false", 0)
    return column.cast({"integer": "long", "number": "double"}.get(field.type, "string"))


def derived(frame: Any, item: Derived) -> Any:
    """A derived column, by the very function that the database is built with."""
    from pyspark.sql import functions as F  # noqa: N812

    kind = "long" if item.part == "year" else "string"
    return F.udf(lambda text: derived_value(item, text) if text else None, kind)(frame[item.source].cast("string"))
