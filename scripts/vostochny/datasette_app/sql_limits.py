"""What readers' SQL may use: tables and plain functions, one second, and an answer of limited size."""

from __future__ import annotations

import re
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from vostochny.web.limits import LONGEST_PATTERN, MAX_ANSWER_CELLS, MAX_ANSWER_CHARACTERS
from vostochny.web.sql_names import FUNCTIONS, HIDDEN_TABLES, LIMITS, PRAGMAS

# What a cell of SQLite holds.
Cell: TypeAlias = str | bytes | int | float | None
TOO_LONG = "pattern too long"
# A width or precision of a thousand or more, or one that a value gives.
WIDE = re.compile(r"\*|\d{4,}")
TOO_LARGE = "the answer is too large"

# Datasette asks for this one itself and works without an answer, which would be the path of the file.
OF_THE_MACHINE = (sqlite3.SQLITE_PRAGMA, "database_list")
READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
# A virtual table, such as the index for searching, says so of itself when it is opened; the file cannot be written.
DECLARING = (sqlite3.SQLITE_UPDATE, "sqlite_master")
# Bytes that SQLite may hold in the whole process: SQLite before 3.41 cannot be interrupted while it reads a statement,
# and one that doubles itself a few dozen times takes all memory there is.
HEAP_LIMIT = 64 * 1024 * 1024
# Instructions of SQLite's virtual machine between two checks of the time limit, about a millisecond. Each check needs
# Python's lock, for which the thread waits under load; every thousand, as Datasette has it, a second becomes minutes.
STEPS = 20_000
WAITING_TIMES = 10


def authorise(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    """Let a statement read the tables with plain functions and do nothing else; SQLite asks for each part of it."""
    allowed = False
    if action == sqlite3.SQLITE_FUNCTION:
        allowed = (second or "").lower() in FUNCTIONS
    elif (action, first) == OF_THE_MACHINE:
        return sqlite3.SQLITE_IGNORE
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = (first or "").lower() in PRAGMAS
    elif action in READING:
        allowed = (first or "").lower() not in HIDDEN_TABLES
    elif (action, first) == DECLARING:
        allowed = True
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


class Measure:
    """Row factory of one connection that counts what each answer holds and stops one that grows too large."""

    def __init__(self) -> None:
        self.cursor: weakref.ref[sqlite3.Cursor] | None = None
        self.cells = 0
        self.characters = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        """One row. Raises sqlite3.OperationalError when the answer grows too large."""
        if self.cursor is None or self.cursor() is not cursor:
            self.cursor, self.cells, self.characters = weakref.ref(cursor), 0, 0
        self.cells += len(values)
        self.characters += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self.cells > MAX_ANSWER_CELLS or self.characters > MAX_ANSWER_CHARACTERS:
            raise sqlite3.OperationalError(TOO_LARGE)
        return sqlite3.Row(cursor, values)


def trimming(name: str) -> Callable[[object, object], Cell]:
    """SQLite's function of this name over two values, which takes seconds for one call when both are long."""
    plain = sqlite3.connect(":memory:", check_same_thread=False)

    def trimmed(value: object, characters: object) -> Cell:
        if len(str(characters)) > LONGEST_PATTERN:
            raise ValueError(TOO_LONG)
        cell: Cell = plain.execute(f"select {name}(?, ?)", (value, characters)).fetchone()[0]
        return cell

    return trimmed


def printing() -> Callable[..., Cell]:
    """SQLite's printf, which writes a thousand million characters before it looks whether they fit."""
    plain = sqlite3.connect(":memory:", check_same_thread=False)

    def printed(form: object = None, *values: object) -> Cell:
        if WIDE.search(str(form)):
            raise ValueError(TOO_LONG)
        marks = ", ".join("?" for _ in (form, *values))
        cell: Cell = plain.execute(f"select printf({marks})", (form, *values)).fetchone()[0]
        return cell

    return printed


def guarded(connection: sqlite3.Connection) -> None:
    """Apply all of the above to a connection."""
    # Datasette switches on, for the whole process, that SQLite's callbacks print their errors. Ours refuse on purpose,
    # and the reader is told why: https://docs.python.org/3/library/sqlite3.html#sqlite3.enable_callback_tracebacks
    sqlite3.enable_callback_tracebacks(False)
    connection.execute(f"pragma hard_heap_limit={HEAP_LIMIT}")
    for name, value in LIMITS.items():
        connection.setlimit(getattr(sqlite3, name), value)
    connection.row_factory = Measure()
    for name in ("trim", "ltrim", "rtrim"):
        connection.create_function(name, 2, trimming(name), deterministic=True)
    for name in ("printf", "format"):
        connection.create_function(name, -1, printing(), deterministic=True)
    connection.set_authorizer(authorise)


@contextmanager
def limited(connection: sqlite3.Connection, limit_ms: float) -> Iterator[Callable[[], float]]:
    """Interrupt a statement that works longer than its limit. Yields a function for the milliseconds worked so far.

    What counts is the CPU time of its own thread, so that no statement fails because others keep the processor. Time
    spent waiting, for the disk or the processor, counts only when it is several times the limit.
    """
    began, began_work = time.perf_counter(), time.thread_time()

    def used_ms() -> float:
        return (time.thread_time() - began_work) * 1000

    def is_over() -> bool:
        return used_ms() > limit_ms or (time.perf_counter() - began) * 1000 > WAITING_TIMES * limit_ms

    connection.set_progress_handler(is_over, STEPS)
    try:
        yield used_ms
    finally:
        connection.set_progress_handler(None, STEPS)


def explained(error: object) -> str:
    """SQLite's error message in plain words."""
    message = str(error)
    for sign, words in EXPLAINED.items():
        if sign in message:
            return words
    return message[:1].upper() + message[1:] + "." if message else "The statement could not be run."


EXPLAINED = {
    "interrupted": "The query was stopped after one second. Ask for less: filter earlier, join fewer tables.",
    TOO_LARGE: (
        f"The answer is too large: it may hold {MAX_ANSWER_CELLS:,} cells and {MAX_ANSWER_CHARACTERS:,} characters. "
        "Ask for fewer columns or rows; whole tables are under Downloads."
    ),
    "too big": "A single value in this query grows beyond 30,000 characters, which is not allowed.",
    "user-defined function raised exception": (
        "A pattern, width or set of characters in this query is too long: at most 100 characters, widths below 1,000."
    ),
    "LIKE or GLOB pattern too complex": "The pattern is too long: at most 100 characters.",
    "not authorized": (
        "This query uses a function or table that is not allowed. Queries may read the tables with SQLite's functions; "
        "they may not change anything, attach files or look at the server."
    ),
    "prohibited": "This query reads a table that is not allowed.",
    "query aborted": "The query was stopped.",
    "unable to open database file": "This query needs more room than it may use. Sort or group fewer rows.",
    "out of memory": "This query is too long or too deeply nested.",
    "Statement must be a SELECT": "Only SELECT statements are allowed: begin with select or with.",
    "disallowed PRAGMA": "Pragmas are not allowed, except those that list columns, such as pragma_table_info().",
}
