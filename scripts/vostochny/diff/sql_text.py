"""A statement without its comments, so that two of them are compared by what runs."""

from __future__ import annotations

import re

# Texts and quoted names are kept as they are; a comment is worth a space, as in SQLite: https://sqlite.org/lang_comment.html
PIECE = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|(?P<gap>--[^\n]*|/\*.*?(?:\*/|\Z)|\s+)|.""", re.DOTALL
)


def without_comments(sql: str) -> str:
    """What of a statement runs: one space for each gap; a line break that ends a comment cannot be taken out unseen."""
    found: list[str] = []
    for match in PIECE.finditer(sql):
        text = " " if match["gap"] else match[0]
        if text != " " or (found and found[-1] != " "):
            found.append(text)
    return "".join(found).strip()
