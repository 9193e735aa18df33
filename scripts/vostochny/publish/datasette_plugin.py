"""What this publication adds to Datasette's pages: links to the site, titles, and no look at the server's files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from urllib.parse import quote

import datasette
import markupsafe
from datasette.utils.asgi import Forbidden

from vostochny.model.schema import Dataset
from vostochny.publish.datasette_errors import answer
from vostochny.publish.datasette_limits import guarded

Hook = TypeVar("Hook", bound=Callable[..., Any])


@dataclass(frozen=True)
class Ledger:
    """What the pages of one Datasette need to know.

    database: address of the database, such as /data/vostochny
    titles: what each record is called
    pages: address of the page of each record that has one on the site
    """

    dataset: Dataset
    database: str
    titles: Mapping[str, str]
    pages: Mapping[str, str]


def hook(function: Hook) -> Hook:
    """Marks a method as one that Datasette calls."""
    return cast(Hook, datasette.hookimpl(function))


def is_key(column: str) -> bool:
    """Whether a column of this name holds identifiers of records."""
    return column.endswith("_id") or column == "goes_back_to"


@hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Each connection to the published file is bound; Datasette's own working tables are not touched."""
    if getattr(datasette, "ledger", None) is not None and database != "_internal":
        guarded(conn)


@hook
def handle_exception(datasette: Any, request: Any, exception: BaseException) -> Any:
    """Errors are told in plain words, and nothing of the machine with them."""
    if getattr(datasette, "ledger", None) is None:
        return None
    return lambda: answer(datasette, request, exception)


@hook
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """What may not be done is told like any other error."""
    return lambda: answer(datasette, request, Forbidden(message))


@hook
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> markupsafe.Markup | None:
    """An identifier leads to the record's page on the site, by the record's name where the table has it."""
    ledger: Ledger | None = getattr(datasette, "ledger", None)
    if ledger is None or not is_key(column):
        return None
    label, record = (value["label"], value["value"]) if isinstance(value, dict) else (value, value)
    page = ledger.pages.get(str(record))
    if page is None:
        return None
    link = markupsafe.Markup('<a href="{}">{}</a>').format(page, label)
    described = ledger.dataset.published.get(table or "")
    key = described.reference(column) if described else None
    if key is None or label == record:
        return link
    row = f"{ledger.database}/{key.table}/{quote(str(record))}"
    return link + markupsafe.Markup('&nbsp;<a class="row-link" href="{}">{}</a>').format(row, record)


@hook
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """The dataset, for the pages that list tables, views and queries by title, and the pages on the site."""
    ledger: Ledger | None = getattr(datasette, "ledger", None)
    return {} if ledger is None else {"ledger": ledger}
