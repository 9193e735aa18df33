"""The calls as a file and as the first sheet, and the days of the workbook."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project


@pytest.fixture(scope="module")
def book(downloads: Path) -> Iterator[openpyxl.Workbook]:
    read = openpyxl.load_workbook(downloads / "vostochny-ledger.xlsx", read_only=True)
    yield read
    read.close()


def test_every_full_day_of_the_workbook_is_a_date_and_a_month_alone_is_text(
    book: openpyxl.Workbook, built: Project
) -> None:
    full = re.compile(r"\d{4}-\d{2}-\d{2}")
    days = 0
    for table in built.dataset.published.values():
        dated = [field.name for field in table.fields if field.type == "date" or field.format_name == "edtf"]
        header, *rows = book[table.name].iter_rows(values_only=True)
        for column in map(header.index, dated):
            values = [row[column] for row in rows if column < len(row) and row[column] is not None]
            assert [value for value in values if isinstance(value, str) and full.fullmatch(value)] == [], table.name
            days += sum(isinstance(value, datetime) for value in values)
    assert days > 2_500
    header, *rows = book["vessel_sanctions"].iter_rows(values_only=True)
    assert "2018-03" in [row[header.index("listed_on")] for row in rows]


def test_the_calls_are_a_file_and_the_first_sheet_with_ship_listing_grade_and_barrels(
    built: Project, downloads: Path, book: openpyxl.Workbook
) -> None:
    with (downloads / "calls.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["call_id"]: row for row in csv.DictReader(file)}
    header, *sheet = book["calls"].iter_rows(values_only=True)
    assert [row[0] for row in sheet] == list(rows)
    assert list(header) == list(next(iter(rows.values())))
    with opened(built.database) as connection:
        modelled = connection.execute("select call_id, barrels_low, barrels_high from volumes_per_call").fetchall()
    assert len(modelled) > 10
    for call_id, low, high in modelled:
        assert (rows[call_id]["barrels_low"], rows[call_id]["barrels_high"]) == (f"{low:.0f}", f"{high:.0f}")
    assert rows["call-013"]["barrels_low"] == ""
    ship = rows["call-011"]
    assert (ship["vessel_name"], ship["imo_number"]) == ("Chon Ma San", "8660313")
    assert (ship["un_listed"], ship["un_listed_on"], ship["confidence"]) == ("true", "2018-03-30", "possible")
    assert rows["call-002"]["un_listed"] == ""
    assert ship["page"].endswith("/calls/call-011/")
    first = dict(zip(header, next(row for row in sheet if row[0] == "call-011"), strict=True))
    assert (first["un_listed"], first["un_listed_on"]) == (True, datetime(2018, 3, 30))
