"""Without the tag of the last release, data/ is compared with the digests of its rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.editing import appended, copied, edit, retire, set_to, without

from vostochny.model.errors import SchemaError
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.released import read_released
from vostochny.model.released_rows import read_released_rows, write_released_rows
from vostochny.release.history.prepare import prepare
from vostochny.release.history.unlogged import compared_with_release

NEXT = {"version": "2099.1.0", "released_on": "2099-01-15", "summary": "One."}
ENTRY = {
    "version": "2099.1.0", "table_name": "ports", "record_key": "RUVYP", "field": "name", "kind": "changed",
    "before": "Vostochny", "after": "Wrangel", "told": "The port is called Wrangel.",
}  # fmt: skip


@pytest.fixture
def ledger(checkout: Project, tmp_path: Path) -> Project:
    """A checkout without git, just after its first release."""
    project = copied(checkout, tmp_path)
    prepare(project, "")
    return project


def found(project: Project) -> list[Finding]:
    return compared_with_release(Project(project.root)).findings


def places(project: Project) -> set[tuple[str, str, str]]:
    return {(item.file, item.column, item.rule) for item in found(project)}


def test_nothing_differs_after_a_release_and_the_basis_is_named(ledger: Project) -> None:
    made = compared_with_release(ledger)
    assert made.findings == []
    assert "released_rows.json" in made.basis
    assert "2026.11.0" in made.basis


@pytest.mark.parametrize(
    ("table", "key", "record", "column", "value"),
    [
        ("port_calls", "call_id", "call-002", "date_latest", "2025-03-10"),
        ("supply_caps", "cap_id", "cap-03", "quantity", "5000000"),
        ("sightings", "sighting_id", "sighting-004", "note", ""),
        ("releases", "version", "2026.11.0", "summary", "The very first release."),
    ],
)
def test_a_published_cell_that_changed_is_named_with_file_line_and_column(
    ledger: Project, table: str, key: str, record: str, column: str, value: str
) -> None:
    edit(ledger, table, set_to(key, record, **{column: value}))
    (item,) = found(ledger)
    assert (item.file, item.column, item.rule) == (f"data/{table}.csv", column, "published-cell")
    assert ledger.csv_path(table).read_text(encoding="utf-8").splitlines()[item.line - 1].startswith(record)
    assert "2026.11.0" in item.expected
    assert "vostochny prepare" in item.remedy


def test_a_published_row_that_is_gone_is_named_by_its_key(ledger: Project) -> None:
    edit(ledger, "timeline", without("event_id", "event-010"))
    (item,) = found(ledger)
    assert (item.file, item.value) == ("data/timeline.csv", "event-010")


def test_new_rows_and_figures_that_were_not_known_are_no_changes(ledger: Project) -> None:
    edit(ledger, "timeline", appended(event_id="event-900", happened_on="2024-06-05", event="One", category="report"))
    edit(ledger, "releases", set_to("version", "2026.11.0", counted_calls="43"))
    assert found(ledger) == []


def test_a_reference_that_only_follows_a_retired_record_is_no_change(ledger: Project) -> None:
    edit(ledger, "sightings", set_to("call_id", "call-005", call_id="call-004"))
    edit(ledger, "port_calls", without("call_id", "call-005"))
    retire(ledger, "call-005", "call-004")
    assert {(item.file, item.value) for item in found(ledger)} == {("data/port_calls.csv", "call-005")}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, set()),
        ({"before": "Port of old"}, {("data/changes.csv", "before", "change-logged")}),
        ({"field": "note", "before": "x"}, {("data/ports.csv", "name", "published-cell")}),
        ({"record_key": "RUXXX", "kind": "removed", "field": "record"},
         {("data/changes.csv", "record_key", "change-logged"), ("data/ports.csv", "name", "published-cell")}),
        ({"version": "2026.11.0"},
         {("data/changes.csv", "version", "change-logged"), ("data/ports.csv", "name", "published-cell")}),
    ],
)  # fmt: skip
def test_an_entry_of_the_log_counts_only_when_it_is_true(
    ledger: Project, cells: dict[str, str], expected: set[tuple[str, str, str]]
) -> None:
    edit(ledger, "releases", appended(**NEXT))
    edit(ledger, "ports", set_to("port_id", "RUVYP", name="Wrangel"))
    edit(ledger, "changes", appended(**{**ENTRY, **cells}))
    assert places(ledger) == expected


def test_an_entry_about_a_row_that_is_as_it_was_is_named(ledger: Project) -> None:
    edit(ledger, "releases", appended(**NEXT))
    edit(ledger, "changes", appended(**{**ENTRY, "after": "Vostochny"}))
    assert places(ledger) == {("data/changes.csv", "record_key", "change-logged")}


def test_it_is_said_when_there_is_nothing_to_compare_with(ledger: Project, vostochny: Callable[..., object]) -> None:
    (ledger.schemas / "released_rows.json").unlink()
    made = compared_with_release(Project(ledger.root))
    assert made.findings == []
    assert made.basis.startswith("Not compared with an earlier release")
    run = vostochny("--project", str(ledger.root), "check")
    assert made.basis in run.stdout  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "damage", ["not JSON", '{"version": "1"}', '{"version":"1","files":{},"columns":{},"rows":[]}']
)
def test_a_damaged_file_of_digests_is_an_error_with_its_remedy(ledger: Project, damage: str) -> None:
    (ledger.schemas / "released_rows.json").write_text(damage, encoding="utf-8")
    with pytest.raises(SchemaError, match=r"released_rows\.json"):
        compared_with_release(Project(ledger.root))


def test_a_digest_of_the_wrong_length_is_an_error(ledger: Project) -> None:
    rows = read_released_rows(ledger.schemas)
    assert rows is not None
    write_released_rows(ledger.schemas, replace(rows, rows={**rows.rows, "ports": {"RUVYP": "00"}}))
    with pytest.raises(SchemaError, match="wrong length"):
        read_released_rows(ledger.schemas)


def test_digests_and_identifiers_are_of_the_same_release(checkout: Project) -> None:
    rows, promised = read_released_rows(checkout.schemas), read_released(checkout.schemas)
    assert rows is not None
    assert promised is not None
    assert rows.version == promised.version
    keys = {key for name, table in rows.rows.items() if name not in {"releases", "redirects"} for key in table}
    assert set(promised.identifiers) <= keys
    assert (
        json.loads((checkout.schemas / "released_rows.json").read_text(encoding="utf-8"))["rows"].keys()
        == rows.files.keys()
    )
