"""One XLSX workbook: a first sheet that says what it is, then a sheet a table, with column types preserved."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vostochny.database.reading import opened
from vostochny.model.errors import BuildError
from vostochny.model.schema import Dataset, Field, Table
from vostochny.release.formats.typed_rows import LINE_ROWS, portions
from vostochny.release.formats.view_file import IN_WORDS, TRUTHS, view_rows
from vostochny.release.product import Product, Release

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "vostochny-ledger.xlsx"
FIRST_SHEET = "About"
# The view on the sheet after it.
CALLS = "calls"
# What Excel can have as a day; a month or a year alone it cannot.
FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Excel knows no earlier day; what is earlier stays text.
FIRST_DAY = "1900-03-01"
# Rows of a table on one sheet, which holds 1,048,576 with the header; further rows go to further sheets.
SHEET_ROWS = 1_048_575
CELL_CHARACTERS = 32_767
# Height of a line on the first sheet, the greatest of a row, and how many characters safely fit on one line.
LINE_POINTS, HIGHEST_POINTS = 15, 409
MEANING_LETTERS = 90
WIDTHS = {"date": 11, "integer": 10, "number": 12, "boolean": 9}
Write = Callable[[int, int, Any], int]


def products(_dataset: Dataset) -> list[Product]:
    """The workbook."""
    purpose = (
        "For Excel and LibreOffice: the calls with their ships, then a sheet for each table, every full day as a date, "
        "IMO numbers and identifiers as text; the first sheet says what every column means."
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return [Product(NAME, "Excel workbook", purpose, kind, "whole", write)]


def write(release: Release, path: Path) -> None:
    """Write the workbook row by row, so that memory does not grow; XlsxWriter dates the parts of the zip to 1980.

    Raises BuildError when a cell has more text than a sheet holds.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(properties(release))
        about(release, book)
        calls_sheet(release, book)
        for table in release.dataset.published.values():
            sheets(release, book, table)


def properties(release: Release) -> dict[str, object]:
    """What the program shows as the properties of the file."""
    package = release.package
    return {
        "title": f"{package['title']} {release.version}",
        "subject": " ".join(package["description"].split()),
        "author": package["contributors"][0]["title"],
        "comments": f"{package['licenses'][0]['title']}. {release.address}",
        # Without a zone, as the format has it; the time is in UTC.
        "created": datetime.fromisoformat(package["created"]).replace(tzinfo=None),
    }


