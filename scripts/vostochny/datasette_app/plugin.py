"""What this publication adds to Datasette: names, links to the site, maps, charts, other forms, a search over all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar, cast

import datasette
from datasette.utils.asgi import Forbidden
from markupsafe import Markup

from vostochny.datasette_app import map_and_charts
from vostochny.datasette_app.cell_rendering import Column, straight
from vostochny.datasette_app.errors import answer
from vostochny.datasette_app.exports import exports, has_positions, renderers
from vostochny.datasette_app.grade import grade_of
from vostochny.datasette_app.record_context import RecordContext
from vostochny.datasette_app.row_rendering import query_rows, table_rows
from vostochny.datasette_app.search import search_page
from vostochny.datasette_app.sql_limits import guarded

Hook = TypeVar("Hook", bound=Callable[..., Any])


def hook(function: Hook) -> Hook:
    """Marks a method as one that Datasette calls."""
    return cast(Hook, datasette.hookimpl(function))


@hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Each connection to the published file is bound; Datasette's own working tables are not touched."""
    if getattr(datasette, "record_context", None) is not None and database != "_internal":
        guarded(conn)


@hook
def handle_exception(datasette: Any, request: Any, exception: BaseException) -> Any:
    """Errors are told in plain words, and nothing of the machine with them."""
    if getattr(datasette, "record_context", None) is None:
        return None
    return lambda: answer(datasette, request, exception)


@hook
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """What may not be done is told like any other error."""
    return lambda: answer(datasette, request, Forbidden(message))


@hook
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """A cell for people, on the page of one row; the rows of longer pages are written by datasette_rows.py."""
    record_context: RecordContext | None = getattr(datasette, "record_context", None)
    if record_context is None or isinstance(value, bytes):
        return None
    return Markup(Column(record_context, table, column, row.keys()).html(value)) or None


@hook
def register_output_renderer(datasette: Any) -> list[dict[str, Any]]:
    """GeoJSON and Atom of exactly the rows on a page."""
    del datasette
    return renderers(lambda found: found.record_context)


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """One search over all tables."""
    return [(r"^/search$", search_page)]


@hook
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """What the templates ask of this publication."""
    record_context: RecordContext | None = getattr(datasette, "record_context", None)
    if record_context is None:
        return {}

    async def grade(call: str) -> dict[str, Any] | None:
        return await grade_of(datasette.get_database(record_context.database.rpartition("/")[2]), call)

    def page_map(columns: Sequence[str], rows: Iterable[Any]) -> Markup | None:
        return map_and_charts.port_map(record_context, columns, rows) if has_positions(columns) else None

    def page_chart(name: str | None, columns: Sequence[str], rows: Iterable[Any]) -> Markup | None:
        chart = record_context.queries[name].header.get("chart") if name in record_context.queries else None
        if not chart:
            return None
        shown = [dict(zip(columns, tuple(row), strict=True)) for row in rows]
        return map_and_charts.bars(chart, shown, str(chart.get("unit", "")))

    return {
        "record_context": record_context,
        "grade": grade,
        "exports": partial(exports, record_context.database.rpartition("/")[0]),
        "page_map": page_map,
        "page_chart": page_chart,
        "straight": straight,
        "query_rows": partial(query_rows, record_context),
        "table_rows": partial(table_rows, record_context),
    }
