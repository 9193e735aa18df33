"""A release with one before it that it differs from in nothing, to be spoilt by the tests of the gate."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest

from vostochny.database.reading import opened
from vostochny.diff.side import Cells, Side, from_database, this_side
from vostochny.model.package import Package
from vostochny.model.project import Project
from vostochny.model.released import Released, forms_of
from vostochny.release.gate.evaluate import Gate, run_gate
from vostochny.release.gate.gate_context import Context
from vostochny.release.history.prepare import identifiers

LAST = "2026.10.0"
Rows = dict[str, dict[str, Cells]]


@dataclass
class Scene:
    """A release with one before it, in everything alike, to be spoilt: the database by SQL, the rest in memory."""

    project: Project
    path: Path
    before: Rows
    released: Released
    published: Rows | None = None
    package: dict[str, Any] = field(default_factory=dict)
    last: str = LAST
    without_before: bool = False
    setenv: Callable[[str, str], None] = lambda _name, _value: None

    def sql(self, *statements: str) -> None:
        """Change the database of the release."""
        with sqlite3.connect(self.path) as connection:
            for statement in statements:
                assert connection.execute(statement).rowcount != 0, statement
        connection.close()

    @contextmanager
    def context(self) -> Iterator[Context]:
        """What the gate is given."""
        dataset = self.project.dataset
        dataset = replace(dataset, package=cast("Package", {**dataset.package, **self.package}))
        with opened(self.path) as connection:
            now = from_database(dataset, "this release", self.path)
            before = None if self.without_before else self.side(self.before)
            published = self.side(self.published) if self.published else None
            yield Context(dataset, connection, now, self.released, self.last, before, published)

    def side(self, rows: Rows) -> Side:
        """Rows in memory as a side of a comparison."""
        columns = {name: table.columns for name, table in self.project.dataset.tables.items()}
        return Side("in memory", LAST, {name: table.items() for name, table in rows.items()}, columns)

    def run(self) -> Gate:
        with self.context() as context:
            return run_gate(context)


@pytest.fixture
def scene(built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The built release, and one before it that differs in nothing but its version."""
    path = tmp_path / "release.db"
    shutil.copyfile(built.database, path)
    side = this_side(built)
    released = Released(LAST, forms_of(built.dataset), identifiers(built.dataset, side), {})
    made = Scene(built, path, {name: side.rows(name) for name in side.tables}, released, setenv=monkeypatch.setenv)
    made.sql(f"insert into releases (version, released_on, summary) values ('{LAST}', '2026-10-01', 'One.')")
    return made
