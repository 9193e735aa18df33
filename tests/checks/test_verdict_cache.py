"""What was found right is not looked at again, and what is remembered can never hide an error."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.checks.edited import edit

from vostochny.checks import expectations_process
from vostochny.checks.run import checked
from vostochny.checks.verdict import Verdict
from vostochny.checks.verdict_cache import VerdictCache, sealed
from vostochny.model.project import Project


def verdict_of(project: Project) -> Verdict:
    with checked(project, lambda _message: None) as (verdict, _staged):
        return verdict


@pytest.fixture(scope="module")
def found_right(tmp_path_factory: pytest.TempPathFactory, checkout: Project) -> Project:
    """A checkout that was checked once and found right, with what that left in build/."""
    project = Project(tmp_path_factory.mktemp("right"))
    for folder in ("data", "schemas"):
        shutil.copytree(checkout.root / folder, project.root / folder)
    assert verdict_of(project).valid
    return project


@pytest.fixture
def right(found_right: Project, tmp_path: Path) -> Project:
    """A copy of it, free to be spoilt."""
    shutil.copytree(found_right.root, tmp_path / "right", symlinks=True)
    return Project(tmp_path / "right")


@pytest.fixture
def remembered(right: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same, where nobody may load Great Expectations."""
    monkeypatch.setattr(
        expectations_process.RuleProcess, "start", lambda _self: pytest.fail("the rules were run again")
    )
    return right


def test_what_is_unchanged_is_not_checked_again_and_counts_the_same(remembered: Project) -> None:
    known = VerdictCache(remembered)
    tables = remembered.dataset.tables
    assert all(known.table(table, "") is not None for table in tables.values())
    verdict = verdict_of(remembered)
    assert verdict.valid
    lines = sum(len(remembered.csv_path(name).read_bytes().splitlines()) - 1 for name in tables)
    assert verdict.rows == lines


def test_a_changed_table_and_those_that_refer_to_it_are_looked_at_again(remembered: Project) -> None:
    edit(remembered, "ports", "Position to the arc minute.", "Position to the minute of arc.")
    known = VerdictCache(remembered)
    tables = remembered.dataset.tables
    forgotten = {name for name, table in tables.items() if known.table(table, "") is None}
    assert forgotten == {
        "ports",
        *(name for name, t in tables.items() if any(k.table == "ports" for k in t.foreign_keys)),
    }


# name -> what is done to a checkout that was found right, after which an error must be found
SPOILT: dict[str, tuple[Callable[[Project], object], str]] = {
    "a cell": (lambda project: edit(project, "vessels", "8660313", "8660314"), "imo"),
    "a reference whose target went": (lambda project: edit(project, "ports", "RUVYP,", "RUVYQ,"), "foreign-key"),
    "a rule over two tables": (
        lambda project: edit(project, "port_calls", "2024-03-10,2024-03-10", "2024-03-10,2024-03-20"),
        "call-dates-not-wider-than-sightings",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_an_error_made_after_a_valid_check_is_found(name: str, right: Project) -> None:
    spoil_it, rule = SPOILT[name]
    spoil_it(right)
    assert rule in {item.rule for item in verdict_of(right).findings}


def test_an_error_is_found_as_often_as_one_looks(right: Project) -> None:
    edit(right, "vessels", "8660313", "8660314")
    for _time in range(2):
        assert "imo" in {item.rule for item in verdict_of(right).findings}


def test_a_stricter_schema_is_applied_to_tables_that_were_valid_before(right: Project) -> None:
    path = right.schemas / "tables" / "vessels.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"minimum: 1950, maximum: 2030", "minimum: 2000, maximum: 2030", text), encoding="utf-8")
    assert "minimum" in {item.rule for item in verdict_of(Project(right.root)).findings}


DAMAGE: dict[str, Callable[[str], str]] = {
    "cut off": lambda text: text[: len(text) // 2],
    "empty": lambda _text: "",
    "no object": lambda _text: "[]",
    "another form": lambda _text: '{"entries": {"a": 1}, "seal": 1}',
    "an entry added without the seal": lambda text: text.replace('"entries": {', '"entries": {"0": "right",', 1),
    "a count altered": lambda text: re.sub(r': "\d+"', ': "1"', text, count=1),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_or_altered_memory_is_no_memory(name: str, spoilable: Project) -> None:
    memory = VerdictCache(spoilable)
    spoilable.build.mkdir()
    memory.note(memory.key("table", "vessels"), "155")
    memory.write()
    assert not VerdictCache(spoilable).empty
    memory.path.write_text(DAMAGE[name](memory.path.read_text(encoding="utf-8")), encoding="utf-8")
    assert VerdictCache(spoilable).empty


def test_entries_of_another_version_of_a_library_say_nothing(
    spoilable: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = VerdictCache(spoilable).key("table", "vessels")
    monkeypatch.setattr("vostochny.checks.verdict_cache.version", lambda _name: "0.0.1")
    assert VerdictCache(spoilable).key("table", "vessels") != before


def test_an_altered_staged_database_is_thrown_away(right: Project) -> None:
    kept = right.build / ".staged.db"
    connection = sqlite3.connect(kept)
    connection.execute("update vessels set name = 'Another' where vessel_id = 'chon-ma-san'")
    connection.commit()
    connection.close()
    with checked(right, lambda _message: None) as (verdict, staged):
        assert verdict.valid
        names = sqlite3.connect(staged).execute("select name from vessels where vessel_id = 'chon-ma-san'").fetchall()
    assert names == [("Chon Ma San",)]


def test_a_staged_database_of_other_tables_is_not_taken(right: Project) -> None:
    edit(right, "ports", "Position to the arc minute.", "Position to the minute of arc.")
    with checked(right, lambda _message: None) as (verdict, staged):
        assert verdict.valid
        notes = (
            sqlite3.connect(staged).execute("select count(*) from ports where note like '%minute of arc%'").fetchone()
        )
    assert notes == (1,)


def test_a_seal_is_that_of_its_entries(right: Project) -> None:
    content = json.loads(VerdictCache(right).path.read_text(encoding="utf-8"))
    assert content["seal"] == sealed(content["entries"])
