"""Datasette over a file that never changes: what it would ask of the file again for every page is cached.

Which parts of Datasette this replaces, and why, is in patches.py.
"""

from __future__ import annotations

import asyncio
import copy
import sqlite3
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted, Results
from datasette.utils import CustomRow
from datasette.views.base import DatasetteError

from vostochny.datasette_app.counts_from_page import CompletePage
from vostochny.datasette_app.paging import PAGING
from vostochny.datasette_app.record_context import RecordContext
from vostochny.datasette_app.sql_limits import limited
from vostochny.web.cache_headers import PAGE, PageFacts
from vostochny.web.lru_cache import ByteCache, weight
from vostochny.web.prewarm import PATIENT

Parameters: TypeAlias = Mapping[str, object] | Sequence[object] | None
Asked = TypeVar("Asked")

# Limits of the caches of facets, labels and counts, and of the structure of the tables.
RESULTS_BYTES = 16 * 1024 * 1024
STRUCTURE_BYTES = 4 * 1024 * 1024
# All facets of one page together, and the count of its rows; what is not counted in time is left out, as the page says.
FACETS_MS = 150
COUNT_MS = 250
# Memory that a cache entry takes besides its content.
OVERHEAD_BYTES = 300
# Seconds after which a page asks again for what SQLite had no memory for. The bound on memory is one for the whole
# process, so that a reader's statement, which has a second, may hold all of it for so long.
WAITS_FOR_MEMORY_S = (0.1, 0.2, 0.4, 0.8, 1.6)
# What Datasette asks about the structure of a database, several dozen times a page and each time in another thread.
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
    """Caches the answers to questions that always have the same one, up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self.answers: ByteCache[Hashable, Any] = ByteCache(most_bytes)

    async def get(self, question: Hashable, ask: Callable[[], Awaitable[Asked]]) -> Asked:
        """The cached answer, or that of `ask`. Errors are not cached."""
        if question in self.answers:
            known: Asked = self.answers[question]
            return known
        answer = await ask()
        content = answer.rows if isinstance(answer, Results) else answer
        self.answers.put(question, answer, weight(question) + weight(content) + OVERHEAD_BYTES)
        return answer


class ImmutableDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """A database file that does not change while it is served."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        self.structure = AsyncCache(STRUCTURE_BYTES)
        self.results = AsyncCache(RESULTS_BYTES)

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection for reading, whatever is in the path: Datasette's own ends a path at `#` or `?` and decodes `%`.

        write: never, because the file does not change
        """
        assert not write
        uri = f"{Path(self.path).resolve().as_uri()}?immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection

    async def execute_fn(self, function: Callable[[sqlite3.Connection], Asked]) -> Asked:
        """Run a function on a connection in a thread.

        Raises MemoryError where SQLite has no memory for it, of a page only after some waiting.
        """
        for wait_s in () if PAGE.get(PageFacts()).get("own_statement") else WAITS_FOR_MEMORY_S:
            try:
                answer: Asked = await super().execute_fn(function)
            except MemoryError:
                await asyncio.sleep(wait_s)
            else:
                return answer
        last: Asked = await super().execute_fn(function)
        return last

    async def execute(self, sql: str, params: Parameters = None, truncate: bool = False, **more: Any) -> Results:
        """Run a statement as Datasette does, within limits that hold under load, and without logging readers' mistakes.

        Counts, facets and labels (`truncate` is false) are computed from the rows of the page if it has all rows, and
        cached otherwise. A statement that failed is noted for the whole page, which is then not cached.
        """
        page = PAGE.get(PageFacts())
        named = params if isinstance(params, Mapping) else {}
        complete = page.get("complete_page")
        if not truncate and isinstance(complete, CompletePage) and (counted := complete.answer(sql, named)) is not None:
            return Results([CustomRow(list(row), row) for row in counted], False, [])
        try:
            if not truncate:
                values = sorted(named.items()) or params or ()
                return await self.results.get((sql, tuple(values)), lambda: self.ask(sql, params, page, **more))
            if (paging := PAGING.get()) is not None:
                PAGING.set(None)
                sql = paging.ordered(sql)
                await self.count_streamed(paging.counting(sql), params, page)
            results = await self.ask(sql, params, page, most=self.ds.max_returned_rows, **more)
        except (QueryInterrupted, sqlite3.Error, MemoryError):
            page["given_up"] = True
            raise
        size = more.get("page_size")
        page["cut"] = results.truncated or bool(size and len(results.rows) > size)
        if size and not page["cut"]:
            page["complete_page"] = CompletePage(
                sql, dict(named), [column[0] for column in results.description], results.rows
            )
        return results

    async def count_streamed(self, sql: str, params: Parameters, page: PageFacts) -> None:
        """Count the rows that a CSV answer of several pages must have; unknown where that takes too long."""
        if page.get("streamed") and "expected_rows" not in page:
            try:
                counted = await self.ask(sql, params, page)
            except QueryInterrupted:
                page["expected_rows"] = None
            else:
                page["expected_rows"] = counted.rows[0][0]

    async def ask(
        self,
        sql: str,
        params: Parameters,
        page: PageFacts,
        most: int | None = None,
        *,
        page_size: int | None = None,
        custom_time_limit: float | None = None,
        **_more: object,
    ) -> Results:
        """Run a statement in a thread.

        page: what is known of the request, such as the time spent on its facets
        most: rows to be returned; all of them when None
        """
        limit_ms = float(self.ds.sql_time_limit_ms)
        if not PATIENT.get():
            if custom_time_limit:
                limit_ms = min(custom_time_limit, FACETS_MS - page.get("facets_ms", 0))
            elif sql.startswith("select count(*)"):
                limit_ms = COUNT_MS
        if limit_ms <= 0:
            raise QueryInterrupted(None, sql, params)
        if most and most == page_size:
            # Datasette asks for one row more than a page has, to find out whether there is another page.
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
                    if custom_time_limit:
                        page["facets_ms"] = page.get("facets_ms", 0) + used_ms()
            cut = bool(most) and len(rows) > (most or 0)
            return Results(rows[:most] if cut else rows, cut, cursor.description)

        return await self.execute_fn(run)


def structural(name: str) -> Callable[..., Awaitable[Any]]:
    """The method of Datasette's database of this name, with its answers cached."""
    method = getattr(Database, name)

    async def ask(self: ImmutableDatabase, *about: Hashable) -> Any:
        # A copy, because Datasette changes some of the lists that it receives.
        return copy.copy(await self.structure.get((name, *about), lambda: method(self, *about)))

    return ask


