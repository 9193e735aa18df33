"""What this program relies on inside Datasette is still so; after an upgrade the failing test names the seam."""

from __future__ import annotations

import ast
import inspect
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from datasette import facets as datasette_facets
from datasette import handle_exception
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import DEFAULT_PLUGINS
from datasette.views import base
from datasette.views import table as table_view
from datasette.views.database import QueryView
from tests.conftest import in_own_loop

from vostochny.datasette_app import patches
from vostochny.datasette_app.counts_from_page import COUNT, FACET
from vostochny.datasette_app.immutable import STRUCTURE
from vostochny.datasette_app.paging import Paging
from vostochny.datasette_app.patches import SEAMS

ROOM = Path(patches.__file__).parent
# Documented, and thus no seams: https://docs.datasette.io/en/0.65/internals.html and plugin_hooks.html.
DOCUMENTED = {
    "datasette", "datasette.app", "datasette.database", "datasette.plugins", "datasette.utils.asgi", "datasette.utils",
    "datasette.facets",
}  # fmt: skip


def parameters(function: Any) -> list[str]:
    return list(inspect.signature(inspect.unwrap(function)).parameters)


def statements(monkeypatch: pytest.MonkeyPatch, address: str) -> list[str]:
    """The statements that a plain Datasette runs for an address of a small table and a view of it."""
    seen: list[str] = []
    run = Database.execute

    async def noting(self: Database, sql: str, *given: Any, **named: Any) -> Any:
        seen.append(sql)
        return await run(self, sql, *given, **named)

    async def ask() -> None:
        app = Datasette(memory=True, settings={"suggest_facets": False})
        database = app.add_memory_database(re.sub(r"\W", "", address))
        await database.execute_write_script(
            "create table t(id text primary key, kind text); create view v as select * from t; "
            "insert into t values ('a', 'x'), ('b', 'x'), ('c', null);"
        )
        monkeypatch.setattr(Database, "execute", noting)
        answer = await app.client.get(f"/{database.name}{address}")
        assert answer.status_code == 200

    in_own_loop(ask())
    return seen


def test_this_is_the_version_for_which_the_seams_were_written() -> None:
    assert version("datasette").startswith("0.65.")


def test_there_are_few_seams_and_each_says_what_why_and_what_comes_later() -> None:
    assert len(SEAMS) <= 12
    assert len({seam.name for seam in SEAMS}) == len(SEAMS)
    assert all(seam.what and seam.why and seam.later for seam in SEAMS)
    named = set(re.findall(r"test_seam_(\w+)", Path(__file__).read_text(encoding="utf-8")))
    assert {seam.name for seam in SEAMS} <= named
    for seam in SEAMS:
        for file in re.findall(r"(\w+\.py|templates/)", seam.what):
            assert (ROOM / file).exists(), file


def test_no_other_file_imports_the_insides_of_datasette() -> None:
    listed = {file for seam in SEAMS for file in re.findall(r"\w+\.py", seam.what)}
    for path in ROOM.glob("*.py"):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        modules = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
        inside = {name for name in modules if name.split(".")[0] == "datasette"} - DOCUMENTED
        assert not inside or path.name in listed, (path.name, inside)


def test_seam_table_rows() -> None:
    assert parameters(table_view.display_columns_and_rows)[:5] == [
        "datasette", "database_name", "table_name", "description", "rows",
    ]  # fmt: skip
    assert "link_column" in parameters(table_view.display_columns_and_rows)


def test_seam_query_rows() -> None:
    assert parameters(QueryView.data)[:3] == ["self", "request", "sql"]
    assert '"rows": results.rows' in inspect.getsource(inspect.unwrap(QueryView.data))


def test_seam_default_plugins() -> None:
    assert {"datasette.handle_exception", "datasette.facets"} <= set(DEFAULT_PLUGINS)
    assert hasattr(handle_exception, "handle_exception")
    classes = datasette_facets.register_facet_classes()
    assert {item.__name__ for item in classes} == {"ColumnFacet", "DateFacet", "ArrayFacet"}


def test_seam_facet_class() -> None:
    assert parameters(datasette_facets.ColumnFacet.facet_results) == ["self"]
    assert {"ds", "request", "database", "sql", "params"} <= set(parameters(datasette_facets.Facet.__init__))


def test_seam_execute() -> None:
    assert parameters(Database.execute) == [
        "self", "sql", "params", "truncate", "custom_time_limit", "page_size", "log_sql_errors",
    ]  # fmt: skip
    assert parameters(Database.execute_fn)[:2] == ["self", "fn"]


@pytest.mark.parametrize("name", STRUCTURE)
def test_seam_structure(name: str) -> None:
    assert inspect.iscoroutinefunction(getattr(Database, name))
    assert parameters(getattr(Database, name))[1:] in ([], ["table"], ["view"], ["table", "type_"])


def test_seam_permissions() -> None:
    assert parameters(Datasette.permission_allowed) == ["self", "actor", "action", "resource", "default"]


def test_seam_statements_of_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = statements(monkeypatch, "/t?_facet=kind&id__gte=a")
    assert [sql for sql in seen if FACET.fullmatch(sql)]
    assert [sql for sql in seen if COUNT.fullmatch(sql)]


@pytest.mark.parametrize(
    ("address", "paging", "end"),
    [
        ("/t?_sort_desc=kind", Paging(["id"], has_order=True), "order by kind desc, [id] limit 101"),
        ("/t", Paging(["id"], has_order=True), "order by id, [id] limit 101"),
        ("/v?_sort=kind", Paging(["id", "kind"], has_order=True), "order by kind, [id], [kind] limit 101"),
        ("/v", Paging(["id", "kind"], has_order=False), "order by [id], [kind] limit 101"),
    ],
)
def test_seam_statement_of_a_page(monkeypatch: pytest.MonkeyPatch, address: str, paging: Paging, end: str) -> None:
    (sql,) = [sql for sql in statements(monkeypatch, address) if re.search(r"^select .* limit 101$", sql)]
    assert paging.ordered(sql).endswith(end)


def test_seam_errors() -> None:
    error = base.DatasetteError("words", title="SQL Interrupted", status=400)
    assert (error.message, error.title, error.status) == ("words", "SQL Interrupted", 400)


def test_seam_templates() -> None:
    source = inspect.getsource(table_view.TableView)
    for name in ("display_columns", "sorted_facet_results", "form_hidden_args", "facets_timed_out", "filter_columns"):
        assert f'"{name}"' in source, name
