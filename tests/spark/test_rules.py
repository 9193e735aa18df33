"""Every rule bites on Spark as it does in SQLite: the same rows, columns, values and lines."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.checks.spoilt import SPOILT
from tests.checks.staged import Staged
from tests.conftest import RawTables

from vostochny.checks.rules import check_rules
from vostochny.database.staging import stage
from vostochny.model.finding import Finding
from vostochny.model.project import Project
from vostochny.spark.check import check_on_spark
from vostochny.tables.reading import RawTable

pytest.importorskip("pyspark", reason="Spark is an extra; make test-spark installs it")


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


def test_every_rule_finds_on_spark_what_it_finds_in_sqlite(
    spark: Any, checkout: Project, pristine: RawTables, tmp_path: Path
) -> None:
    staged = Staged(checkout, pristine, tmp_path / "staged.db")
    groups = spoilt_together(checkout, pristine, staged)
    assert set().union(*(rules for rules, _tables in groups)) == {rule.name for rule in checkout.dataset.rules}
    names = {rule.name for rule in checkout.dataset.rules}
    for number, (rules, spoilt) in enumerate(groups):
        project = Project(tmp_path / str(number))
        project.root.mkdir()
        (project.root / "schemas").symlink_to(checkout.schemas)
        tables = written(spoilt, project.data)
        database = tmp_path / f"{number}.db"
        stage(checkout.dataset, tables, database, lenient=True)
        here: list[Finding] = sorted(set(check_rules(checkout.dataset, database, tables, broken=names)))
        verdict = check_on_spark(project, spark, str(project.data), quiet)
        assert verdict.skipped == []
        assert rules <= {item.rule.replace("-", "_") for item in here}
        assert verdict.findings == here