for method_name in STRUCTURE:
    setattr(ImmutableDatabase, method_name, structural(method_name))


class ImmutableDatasette(Datasette):  # type: ignore[misc]  # Datasette has no types
    """A Datasette with one database that cannot change, and no accounts.

    record_context: what the pages of this publication need to know
    """

    def __init__(self, path: str, record_context: RecordContext, **settings: object) -> None:
        super().__init__(immutables=[path], **settings)
        name = next(name for name, database in self.databases.items() if database.path == path)
        self.remove_database(name)
        self.add_database(ImmutableDatabase(self, path, is_mutable=False), name)
        self.record_context = record_context
        self.permissions = AsyncCache(STRUCTURE_BYTES)

    async def execute(self, *given: object, **named: object) -> Results:
        """Run a statement. Raises DatasetteError with status 400 for a mistake in it, in every format alike.

        Datasette itself would answer with a page, a JSON object of another form, and an empty CSV file with status 200.
        """
        try:
            return await super().execute(*given, **named)
        except sqlite3.DatabaseError as error:
            raise DatasetteError(str(error), status=400) from error

    async def permission_allowed(
        self, actor: object, action: str, resource: Hashable = None, default: bool | None = False
    ) -> bool | None:
        """Whether an action is allowed, computed once: the rules never change, and readers have no accounts.

        None where no rule says so and the caller has no default.
        """

        async def ask() -> bool | None:
            answer: bool | None = await super(ImmutableDatasette, self).permission_allowed(
                actor, action, resource, default
            )
            return answer

        return await (ask() if actor is not None else self.permissions.get((action, resource, default), ask))


def context_of(datasette: object) -> RecordContext | None:
    """The record context of our own Datasette; None for any other in the same process."""
    return datasette.record_context if isinstance(datasette, ImmutableDatasette) else None
