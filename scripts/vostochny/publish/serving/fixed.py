"""Datasette over a file that never changes: what it asks of the file again for every page, it is told from memory."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any

from datasette import handle_exception
from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted, Results

from vostochny.publish.serving.kept import Kept, weight
from vostochny.publish.serving.validity import GIVEN_UP
from vostochny.publish.serving.warm import PATIENT

# Room for what is remembered: facets, labels and counts; and the structure of the tables.
RESULTS_BYTES = 16 * 1024 * 1024
STRUCTURE_BYTES = 4 * 1024 * 1024
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


class Remembered:
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


class FixedDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """A database that cannot change while it is served."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.structure = Remembered(STRUCTURE_BYTES)
        self.results = Remembered(RESULTS_BYTES)

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **more: Any) -> Results:
        """Run a statement as Datasette does, but say nothing of a reader's mistake on the console.

        What only counts or labels (truncate is false) is remembered. What is given up is noted for the whole page.
        """

        if PATIENT.get():
            more = {**more, "custom_time_limit": None}

        async def run() -> Results:
            return await super(FixedDatabase, self).execute(
                sql, params, truncate=truncate, **{**more, "log_sql_errors": False}
            )

        try:
            if truncate:
                return await run()
            values = sorted(params.items()) if isinstance(params, Mapping) else params or ()
            return await self.results.get((sql, tuple(values)), run)
        except (QueryInterrupted, sqlite3.Error):
            GIVEN_UP.get({})["given_up"] = True
            raise


def structural(name: str) -> Callable[..., Awaitable[Any]]:
    """The method of Datasette's database of this name, asked once for each table."""
    method = getattr(Database, name)

    async def ask(self: FixedDatabase, *about: Any) -> Any:
        # A copy, because Datasette may add to a list that it was given.
        return copy.copy(await self.structure.get((name, *about), lambda: method(self, *about)))

    return ask


for method_name in STRUCTURE:
    setattr(FixedDatabase, method_name, structural(method_name))


class FixedDatasette(Datasette):  # type: ignore[misc]  # Datasette has no types
    """A Datasette with one database that cannot change, and nobody who could log in."""

    def __init__(self, path: str, **more: Any) -> None:
        super().__init__(immutables=[path], **more)
        # Where rich is installed, each mistake in a reader's SQL is otherwise drawn on the console, at a second's cost.
        handle_exception.rich = None
        name = next(name for name, database in self.databases.items() if database.path == path)
        self.remove_database(name)
        self.add_database(FixedDatabase(self, path, is_mutable=False), name)
        self.permissions = Remembered(STRUCTURE_BYTES)
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
            return await super(FixedDatasette, self).permission_allowed(actor, action, resource, default)

        return await (ask() if actor is not None else self.permissions.get((action, resource, default), ask))
