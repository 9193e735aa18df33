"""Writes into every table of a built page what it needs to become a list of rows by CSS alone, without a script."""

from __future__ import annotations

import re
from html import unescape

from vostochny.render.inert_text import in_html

TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<td\b([^>]*)>")
TAG = re.compile(r"<[^>]+>")
# A table of fewer columns has room on a phone and on paper as it is.
LEAST_COLUMNS = 3
# The columns of a list of so many rows have widths of their own: a browser that shows the first rows before it has the
# others would otherwise move all columns when it meets a longer value.
LONG_LIST = 100
# What a column of long values is counted as, in characters; what is not broken, such as a day; the room beside a value.
WIDEST_COLUMN = 44
UNBROKEN = 14
BESIDE_A_VALUE = 3


def stacked_tables(content: str) -> str:
    """A page whose tables have each column's name in its cells, and the roles that a list of rows would lose.

    A table without a heading, or with fewer than LEAST_COLUMNS columns, stays as it is.
    """
    return TABLE.sub(lambda found: stacked(found[1]), content)


def stacked(inside: str) -> str:
    """One table."""
    head, mark, body = inside.partition("</thead>")
    names = [in_html(" ".join(unescape(TAG.sub("", name)).split())) for name in HEAD.findall(head)]
    if not mark or len(names) < LEAST_COLUMNS:
        return f"<table>{inside}</table>"
    head = head.replace("<thead>", '<thead role="rowgroup">').replace("<tr>", '<tr role="row">')
    head = re.sub(r"<th\b", '<th role="columnheader" scope="col"', head)
    columns = column_widths(names, rows) if len(rows := ROW.findall(body)) >= LONG_LIST else ""
    body = ROW.sub(lambda found: f'<tr role="row">{labelled(found[1], names)}</tr>', body)
    body = body.replace("<tbody>", '<tbody role="rowgroup">')
    return f'<table data-stack role="table">{columns}{head}{mark}{body}</table>'


def column_widths(names: list[str], rows: list[str]) -> str:
    """The widths of a table's columns, in shares of a hundred, by what four values in five of each have room in."""
    lengths: list[list[int]] = [[] for _ in names]
    for row in rows:
        values = [len(unescape(TAG.sub("", value)).strip()) for value in CELL.split(row)[2::2]]
        for column, length in zip(lengths, values, strict=False):
            column.append(length)
    needed = []
    for name, column in zip(names, lengths, strict=True):
        room = max(sorted(column)[len(column) * 4 // 5], min(max(column), UNBROKEN), len(name))
        needed.append(min(room, WIDEST_COLUMN) + BESIDE_A_VALUE)
    shares = "".join(f'<col style="width: {100 * width / sum(needed):.1f}%">' for width in needed)
    return f"<colgroup>{shares}</colgroup>"


def labelled(row: str, names: list[str]) -> str:
    """The cells of a row, each with the name of its column."""
    left = iter(names)
    return CELL.sub(lambda found: f'<td{found[1]} role="cell" data-label="{next(left, "")}">', row)
