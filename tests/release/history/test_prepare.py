"""From one release to the next as a maintainer does it, in a repository of its own."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.editing import copied, edit, retire, set_to, without

from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.released import read_released
from vostochny.release.history.prepare import prepare
from vostochny.release.history.versions import last_before, latest_tag, parts


def committed(project: Project, *tags: str) -> None:
    """Commit everything, and tag it."""
    name = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    commands = [["init", "--quiet"], ["add", "."], [*name, "commit", "--quiet", "-m", "One"]]
    for command in [*commands, *(["tag", item] for item in tags)]:
        subprocess.run(["git", *command], cwd=project.root, check=True, capture_output=True)


def rows_of(project: Project, table: str) -> list[dict[str, str]]:
    with project.csv_path(table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def first_release(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A repository with the first release tagged, which nobody changes."""
    project = copied(checkout, tmp_path_factory.mktemp("first"))
    for name in ("pyproject.toml", "CITATION.cff", ".zenodo.json"):
        (project.root / name).write_bytes((checkout.root / name).read_bytes())
    prepare(project, "")
    committed(project, f"v{project.dataset.package['version']}")
    return project


@pytest.fixture
def ledger(first_release: Project, tmp_path: Path) -> Project:
    """A copy of that repository, free to be changed."""
    return Project(shutil.copytree(first_release.root, tmp_path / "ledger"))


def test_a_release_is_begun_and_its_changes_are_written_down(ledger: Project) -> None:
    first = str(ledger.dataset.package["version"])
    edit(ledger, "port_calls", without("call_id", "call-005"))
    edit(ledger, "sightings", set_to("call_id", "call-005", call_id="call-004"))
    retire(ledger, "call-005", "call-004")
    edit(ledger, "vessels", set_to("vessel_id", "chon-ma-san", owner="Somebody"))
    done = prepare(ledger, "2099.1.0", released_on="2099-01-15", summary="Two calls are one.")
    assert '\ncreated: "2099-01-15T' in (ledger.schemas / "datapackage.yaml").read_text(encoding="utf-8")
    assert done.lines[-1] == "Published records change or go, so the release needs a reason: --reason."
    for name in ("schemas/datapackage.yaml", "pyproject.toml", "CITATION.cff", ".zenodo.json"):
        text = (ledger.root / name).read_text(encoding="utf-8")
        assert re.search(r'^ *"?version"?(: | = )"?2099\.1\.0"?,?$', text, re.MULTILINE), name
        assert first not in text, name
    before, now = rows_of(ledger, "releases")
    assert (before["version"], before["counted_calls"], before["documented_calls"]) == (first, "43", "12")
    assert (now["version"], now["released_on"], now["counted_calls"]) == ("2099.1.0", "2099-01-15", "")
    changes = {(row["record_key"], row["field"]): row for row in rows_of(ledger, "changes")}
    # A citation of the retired call is one of its successor now.
    moved = {(f"{call}|record|uk-dprk-statements-of-reasons-2025-04", "record") for call in ("call-004", "call-005")}
    assert set(changes) == {("call-005", "record"), ("chon-ma-san", "owner"), *moved}
    assert changes["call-005", "record"]["kind"] == "retired"
    assert changes["chon-ma-san", "owner"]["after"] == "Somebody"
    released = read_released(ledger.schemas)
    assert released is not None
    assert (released.version, released.identifiers["call-005"]) == (first, "port_calls")


def test_going_on_with_a_release_writes_its_changes_anew_and_keeps_what_was_said(ledger: Project) -> None:
    prepare(ledger, "2099.1.0", released_on="2099-01-15", summary="One.", reason="Found.")
    assert rows_of(ledger, "changes") == []
    edit(ledger, "vessels", set_to("vessel_id", "chon-ma-san", owner="Somebody"))
    again = Project(ledger.root)
    prepare(again, "", summary="Another.")
    assert next(row["told"] for row in rows_of(again, "changes")).startswith("Chon Ma San: owner, ")
    now = rows_of(again, "releases")[-1]
    assert (now["summary"], now["reason"], now["released_on"]) == ("Another.", "Found.", "2099-01-15")


