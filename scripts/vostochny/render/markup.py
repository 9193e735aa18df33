"""Writes small pieces of Markdown: escaped text, links, tables, warnings, dates and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vostochny.model import wording
from vostochny.model.wording import number, plural, quantity, size
from vostochny.render.inert_text import Markdown, in_html, in_markdown, web_address

__all__ = [
    "admonition", "anchor", "code", "day", "link", "number", "pairs",
    "path", "plural", "prose", "quantity", "size", "span", "table", "text",
]  # fmt: skip
# What a span of code can show as it is, because nothing in it ends the span or has a meaning to an extension.
PLAIN_CODE = re.compile(r"[A-Za-z0-9_.,:;/=?%@()+-]+(?: [A-Za-z0-9_.,:;/=?%@()+-]+)*")


def text(value: object) -> str:
    """Any value as text that Markdown, HTML and a table cell all leave alone; an empty text for None."""
    return in_markdown(value)


def day(value: object) -> str:
    """A day, month or year in words; what is no date is written as text."""
    return in_markdown(wording.day(value))


def span(first: object, last: object) -> str:
    """Two days as one phrase that says no more than it must."""
    return in_markdown(wording.span(first, last))


def code(value: object) -> str:
    """A name or a value in the type of code."""
    plain = str(value)
    return Markdown(f"`{plain}`" if PLAIN_CODE.fullmatch(plain) else f"<code>{text(plain)}</code>")


def path(value: object) -> str:
    """A name of a file or of a record as part of the target of a link."""
    return Markdown(web_address(value))


def link(label: object, target: str) -> str:
    """A link; `label` is text, and `target` an address or a path. Where it is neither, the label stays alone."""
    address = web_address(target)
    return Markdown(f"[{text(label)}]({address})") if address else text(label)


def prose(content: str) -> str:
    """Markdown for a table cell that needs room: where it is long, the cell is kept wide enough to read."""
    return f'<span class="prose">{content}</span>' if len(content) > 60 else content


def anchor(name: str) -> str:
    """An invisible place to link to."""
    return f'<a id="{in_html(name)}"></a>'


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
    return f'!!! {kind} "{text(title)}"\n\n{body}\n'
