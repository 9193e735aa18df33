"""Shows the database in Datasette: everything that its pages say about tables, columns and queries is in schemas/."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.plugins import pm

from vostochny.datasette_app import patches, plugin
from vostochny.datasette_app.csv_answers import REWRITTEN
from vostochny.datasette_app.guard import Guard
from vostochny.datasette_app.immutable import ImmutableDatasette
from vostochny.datasette_app.record_context import read_record_context
from vostochny.model.project import Project
from vostochny.model.schema import Dataset, Table
from vostochny.model.site_url import DATASETTE_PATH
from vostochny.model.sqlfile import SqlFile
from vostochny.render.field_words import RECORDS, field_description
from vostochny.render.inert_text import in_html
from vostochny.web.limits import FACET_SIZE, MAX_ROWS, PAGE_ROWS, TIME_LIMIT_MS
from vostochny.web.snapshot import Snapshot, inspected

if TYPE_CHECKING:
    from starlette.types import ASGIApp

BASE_URL = f"{DATASETTE_PATH}/"
TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
# For each facet; a page has several, and readers wait for all of them.
FACET_LIMIT_MS = 200


def metadata(dataset: Dataset, database: str = "vostochny") -> dict[str, Any]:
    """Datasette's metadata (0.65), made of schemas/ alone."""
    package = dataset.package
    licence = package["licenses"][0]
    tables = {table.name: table_metadata(dataset, table) for table in dataset.published.values()}
    views = {view.name: view_metadata(view) for view in dataset.views}
    head = {
        "title": package["title"],
        "description": package["description"].strip(),
        "license": licence["title"],
        "license_url": licence["path"],
        "source": "the documents in the table of sources",
        "source_url": f"{BASE_URL}{database}/sources",
        "about": package["title"],
        "about_url": "/",
    }
    queries = {query.name: query_metadata(query) for query in dataset.queries}
    shown = {**tables, "records": {**RECORDS, "size": PAGE_ROWS}, **views}
    return {**head, "databases": {database: {**head, "tables": shown, "queries": queries}}}


def table_metadata(dataset: Dataset, table: Table) -> dict[str, object]:
    """Title, description with its warnings, columns, label, order and facets of one table."""
    licence = next(item for item in dataset.package["licenses"] if item["name"] == table.licence)
    columns = {field.name: field_description(dataset, field) for field in table.fields}
    columns |= {item.name: f"{item.title}. {item.description}" for item in table.derived}
    last = (
        f'The whole table as a file: <a href="/downloads/{table.file_name}">{table.file_name}</a>. '
        f'What the table is: <a href="/tables/{table.name}/">its page on the site</a>.'
    )
    result: dict[str, object] = {
        "title": table.title,
        "description": table.description,
        "description_html": description_html(table.description, table.warnings, last),
        "license": licence["title"],
        "license_url": licence["path"],
        "label_column": table.label,
        "columns": columns,
        "facets": list(table.facets),
        "facet_size": FACET_SIZE,
        "size": PAGE_ROWS,
    }
    if table.sort:
        result["sort"] = table.sort
    return result


def view_metadata(view: SqlFile) -> dict[str, object]:
    """Title, description and warnings of one view."""
    return {
        "title": view.title,
        "description": view.description,
        "description_html": description_html(view.description, view.header.get("warnings", [])),
        "columns": dict(view.header.get("columns") or {}),
        "size": PAGE_ROWS,
    }


def query_metadata(query: SqlFile) -> dict[str, object]:
    """One named query: its statement, what it shows, what may be asked, and what the defaults answer."""
    parameters: dict[str, dict[str, object]] = query.header.get("parameters") or {}
    asked = [f"{name}: {item['title']}" for name, item in parameters.items()]
    return {
        "sql": query.sql,
        "title": query.title,
        "description": query.description,
        "description_html": description_html(query.description, asked, in_html(query.header.get("example", ""))),
        "params": list(parameters),
        "hide_sql": True,
    }


def description_html(description: str, points: Iterable[str], last: str = "") -> str:
    """A paragraph, a list and a last paragraph; only `last` may hold markup."""
    html = f"<p>{in_html(description)}</p>"
    if items := "".join(f"<li>{in_html(point)}</li>" for point in points):
        html += f"<ul>{items}</ul>"
    return f"{html}<p>{last}</p>" if last else html


def settings() -> dict[str, Any]:
    """Datasette's settings."""
    return {
        "base_url": BASE_URL,
        "suggest_facets": False,
        "default_page_size": PAGE_ROWS,
        "default_facet_size": FACET_SIZE,
        "max_returned_rows": MAX_ROWS,
        "sql_time_limit_ms": TIME_LIMIT_MS,
        "facet_time_limit_ms": FACET_LIMIT_MS,
        "allow_csv_stream": True,
        "max_csv_mb": 0,
        "allow_download": False,
        "num_sql_threads": 4,
        "template_debug": False,
        "trace_debug": False,
    }


def fingerprint(folder: Path) -> str:
    """A few characters that change with any file of a folder, so that a cache may keep each for ever."""
    contents = b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
    return hashlib.sha256(contents).hexdigest()[:8]


def application(project: Project, snapshot: Snapshot) -> ASGIApp:
    """Datasette over the built database, at /data/: it cannot write, and its debug pages do not answer.

    snapshot: what is known of the database beforehand
    """
    dataset = project.dataset
    if not pm.is_registered(plugin):
        pm.register(plugin, name="vostochny")
        patches.apply()
    name = project.database.stem
    context = read_record_context(project, f"{BASE_URL}{name}", fingerprint(STATIC), snapshot.rows)
    app = ImmutableDatasette(
        str(project.database),
        context,
        metadata=metadata(dataset, name),
        template_dir=str(TEMPLATES),
        settings=settings(),
        inspect_data=inspected(snapshot, project.database),
        cors=True,
        static_mounts=[("static", str(STATIC))],
    )
    given = {query.name: defaults(query) for query in dataset.queries}
    key_parts = {table.name: len(table.primary_key) for table in dataset.published.values()}
    return Guard(app.app(), context.database, given, key_parts, value_types(dataset))


def value_types(dataset: Dataset) -> dict[str, dict[str, str]]:
    """For each table the type of each column that the database keeps in another form than the downloads."""
    return {
        table.name: {field.name: field.type for field in table.fields if field.type in REWRITTEN}
        for table in dataset.published.values()
    }


def defaults(query: SqlFile) -> dict[str, str]:
    """The default of each parameter of a named query, as text."""
    return {name: str(item["default"]) for name, item in (query.header.get("parameters") or {}).items()}