def about(release: Release, book: Workbook) -> None:
    """The first sheet: what, when, terms, and the meaning of every column."""
    package, licence = release.package, release.package["licenses"][0]
    page = book.add_worksheet(FIRST_SHEET)
    # On paper all columns side by side, as on the screen.
    page.set_landscape()
    page.fit_to_pages(1, 0)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    of_table = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "top": 1})
    page.set_column(0, 1, 24)
    page.set_column(2, 2, 22)
    page.set_column(3, 3, 90)
    page.set_column(4, 5, 12)
    lines = [
        ("Title", package["title"]),
        ("What it is", " ".join(package["description"].split())),
        ("Version", release.version),
        ("Time", package["created"]),
        ("Licence", f"{licence['title']}, {licence['path']}"),
        ("Address", release.address),
        ("Before you use it", "An empty cell means that no source read states it. Read the warnings of a table first."),
    ]
    number = 0
    for label, content in lines:
        page.write_string(number, 0, label, bold)
        page.write_string(number, 1, content)
        number += 1
    number += 1
    for column, label in enumerate(("Sheet", "Column", "Title", "Meaning", "Type", "Unit")):
        page.write_string(number, column, label, bold)
    for cells in calls_columns(release):
        number += 1
        page.set_row(number, min(HIGHEST_POINTS, LINE_POINTS * -(-len(cells[3]) // MEANING_LETTERS)))
        for column, content in enumerate(cells):
            page.write_string(number, column, content, wrap if cells[1] else of_table)
    for table in release.dataset.published.values():
        for cells in dictionary(release, table):
            number += 1
            # Programs other than Excel do not raise a row for a text that takes several lines.
            page.set_row(number, min(HIGHEST_POINTS, LINE_POINTS * -(-len(cells[3]) // MEANING_LETTERS)))
            for column, content in enumerate(cells):
                page.write_string(number, column, content, wrap if cells[1] else of_table)


def calls_columns(release: Release) -> list[tuple[str, ...]]:
    """The sheet of calls and its columns as rows of the first sheet."""
    view = next(view for view in release.dataset.views if view.name == CALLS)
    description = " ".join([view.description, *view.header["warnings"]])
    columns = {**view.header["columns"], "page": "Address of the call's page on the site."}
    rows = [(CALLS, name, name.replace("_", " ").capitalize(), meaning, "", "") for name, meaning in columns.items()]
    return [(CALLS, "", view.title, description, "view", ""), *rows]


def dictionary(release: Release, table: Table) -> list[tuple[str, ...]]:
    """The table and its columns as rows of the first sheet."""
    description = " ".join([" ".join(table.description.split()), *table.warnings])
    names = ", ".join(sheet_names(release, table))
    rows: list[tuple[str, ...]] = [(names, "", table.title, description, "table", "")]
    for field in table.fields:
        unit = release.dataset.units[field.unit]["title"] if field.unit else ""
        values = "; ".join(f"{value} = {label}" for value, label in field.categories.items())
        meaning = f"{field.description} Values: {values}." if values else field.description
        rows.append((table.name, field.name, field.title, meaning, field.type, unit))
    return rows


def sheet_names(release: Release, table: Table) -> list[str]:
    """The sheets of a table: one of its name, and numbered ones where it has more rows than a sheet holds."""
    with opened(release.database) as connection:
        count = connection.execute(f"select count(*) from [{table.name}]").fetchone()[0]
    return [table.name, *(f"{table.name}_{number}" for number in range(2, -(-count // SHEET_ROWS) + 1))]


def sheets(release: Release, book: Workbook, table: Table) -> None:
    """One table, its rows by key, on as many sheets as they need."""
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    stored = chain.from_iterable(portions(release.database, table, size=LINE_ROWS))
    for name in sheet_names(release, table):
        page = book.add_worksheet(name)
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.repeat_rows(0)
        for column, field in enumerate(table.fields):
            page.set_column(column, column, width(field))
            page.write_string(0, column, field.name, bold)
        writers = [writer(page, field, day) for field in table.fields]
        number = 0
        for number, row in enumerate(islice(stored, SHEET_ROWS), 1):
            for column, value in enumerate(row):
                if value is not None and writers[column](number, column, value):
                    place = f"{NAME}: sheet {name}, row {number + 1}, column {table.columns[column]}"
                    raise BuildError(
                        f"{place}: {len(value):,} characters, and a cell of a workbook holds {CELL_CHARACTERS:,}. "
                        "Shorten the text in the record."
                    )
        page.autofilter(0, 0, number, len(table.fields) - 1)


def calls_sheet(release: Release, book: Workbook) -> None:
    """The documented calls as a reader wants them: with ship, listing on the day, grade and modelled barrels."""
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(CALLS)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.repeat_rows(0)
    rows = view_rows(release, CALLS, "calls", "call_id")
    columns = list(rows[0]) if rows else []
    for column, name in enumerate(columns):
        page.set_column(column, column, 44 if name in ("confidence_reason", "page") else 16)
        page.write_string(0, column, name, bold)
    for number, row in enumerate(rows, 1):
        for column, (name, value) in enumerate(row.items()):
            if name in TRUTHS and value:
                page.write_boolean(number, column, value == IN_WORDS[1])
            elif isinstance(value, int | float):
                page.write_number(number, column, value)
            elif value not in (None, ""):
                write_text_or_day(page, number, column, value, day)
    if rows:
        page.autofilter(0, 0, len(rows), len(columns) - 1)


def write_text_or_day(page: Worksheet, row: int, column: int, value: str, day: Any) -> int:
    """A full day as a day, and every other text, such as a month or a year alone, as text; 0 when it fitted."""
    if not FULL_DAY.fullmatch(value) or value < FIRST_DAY:
        return page.write_string(row, column, value)  # type: ignore[no-any-return]
    return page.write_datetime(row, column, date.fromisoformat(value), day)  # type: ignore[no-any-return]


def width(field: Field) -> int:
    """Width of a column in characters."""
    if field.format_name == "edtf":
        return max(WIDTHS["date"], len(field.name) + 3)
    if field.type in WIDTHS:
        return max(WIDTHS[field.type], len(field.name) + 3)
    return 44 if field.format_name == "text" and not field.categories and len(field.example) > 24 else 20


def writer(page: Worksheet, field: Field, day: Any) -> Write:
    """How a value of this field is written; the result is 0 when it fitted.

    Text is always written as text, so that no cell is read as a formula.
    """
    if field.type in {"integer", "number"}:
        return page.write_number  # type: ignore[no-any-return]
    if field.type == "boolean":
        return lambda row, column, value: page.write_boolean(row, column, bool(value))
    if field.type == "date" or field.format_name == "edtf":
        return lambda row, column, value: write_text_or_day(page, row, column, value, day)
    return page.write_string  # type: ignore[no-any-return]
