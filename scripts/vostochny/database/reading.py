"""Read-only access to a built database, and the named queries of schemas/queries/."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from vostochny.model.sqlfile import SqlFile

# The slowest rule takes under two seconds on a million calls.
LONGEST_STATEMENT = 120.0
INSTRUCTIONS = 100_000
# A row of a statement by column. Values are str, int, float or None; which, only the statement knows.
Row = dict[str, Any]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, its rows readable by column name.

    Raises FileNotFoundError when there is no database yet.
    """
    connection = opened_for_long(path)
    try:
        yield connection
    finally:
        connection.close()


def opened_for_long(path: Path) -> sqlite3.Connection:
    """The same, to be closed by the caller; any thread may use it, one at a time."""
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist; run `vostochny build` first")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def limit_time(connection: sqlite3.Connection, seconds: float) -> None:
    """End every statement of this connection that runs longer; it then raises sqlite3.OperationalError.

    A statement of a few lines, such as a recursion without an end, would otherwise hold the program for ever. The clock
    starts when the connection is limited, so that many statements together are limited too.
    """
    end = monotonic() + seconds
    connection.set_progress_handler(lambda: monotonic() > end, INSTRUCTIONS)


def rows(connection: sqlite3.Connection, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
    """All rows of a statement, as dictionaries."""
    return [dict(row) for row in connection.execute(sql, values or {})]


def named(connection: sqlite3.Connection, query: SqlFile, values: Mapping[str, Any] | None = None) -> list[Row]:
    """All rows of a named query; parameters not given take the defaults of its header."""
    defaults = {name: item["default"] for name, item in query.header.get("parameters", {}).items()}
    return rows(connection, query.sql, {**defaults, **(values or {})})
