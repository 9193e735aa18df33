"""A page waits for memory that a reader's own statement holds; such a statement itself is refused at once."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest
from datasette.app import Datasette

from vostochny.datasette_app import immutable
from vostochny.datasette_app.immutable import ImmutableDatabase
from vostochny.model.project import Project
from vostochny.web.cache_headers import PAGE


class Short:
    """A function on a connection for which there is no memory the first few times."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.calls = 0

    def __call__(self, connection: sqlite3.Connection) -> int:
        self.calls += 1
        if self.calls <= self.failures:
            raise MemoryError
        return int(connection.execute("select count(*) from ports").fetchone()[0])


def run(project: Project, function: Short, *, own_statement: bool) -> int:
    """What the function answers for a page, or for a statement of a reader's own."""

    async def asked() -> int:
        PAGE.set({"own_statement": own_statement})
        database = ImmutableDatabase(Datasette(), str(project.database), is_mutable=False)
        database.name = "vostochny"
        return await database.execute_fn(function)

    return asyncio.run(asked())


def test_a_page_waits_for_memory_and_a_statement_does_not(published: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(immutable, "WAITS_FOR_MEMORY_S", (0.0, 0.0, 0.0))
    assert run(published, Short(3), own_statement=False) > 0
    never = Short(99)
    with pytest.raises(MemoryError):
        run(published, never, own_statement=False)
    assert never.calls == 4
    statement = Short(1)
    with pytest.raises(MemoryError):
        run(published, statement, own_statement=True)
    assert statement.calls == 1
