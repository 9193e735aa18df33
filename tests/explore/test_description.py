"""What Explore is given of the record: every table, column and question of the schemas, and the limits by name."""

from __future__ import annotations

import re
from typing import Any

import pytest

from vostochny.database.reading import opened, rows
from vostochny.explore.description import description
from vostochny.model.project import Project


@pytest.fixture(scope="module")
def described(built: Project) -> dict[str, Any]:
    """The description of the built record."""
    with opened(built.database) as connection:
        return description(built.dataset, connection)


def test_every_table_view_and_question_is_described(built: Project, described: dict[str, Any]) -> None:
    views = [view.name for view in built.dataset.views]
    assert [table["name"] for table in described["tables"]] == [*built.dataset.published, "records", *views]
    assert {query["name"]: query["sql"] for query in described["queries"]} == {
        query.name: query.sql for query in built.dataset.queries
    }


def test_columns_are_those_of_the_database_in_its_order(built: Project, described: dict[str, Any]) -> None:
    with opened(built.database) as connection:
        for table in described["tables"]:
            found = rows(connection, "select name from pragma_table_info(:table)", {"table": table["name"]})
            assert [column["name"] for column in table["columns"]] == [row["name"] for row in found]


def test_a_table_has_its_warnings_units_and_meanings(built: Project, described: dict[str, Any]) -> None:
    tables = {table["name"]: table for table in described["tables"]}
    for name, table in built.dataset.published.items():
        assert tables[name]["warnings"] == list(table.warnings)
        assert tables[name]["facets"] == list(table.facets)
    columns = {column["name"]: column for column in tables["vessel_sanctions"]["columns"]}
    field = built.dataset.published["vessel_sanctions"].by_name["authority"]
    assert columns["authority"]["categories"] == field.categories
    assert any(column.get("unit") for table in described["tables"] for column in table["columns"])


def test_records_whose_titles_are_bare_identifiers_have_names(built: Project, described: dict[str, Any]) -> None:
    with opened(built.database) as connection:
        keys = rows(
            connection, "select count_id as key from call_counts union all select delivery_id from notified_deliveries"
        )
    assert set(described["names"]) == {row["key"] for row in keys}


def test_limits_have_the_names_of_sqlite(described: dict[str, Any]) -> None:
    names = described["limits"]["sqlite"]
    assert all(re.fullmatch(r"SQLITE_LIMIT_[A-Z_]+", name) for name in names)
    assert {"SQLITE_LIMIT_LENGTH", "SQLITE_LIMIT_COLUMN", "SQLITE_LIMIT_ATTACHED"} <= names.keys()
    assert not {"load_extension", "readfile", "writefile"} & set(described["limits"]["functions"])
