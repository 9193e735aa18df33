"""A cell that is both inferred and located is named at `inferred`."""

from __future__ import annotations

import pytest
from tests.conftest import RawTables, set_cell

from vostochny.checks.located_cells import check_located
from vostochny.model.project import Project


def test_the_record_has_no_such_cell(checkout: Project, tables: RawTables) -> None:
    assert list(check_located(checkout.dataset, tables)) == []


@pytest.mark.parametrize(
    ("table", "key", "inferred", "column", "rule"),
    [
        ("volume_estimates", "estimate-116", "quantity_central", "inferred", "inferred-located"),
    ],
)
def test_what_is_inferred_agrees_with_what_is_located(
    checkout: Project, tables: RawTables, table: str, key: str, inferred: str, column: str, rule: str
) -> None:
    line = set_cell(tables[table], key, "inferred", inferred)
    found = {(item.file, item.line, item.column, item.rule) for item in check_located(checkout.dataset, tables)}
    assert (f"data/{table}.csv", line, column, rule) in found


def test_the_ship_of_a_printed_name_may_be_inferred(checkout: Project, tables: RawTables) -> None:
    raw = tables["sightings"]
    row = next(row for row in raw.rows if "vessel_id" in row[raw.table.columns.index("inferred")].split(";"))
    assert [item for item in check_located(checkout.dataset, tables) if row[0] in item.expected] == []
