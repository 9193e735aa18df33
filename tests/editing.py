"""Two states of the real record: as it stands, and with a few things edited as a contributor would."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vostochny.diff.difference import Report, report
from vostochny.diff.side import read_side
from vostochny.model.project import Project

Edit = Callable[[str, Callable[[list[dict[str, str]]], None]], None]


def copied(project: Project, folder: Path) -> Project:
    """A copy of data/ and schemas/, free to be edited."""
    for name in ("data", "schemas"):
        shutil.copytree(project.root / name, folder / "edited" / name)
    return Project(folder / "edited")


@pytest.fixture
def edited(checkout: Project, tmp_path: Path) -> Project:
    """A copy of the record, free to be edited."""
    return copied(checkout, tmp_path)


def edit(project: Project, table: str, change: Callable[[list[dict[str, str]]], None]) -> None:
    """Let `change` alter the rows of a table in place."""
    path = project.csv_path(table)
    columns = project.dataset.tables[table].columns
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def set_to(key: str, value: str, **cells: str) -> Callable[[list[dict[str, str]]], None]:
    """Sets cells of every row in which column `key` holds `value`."""

    def change(rows: list[dict[str, str]]) -> None:
        found = [row for row in rows if row[key] == value]
        assert found, f"no row with {key} {value}"
        for row in found:
            row.update(cells)

    return change


def without(key: str, value: str) -> Callable[[list[dict[str, str]]], None]:
    """Takes out every row in which column `key` holds `value`."""

    def change(rows: list[dict[str, str]]) -> None:
        kept = [row for row in rows if row[key] != value]
        assert len(kept) < len(rows), f"no row with {key} {value}"
        rows[:] = kept

    return change


def appended(**cells: str) -> Callable[[list[dict[str, str]]], None]:
    """Adds a row; columns that are not given stay empty."""
    return lambda rows: rows.append(cells)


def retire(project: Project, record: str, heir: str = "") -> None:
    """An entry among the redirects."""
    row = {"retired_id": record, "successor_id": heir, "retired_on": "2026-12-01", "reason": "Recorded twice."}
    edit(project, "redirects", lambda rows: rows.append(row))


def report_of(old: Project, new: Project) -> Report:
    """The report between two checkouts."""
    return report(old.dataset, read_side(old, str(old.root)), read_side(old, str(new.root)))
