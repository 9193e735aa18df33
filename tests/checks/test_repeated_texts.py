"""A text that is in two columns of its row is named in both."""

from __future__ import annotations

import csv

import pytest
from tests.conftest import RawTables, set_cell

from vostochny.checks.fast_reading import load_all
from vostochny.checks.repeated_texts import check_repeated
from vostochny.model.project import Project
from vostochny.tables.arrow_reader import ColumnarTable
from vostochny.tables.csv_reader import RawTable


@pytest.mark.parametrize(
    ("table", "key", "column", "other"),
    [
        ("sources", "asia-economy-2024-03-26", "title_original", "title"),
        ("sightings", "sighting-001", "note", "method_detail"),
        ("volume_estimates", "estimate-006", "note", "basis"),
    ],
)
def test_a_text_pasted_into_a_second_column_is_named_in_both(
    checkout: Project, tables: RawTables, table: str, key: str, column: str, other: str
) -> None:
    raw = tables[table]
    text = raw.rows_of({key})[key][raw.table.columns.index(other)]
    assert text
    line = set_cell(raw, key, column, text)
    found = {(item.file, item.line, item.column, item.value) for item in check_repeated(checkout.dataset, tables)}
    assert found == {(raw.file, line, column, text), (raw.file, line, other, text)}


def test_two_empty_columns_repeat_nothing(checkout: Project, tables: RawTables) -> None:
    for column in ("note", "method_detail", "load_detail"):
        set_cell(tables["sightings"], "sighting-001", column, "")
    assert list(check_repeated(checkout.dataset, tables)) == []


def test_the_real_tables_repeat_no_text_read_by_row_and_by_column(checkout: Project, tables: RawTables) -> None:
    assert list(check_repeated(checkout.dataset, tables)) == []
    assert list(check_repeated(checkout.dataset, load_all(checkout))) == []


def test_a_file_that_repeats_a_text_is_not_read_by_column(spoilable: Project) -> None:
    path = spoilable.csv_path("conflicts")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert isinstance(load_all(spoilable)["conflicts"], ColumnarTable)
    rows[3]["handling"] = rows[3]["question"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    found = load_all(spoilable)
    assert isinstance(found["conflicts"], RawTable)
    assert {item.column for item in check_repeated(spoilable.dataset, found)} == {"question", "handling"}
