"""Writes the rows of a page: thousands of cells, which through Datasette's hooks take most of the page's time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from vostochny.datasette_app.cell_rendering import Column
from vostochny.datasette_app.exports import plain
from vostochny.datasette_app.record_context import RecordContext
from vostochny.render.inert_text import in_html, in_html_with_blanks
from vostochny.web.tilde_encoding import tilded

# Text longer than this is given a wider column; an address is cut instead.
LONG = 60


@dataclass(frozen=True)
class DisplayRows:
    """The rows of a table's page.

    columns: their names, in the order of the values
    keys: columns of the table's key, `rowid` for a table without one; empty for a view, whose rows have no pages
    """

    rows: Sequence[Any]
    columns: Sequence[str]
    keys: Sequence[str]

    def __len__(self) -> int:
        return len(self.rows)


class Cells:
    """Writes the cells of one column for a page, each with its heading and unit for a phone.

    Besides what is shown, each has its value as it is in the data.
    """

    def __init__(self, context: RecordContext, table: str | None, name: str, beside: Sequence[str]) -> None:
        unit = context.unit(table, name)
        self.column = Column(context, table, name, beside)
        self.heading = in_html(context.heading(table, name) + (f", {unit}" if unit else ""))
        self.blank = f'<td class="none" data-title="{self.heading}" data-value=""></td>\n'
        # The same text comes again and again in a column.
        self.written: dict[str, str] = {}

    def write(self, value: object) -> str:
        """One cell."""
        if value is None or value == "":
            return self.blank
        if not isinstance(value, str):
            return self.cell(value)
        known = self.written.get(value)
        if known is None:
            known = self.written[value] = self.cell(value)
        return known

    def cell(self, value: object) -> str:
        """One cell that is not blank."""
        raw, shown, kind = plain(value), self.column.html(value), "text"
        if isinstance(raw, int | float):
            kind = "count" if shown.startswith('<span class="number') else "text"
        elif isinstance(raw, str) and len(raw) > LONG and not raw.startswith("http"):
            kind = "text long"
        kept = "" if isinstance(raw, bytes) else in_html_with_blanks(str(raw))
        return f'<td class="{kind}" data-title="{self.heading}" data-value="{kept}">{shown}</td>\n'


def query_rows(context: RecordContext, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Markup:
    """The rows of an answer as HTML."""
    cells = [Cells(context, None, name, columns) for name in columns]
    written: list[str] = []
    for number, row in enumerate(rows, 1):
        written.append(f'<tr id="row-{number}">\n')
        written += [column.write(value) for column, value in zip(cells, tuple(row), strict=True)]
        written.append("</tr>\n")
    return Markup("".join(written))


def table_rows(context: RecordContext, shown: DisplayRows, table: str, address: str) -> Markup:
    """The rows of a table as HTML, each after the cell that names it.

    address: of the table in Datasette
    """
    # A key of one column is the name of its row and comes first.
    single = shown.keys[0] if len(shown.keys) == 1 and shown.keys[0] != "rowid" else None
    kept = [place for place, name in enumerate(shown.columns) if name != single]
    cells = [(place, Cells(context, table, shown.columns[place], shown.columns)) for place in kept]
    heading = in_html(context.heading(table, single)) if single else ""
    written: list[str] = []
    for number, row in enumerate(shown.rows, 1):
        written.append(f'<tr id="row-{number}">\n')
        values = tuple(row)
        if shown.keys:
            keys = [str(plain(row[name])) for name in shown.keys]
            link = in_html(f"{address}/{','.join(tilded(key) for key in keys)}")
            written.append(name_cell(context, keys[0], table, link, heading) if single else open_cell(link, number))
        written += [column.write(values[place]) for place, column in cells]
        written.append("</tr>\n")
    return Markup("".join(written))


def open_cell(link: str, number: int) -> str:
    """The first cell of a row that has no name, which leads to it."""
    opening = f'<a href="{link}" aria-label="Row {number}: open">open</a>'
    return f'<td class="key" data-title="Row" data-value="">{opening}</td>\n'


def name_cell(context: RecordContext, raw: str, table: str, row: str, heading: str) -> str:
    """The first cell of a row: the record's name where it has one, leading to its page or to its row."""
    key, known = in_html_with_blanks(raw), context.records.find(raw)
    if known and known.page:
        link = f'<a href="{in_html(known.page)}">{in_html(known.title)}</a> <a class="row-link" href="{row}">{key}</a>'
    elif known and known.table == table and known.title != raw:
        link = f'<a href="{row}">{in_html(known.title)}</a> <span class="row-link">{key}</span>'
    else:
        link = f'<a href="{row}">{key}</a>'
    return f'<td class="key" data-title="{heading}" data-value="{key}">{link}</td>\n'
