"""On Spark the same rules give the same findings, and the same model the same totals, as on one machine."""

from __future__ import annotations

import csv
import io
import logging
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="Spark is an extra; make test-spark installs it")

from vostochny.checks.verdict import Verdict
from vostochny.database.model_results import estimate
from vostochny.database.reading import opened
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.spark.check import OffendingRow, check_on_spark, findings, translated
from vostochny.spark.estimate import estimate_on_spark
from vostochny.spark.read_tables import place_of, register
from vostochny.spark.session import session
from vostochny.spark.sqlite_fallback import SmallCopy


def quiet(_message: str) -> None:
    """Tells nothing."""


@dataclass(frozen=True)
class Checked:
    """The verdict on the real tables as CSV, the tables that SQLite was given for it, and those that stayed cached."""

    verdict: Verdict
    copied: set[str]
    cached: set[str]


@pytest.fixture(scope="module")
def real(spark: Any, checkout: Project) -> Checked:
    """One check of the real tables for all tests that only look at it, because each takes half a minute."""
    copied: set[str] = set()

    class Watched(SmallCopy):
        def fill(self, sql: str) -> None:
            super().fill(sql)
            copied.update(self.filled)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vostochny.spark.check.SmallCopy", Watched)
        verdict = check_on_spark(checkout, spark, str(checkout.data), quiet)
    return Checked(verdict, copied, {name for name in checkout.dataset.tables if spark.catalog.isCached(name)})


def is_valid_and_whole(verdict: Verdict, project: Project) -> None:
    """Every rule was run on every row, and none is broken."""
    assert verdict.findings == []
    assert verdict.skipped == []
    assert verdict.rules == len(project.dataset.rules)
    rows = 0
    for name in project.dataset.tables:
        with project.csv_path(name).open(encoding="utf-8", newline="") as file:
            rows += len(list(csv.reader(file))) - 1
    assert verdict.rows == rows


def test_the_real_tables_are_valid_on_spark_too_and_every_rule_was_run(real: Checked, checkout: Project) -> None:
    is_valid_and_whole(real.verdict, checkout)


# Tables that are as long as there are calls, with those on their ships and on what supports them.
GROWING = {
    "port_calls", "sightings", "vessels", "vessel_names", "vessel_particulars", "vessel_sanctions", "citations",
    "passages", "call_counts", "volume_estimates",
}  # fmt: skip


def test_sqlite_is_asked_for_nothing_that_grows_with_the_calls(real: Checked) -> None:
    # Whatever grows with the calls is Spark's own, so that no rule is left out when these tables are long. The chain of
    # sources and rules on short lists, such as the ceilings and the parameters of the model, are left to SQLite.
    assert "sources" in real.copied
    assert real.copied.isdisjoint(GROWING)


def test_nothing_of_a_check_stays_cached_in_a_current_session(real: Checked) -> None:
    assert real.cached == set()


