"""A number that a row gives in a cell and in words is the same in both."""

from __future__ import annotations

import pytest
from tests.conftest import RawTables, set_cell

from vostochny.checks.restated_numbers import check_numbers


@pytest.mark.parametrize(
    ("table", "key", "column", "value"),
    [
        ("conversion_factors", "factor-005", "factor", "8.34"),
        ("conversion_factors", "factor-005", "factor", ""),
        ("conversion_factors", "factor-020", "high", "8.34"),
        ("conversion_factors", "factor-005", "derivation", "1,745 barrels by 1,410 tonnes, China, August 2021."),
        ("conversion_factors", "factor-005", "derivation", "Worked out from two notices."),
        ("call_counts", "count-001", "vessels_low", "6"),
        ("call_counts", "count-029", "vessels_high", "9"),
        ("call_counts", "count-007", "vessels_as_printed", ""),
        ("volume_estimates", "estimate-088", "load_share", "0.9"),
        ("volume_estimates", "estimate-088", "deliveries", "78"),
        ("volume_estimates", "estimate-102", "load_share", "0.4"),
        ("observation_effort", "effort-001", "share_high", "0.654"),
        ("observation_effort", "effort-005", "share_low", ""),
        ("observation_effort", "effort-007", "revisit_days", "7"),
        ("observation_effort", "effort-007", "revisit_days", ""),
    ],
)
def test_a_number_that_its_words_do_not_give_is_named(
    tables: RawTables, table: str, key: str, column: str, value: str
) -> None:
    line = set_cell(tables[table], key, column, value)
    places = {(item.file, item.line, item.column) for item in check_numbers(tables)}
    assert (f"data/{table}.csv", line, column) in places or any(
        place[:2] == (f"data/{table}.csv", line) for place in places
    )
    assert len({place[:2] for place in places}) == 1


def test_the_real_tables_keep_it(tables: RawTables) -> None:
    assert list(check_numbers(tables)) == []


@pytest.mark.parametrize("value", ["NaN", "x", "1e999", "-", "١"])
def test_a_cell_that_is_no_number_is_left_to_other_checks(tables: RawTables, value: str) -> None:
    for table, key, column in (
        ("conversion_factors", "factor-005", "factor"),
        ("call_counts", "count-001", "vessels_low"),
        ("volume_estimates", "estimate-088", "deliveries"),
        ("observation_effort", "effort-007", "revisit_days"),
    ):
        set_cell(tables[table], key, column, value)
    list(check_numbers(tables))
