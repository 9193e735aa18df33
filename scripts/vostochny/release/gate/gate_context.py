"""What the conditions of the gate look at: the built database, the last release, and how the two differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from vostochny.database.reading import Row, opened, rows
from vostochny.diff.compare import Difference, compare
from vostochny.diff.side import Side, from_database
from vostochny.model.project import Project
from vostochny.model.released import Released, read_released
from vostochny.model.schema import Dataset
from vostochny.release.history.versions import last_before, released_side


@dataclass(frozen=True)
class Context:
    """One release before it is let out.

    now: its tables, as the database has them
    released: the form and the identifiers of the last release; None before the first
    last: the version of the last release; empty before the first
    before: the tables of the last release; None where the checkout does not have them
    published: the tables of a release with the very version of this one; None where there is none
    """

    dataset: Dataset
    connection: sqlite3.Connection
    now: Side
    released: Released | None
    last: str
    before: Side | None
    published: Side | None

    @property
    def version(self) -> str:
        return str(self.dataset.package["version"])

    def ask(self, sql: str) -> list[Row]:
        """All rows of a statement on the built database."""
        return rows(self.connection, sql)

    @cached_property
    def difference(self) -> Difference | None:
        """What differs from the last release; None where that could not be read."""
        return compare(self.dataset, self.before, self.now) if self.before else None

    @cached_property
    def release(self) -> dict[str, str]:
        """What the history of releases says of this one; empty where it says nothing."""
        return self.now.rows("releases").get(self.version, {})


@contextmanager
def context_of(project: Project) -> Iterator[Context]:
    """The release that the built database of a checkout would be. Raises FileNotFoundError when there is none."""
    dataset = project.dataset
    version = str(dataset.package["version"])
    with opened(project.database) as connection:
        now = from_database(dataset, "this release", project.database)
        last = last_before(now.rows("releases"), version)
        before, published = (released_side(dataset, project.root, name) for name in (last, version))
        yield Context(dataset, connection, now, read_released(project.schemas), last, before, published)
