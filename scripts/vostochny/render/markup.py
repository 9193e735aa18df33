"""Writes small pieces of Markdown: escaped text, links, tables, warnings, dates and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vostochny.model.wording import day, number, plural, quantity, size, span

__all__ = [
    "admonition", "anchor", "code", "day", "link", "number", "pairs",
    "plural", "prose", "quantity", "size", "span", "table", "text",
]  # fmt: skip
SPECIAL = re.compile(r"([\\`*_\[\]{}#])")


def text(value: object) -> str:
    """Any value as text that Markdown, HTML and a table cell all leave alone; an empty text for None."""
    if value is None:
        return ""
    plain = " ".join(str(value).split())
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return SPECIAL.sub(r"\\\1", plain).replace("|", "&#124;")


def code(value: object) -> str:
    """A name or a value in the type of code."""
    plain = str(value)
    if "|" not in plain and "`" not in plain:
        return f"`{plain}`"
    escaped = text(plain)
    return f"<code>{escaped}</code>"


def link(label: object, target: str) -> str:
    """A link; `label` is escaped, `target` is an address or a relative path."""
    for character, written in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("|", "%7C")):
        target = target.replace(character, written)
    return f"[{text(label)}]({target})"


def prose(content: str) -> str:
    """Markdown for a table cell that needs room: where it is long, the cell is kept wide enough to read."""
    return f'<span class="prose">{content}</span>' if len(content) > 60 else content


def anchor(name: str) -> str:
    """An invisible place to link to."""
    return f'<a id="{name}"></a>'


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already; no table at all when there is no row."""
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    if not lines:
        return "*None recorded.*\n"
    return "\n".join([f"| {' | '.join(headers)} |", f"|{' --- |' * len(headers)}", *lines]) + "\n"


def pairs(entries: Iterable[tuple[str, str]]) -> str:
    """A list of what is known, leaving out what is not."""
    return "\n".join(f"- **{name}:** {value}" for name, value in entries if value) + "\n"


def admonition(kind: str, title: str, content: Iterable[str]) -> str:
    """A box with one list item a sentence."""
    body = "\n".join(f"    - {item}" for item in content)
    return f'!!! {kind} "{title}"\n\n{body}\n'