def test_a_record_that_goes_without_a_trace_is_named(ledger: Project) -> None:
    edit(ledger, "timeline", without("event_id", "event-006"))
    done = prepare(ledger, "2099.1.0", released_on="2099-01-15", summary="One less.", reason="Misread.")
    named = [line for line in done.lines if "data/redirects.csv" in line]
    assert [line.split(" is gone")[0] for line in named] == ["event-006 of timeline"]
    retire(ledger, "event-006")
    assert not any("data/redirects.csv" in line for line in prepare(Project(ledger.root), "").lines)


def test_what_is_refused_leaves_everything_as_it_was(ledger: Project) -> None:
    (ledger.schemas / "released.json").write_text("{}", encoding="utf-8")

    def state() -> dict[Path, bytes]:
        return {
            path: path.read_bytes() for path in ledger.root.rglob("*") if path.is_file() and ".git" not in path.parts
        }

    before = state()
    with pytest.raises(BuildError, match="Say the day"):
        prepare(ledger, "2099.1.0", summary="No day.")
    assert state() == before


def test_what_went_two_releases_ago_is_still_known(ledger: Project) -> None:
    edit(ledger, "port_calls", without("call_id", "call-005"))
    edit(ledger, "sightings", set_to("call_id", "call-005", call_id="call-004"))
    retire(ledger, "call-005", "call-004")
    prepare(ledger, "2099.1.0", released_on="2099-01-15", summary="One.", reason="Recorded twice.")
    committed(ledger, "v2099.1.0")
    prepare(Project(ledger.root), "2099.2.0", released_on="2099-02-15", summary="Two.")
    released = read_released(ledger.schemas)
    assert released is not None
    assert released.withdrawn == {"call-005": "port_calls"}
    assert "call-005" not in released.identifiers


def test_what_cannot_be_prepared_is_refused_in_a_sentence(checkout: Project, ledger: Project) -> None:
    with pytest.raises(BuildError, match="earlier than"):
        prepare(ledger, "2026.1.0", released_on="2026-01-01", summary="One.")
    with pytest.raises(BuildError, match="no calendar version"):
        prepare(ledger, "next", released_on="2026-01-01", summary="One.")
    with pytest.raises(BuildError, match="is out, as its tag says"):
        prepare(ledger, "", summary="Another.")
    with pytest.raises(BuildError, match="Say the day of 2099"):
        prepare(ledger, "2099.1.0")
    subprocess.run(["git", "tag", "-d", f"v{checkout.dataset.package['version']}"], cwd=ledger.root, check=True)
    with pytest.raises(BuildError, match="git fetch --tags"):
        prepare(ledger, "2099.1.0", released_on="2099-01-15", summary="One.")


def test_without_a_named_release_the_last_one_is_compared_with(checkout: Project, ledger: Project) -> None:
    first = f"v{checkout.dataset.package['version']}"
    assert latest_tag(ledger) == first
    prepare(ledger, "2099.1.0", released_on="2099-01-15", summary="One.")
    assert latest_tag(ledger) == first
    committed(ledger, "v2099.1.0")
    assert latest_tag(ledger) == "v2099.1.0"
    subprocess.run(["git", "tag", "-d", first, "v2099.1.0"], cwd=ledger.root, check=True)
    with pytest.raises(BuildError, match="git fetch --tags"):
        latest_tag(ledger)


def test_the_version_before_is_found_by_number_and_not_by_letter() -> None:
    assert last_before(["2026.9.0", "2026.10.0", "2026.12.0"], "2026.11.0") == "2026.10.0"
    assert last_before(["2026.11.0"], "2026.11.0") == ""
    assert parts("2026.9.10") > parts("2026.9.9")


def test_the_version_is_the_same_wherever_it_is_written(checkout: Project) -> None:
    version = str(checkout.dataset.package["version"])
    newest = max(rows_of(checkout, "releases"), key=lambda row: parts(row["version"]))
    text = (checkout.root / "pyproject.toml").read_text(encoding="utf-8")
    cited = (checkout.root / "CITATION.cff").read_text(encoding="utf-8")
    assert f'\nversion = "{version}"\n' in text
    assert f'\nversion: "{version}"\ndate-released: {newest["released_on"]}\n' in cited
    package = (checkout.schemas / "datapackage.yaml").read_text(encoding="utf-8")
    assert f'\nversion: {version}\ncreated: "{newest["released_on"]}T' in package
    assert newest["version"] == version
