"""Takes the drawing of rows over from Datasette, which asks all plugins about each cell: half the time of a page."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from functools import wraps
from types import ModuleType
from typing import Any

from vostochny.datasette_app.row_rendering import DisplayRows

Context = Callable[[], Awaitable[dict[str, Any]]]


def lighten() -> None:
    """Spare Datasette its registry of units, which takes half the time of its start; here they stand in headings.

    To be called before Datasette is imported.
    """
    stand_in = ModuleType("datasette.vendored.pint")
    vars(stand_in)["UnitRegistry"] = object
    sys.modules.setdefault(stand_in.__name__, stand_in)


def take_over() -> None:
    """Have Datasette leave the rows of this publication to its templates; once in a process."""
    from datasette.views import table
    from datasette.views.database import QueryView

    table.display_columns_and_rows = undrawn(table.display_columns_and_rows)
    QueryView.data = unread(QueryView.data)


def undrawn(display: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Datasette's function for the page of a table, with rows as they came from the database."""

    @wraps(display)
    async def displayed(datasette: Any, database: str, name: str, description: Any, rows: Any, **more: Any) -> Any:
        if getattr(datasette, "record_context", None) is None:
            return await display(datasette, database, name, description, rows, **more)
        columns, _ = await display(datasette, database, name, description, [], **more)
        keys = await datasette.get_database(database).primary_keys(name) if more.get("link_column") else []
        if more.get("link_column") and not keys:
            keys = ["rowid"]
        return columns, DisplayRows(rows, [column[0] for column in description], keys)

    return displayed


def unread(ask: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Datasette's method for the answer of a query; its page takes the rows from the answer itself."""

    @wraps(ask)
    async def asked(self: Any, *given: Any, **named: Any) -> Any:
        answer = await ask(self, *given, **named)
        if getattr(self.ds, "record_context", None) is None or not isinstance(answer, tuple):
            return answer
        data, context, *rest = answer
        return (data, without_rows(data["rows"], context), *rest)

    return asked


def without_rows(rows: list[Any], context: Context) -> Context:
    """What a template is given, worked out while there are no rows to draw."""

    async def worked_out() -> dict[str, Any]:
        held = rows[:]
        rows.clear()
        try:
            return await context()
        finally:
            rows.extend(held)

    return worked_out