def test_the_real_tables_as_parquet_are_valid_too_whatever_the_settings_of_the_session_which_stay_as_they_were(
    spark: Any, checkout: Project, built: Project
) -> None:
    parquet = (built.build / "downloads" / "parquet").as_uri()
    theirs = {"spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "Pacific/Kiritimati"}
    theirs["spark.sql.parser.escapedStringLiterals"] = "true"
    ours = {key: spark.conf.get(key) for key in theirs}
    assert ours != theirs
    for key, value in theirs.items():
        spark.conf.set(key, value)
    try:
        with session() as same:
            assert same is spark
            is_valid_and_whole(check_on_spark(checkout, same, parquet, quiet), checkout)
            number = translated(same, checkout.dataset, "select cast('none' as real) as number")
            assert [row.number for row in same.sql(number).collect()] == [0.0]
        assert {key: spark.conf.get(key) for key in theirs} == theirs
    finally:
        for key, value in ours.items():
            spark.conf.set(key, value)


def test_every_form_by_path_or_uri_gives_the_rows_of_the_database(spark: Any, built: Project, tmp_path: Path) -> None:
    downloads = built.build / "downloads"
    for path in downloads.glob("*.parquet"):
        (tmp_path / path.name).symlink_to(path)
    with opened(built.database) as connection:
        stored = {
            name: Counter(tuple(row) for row in connection.execute(f"select * from {name}"))
            for name in built.dataset.tables
        }
    forms = (str(built.data), built.data.as_uri(), str(tmp_path), (downloads / "parquet").as_uri() + "/")
    for data in forms:
        register(spark, built.dataset, data)
        for name, rows in stored.items():
            assert Counter(tuple(row) for row in spark.table(name).collect()) == rows, (data, name)


def test_a_row_is_named_by_its_line_in_one_csv_file_and_by_its_key_elsewhere(
    spark: Any, built: Project, tmp_path: Path
) -> None:
    broken = OffendingRow("port_calls", "call-002", "date_latest", "2024-03-20", "")
    spark.createDataFrame([("call-002",)], "call_id string").write.csv(str(tmp_path / "port_calls.csv"))
    parts = {path.name for path in (tmp_path / "port_calls.csv").glob("*.csv")}
    assert parts
    with (built.data / "port_calls.csv").open(encoding="utf-8", newline="") as file:
        line = next(number for number, row in enumerate(csv.reader(file), 1) if row[0] == "call-002")
    for place, named in (
        (built.data / "port_calls.csv", f"data/port_calls.csv:{line}"),
        (tmp_path / "port_calls.csv", f"{tmp_path}/port_calls.csv#call-002"),
        (built.build / "downloads" / "port_calls.parquet", "build/downloads/port_calls.parquet#call-002"),
    ):
        offending = {"call_dates_not_wider_than_sightings": [broken]}
        found = list(findings(built, spark, {"port_calls": str(place)}, offending))
        assert [item.place for item in found] == [f"{named}:date_latest"]


def test_a_statement_that_spark_does_not_know_is_answered_without_a_page_of_its_inner_life(
    spark: Any, checkout: Project
) -> None:
    from pyspark.logger import PySparkLogger

    logger, written = PySparkLogger.getLogger("SQLQueryContextLogger"), io.StringIO()
    handler = logging.StreamHandler(written)
    logger.addHandler(handler)
    try:
        assert translated(spark, checkout.dataset, "select 1 as one")
        assert translated(spark, checkout.dataset, "select * from nowhere") == ""
    finally:
        logger.removeHandler(handler)
    assert written.getvalue() == ""


def test_a_folder_without_a_table_is_reported_in_a_sentence(spark: Any, checkout: Project, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"holds neither port_calls.csv nor port_calls.parquet nor a folder"):
        place_of(spark, checkout.dataset.tables["port_calls"], tmp_path.as_uri())


def test_the_totals_are_those_of_one_machine(spark: Any, built: Project) -> None:
    local = estimate(built.dataset, built.database, 7, 2000)
    here = {row["total_id"]: row for row in local["volume_totals"]}
    result = estimate_on_spark(built.dataset, spark, str(built.data), 7, 2000)
    there = {row["total_id"]: row for row in result["volume_totals"]}
    assert set(here) == set(there)
    assert result["model_runs"][0]["run_id"] == local["model_runs"][0]["run_id"]
    for name, row in there.items():
        # What the published estimates do is made on one machine only.
        for key in ("after_barrels_low", "after_barrels_central", "after_barrels_high"):
            assert row.pop(key) is None
            here[name].pop(key)
        # The same draws, added in another order: equal but for a figure on the edge of a step of rounding.
        for key, step in {
            "barrels_low": 10_000,
            "barrels_central": 10_000,
            "barrels_high": 10_000,
            "dwt_tonnes_point": 0.11,
        }.items():
            assert row.pop(key) == pytest.approx(here[name].pop(key), rel=0, abs=step), (name, key)
        here[name].pop("run_id")
        assert row == here[name]
