"""Several files are replaced or none: a full disk, a refused rename or a kill half-way leaves the record as it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.contribute.conftest import Command, bytes_of

from vostochny.contribute.file_transaction import JOURNAL, interrupted, recover, replace_all
from vostochny.model.project import Project

NAMES = ("a.csv", "b.csv", "c.csv")
OLD = {name: f"old {name}\n" for name in NAMES}
NEW = {name: f"new {name}\n" for name in NAMES}
KILLED = """
import os, sys
from pathlib import Path
from vostochny.contribute.file_transaction import replace_all
folder, steps = Path(sys.argv[1]), int(sys.argv[2])
rename, done = Path.replace, []
def dying(self, target):
    if len(done) == steps:
        os._exit(9)
    done.append(target)
    return rename(self, target)
Path.replace = dying
replace_all(folder, {name: f"new {name}\\n" for name in ("a.csv", "b.csv", "c.csv")})
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in OLD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_all_files_are_replaced_and_no_temporary_file_is_left(folder: Path) -> None:
    replace_all(folder, NEW)
    assert content(folder) == NEW


@pytest.mark.parametrize("step", range(4))
def test_a_rename_that_fails_takes_back_those_before_it(
    folder: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace
    done: list[Path] = []

    def failing(self: Path, target: Path) -> Path:
        if len(done) == step and self.name.endswith(".new"):
            raise OSError("no space left on device")
        done.append(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="no space left"):
        replace_all(folder, NEW)
    assert content(folder) == OLD


@pytest.mark.parametrize("step", range(5))
def test_a_kill_at_any_rename_leaves_all_or_nothing_once_it_is_taken_back(folder: Path, step: int) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(step)], check=False)
    assert run.returncode == (9 if step < 4 else 0)
    recover(folder)
    assert not interrupted(folder)
    assert {name: (folder / name).read_text(encoding="utf-8") for name in NAMES} == (OLD if step < 4 else NEW)


def test_any_command_takes_back_an_add_that_was_killed(ledger: Command, spoilable: Project) -> None:
    before = bytes_of(spoilable)
    for name in ("ports.csv", "sources.csv"):
        (spoilable.data / f".{name}.old").write_bytes(before[name])
    (spoilable.data / "ports.csv").write_bytes(b"half-way")
    (spoilable.data / JOURNAL).write_text('["ports.csv", "sources.csv"]', encoding="utf-8")
    run = ledger("format", "--check")
    assert run.exit_code == 0
    assert "ports.csv, sources.csv were restored" in run.output
    assert bytes_of(spoilable) == before
