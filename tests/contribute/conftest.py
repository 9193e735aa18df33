"""What the tests on contributing share: a project to write into, and the command line inside this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vostochny.cli import main
from vostochny.model.project import Project

Command = Callable[..., Result]


@pytest.fixture(autouse=True)
def contributions_are_checked_here(rules_here: None) -> None:
    """Every contribution is checked as a whole, so that most tests of this room run the rules."""


@pytest.fixture
def ledger(spoilable: Project) -> Command:
    """Runs a command on a copy of the record; `typed` is what a person types."""

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["--project", str(spoilable.root), *arguments], input=typed)

    return run


def bytes_of(project: Project) -> dict[str, bytes]:
    """Every file of data/, hidden ones included."""
    return {path.name: path.read_bytes() for path in sorted(project.data.iterdir())}


def new_lines(project: Project, before: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines that each file has more than before; fails when any other line is not as it was."""
    found = {}
    for name, content in bytes_of(project).items():
        old, new = before[name].decode().split("\n"), content.decode().split("\n")
        if old != new:
            found[name] = [line for line in new if line not in set(old)]
            assert [line for line in new if line in set(old)] == old
    return found


def written(folder: Path, name: str, *lines: str) -> str:
    """A contributor's file; its path as text."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)
