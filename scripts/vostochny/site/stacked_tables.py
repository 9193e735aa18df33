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
    body = ROW.sub(lambda found: f'<tr role="row">{labelled(found[1], names)}</tr>', body)
    body = body.replace("<tbody>", '<tbody role="rowgroup">')
    return f'<table data-stack role="table">{head}{mark}{body}</table>'


def labelled(row: str, names: list[str]) -> str:
    """The cells of a row, each with the name of its column."""
    left = iter(names)
    return CELL.sub(lambda found: f'<td{found[1]} role="cell" data-label="{next(left, "")}">', row)
