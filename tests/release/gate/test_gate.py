"""The gate: each condition is proven by a release that it alone finds fault with, and a closed gate changes nothing."""

from __future__ import annotations

import copy
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.gate.conftest import LAST, Scene

from vostochny.model.conditions import read_conditions
from vostochny.model.project import Project
from vostochny.release.gate.evaluate import CONDITIONS, Gate


def found(gate: Gate) -> dict[str, str]:
    """The conditions that did not simply pass."""
    return {item.condition.name: item.outcome for item in gate.outcomes if item.outcome != "passed"}


def test_a_release_that_changes_nothing_passes_every_condition(scene: Scene) -> None:
    gate = scene.run()
    assert found(gate) == {}
    assert gate.open


def test_the_check_of_a_source_is_not_taken_for_another_record_with_its_identifier(scene: Scene) -> None:
    """The key of such a row is that of the source; `vostochny links` writes one for each address."""
    scene.sql(
        "insert into source_checks (source_id, address_checked_on, result) "
        "values ('osc-2024-refined-tastes', '2026-11-20', 'alive')"
    )
    assert "identifier-reused" not in found(scene.run())


def log(scene: Scene, table: str, key: str, column: str, before: str, after: str) -> None:
    """The row that `vostochny prepare` would have written, and a reason for it."""
    version = scene.project.dataset.package["version"]
    row = (version, table, key, column, "changed", before or None, after or None, "Told.")
    with sqlite3.connect(scene.path) as connection:
        connection.execute("insert into changes values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("update releases set reason = 'Found.' where version = ?", (version,))
    connection.close()


def no_licence(scene: Scene) -> None:
    scene.sql("update sources set licence = ' ' where source_id = 'osc-2024-refined-tastes'")
    scene.before["sources"]["osc-2024-refined-tastes"]["licence"] = " "


def no_table_licence(scene: Scene) -> None:
    scene.package = {"licenses": [{"name": "CC0-1.0", "title": "None", "path": "https://example.org/"}]}


def terms_forbid(scene: Scene) -> None:
    scene.sql("update sources set licence = 'Subscribers only' where source_id = 'osc-2024-refined-tastes'")
    scene.before["sources"]["osc-2024-refined-tastes"]["licence"] = "Subscribers only"


def no_provenance(scene: Scene) -> None:
    scene.sql("update sightings set call_id = null where call_id = 'call-012'")
    for row in scene.before["sightings"].values():
        if row["call_id"] == "call-012":
            row["call_id"] = ""


def named_without_position(scene: Scene) -> None:
    scene.sql("update positions set organisation_id = 'dv-ink' where organisation_id = 'vostok-trading'")
    for row in scene.before["positions"].values():
        row["organisation_id"] = row["organisation_id"].replace("vostok-trading", "dv-ink")


def no_contact(scene: Scene) -> None:
    scene.setenv("SITE_URL", "https://ledger.example/")
    scene.setenv("REPOSITORY_URL", "https://code.example/ledger")


def no_repository(scene: Scene) -> None:
    scene.setenv("SITE_URL", "https://ledger.example/")
    scene.setenv("CONTACT", "keeper@ledger.example")


def floor_broken(scene: Scene) -> None:
    scene.sql("delete from volume_scenarios where rowid > 1")


def vanished(scene: Scene) -> None:
    scene.released.identifiers["request-001"] = "requests"


def vanished_long_ago(scene: Scene) -> None:
    scene.released.withdrawn["request-001"] = "requests"


def identifier_reused(scene: Scene) -> None:
    scene.released.withdrawn["event-001"] = scene.released.identifiers.pop("event-001")


def identifier_moved(scene: Scene) -> None:
    scene.released.identifiers["event-001"] = "requests"


def form_broken(scene: Scene) -> None:
    scene.released.tables["ports"]["columns"]["draught_m"] = {"type": "number"}


def version_not_raised(scene: Scene) -> None:
    scene.published = copy.deepcopy(scene.before)
    scene.published["timeline"]["event-001"]["event"] = "Something else"


def version_behind(scene: Scene) -> None:
    scene.sql("insert into releases (version, released_on, summary) values ('2099.1.0', '2099-01-01', 'One.')")


def changed_without_reason(scene: Scene) -> None:
    now = scene.before["timeline"]["event-001"]["category"]
    scene.before["timeline"]["event-001"]["category"] = "report"
    log(scene, "timeline", "event-001", "category", "report", now)
    scene.sql("update releases set reason = null where reason is not null")


def changes_not_written(scene: Scene) -> None:
    scene.before["timeline"]["event-001"]["category"] = "report"
    scene.sql(f"update releases set reason = 'Found.' where version <> '{LAST}'")


def changes_made_up(scene: Scene) -> None:
    log(scene, "timeline", "event-001", "category", "report", "resolution")


def not_compared(scene: Scene) -> None:
    scene.without_before = True


def shrunk(scene: Scene) -> None:
    rows = scene.before["corrections"]
    rows["correction-099"] = {**next(iter(rows.values())), "correction_id": "correction-099"}
    version = scene.project.dataset.package["version"]
    entry = f"'{version}', 'corrections', 'correction-099', 'record', 'removed', null, null, 'Told.'"
    scene.sql(f"insert into changes values ({entry})")
    scene.sql(f"update releases set reason = 'Found.' where version = '{version}'")


def rewritten(scene: Scene) -> None:
    was = scene.before["timeline"]["event-001"]
    for column, other in (("happened_on", "2001-01-01"), ("event", "Else"), ("source_id", "osc-2024-refined-tastes")):
        now, was[column] = was[column], other
        log(scene, "timeline", "event-001", column, other, now)


def headline_moved(scene: Scene) -> None:
    scene.sql(f"update releases set barrels_central = 500000 where version = '{LAST}'")


def formula(scene: Scene) -> None:
    scene.sql("update ports set note = '=1+1' where port_id = 'RUVYP'")
    scene.before["ports"]["RUVYP"]["note"] = "=1+1"


def request_overdue(scene: Scene) -> None:
    columns = "request_id, received_on, kind, record_id, field, asked, state"
    values = "'request-001', '2026-09-01', 'correction', 'call-001', 'berth', 'More.', 'open'"
    scene.sql(f"insert into requests ({columns}) values ({values})")
    row = dict(zip(columns.split(", "), (text.strip("'") for text in values.split(", ")), strict=True))
    scene.before["requests"]["request-001"] = row


def deprecated(scene: Scene) -> None:
    dataset = scene.project.dataset
    table = dataset.tables["ports"]
    fields = tuple(
        replace(item, deprecated="Use name.") if item.name == "other_names" else item for item in table.fields
    )
    tables = {**dataset.tables, "ports": replace(table, fields=fields)}
    scene.project = Project(scene.project.root)
    vars(scene.project)["dataset"] = replace(dataset, tables=tables)


SPOILS: list[tuple[str, Callable[[Scene], None]]] = [
    ("no-licence", no_licence),
    ("no-licence", no_table_licence),
    ("terms-forbid", terms_forbid),
    ("no-provenance", no_provenance),
    ("named-without-position", named_without_position),
    ("no-contact", no_contact),
    ("no-contact", no_repository),
    ("floor-broken", floor_broken),
    ("vanished", vanished),
    ("vanished", vanished_long_ago),
    ("identifier-reused", identifier_reused),
    ("identifier-reused", identifier_moved),
    ("form-broken", form_broken),
    ("version-not-raised", version_not_raised),
    ("version-not-raised", version_behind),
    ("changed-without-reason", changed_without_reason),
    ("changes-not-written", changes_not_written),
    ("changes-not-written", changes_made_up),
    ("shrunk", shrunk),
    ("rewritten", rewritten),
    ("headline-moved", headline_moved),
    ("formula", formula),
    ("request-overdue", request_overdue),
    ("deprecated", deprecated),
]


@pytest.mark.parametrize(("name", "spoil"), SPOILS, ids=lambda item: getattr(item, "__name__", item))
def test_each_condition_alone_finds_what_it_is_there_for(
    scene: Scene, name: str, spoil: Callable[[Scene], None]
) -> None:
    spoil(scene)
    gate = scene.run()
    severity = next(item.severity for item in read_conditions(scene.project.schemas) if item.name == name)
    assert found(gate) == {name: "blocked" if severity == "blocker" else "warned"}
    assert gate.open == (severity == "warning")
    assert any(name in line for line in gate.lines())


def test_a_publication_for_others_that_names_its_keeper_passes(scene: Scene) -> None:
    no_contact(scene)
    scene.setenv("CONTACT", "keeper@ledger.example")
    assert found(scene.run()) == {}


def test_without_the_last_release_the_gate_says_what_it_could_not_look_at(scene: Scene) -> None:
    not_compared(scene)
    assert found(scene.run()) == {
        "not-compared": "warned",
        "changed-without-reason": "not looked at",
        "changes-not-written": "not looked at",
        "shrunk": "not looked at",
        "rewritten": "not looked at",
    }


def test_every_condition_of_the_list_has_code_and_a_proof(checkout: Project) -> None:
    names = [item.name for item in read_conditions(checkout.schemas)]
    assert names == list(CONDITIONS)
    assert {*(name for name, _ in SPOILS), "not-compared"} == set(names)


def test_a_closed_gate_leaves_the_last_good_downloads(
    built: Project, tmp_path: Path, vostochny: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    root = tmp_path / "ledger"
    shutil.copytree(built.root, root, symlinks=True)
    sums = (root / "build" / "downloads" / "SHA256SUMS").read_bytes()
    released = root / "schemas" / "released.json"
    kept = json.loads(released.read_text(encoding="utf-8"))
    kept["identifiers"]["call-999"] = "port_calls"
    released.write_text(json.dumps(kept), encoding="utf-8")
    run = vostochny("--project", str(root), "release")
    assert run.returncode == 1
    assert "blocked [vanished]" in run.stdout
    assert run.stderr.strip() == "Not released; build/downloads/ is unchanged."
    assert (root / "build" / "downloads" / "SHA256SUMS").read_bytes() == sums
    assert json.loads((root / "build" / "gate.json").read_text(encoding="utf-8"))["open"] is False
