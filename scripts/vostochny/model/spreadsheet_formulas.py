"""Cells that a spreadsheet would run as a formula: how they are recognised, and escaped with an apostrophe.

The scripts of the pages hold the same two patterns, and a test compares them with these.
"""

from __future__ import annotations

import re

# Signs at the start of a cell, full-width and small forms included, also after spaces and quotation marks. Python and
# JavaScript differ in what `\s` is, so what only one of them counts is named.
FORMULA = re.compile(
    r"[\s\x1c-\x1f\x85\ufeff\"'`\u2018\u2019\u201c\u201d]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]"
    r"|[\t\r]"
)
PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def escape_formula(cell: str) -> str:
    """A cell that no spreadsheet evaluates; a number, negative or not, stays as it is."""
    return f"'{cell}" if FORMULA.match(cell) and not PLAIN_NUMBER.fullmatch(cell) else cell
