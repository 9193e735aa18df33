"""Numbers in CSV: each comes back as it was, a whole one without a decimal point."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vostochny.model.project import Project
from vostochny.release.formats import csv_tables
from vostochny.release.product import Release


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**62), 2**62).map(float))
def test_any_number_comes_back_from_csv_and_a_whole_one_without_a_point(numbers: Release, number: float) -> None:
    with sqlite3.connect(numbers.database) as connection:
        connection.execute("update volume_scenarios set barrels = ?", [number])
    path = numbers.folder / "volume_scenarios.csv"
    csv_tables.write(numbers, "volume_scenarios", path)
    with path.open(encoding="utf-8", newline="") as file:
        written = next(csv.DictReader(file))["barrels"]
    assert float(written) == number
    if abs(number) < 2**53 and number.is_integer():
        assert written == str(int(number))


@pytest.fixture
def numbers(built: Project, tmp_path: Path) -> Release:
    """A release whose database holds one row of one table, with a number to change."""
    table = built.dataset.results["volume_scenarios"]
    database = tmp_path / "numbers.db"
    with sqlite3.connect(database) as connection:
        connection.execute(f"create table {table.name} ({', '.join(table.columns)})")
        connection.execute(f"insert into {table.name} (scenario_id, barrels) values ('one', 0.0)")
    return Release(built.dataset, built.data, database, tmp_path, "https://example.org/")
