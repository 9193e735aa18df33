"""Every rule bites on Spark as it does in SQLite: the same rows, columns, values and lines."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.checks.spoiling import Spoil, cell
from tests.checks.spoilt_contributions import ALL as SPOILT
from tests.checks.staged import Staged
from tests.conftest import RawTables

pytest.importorskip("pyspark", reason="Spark is an extra; make test-spark installs it")

from vostochny.checks.sql_rules import rule_findings, stale_exceptions
from vostochny.database.reading import opened
from vostochny.database.staging import stage
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.spark.check import check_on_spark
from vostochny.tables.csv_reader import RawTable


def copied(tables: RawTables) -> RawTables:
    return {
        name: replace(raw, rows=[list(row) for row in raw.rows], lines=list(raw.lines)) for name, raw in tables.items()
    }


def name_sightings_apart(tables: RawTables) -> None:
    """Many changes add a sighting of the same name, to which nothing refers; give each its own."""
    seen: set[str] = set()
    for row in tables["sightings"].rows:
        if row[0] in seen:
            row[0] = f"sighting-{1000 + len(seen)}"
        seen.add(row[0])


def keys_are_single(tables: RawTables) -> bool:
    return all(len({raw.key(row) for row in raw.rows}) == len(raw.rows) for raw in tables.values())


def spoilt_together(project: Project, pristine: RawTables, staged: Staged) -> list[tuple[set[str], RawTables]]:
    """Few sets of tables in which every rule is broken once; changes that undo each other are kept apart."""
    groups: list[tuple[set[str], RawTables]] = []
    for name, (spoil, _table, _column) in SPOILT.items():
        for rules, tables in groups:
            changed = copied(tables)
            try:
                spoil(changed)
            except (KeyError, StopIteration, ValueError, IndexError):
                continue  # the row that it changes is gone
            asked = [rule for rule in project.dataset.rules if rule.name in rules | {name}]
            name_sightings_apart(changed)
            found = {item.rule for item in staged.findings(asked, changed)}
            if keys_are_single(changed) and len(found) == len(asked):
                rules.add(name)
                tables.update(changed)
                break
        else:
            changed = copied(pristine)
            spoil(changed)
            groups.append(({name}, changed))
    return groups


def written(tables: RawTables, folder: Path) -> RawTables:
    """The tables as CSV files, and with the lines on which their rows stand there."""
    folder.mkdir()
    for raw in tables.values():
        with (folder / raw.table.file_name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(raw.table.columns)
            writer.writerows(raw.rows)
    return {
        name: RawTable(raw.table, raw.file, raw.rows, list(range(2, len(raw.rows) + 2))) for name, raw in tables.items()
    }


def quiet(_message: str) -> None:
    """Tells nothing."""


def row_like(table: str, key: str, **cells: str) -> Spoil:
    """A further row that differs in a few cells from the first whose key begins so."""

    def spoil(tables: RawTables) -> tuple[str, int]:
        raw = tables[table]
        like = next(row for row in raw.rows if row[0].startswith(key))
        raw.rows.append([cells.get(name, value) for name, value in zip(raw.table.columns, like, strict=True)])
        raw.lines.append(raw.lines[-1] + 1)
        return table, raw.lines[-1]

    return spoil


def on_both(spark: Any, checkout: Project, tables: RawTables, folder: Path) -> tuple[list[Finding], list[Finding]]:
    """What the rules say of the same tables in SQLite and on Spark."""
    folder.mkdir()
    project = Project(folder)
    (folder / "schemas").symlink_to(checkout.schemas)
    tables = written(tables, project.data)
    database = folder / "staged.db"
    stage(checkout.dataset, tables, database, lenient=True)
    # Every statement is run: which rules are broken is for this test to find out, not for Great Expectations.
    with opened(database) as connection:
        here = {item for rule in checkout.dataset.rules for item in rule_findings(connection, rule, tables)}
        here |= {item for rule in checkout.dataset.rules for item in stale_exceptions(connection, rule)}
    verdict = check_on_spark(project, spark, str(project.data), quiet)
    assert verdict.skipped == []
    return sorted(here), verdict.findings


def test_every_rule_finds_on_spark_what_it_finds_in_sqlite(
    spark: Any, checkout: Project, pristine: RawTables, tmp_path: Path
) -> None:
    staged = Staged(checkout, pristine, tmp_path / "staged.db")
    groups = spoilt_together(checkout, pristine, staged)
    assert set().union(*(rules for rules, _tables in groups)) == {rule.name for rule in checkout.dataset.rules}
    for number, (rules, spoilt) in enumerate(groups):
        here, there = on_both(spark, checkout, spoilt, tmp_path / str(number))
        assert rules <= {item.rule.replace("-", "_") for item in here}
        assert there == here


def test_what_the_two_engines_read_otherwise_by_themselves_has_the_same_findings(
    spark: Any, checkout: Project, pristine: RawTables, tmp_path: Path
) -> None:
    tables = copied(pristine)
    for spoil in (
        # The letters of a pattern, a backslash in a name, letters beyond ASCII that have a small and a capital form.
        cell("ports", "KPCHO", "note", "Position TO THE ARC MINUTE."),
        cell("ports", "KPCHO", "latitude", "41.766661"),
        row_like("vessel_names", "wol-bong-san", name="Wol\\Bong"),
        row_like("vessel_names", "wol-bong-san", name="Nordé"),
        cell("sightings", "sighting-004", "vessel_name_as_reported", "NORDÉ"),
        # The least of two amounts of which one is missing, and long and short numbers in a text.
        cell("volume_estimates", "estimate-008", "quantity_low", ""),
        cell("volume_estimates", "estimate-008", "quantity_central", "0.5"),
        cell("volume_estimates", "estimate-008", "quantity_high", "50"),
        cell("volume_estimates", "estimate-008", "qualifier", "about"),
        cell("volume_estimates", "estimate-013", "quantity_low", "20000000"),
        cell("volume_estimates", "estimate-013", "quantity_high", "12500000.5"),
        # A text that is no number where the difference of two is asked for.
        row_like("vessel_particulars", "an-san-1", attribute="year_built", value="1999?"),
        # One name for records of two tables: it is that of the first.
        row_like("sources", "bbc-2024-11-22-newsatw-copy", source_id="apex"),
        cell("conflicts", "conflict-001", "record_id", "apex"),
        cell("conflicts", "conflict-001", "field", "imo_number"),
    ):
        spoil(tables)
    here, there = on_both(spark, checkout, tables, tmp_path / "hard")
    assert there == here
    found = {item.rule for item in here}
    assert {"position-is-on-the-minute", "name-is-of-the-ship", "low-central-high", "sources-agree-on-size"} <= found
    assert "20000000.0 / " in "".join(item.value for item in here)
    assert not any(item.rule == "field-is-a-column" for item in here)
