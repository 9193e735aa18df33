"""Datasette over a file that never changes: what it asks of the file again for every page, it is told from memory."""

from __future__ import annotations

import copy
import sqlite3
import time
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from datasette import handle_exception
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted, Results
from datasette.utils import CustomRow

from vostochny.datasette_app.counts_from_page import CompletePage
from vostochny.web.cache_headers import PAGE
from vostochny.web.lru_cache import Kept, weight
from vostochny.web.prewarm import PATIENT

# Room for what is remembered: facets, labels and counts; and the structure of the tables.
RESULTS_BYTES = 16 * 1024 * 1024
STRUCTURE_BYTES = 4 * 1024 * 1024
# Facets of one page together, and the count of its rows; what is not counted by then is left out, and the page says so.
FACETS_MS = 150
COUNT_MS = 250
# How often a statement is looked after, in steps of SQLite's machine, a millisecond or so. Each look needs Python, for
# which the thread has to wait for others; a thousand steps, as Datasette has it, make minutes of a second under load.
STEPS = 20_000
WAITING_TIMES = 10
# What holding anything takes besides its content.
OVERHEAD_BYTES = 300
# What Datasette asks of the structure of a database, several dozen times a page and each time in another thread.
STRUCTURE = (
    "fts_table",
    "foreign_keys_for_table",
    "get_all_foreign_keys",
    "get_table_definition",
    "hidden_table_names",
    "label_column_for_table",
    "primary_keys",
    "table_column_details",
    "table_columns",
    "table_exists",
    "table_names",
    "view_names",
)


class AsyncCache:
    """The last answers to questions that always have the same one, up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self.answers: Kept[Hashable, Any] = Kept(most_bytes)

    async def get(self, question: Hashable, ask: Callable[[], Awaitable[Any]]) -> Any:
        """The answer, asked for when it is not known. An error is not remembered."""
        if question in self.answers:
            return self.answers[question]
        answer = await ask()
        content = answer.rows if isinstance(answer, Results) else answer
        self.answers.put(question, answer, weight(question) + weight(content) + OVERHEAD_BYTES)
        return answer


class ImmutableDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """A database that cannot change while it is served."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.structure = AsyncCache(STRUCTURE_BYTES)
        self.results = AsyncCache(RESULTS_BYTES)

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **more: Any) -> Results:
        """Run a statement as Datasette does, within limits that hold under load, and silent about a reader's mistakes.

        What only counts or labels (truncate is false) is told from the rows of the page where these are all, and
        remembered else. What is given up is noted for the whole page.
        """
        page = PAGE.get({})
        named = params if isinstance(params, Mapping) else {}
        at_hand: CompletePage | None = page.get("at_hand")
        if not truncate and at_hand and (told := at_hand.answer(sql, named)) is not None:
            return Results([CustomRow(list(row), row) for row in told], False, [])
        try:
            if not truncate:
                values = sorted(named.items()) or params or ()
                return await self.results.get((sql, tuple(values)), lambda: self.ask(sql, params, page, **more))
            results = await self.ask(sql, params, page, most=self.ds.max_returned_rows, **more)
        except (QueryInterrupted, sqlite3.Error, MemoryError):
            page["given_up"] = True
            raise
        size = more.get("page_size")
        page["cut"] = results.truncated or bool(size and len(results.rows) > size)
        if size and not page["cut"]:
            page["at_hand"] = CompletePage(
                sql, dict(named), [column[0] for column in results.description], results.rows
            )
        return results

    async def ask(self, sql: str, params: Any, page: dict[str, Any], most: int | None = None, **more: Any) -> Results:
        """Have a statement run in a thread.

        page: what is known of the request, the time spent on its facets among it
        most: rows to be returned; all of them when None
        """
        limit_ms = float(self.ds.sql_time_limit_ms)
        facet = more.get("custom_time_limit")
        if not PATIENT.get():
            if facet:
                limit_ms = min(facet, FACETS_MS - page.get("facets_ms", 0))
            elif sql.startswith("select count(*)"):
                limit_ms = COUNT_MS
        if limit_ms <= 0:
            raise QueryInterrupted(None, sql, params)
        if most and most == more.get("page_size"):
            # Datasette asks for one row more than a page has, to see whether there is another page.
            most += 1

        def run(connection: sqlite3.Connection) -> Results:
            with limited(connection, limit_ms) as used_ms:
                try:
                    cursor = connection.cursor()
                    cursor.execute(sql, params if params is not None else {})
                    rows = cursor.fetchmany(most + 1) if most else cursor.fetchall()
                except sqlite3.OperationalError as error:
                    if error.args == ("interrupted",):
                        raise QueryInterrupted(error, sql, params) from error
                    raise
                finally:
                    if facet:
                        page["facets_ms"] = page.get("facets_ms", 0) + used_ms()
            cut = bool(most) and len(rows) > (most or 0)
            return Results(rows[:most] if cut else rows, cut, cursor.description)

        return await self.execute_fn(run)


@contextmanager
def limited(connection: sqlite3.Connection, limit_ms: float) -> Iterator[Callable[[], float]]:
    """End a statement that works longer than its limit. Gives the milliseconds that it has worked.

    What counts is the time of its own thread: while others keep the processor, nobody's statement fails for it. Time in
    which it waits, for the disk or for a turn, counts too when it comes to several times as much.
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


def structural(name: str) -> Callable[..., Awaitable[Any]]:
    """The method of Datasette's database of this name, asked once for each table."""
    method = getattr(Database, name)

    async def ask(self: ImmutableDatabase, *about: Any) -> Any:
        # A copy, because Datasette may add to a list that it was given.
        return copy.copy(await self.structure.get((name, *about), lambda: method(self, *about)))

    return ask


for method_name in STRUCTURE:
    setattr(ImmutableDatabase, method_name, structural(method_name))


class ImmutableDatasette(Datasette):  # type: ignore[misc]  # Datasette has no types
    """A Datasette with one database that cannot change, and nobody who could log in."""

    def __init__(self, path: str, **more: Any) -> None:
        super().__init__(immutables=[path], **more)
        # Where rich is installed, each mistake in a reader's SQL is otherwise drawn on the console, at a second's cost.
        handle_exception.rich = None
        name = next(name for name, database in self.databases.items() if database.path == path)
        self.remove_database(name)
        self.add_database(ImmutableDatabase(self, path, is_mutable=False), name)
        self.permissions = AsyncCache(STRUCTURE_BYTES)
        self.is_fresh = False
        # The templates are part of the edition; Jinja would look for each, eight times a page, whether it changed.
        self.jinja_env.auto_reload = False

    def absolute_url(self, request: Any, path: str) -> str:
        """An address with the host: of the dozens on a page all begin with a slash, and need not be taken apart."""
        path = str(path)
        return f"{request.scheme}://{request.host}{path}" if path[:1] == "/" else super().absolute_url(request, path)

    async def refresh_schemas(self) -> None:
        """Take in the structure once; it stays."""
        if not self.is_fresh:
            await super().refresh_schemas()
            self.is_fresh = True

    async def permission_allowed(self, actor: Any, action: str, resource: Any = None, default: bool = False) -> Any:
        """Whether everybody may do this, worked out once: the rules are fixed, and readers have no accounts."""

        async def ask() -> Any:
            return await super(ImmutableDatasette, self).permission_allowed(actor, action, resource, default)

        return await (ask() if actor is not None else self.permissions.get((action, resource, default), ask))
