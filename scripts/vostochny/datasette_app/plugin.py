"""What this publication adds to Datasette by its hooks: names, links to the site, maps, charts, formats, a search."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

import datasette
from datasette.utils.asgi import Forbidden, NotFound
from markupsafe import Markup

from vostochny.datasette_app import map_and_charts
from vostochny.datasette_app.cell_rendering import Column
from vostochny.datasette_app.error_pages import REFUSED, answer
from vostochny.datasette_app.exports import OutputFormat, as_dicts, exports, has_positions, renderers
from vostochny.datasette_app.facets import FACETS
from vostochny.datasette_app.grade import grade_of
from vostochny.datasette_app.immutable import context_of
from vostochny.datasette_app.paging import PAGING, Paging
from vostochny.datasette_app.row_rendering import query_rows, table_rows
from vostochny.datasette_app.search import search_page
from vostochny.datasette_app.sql_limits import guarded
from vostochny.render.inert_text import straight
from vostochny.render.tabs import FIRST_QUESTIONS, FIRST_TABLES, HERE, TABS

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

Hook = TypeVar("Hook", bound=Callable[..., object])
# The address that the guard gives to requests for which there is no page, and to those that it refuses.
NOWHERE = "/no-such-page"


def hook(function: Hook) -> Hook:
    """Marks a function as one that Datasette calls."""
    return cast(Hook, datasette.hookimpl(function))


@hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Limits each connection to the published file; Datasette's own working tables have none."""
    context = context_of(datasette)
    if context is not None and database == context.database_name:
        guarded(conn)


@hook
def handle_exception(
    datasette: Datasette, request: Request, exception: BaseException
) -> Callable[[], Awaitable[Response]] | None:
    """Reports errors in plain words, with nothing about the machine in them."""
    if context_of(datasette) is None:
        return None
    return lambda: answer(datasette, request, exception)


@hook
def forbidden(datasette: Datasette, request: Request, message: str) -> Callable[[], Awaitable[Response]]:
    """Reports what is not allowed like any other error."""
    return lambda: answer(datasette, request, Forbidden(message))


@hook
def render_cell(row: sqlite3.Row, value: object, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """A cell for people, on the page of one row; the rows of longer pages are written by row_rendering.py."""
    context = context_of(datasette)
    if context is None or isinstance(value, bytes):
        return None
    return Markup(Column(context, table, column, row.keys()).html(value)) or None


@hook
def register_output_renderer(datasette: Datasette) -> list[OutputFormat]:
    """GeoJSON and Atom of exactly the rows on a page."""
    del datasette
    return renderers()


@hook
def register_facet_classes() -> list[type]:
    """Facets that count rows without a value too."""
    return list(FACETS)


@hook
def filters_from_request(request: Request, table: str, database: str, datasette: Datasette) -> Awaitable[None]:
    """Notes how the rows of a table or view are to be ordered, before Datasette reads a page of them."""

    async def note() -> None:
        PAGING.set(await paging_of(datasette, request, database, table))

    return note()


async def paging_of(datasette: Datasette, request: Request, database: str, table: str) -> Paging | None:
    """The order that pages of a table or view need; None for another Datasette."""
    context = context_of(datasette)
    if context is None:
        return None
    file = datasette.get_database(database)
    if await file.table_exists(table):
        return Paging(await file.primary_keys(table) or ["rowid"], has_order=True)
    if request.args.get("_sort") or request.args.get("_sort_desc"):
        return Paging(await file.table_columns(table), has_order=True)
    return Paging([] if table in context.ordered_views else await file.table_columns(table), has_order=False)


@hook
def register_routes() -> list[tuple[str, Callable[..., object]]]:
    """One search over all tables, and the page for addresses at which there is nothing."""
    return [(r"^/search$", search_page), (rf"^{NOWHERE}(?:\.[a-z]+)?$", nowhere)]


def nowhere(request: Request) -> None:
    """Raises RefusedError where the guard says why a request is refused, else NotFound."""
    raise request.scope.get(REFUSED) or NotFound("no such page")


@hook
def extra_template_vars(datasette: Datasette) -> dict[str, object]:
    """What the templates ask of this publication."""
    context = context_of(datasette)
    if context is None:
        return {}

    async def grade(call: str) -> Mapping[str, object] | None:
        return await grade_of(datasette.get_database(context.database_name), call)

    def page_map(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Markup | None:
        return map_and_charts.port_map(context, columns, rows) if has_positions(columns) else None

    def page_chart(name: str | None, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Markup | None:
        chart = context.queries[name].header.get("chart") if name in context.queries else None
        if not chart:
            return None
        return map_and_charts.bars(chart, as_dicts(rows, columns), str(chart.get("unit", "")))

    return {
        "record_context": context,
        "tabs": TABS,
        "tab_here": HERE,
        "first_questions": FIRST_QUESTIONS,
        "first_tables": FIRST_TABLES,
        "grade": grade,
        "exports": partial(exports, context.base),
        "page_map": page_map,
        "page_chart": page_chart,
        "straight": straight,
        "query_rows": partial(query_rows, context),
        "table_rows": partial(table_rows, context),
    }
