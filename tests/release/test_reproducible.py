"""The same commit is the same bytes: in another place, time zone, language, user and under another SQLite."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vostochny.model.project import Project

COMMITTED = "2025-02-03T04:05:06Z"
# Makes every module that asks for sqlite3 get the second library.
SECOND_LIBRARY = """
import sys
import pysqlite3
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
"""
PARTS = ("data", "schemas", "site", "mkdocs.yml", "CHANGELOG.md")


@pytest.fixture(scope="module")
def origin(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of one commit that holds the record and the site as they stand."""
    root = tmp_path_factory.mktemp("origin")
    for part in PARTS:
        source = checkout.root / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / part)
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    dates = {"GIT_AUTHOR_DATE": COMMITTED, "GIT_COMMITTER_DATE": COMMITTED}
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "The record"]):
        subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **dates}, check=True)
    return root


@pytest.fixture(scope="module")
def second_sqlite(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What PYTHONPATH must begin with for a whole process to use another version of SQLite than this one."""
    folder = tmp_path_factory.mktemp("second")
    (folder / "sitecustomize.py").write_text(SECOND_LIBRARY, encoding="utf-8")
    path = os.pathsep.join([str(folder), str(checkout.root / ".venv" / "second-sqlite")])
    asked = subprocess.run(
        [sys.executable, "-c", "import sqlite3, sqlite_utils.utils as u; print(sqlite3.sqlite_version, u.sqlite3)"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    version, module = asked.stdout.split(maxsplit=1)
    assert version != sqlite3.sqlite_version
    assert "pysqlite3" in module
    return path


def run_in_clone(origin: Path, root: Path, command: str, umask: int, **environment: str) -> dict[str, bytes]:
    """Clone, run a command there in the given environment, and return every file it made in build/, by its path."""
    subprocess.run(["git", "clone", "-q", str(origin), str(root)], check=True)
    before = os.pathsep.join(filter(None, [environment.pop("PYTHONPATH", ""), os.environ.get("PYTHONPATH", "")]))
    kept = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "SITE_URL"}}
    run = subprocess.run(
        [sys.executable, "-m", "vostochny", "--project", str(root), command],
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
        env={**kept, **environment, "PYTHONPATH": before},
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return {name: path.read_bytes() for name, path in files_in(root / "build") if not name.startswith(".")}


def files_in(build: Path) -> Iterator[tuple[str, Path]]:
    """Every file under its public path: downloads, site and database are links into the edition."""
    for folder, _, names in os.walk(build, followlinks=True):
        for name in names:
            path = Path(folder, name)
            yield path.relative_to(build).as_posix(), path


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Files that are not the same, or that only one side has."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


HERE = {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "USER": "one"}
ELSEWHERE = {"TZ": "Asia/Vladivostok", "LC_ALL": "C", "LANG": "de_DE", "PYTHONHASHSEED": "7", "USER": "another"}


@pytest.mark.deep
def test_two_clones_make_the_same_release_and_site(origin: Path, second_sqlite: str, tmp_path: Path) -> None:
    one = run_in_clone(origin, tmp_path / "one", "site", 0o022, **HERE)
    home = {"HOME": str(tmp_path), "LOGNAME": "another", "PYTHONPATH": second_sqlite}
    other = run_in_clone(origin, tmp_path / "another place" / "λ", "site", 0o077, **ELSEWHERE, **home)
    assert len([name for name in one if name.startswith("site/") and name.endswith(".html")]) > 650
    assert any(name.endswith(".png") for name in one)
    assert len([name for name in one if name.startswith("downloads/")]) > 100
    manifest = json.loads(one["downloads/manifest.json"])
    assert manifest["created"] == COMMITTED
    assert differing(one, other) == []
