"""When the machine fails, the last good publication stays whole, and one sentence says what to do."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.comparing import assert_same_bytes
from tests.hostile.kills import trial
from tests.hostile.ledgers import change_the_data, command, is_one_sentence, leftovers, published, run

from vostochny.model.atomic_folder import clear, swap
from vostochny.model.file_lock import alone
from vostochny.model.project import Project


def small_files() -> None:
    """No file may grow over 200 KiB, as on a disk that is nearly full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 * 1024, 200 * 1024))


def test_a_full_disk_leaves_the_last_good_publication(ledger: Project) -> None:
    before = published(ledger)
    change_the_data(ledger)
    failed = run(ledger, "release", limit=small_files)
    assert is_one_sentence(failed), failed.stderr
    assert "Free some space" in failed.stderr
    assert published(ledger) == before
    assert leftovers(ledger) == []


def test_a_target_that_may_not_be_written_is_named(ledger: Project) -> None:
    shutil.rmtree(ledger.build)
    ledger.build.symlink_to("/sys")
    failed = run(ledger, "build")
    assert is_one_sentence(failed), failed.stderr
    assert "No permission to write" in failed.stderr


def test_a_build_folder_that_is_a_file_is_named(ledger: Project) -> None:
    shutil.rmtree(ledger.build)
    ledger.build.write_text("in the way", encoding="utf-8")
    assert is_one_sentence(run(ledger, "build"))


def test_a_truncated_database_is_made_again_with_the_same_bytes(ledger: Project) -> None:
    good = ledger.database.read_bytes()
    ledger.database.write_bytes(good[: len(good) // 2])
    again = run(ledger, "build")
    assert again.returncode == 0, again.stderr
    assert_same_bytes(ledger.database.read_bytes(), good)


def test_a_time_that_is_no_number_is_named(ledger: Project) -> None:
    failed = run(ledger, "build", SOURCE_DATE_EPOCH="yesterday")
    assert is_one_sentence(failed), failed.stderr
    assert "SOURCE_DATE_EPOCH" in failed.stderr


def test_a_folder_is_exchanged_without_a_moment_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    final = tmp_path / "site"
    missing = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        result = replace(self, target)
        missing.append(not final.exists())
        return result

    monkeypatch.setattr(Path, "replace", watched)
    for text in ("old", "new", "newest"):
        made = tmp_path / ".made"
        made.mkdir()
        (made / "index.html").write_text(text, encoding="utf-8")
        swap(made, final)
        assert (final / "index.html").read_text(encoding="utf-8") == text
    assert missing == [False, False, False]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_an_interrupted_build_left_is_cleared_and_what_is_at_work_is_not(tmp_path: Path) -> None:
    ours, dead = f".staged-{os.getpid()}-x", ".staged-99999999-x"
    for name in (ours, dead, ".site-abc", ".pages-abc", ".downloads.new", ".site.old", "downloads", "site"):
        (tmp_path / name).mkdir()
    for name in (".unfinished", ".2026.1.0-abc", "2026.1.0-def"):
        (tmp_path / "made" / name).mkdir(parents=True)
    (tmp_path / ".validation.json.new").write_text("{", encoding="utf-8")
    (tmp_path / ".verdict-cache.json").write_text("kept", encoding="utf-8")
    clear(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {ours, "downloads", "site", "made", ".verdict-cache.json"}
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["2026.1.0-def"]


def test_a_second_build_waits_for_the_first(ledger: Project) -> None:
    with alone(ledger.build):
        second = subprocess.Popen(command(ledger, "build"), stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(timeout=1.5)
    output, _nothing = second.communicate(timeout=120)
    assert second.returncode == 0
    assert "up to date" in output


@pytest.mark.parametrize(
    "names",
    [
        ("gate.json", "edition/gate.json", "edition/validation.json"),
        ("edition/parts.json",),
        (".verdict-cache.json",),
    ],
    ids=" ".join,
)
def test_a_damaged_file_of_what_is_remembered_is_made_again(ledger: Project, names: tuple[str, ...]) -> None:
    before = published(ledger)
    for name in names:
        (ledger.build / name).write_text("x\n", encoding="utf-8")
    again = run(ledger, "release")
    assert again.returncode == 0, again.stderr
    assert published(ledger) == before
    assert json.loads((ledger.build / "edition" / "gate.json").read_text(encoding="utf-8"))["open"] is True


@pytest.mark.parametrize("name", ["gate.json", ".verdict-cache.json"])
def test_a_folder_in_the_place_of_what_is_remembered_is_named(ledger: Project, name: str) -> None:
    (ledger.build / name).unlink()
    (ledger.build / name).mkdir()
    change_the_data(ledger)
    before = published(ledger)
    failed = run(ledger, "release")
    assert is_one_sentence(failed), failed.stderr
    assert f"build/{name} is a folder where a file belongs; remove it and run it again." in failed.stderr
    assert published(ledger) == before


@pytest.mark.deep
def test_two_builds_at_once_end_in_one_publication(ledger: Project) -> None:
    change_the_data(ledger)
    both = [subprocess.Popen(command(ledger, "release"), stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.wait(timeout=300) for process in both] == [0, 0]
    made = published(ledger)
    assert leftovers(ledger) == []
    shutil.rmtree(ledger.build)
    assert run(ledger, "release").returncode == 0
    assert published(ledger) == made


@pytest.mark.deep
def test_kills_at_random_moments_never_break_what_is_published(ledger: Project) -> None:
    # `make kills` tries a hundred.
    found = trial(ledger, 15, "release")
    assert found["killed"] > 7
    assert found["old"] > 2
