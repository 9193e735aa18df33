"""A Spark session: one that runs already or was submitted, else a local one of two workers with bounded memory."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vostochny.model.errors import BuildError

# On these the translation of the rules rests: text that is no number is nothing, as in SQLite, and days have no zone.
DIALECT = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
}


@contextmanager
def session() -> Iterator[Any]:
    """The active session, whose settings are put back, or a local one, which is stopped at the end.

    In an active session, views by the names of the tables are replaced by those of the record.

    Under `spark-submit` it is the one that was asked for there. Raises BuildError without the optional extra, and with
    the reason when Spark cannot go on, as with an address that it does not know or a file that is no Parquet.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
    except ImportError as error:
        raise BuildError("Spark is not installed; in the checkout run: .venv/bin/pip install -e '.[spark]'") from error
    try:
        with active_or_new() as spark:
            yield spark
    except (PySparkException, Py4JError) as error:
        raise BuildError(f"Spark cannot go on: {in_words(error)}") from error


def in_words(error: Exception) -> str:
    """What Spark says was the matter, without its inner life."""
    java = getattr(error, "java_exception", None)
    said = java.toString() if java is not None else str(error)
    while java is not None and java.getCause() is not None:
        java = java.getCause()
        said = java.toString()
    return said.strip().split("\n", 1)[0]


@contextmanager
def active_or_new() -> Iterator[Any]:
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
        builder: Any = SparkSession.builder.appName("vostochny")
        # Whoever submits this to a cluster has said how it is to run there.
        settings = DIALECT if "PYSPARK_GATEWAY_PORT" in os.environ else {**DIALECT, **local(scratch)}
        for key, value in settings.items():
            builder = builder.config(key, value)
        spark = builder.getOrCreate()
        try:
            yield spark
        finally:
            spark.stop()


def local(scratch: str) -> dict[str, str]:
    """Settings of a session on this machine, whose files lie in `scratch`."""
    return {
        "spark.master": "local[2]",
        "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", "4g"),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": scratch,
        "spark.log.level": "FATAL",
        # Compressed columns of ten million calls pass for a few megabytes before they are read, and their hash table
        # would fill the memory. So a side is sent to all workers only when it was seen to be small.
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.sql.adaptive.autoBroadcastJoinThreshold": "10485760",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        # Parts small enough to be sorted in the memory of one task; small ones are put together again as Spark goes.
        "spark.sql.shuffle.partitions": "64",
        "spark.sql.warehouse.dir": f"{scratch}/warehouse",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
