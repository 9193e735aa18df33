"""Detects text that some program would interpret: markup, templates, addresses, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vostochny.model.spreadsheet_formulas import FORMULA

HTML = re.compile(r"</?[a-zA-Z!?]|<!|&(#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
# What CommonMark, Python-Markdown with its extensions, Jinja and MkDocs' plugins give a meaning inside a line.
MARKDOWN = re.compile(
    r"\]\s*[(\[{:]|!\[|\[\^|\*\[|`|\{\{|\}\}|\{[%#:]|[%#]\}|--8<--|-->|<<|\*\*|\b__\w|\w__\b|~~|==\w|\+\+\w"
    r"|^\s*(?:#{1,6} |> |[-*+] |!!!|\?\?\?|:::|```|~~~|\|)|^\s*:\s|\$\$|\[\[|\]\]"
)
# An address, or what programs make one of: a scheme, a host behind two slashes, a mailbox.
ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*:(?://|\\\\)\S*|(?<![a-z0-9:/])(?://|\\\\)[a-z0-9]\S*|\bwww\.[a-z0-9]\S*"
    r"|\b(?:javascript|vbscript|mailto|tel|xmpp|data|blob|file|about|chrome|intent)\s*:\S"
    r"|[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.IGNORECASE,
)


def text_is_more(text: str) -> Iterator[tuple[str, str, str]]:
    """(rule, what is expected, remedy) for each way in which a text is more than text."""
    if found := HTML.search(text):
        yield "markup", f"plain text without HTML; {found[0]!r} begins some.", "Write what it means in words."
    if found := MARKDOWN.search(text):
        yield "markup", f"plain text without marks of Markdown or templates; {found[0]!r} is one.", "Leave it out."
    if found := ADDRESS.search(text):
        yield (
            "address",
            f"text without an address such as {found[0]!r}.",
            "Enter it as a source, whose column url is for addresses, or name the site by its host alone.",
        )
    if FORMULA.match(text):
        yield "formula", "text that no spreadsheet reads as a formula.", "Begin with a letter or a digit."
