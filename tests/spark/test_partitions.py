"""Spark reads the Parquet by year: only the year's file, and of it only the groups that hold the days asked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.release.years import (
    CALLS,
    IN_WEEK,
    UNDATED,
    WEEK,
    damage,
    invented_calls,
)

from vostochny.database.reading import opened
from vostochny.model.project import Project

errors = pytest.importorskip("py4j.protocol", reason="Spark is an extra; make test-spark installs it")

EXAMPLES = Path(__file__).parents[2] / "site" / "examples"
SPRING = (
    "select substr(date_earliest, 1, 7), count(*) from port_calls "
    "where port_id = 'RUVYP' and date_earliest between '2024-03-01' and '2024-05-31' group by 1 order by 1"
)


def test_spark_reads_neither_the_other_years_nor_the_other_groups(spark: Any, built: Project, tmp_path: Path) -> None:
    folder = invented_calls(built, tmp_path)
    table = spark.read.parquet(str(folder))
    assert (table.count(), table.where("year is null").count()) == (CALLS, UNDATED)
    damage(folder, 2023)
    year = table.where("year = 2023")
    assert "PartitionFilters: [isnotnull(year" in year._jdf.queryExecution().explainString(
        spark._jvm.org.apache.spark.sql.execution.ExplainMode.fromString("formatted")
    )
    assert len(year.where(WEEK).collect()) == IN_WEEK
    with pytest.raises(errors.Py4JJavaError):
        year.collect()
    with pytest.raises(errors.Py4JJavaError):
        table.where("year = 2022").collect()


def test_the_example_counts_the_calls(built: Project, spark: Any) -> None:
    del spark  # only so that this is left out where Spark is not installed
    packages = os.pathsep.join(str(Path(place).resolve()) for place in sys.path if place)
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "spark_years.py")],
        cwd=built.build / "downloads",
        env={**os.environ, "PYTHONPATH": packages, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with opened(built.database) as connection:
        wanted = [("2024", month, str(calls)) for month, calls in connection.execute(SPRING)]
    assert wanted
    assert re.findall(r"^\|\s*(\d+)\|([\d-]+)\|\s*(\d+)\|$", done.stdout, re.MULTILINE) == wanted


def test_the_trino_example_is_read_by_a_parser_of_its_dialect() -> None:
    import sqlglot

    text = (EXAMPLES / "trino_years.sql").read_text(encoding="utf-8")
    statements = [item for item in sqlglot.parse(text, read="trino") if item is not None]
    assert [type(item).__name__ for item in statements] == ["Create", "Create", "Command", "Select"]
    assert shutil.which("trino") is None, "Trino can be had after all: run the example here"
