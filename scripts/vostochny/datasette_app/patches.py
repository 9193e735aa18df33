"""Every place where this program relies on more of Datasette than its documentation promises, and why.

SEAMS has everything, wherever its code is, as written for and measured with Datasette 0.65;
tests/datasette_app/test_seams.py checks each against the installed Datasette. The code here replaces what no hook
reaches.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeAlias

from datasette.plugins import pm
from datasette.views import table
from datasette.views.database import QueryView

from vostochny.datasette_app.immutable import context_of
from vostochny.datasette_app.row_rendering import DisplayRows

if TYPE_CHECKING:
    from datasette.app import Datasette

Context: TypeAlias = Callable[[], Awaitable[dict[str, object]]]


@dataclass(frozen=True)
class Seam:
    """One dependency on internals of Datasette.

    name: what the test of it is called
    what: the part of Datasette, and the file of ours that relies on it
    why: what it is for
    gain: what was measured with and without it, on the table of designations (50 of 331 rows, four facets), not cached;
        empty where the page would be wrong without it
    later: what replaces it in Datasette 1.0
    """

    name: str
    what: str
    why: str
    gain: str
    later: str


SEAMS = (
    Seam(
        "table_rows",
        "datasette.views.table.display_columns_and_rows is replaced (patches.py)",
        "It calls the plugins for every cell; the template writes whole rows instead (row_rendering.py).",
        "4.6 ms a page instead of 9.3",
        "the same function with one more argument, or a view of our own by register_routes",
    ),
    Seam(
        "query_rows",
        "datasette.views.database.QueryView.data is wrapped (patches.py)",
        "The same for the answers of queries.",
        "3.2 ms for 135 rows instead of 10",
        "query_view() has no such method; a view of our own by register_routes",
    ),
    Seam(
        "default_plugins",
        "the default plugins datasette.handle_exception and datasette.facets are unregistered (patches.py)",
        "The first prints the traceback of each mistake in a reader's SQL, half a second of drawing where rich is "
        "installed; the second counts no blanks, and both would run beside ours.",
        "",
        "the same names",
    ),
    Seam(
        "facet_class",
        "datasette.facets.ColumnFacet is subclassed (facets.py)",
        "Its facets leave rows without a value out, so that their counts do not add up to the rows of the page.",
        "",
        "the same class; register_facet_classes is documented",
    ),
    Seam(
        "execute",
        "datasette.database.Database.execute is overridden (immutable.py)",
        "Datasette's limit counts the time in which other threads keep the processor, so that under load statements of "
        "a millisecond fail; and it writes each mistake of a reader to the log.",
        "",
        "the same method",
    ),
    Seam(
        "structure",
        "twelve methods of datasette.database.Database are cached (immutable.py)",
        "Each asks the file again in another thread, several dozen times a page.",
        "4.6 ms a page instead of 6.1; a record's page 1.0 ms instead of 2.6",
        "the same methods",
    ),
    Seam(
        "permissions",
        "datasette.app.Datasette.permission_allowed is cached (immutable.py)",
        "Each of the dozens of links on a page asks all plugins whether everybody may follow it.",
        "4.6 ms a page instead of 5.8; a record's page 1.0 ms instead of 2.2",
        "gone; Datasette.allowed, which asks the internal database",
    ),
    Seam(
        "statements_of_counts",
        "the text of the statements that count rows and facets (counts_from_page.py)",
        "A page that has all rows of its selection counts them itself. Any other text goes to the database.",
        "on a million calls one read of the table for each facet",
        "the same text so far",
    ),
    Seam(
        "statement_of_a_page",
        "the text of the statement that reads a page of a table or view (paging.py)",
        "Its order is not total, so that pages lose and repeat rows.",
        "",
        "the same text",
    ),
    Seam(
        "errors",
        "datasette.views.base.DatasetteError, with its `title` and `status` (immutable.py, error_pages.py)",
        "The one exception that ends a page, a JSON object and a CSV file with the same status.",
        "",
        "the same class",
    ),
    Seam(
        "templates",
        "the variables of the templates base, index, database, table, row, query and error (templates/)",
        "Overriding templates is documented, their variables before 1.0 are not.",
        "",
        "documented variables; database and query pages have other names for some",
    ),
)


def apply() -> None:
    """Apply the patches of this file to Datasette; once in a process, and harmless to any other Datasette in it."""
    for name in ("datasette.handle_exception", "datasette.facets"):
        pm.unregister(name=name)
    table.display_columns_and_rows = without_cells(table.display_columns_and_rows)
    QueryView.data = without_drawing(QueryView.data)


def without_cells(display: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Datasette's function for the page of a table, which then leaves the rows as they came from the database."""

    @wraps(display)
    async def displayed(
        datasette: Datasette, database: str, name: str, description: Sequence[Sequence[str]], rows: Any, **more: Any
    ) -> Any:
        if context_of(datasette) is None:
            return await display(datasette, database, name, description, rows, **more)
        columns, _ = await display(datasette, database, name, description, [], **more)
        keys = await datasette.get_database(database).primary_keys(name) if more.get("link_column") else []
        if more.get("link_column") and not keys:
            keys = ["rowid"]
        return columns, DisplayRows(rows, [column[0] for column in description], keys)

    return displayed


def without_drawing(ask: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Datasette's method for the answer of a query; its template takes the rows from the answer itself."""

    @wraps(ask)
    async def asked(self: QueryView, *given: object, **named: object) -> Any:
        answer = await ask(self, *given, **named)
        if context_of(self.ds) is None or not isinstance(answer, tuple):
            return answer
        data, context, *rest = answer
        return (data, without_rows(data["rows"], context), *rest)

    return asked


def without_rows(rows: list[Any], context: Context) -> Context:
    """The variables of a template, computed while there are no rows to draw."""

    async def computed() -> dict[str, object]:
        held = rows[:]
        rows.clear()
        try:
            return await context()
        finally:
            rows.extend(held)

    return computed
