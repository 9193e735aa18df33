"""What Spark cannot read or run is reported in a sentence, and never passes as valid."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.checks.edited import edit
from tests.spark.conftest import keep_rules

pytest.importorskip("pyspark", reason="Spark is an extra; make test-spark installs it")

from vostochny.checks.print_verdict import as_json, as_text
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.spark.check import check_on_spark
from vostochny.spark.estimate import estimate_on_spark
from vostochny.spark.session import session


def quiet(_message: str) -> None:
    """Tells nothing."""


def message_of(project: Project, data: str | Path) -> str:
    """The sentence in which a check ends that Spark failed with."""
    with pytest.raises(BuildError) as refused, session() as spark:
        check_on_spark(project, spark, str(data), quiet)
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


def test_an_address_that_spark_does_not_know_is_named(spark: Any, checkout: Project) -> None:
    assert spark
    assert "foo" in message_of(checkout, "foo://bucket/record")
    assert "S3AFileSystem" in message_of(checkout, "s3a://bucket/record")


def test_what_is_no_parquet_is_named(spark: Any, spoilable: Project, tmp_path: Path) -> None:
    assert spark
    shutil.copytree(spoilable.data, tmp_path / "record")
    (tmp_path / "record" / "ports.parquet").write_bytes(b"not a table of columns")
    assert "ports.parquet" in message_of(spoilable, tmp_path / "record")
    (tmp_path / "record" / "ports.parquet").unlink()
    (tmp_path / "record" / "ports.csv").rename(tmp_path / "elsewhere.csv")
    (tmp_path / "record" / "ports").mkdir()
    assert "UNABLE_TO_INFER_SCHEMA" in message_of(spoilable, tmp_path / "record")


def test_a_column_that_is_missing_is_named(spark: Any, spoilable: Project, tmp_path: Path) -> None:
    edit(spoilable, "ports", "port_id,name,", "port_id,title,")
    assert message_of(spoilable, spoilable.data).startswith(f"{spoilable.data}/ports.csv has no column name; ")
    shutil.copytree(spoilable.data, tmp_path / "record")
    (tmp_path / "record" / "ports.csv").unlink()
    frame = spark.createDataFrame([("RUVYP", "Vostochny")], "port_id string, name string")
    frame.write.parquet(str(tmp_path / "record" / "ports.parquet"))
    assert "ports.parquet has no column other_names and " in message_of(spoilable, tmp_path / "record")


def test_a_row_with_a_cell_too_few_is_reported_in_a_sentence(spark: Any, spoilable: Project) -> None:
    assert spark
    edit(spoilable, "ports", "KPCHO,Chongjin,", "KPCHO,")
    assert "MALFORMED" in message_of(spoilable, spoilable.data).upper()


def test_tables_of_which_a_rule_was_not_run_do_not_pass_as_valid(
    spark: Any, spoilable: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_rules(spoilable, "relays_lead_to_a_root", "call_has_a_sighting", "low_central_high")
    monkeypatch.setattr("vostochny.spark.sqlite_fallback.ROWS_AT_MOST", 100)
    verdict = check_on_spark(spoilable, spark, str(spoilable.data), quiet)
    assert verdict.findings == []
    assert any(sentence.startswith("relays_lead_to_a_root was not run") for sentence in verdict.skipped)
    assert not verdict.valid
    assert as_text(verdict).splitlines()[-1].startswith("Incomplete: ")
    assert '"valid": false' in as_json(verdict, 1.0)


def test_no_more_rows_are_listed_than_a_reader_can_use(
    spark: Any, spoilable: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_rules(spoilable, "call_has_a_sighting")
    path = spoilable.csv_path("sightings")
    path.write_text(path.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8", newline="")
    monkeypatch.setattr("vostochny.spark.check.FINDINGS_AT_MOST", 3)
    verdict = check_on_spark(spoilable, spark, str(spoilable.data), quiet)
    assert sum(item.rule == "call-has-a-sighting" for item in verdict.findings) == 3
    assert "call_has_a_sighting is broken by more rows than the 3 that are listed." in verdict.skipped


def test_the_model_says_what_it_lacks(spark: Any, spoilable: Project) -> None:
    edit(spoilable, "model_parameters", "\nload-share,", "\nload-shore,")
    with pytest.raises(BuildError, match="load-share"):
        estimate_on_spark(spoilable.dataset, spark, str(spoilable.data), 7, 200)
    path = spoilable.csv_path("supply_caps")
    path.write_text(path.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8", newline="")
    with pytest.raises(BuildError, match="no ceiling"):
        estimate_on_spark(spoilable.dataset, spark, str(spoilable.data), 7, 200)
