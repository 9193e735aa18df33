"""Writes one cell of a table for people: names for keys, dates in words, numbers in groups, long notes folded."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from typing import Any

# Markup.format would take a fifth of a page's time; so every value is escaped by name where it stands.
from markupsafe import Markup, escape

from vostochny.publish.datasette_ledger import Ledger
from vostochny.publish.pages.markup import day, number, span

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# Marks that turn the direction of writing: they show letters in another order than they have, and no name needs them.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FOLDED_FROM = 170
SHOWN = 110
LONGEST_ADDRESS = 48


def is_key(column: str) -> bool:
    """Whether a column of this name holds identifiers of records."""
    return column.endswith("_id") or column == "goes_back_to"


def straight(value: str) -> str:
    """Text without marks that turn its direction."""
    return TURNING.sub("", value)


def cell(ledger: Ledger, table: str | None, column: str, value: Any, beside: Collection[str]) -> Markup | None:
    """The cell as HTML; None where Datasette may show the value as it is.

    beside: the columns of its row
    """
    if isinstance(value, dict):
        return record(ledger, value["value"], straight(str(value["label"] or value["value"])))
    if value is None or value == "" or isinstance(value, bytes):
        return None
    if is_key(column) and str(value) in ledger.tables:
        # Where a column beside this one has the name already, as in most answers of queries, the key is enough.
        named = f"{column.removesuffix('_id')}_name" in beside
        return record(ledger, value, str(value) if named else straight(ledger.titles[str(value)]))
    if isinstance(value, int | float):
        return amount(ledger, table, column, value)
    return words(ledger, table, column, straight(str(value)))


def record(ledger: Ledger, key: Any, label: str) -> Markup:
    """The name of a record, leading to its page on the site or else to its row, and beside it the way to the row."""
    page, row = ledger.pages.get(str(key), ""), ledger.row(str(key))
    if not (page or row):
        return escape(label)
    link = f'<a href="{escape(page or row)}">{escape(label)}</a>'
    if page and label != str(key):
        link += f' <a class="row-link" href="{escape(row)}">{escape(key)}</a>'
    return Markup(link)


def amount(ledger: Ledger, table: str | None, column: str, value: int | float) -> Markup:
    """A number in groups of three digits; a year as it is; yes or no for what is one or the other."""
    field = ledger.field(table, column)
    if (field and field.type == "boolean") or (column.endswith("_listed") and value in (0, 1)):
        return Markup("yes") if value else Markup("no")
    if "year" in column:
        return Markup(str(value))
    # A reader's own SQL may well come to infinity.
    written = number(value) if math.isfinite(value) and (abs(value) >= 1 or value == 0) else f"{value:.4g}"
    return Markup(f'<span class="number">{escape(written)}</span>')


def words(ledger: Ledger, table: str | None, column: str, value: str) -> Markup:
    """Text: a date in words, an address as a link, a coded value with its meaning, a long note folded."""
    if (told := in_words(value)) != value:
        return Markup(f'<time datetime="{escape(value)}">{escape(told)}</time>')
    if ADDRESS.fullmatch(value):
        shown = value.partition("://")[2].removeprefix("www.").rstrip("/")
        short = shown if len(shown) <= LONGEST_ADDRESS else f"{shown[:LONGEST_ADDRESS]}…"
        return Markup(f'<a href="{escape(value)}" rel="nofollow noopener">{escape(short)}</a>')
    if meaning := ledger.meaning(table, column, value):
        return Markup(f'<span class="code" title="{escape(meaning)}">{escape(value.replace("_", " "))}</span>')
    return folded(value) if len(value) > FOLDED_FROM else escape(value)


def in_words(value: str) -> str:
    """A day, a month or an interval of days in words; any other text as it is."""
    first, slash, last = value.partition("/")
    try:
        if slash and DAY.fullmatch(first) and DAY.fullmatch(last):
            return span(first, last)
        return day(value) if DAY.fullmatch(value) or MONTH.fullmatch(value) else value
    except (ValueError, IndexError):  # a day that no calendar has
        return value


def folded(value: str) -> Markup:
    """A long text: its beginning, and the rest when the reader opens it."""
    cut = value.rfind(" ", 0, SHOWN)
    cut = cut if cut > SHOWN // 2 else SHOWN
    more = '<span class="more"> … <span>more</span></span>'
    return Markup(
        f'<details class="note"><summary>{escape(value[:cut])}{more}</summary>{escape(value[cut:])}</details>'
    )
