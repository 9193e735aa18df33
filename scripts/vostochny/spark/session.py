"""A Spark session: the one that runs already, else a local one of two workers with bounded memory."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vostochny.model.project import BuildError


@contextmanager
def session() -> Iterator[Any]:
    """The active session, which is left running, or a local one, which is stopped at the end.

    `spark-submit --master ...` gives an active one. Raises BuildError without the optional extra.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise BuildError("Spark is not installed; install it with: pip install 'vostochny-ledger[spark]'") from error
    if (active := SparkSession.getActiveSession()) is not None:
        yield active
        return
    # The workers' Python must be this one, or one with the same packages.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory(prefix="vostochny-spark-") as scratch:
        settings = {
            "spark.app.name": "vostochny",
            "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", "4g"),
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.local.dir": scratch,
            "spark.log.level": "FATAL",
            "spark.sql.ansi.enabled": "false",
            "spark.sql.execution.arrow.pyspark.enabled": "true",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.warehouse.dir": f"{scratch}/warehouse",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }
        builder: Any = SparkSession.builder
        if "MASTER" not in os.environ and "SPARK_REMOTE" not in os.environ:
            builder = builder.master("local[2]")
        for key, value in settings.items():
            builder = builder.config(key, value)
        spark = builder.getOrCreate()
        try:
            yield spark
        finally:
            spark.stop()
