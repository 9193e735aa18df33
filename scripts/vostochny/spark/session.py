"""A Spark session: the active or submitted one, otherwise a local one with two workers and bounded memory."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vostochny.model.errors import BuildError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# The translation of the rules relies on these: text that is not a number casts to null, and dates have no time zone.
DIALECT = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
}


@contextmanager
def session() -> Iterator[SparkSession]:
    """The active session, whose settings are restored afterwards, or a local one, which is stopped at the end.

    In an active session, views with the names of tables are replaced by those of the record. Under `spark-submit` it
    is the submitted session. Raises BuildError if the optional extra is not installed, and with the reason if Spark
    fails, as on an unknown file system or a file that is not Parquet.
    """
    try:
        import sqlglot  # noqa: F401 - what runs in the session translates with it
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
    except ImportError as error:
        raise BuildError("Spark is not installed; in the checkout run: .venv/bin/pip install -e '.[spark]'") from error
    try:
        with active_or_new() as spark:
            yield spark
    except (PySparkException, Py4JError) as error:
        raise BuildError(f"Spark failed: {root_cause(error)}") from error


def root_cause(error: Exception) -> str:
    """The message of the innermost Java exception, without the stack trace."""
    java = getattr(error, "java_exception", None)
    said = java.toString() if java is not None else str(error)
    while java is not None and java.getCause() is not None:
        java = java.getCause()
        said = java.toString()
    return said.strip().split("\n", 1)[0]


@contextmanager
def active_or_new() -> Iterator[SparkSession]:
    """The session itself."""
    from pyspark.sql import SparkSession

    if (active := SparkSession.getActiveSession()) is not None:
        before = {key: active.conf.get(key) for key in DIALECT}
        for key, value in DIALECT.items():
            active.conf.set(key, value)
        try:
            yield active
        finally:
            for key, value in before.items():
                active.conf.set(key, value)
        return
    # The workers' Python must be this one, or one with the same packages.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory(prefix="vostochny-spark-") as scratch:
        builder = SparkSession.builder.appName("vostochny")
        # A submitted session has the settings given to spark-submit.
        settings = DIALECT if "PYSPARK_GATEWAY_PORT" in os.environ else {**DIALECT, **local(scratch)}
        for key, value in settings.items():
            builder = builder.config(key, value)
        spark = builder.getOrCreate()
        try:
            yield spark
        finally:
            spark.stop()


def local(scratch: str) -> dict[str, str]:
    """Settings of a local session; its temporary files are in `scratch`."""
    return {
        "spark.master": "local[2]",
        "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", "4g"),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": scratch,
        "spark.log.level": "FATAL",
        # Spark underestimates compressed columns: ten million calls look like a few megabytes, and broadcasting them
        # exhausts the memory. So only tables whose size is known at run time are broadcast.
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.sql.adaptive.autoBroadcastJoinThreshold": "10485760",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        # Partitions small enough to be sorted in the memory of one task; Spark coalesces small ones itself.
        "spark.sql.shuffle.partitions": "64",
        "spark.sql.warehouse.dir": f"{scratch}/warehouse",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
