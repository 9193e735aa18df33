"""The history of releases agrees with version, day and tables, and a published cell that changed is named."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable

import pytest
from tests.checks.edited import edit
from tests.conftest import RawTables, set_cell

from vostochny.checks.release_promises import check_history
from vostochny.model.project import Project
from vostochny.tables.read_record import read_all

Command = Callable[..., subprocess.CompletedProcess[str]]
LOGGED = {
    "version": "2026.11.0", "table_name": "ports", "record_key": "RUVYP", "field": "name", "kind": "changed",
    "before": "Port of old", "after": "Vostochny", "told": "The port is now called Vostochny.",
}  # fmt: skip


def found(project: Project, tables: RawTables) -> set[tuple[str, str]]:
    return {(item.column, item.rule) for item in check_history(project, tables)}


def log(tables: RawTables, **cells: str) -> None:
    """One entry in the log of changes."""
    raw = tables["changes"]
    raw.rows.append([{**LOGGED, **cells}[column] for column in raw.table.columns])
    raw.lines.append(1 + len(raw.rows))


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"version": "2026.12.0"}, {("version", "release-version")}),
        ({"released_on": "2027-11-24"}, {("released_on", "release-day")}),
        ({"released_on": "2026-10-24"}, {("released_on", "release-day")}),
        ({"released_on": "2026-11-25"}, {("released_on", "release-day")}),
        ({}, set()),
    ],
)
def test_the_newest_release_has_the_version_and_the_day_of_the_checkout(
    checkout: Project, tables: RawTables, cells: dict[str, str], wrong: set[tuple[str, str]]
) -> None:
    for column, value in cells.items():
        set_cell(tables["releases"], tables["releases"].rows[-1][0], column, value)
    assert found(checkout, tables) == wrong


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"table_name": "harbours"}, "table_name"),
        ({"field": "nam"}, "field"),
        ({"kind": "added"}, "kind"),
        ({"field": "record"}, "kind"),
        ({"record_key": "RUXXX"}, "record_key"),
        ({"field": "record", "kind": "removed"}, "record_key"),
        ({"after": "Wrangel"}, "after"),
        ({"before": "Vostochny"}, "before"),
        ({}, ""),
        ({"field": "record", "kind": "removed", "record_key": "RUXXX"}, ""),
    ],
)
def test_an_entry_of_the_log_says_what_the_tables_show(
    checkout: Project, tables: RawTables, cells: dict[str, str], column: str
) -> None:
    set_cell(tables["ports"], "RUVYP", "name", "Vostochny")
    log(tables, **cells)
    assert found(checkout, tables) == ({(column, "change-logged")} if column else set())


def git(project: Project, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", str(project.root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def out(spoilable: Project, checkout: Project) -> Project:
    """A checkout of which the release is out."""
    shutil.copy(checkout.root / "CITATION.cff", spoilable.root)
    git(spoilable, "init", "--quiet")
    git(spoilable, "add", "--all")
    git(spoilable, "commit", "--quiet", "--message", "The release")
    git(spoilable, "tag", "v2026.11.0")
    return spoilable


def test_a_published_cell_that_changed_is_named_with_what_stood_there(out: Project, vostochny: Command) -> None:
    row = next(cells for cells in read_all(out)["port_calls"].rows if cells[0] == "call-001")
    note = row[-1] or row[-2]
    line = edit(out, "port_calls", note, f"Read again. {note}")
    told = vostochny("--project", str(out.root), "check")
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"data/port_calls.csv:{line}:" in told.stdout
    assert "[published-cell]" in told.stdout
    assert "2026.11.0" in told.stdout
    strict = vostochny("--project", str(out.root), "check", "--logged", "--format", "json")
    assert strict.returncode == 1
    finding = json.loads(strict.stdout)["findings"][0]
    assert (finding["file"], finding["line"], finding["rule"]) == ("data/port_calls.csv", line, "published-cell")
    assert note[:20] in finding["expected"]
    assert "vostochny prepare" in finding["remedy"]


def test_a_row_under_another_key_and_one_that_is_gone_are_named(out: Project, vostochny: Command) -> None:
    edit(out, "timeline", "event-001", "event-901")
    vostochny("--project", str(out.root), "format")
    told = vostochny("--project", str(out.root), "check", "--logged").stdout
    assert ":event_id: [published-cell] 'event-901'" in told
    path = out.csv_path("timeline")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("event-901")), encoding="utf-8")
    told = vostochny("--project", str(out.root), "check", "--logged").stdout
    assert "data/timeline.csv: [published-cell] 'event-001'" in told


def test_what_was_said_of_an_earlier_release_does_not_change(out: Project, vostochny: Command) -> None:
    edit(out, "releases", "The first release", "The very first release")
    told = vostochny("--project", str(out.root), "check", "--logged")
    assert "data/releases.csv:2:summary: [published-cell]" in told.stdout
    edit(out, "releases", "The very first release", "The first release")
    assert vostochny("--project", str(out.root), "check", "--logged").returncode == 0
