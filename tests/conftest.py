"""What the tests share: the checkout, copies of it to spoil, and tables in memory to change one cell of."""

from __future__ import annotations

import asyncio
import copy
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from tests.editing import edited
from tests.serving import client, published

from vostochny.checks.expectations import broken_rules
from vostochny.checks.expectations_process import RuleProcess
from vostochny.model.file_lock import alone
from vostochny.model.project import Project, this_checkout
from vostochny.model.sqlfile import SqlFile
from vostochny.tables.csv_reader import RawTable
from vostochny.tables.read_record import read_all

# Fixtures that several rooms share.
__all__ = ["client", "edited", "published"]

RawTables = dict[str, RawTable]
Result = TypeVar("Result")


@pytest.fixture(scope="session")
def checkout() -> Project:
    """The checkout under test; nothing in it may be changed."""
    return this_checkout()


@pytest.fixture(scope="session")
def pristine(checkout: Project) -> RawTables:
    """All tables as they stand in data/."""
    return read_all(checkout)


@pytest.fixture
def tables(pristine: RawTables) -> RawTables:
    """All tables in memory, free to be changed."""
    return {
        name: RawTable(raw.table, raw.file, copy.deepcopy(raw.rows), list(raw.lines)) for name, raw in pristine.items()
    }


@pytest.fixture
def spoilable(checkout: Project, tmp_path: Path) -> Project:
    """A copy of data/ and schemas/ on disk, free to be spoilt."""
    for folder in ("data", "schemas"):
        shutil.copytree(checkout.root / folder, tmp_path / "ledger" / folder)
    return Project(tmp_path / "ledger")


class RulesHere(RuleProcess):
    """Runs the rules in the process of the test, which loads Great Expectations once and not for every check."""

    def start(self) -> None:
        """Nothing has to be started."""

    def ask(self, rules: list[SqlFile], staged: Path) -> None:
        self.given = (rules, staged)
        self.asked = bool(rules)

    def broken(self) -> set[str]:
        return broken_rules(*self.given) if self.asked else set()


@pytest.fixture
def rules_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what comes before and after a whole check; that of the process itself is in tests/checks."""
    monkeypatch.setattr("vostochny.checks.run.RuleProcess", RulesHere)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` fills once for all processes among which the tests are divided.

    What is made once is only read; a test that changes it works on a copy.
    """
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    with alone(shared):
        if not (shared / "made").exists():
            make(shared / "ledger")
            (shared / "made").touch()
    return shared / "ledger"


@pytest.fixture(scope="session")
def built(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the checkout with its database and downloads built once, for tests that only read."""

    def build(root: Path) -> None:
        for folder in ("data", "schemas"):
            shutil.copytree(checkout.root / folder, root / folder)
        run_or_fail("--project", str(root), "release")

    return Project(made_once(tmp_path_factory, "built", build))


def run_or_fail(*arguments: str, environment: Mapping[str, str] | None = None) -> None:
    """Run the command line in a process of its own; its output is the reason when it fails.

    environment: variables beside those of this process
    """
    command = [sys.executable, "-m", "vostochny", *arguments]
    more = {**os.environ, **(environment or {})}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=more)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture
def vostochny() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command line in a process of its own."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "vostochny", *arguments], capture_output=True, text=True, check=False
        )

    return run


def in_own_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """The outcome of `work`, run in a thread of its own: a browser keeps the loop of the main thread running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def set_cell(raw: RawTable, key: str, column: str, value: str) -> int:
    """Change one cell of the row with `key` (columns joined by ``|``) and return its line."""
    position = raw.table.columns.index(column)
    for row, line in zip(raw.rows, raw.lines, strict=True):
        if "|".join(raw.key(row)) == key:
            row[position] = value
            return line
    raise AssertionError(f"{raw.file} has no row {key}")


def add_row(raw: RawTable, like: str, **cells: str) -> int:
    """Append a copy of the row with key `like`, with some cells changed; returns its line."""
    row = next(list(row) for row in raw.rows if "|".join(raw.key(row)) == like)
    for column, value in cells.items():
        row[raw.table.columns.index(column)] = value
    raw.rows.append(row)
    raw.lines.append(max(raw.lines) + 1)
    return raw.lines[-1]


def drop_row(raw: RawTable, key: str) -> None:
    """Take out the row with `key`."""
    position = next(index for index, row in enumerate(raw.rows) if "|".join(raw.key(row)) == key)
    del raw.rows[position]
    del raw.lines[position]
