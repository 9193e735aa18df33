"""Writes one cell of a table for people: names for keys, dates in words, numbers in groups, long notes folded."""

from __future__ import annotations

import math
import re
from collections.abc import Collection

from vostochny.datasette_app.record_context import RecordContext
from vostochny.model.wording import day, number, span
from vostochny.render.inert_text import in_html, in_html_with_blanks

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# Marks that turn the direction of writing: they show letters in another order than they have, and no name needs them.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CODE = re.compile("[a-z]+(?:_[a-z]+)+")
NAMES_OF_DATA = {"table_name", "field", "name", "column", "columns"}
FOLDED_FROM = 170
SHOWN = 110
LONGEST_ADDRESS = 48


def is_key(column: str) -> bool:
    """Whether a column of this name holds identifiers of records."""
    return column.endswith("_id") or column == "goes_back_to"


def straight(value: str) -> str:
    """Text without marks that turn its direction."""
    return TURNING.sub("", value)


class Column:
    """Writes the cells of one column as HTML. A page has thousands, so what is the same for all is looked up once.

    table: None for an answer of a query
    beside: the columns of its row
    """

    def __init__(self, context: RecordContext, table: str | None, name: str, beside: Collection[str]) -> None:
        field = context.field(table, name)
        self.context = context
        self.is_key = is_key(name)
        # Only what the schema calls an address is a link; any other text that looks like one stays text.
        self.is_address = field is not None and field.format_name == "url"
        # Where another column has the name already, as in most queries, the key is enough.
        self.is_named = f"{name.removesuffix('_id')}_name" in beside
        self.is_boolean = field is not None and field.type == "boolean"
        self.is_listed = name.endswith("_listed")
        self.is_year = "year" in name
        # Columns of views have no list of their values; names of tables and columns are no codes for people.
        self.is_coded = not self.is_key and name not in NAMES_OF_DATA
        self.meanings = field.categories if field else {}

    def html(self, value: object) -> str:
        """One cell; empty for a blank."""
        if isinstance(value, dict):
            return record(self.context, value["value"], straight(str(value["label"] or value["value"])))
        if value is None or value == "":
            return ""
        if self.is_key and (name := self.context.name(value)):
            return record(self.context, value, str(value) if self.is_named else straight(name))
        if isinstance(value, int | float):
            return self.amount(value)
        if isinstance(value, bytes):
            return f"{len(value):,} bytes that are no text"
        return self.words(straight(str(value)))

    def amount(self, value: int | float) -> str:
        """A number in groups of three digits; a year as it is; yes or no for what is one or the other."""
        if self.is_boolean or (self.is_listed and value in (0, 1)):
            return "yes" if value else "no"
        if self.is_year:
            return str(value)
        # A reader's own SQL may well come to infinity.
        written = number(value) if math.isfinite(value) and (abs(value) >= 1 or value == 0) else f"{value:.4g}"
        return f'<span class="number">{written}</span>'

    def words(self, value: str) -> str:
        """Text: a date in words, an address as a link, a coded value with its meaning, a long note folded."""
        if (date_text := in_words(value)) != value:
            return f'<time datetime="{in_html(value)}">{in_html(date_text)}</time>'
        if self.is_address and ADDRESS.fullmatch(value):
            shown = value.partition("://")[2].removeprefix("www.").rstrip("/")
            short = shown if len(shown) <= LONGEST_ADDRESS else f"{shown[:LONGEST_ADDRESS]}…"
            return f'<a href="{in_html(value)}" rel="nofollow noopener">{in_html(short)}</a>'
        if meaning := self.meanings.get(value):
            return f'<span class="code" title="{in_html(value)}">{in_html(meaning)}</span>'
        if self.is_coded and CODE.fullmatch(value):
            return f'<span class="code" title="{in_html(value)}">{in_html(value.replace("_", " "))}</span>'
        return folded(value) if len(value) > FOLDED_FROM else in_html_with_blanks(value)


def record(context: RecordContext, key: object, label: str) -> str:
    """The name of a record, linked to its page on the site with a second link to its row, or to its row alone."""
    page, row = context.page(key), context.row(str(key))
    if not (page or row):
        return in_html(label)
    link = f'<a href="{in_html(page or row)}">{in_html(label)}</a>'
    if page and label != str(key):
        link += f' <a class="row-link" href="{in_html(row)}">{in_html(str(key))}</a>'
    return link


def in_words(value: str) -> str:
    """A day, a month or an interval of days in words; any other text as it is."""
    if not value[:1].isdigit():
        return value
    first, slash, last = value.partition("/")
    try:
        if slash and DAY.fullmatch(first) and DAY.fullmatch(last):
            return span(first, last)
        return day(value) if DAY.fullmatch(value) or MONTH.fullmatch(value) else value
    except (ValueError, IndexError):  # a day that no calendar has
        return value


def folded(value: str) -> str:
    """A long text: its beginning, and the rest when the reader opens it."""
    cut = value.rfind(" ", 0, SHOWN)
    cut = cut if cut > SHOWN // 2 else SHOWN
    more = '<span class="more"> … <span>more</span></span>'
    begin, rest = in_html_with_blanks(value[:cut]), in_html_with_blanks(value[cut:])
    return f'<details class="note"><summary>{begin}{more}</summary>{rest}</details>'
