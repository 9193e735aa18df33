"""The one place where values enter markup: whatever a cell holds, it is written as text and as nothing else.

`in_markdown` is for Markdown and for HTML inside Markdown, `in_html` for HTML, SVG and XML without Markdown,
`in_html_with_blanks` for the same where blanks count, `web_address` for the target of a link. `Markdown` marks what is
markup already, and `finished_markup` is what templates apply to every value that is not. No other module escapes; a
test holds all of them to it. Templates of Jinja escape by themselves.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, urlsplit

# Bidirectional control characters: they show letters in another order than they have (Unicode TR 9).
TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
TURNED = re.compile(f"[{TURNING}]")
# These, and characters that no XML document may hold.
UNSHOWN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff{TURNING}]")
# What some Markdown gives a meaning: marks anywhere; a hyphen, a plus or a point that may begin a list, a rule or a
# snippet; a colon that may be part of an address, a definition or a symbol; the point of a bare address.
MARKS = re.compile(
    r"""[\\`*_{}\[\]#<>&|"~^=$@!]"""
    r"|(?<![A-Za-z0-9])[-+]|[-+](?![A-Za-z0-9])"
    r"|^:|:(?=\S)"
    r"|(?<=www)\.|(?<=WWW)\."
)
NUMBERED_ITEM = re.compile(r"^(\d+)([.)])(?=\s|$)")
# An ampersand in an address that would be read as the beginning of a character reference.
READ_AS_REFERENCE = re.compile(r"&(?=#?\w+;)")
NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
# Characters of a target that may stay; all others, Markdown's marks among them, are percent-encoded.
IN_TARGET = "/:?#@&=+,;~!$%-._"


class Markdown(str):
    """Markdown or HTML that this program wrote, in which every value is inert already."""

    __slots__ = ()


def visible(value: object) -> str:
    """Any value as one line of the characters that can be shown; an empty text for None."""
    return "" if value is None else " ".join(UNSHOWN.sub("", str(value)).split())


def straight(value: str) -> str:
    """Text without marks that turn its direction, for what is no markup: CSV answers, words that are compared."""
    return TURNED.sub("", value)


def in_markdown(value: object) -> Markdown:
    """Any value as text that Markdown, HTML in Markdown, an attribute in double quotes and a table cell leave alone.

    Marks are written as character references, which every Markdown and HTML shows as the character and gives no
    meaning (CommonMark 0.31, section 2.5). Not for code, where references are shown as they are. What is markup already
    stays as it is.
    """
    if isinstance(value, Markdown):
        return value
    plain = MARKS.sub(lambda found: reference(found[0]), visible(value))
    return Markdown(NUMBERED_ITEM.sub(lambda found: found[1] + reference(found[2]), plain))


def reference(character: str) -> str:
    """One character as a character reference."""
    return NAMED.get(character) or f"&#{ord(character)};"


def in_html(value: object) -> str:
    """Any value as text for HTML, SVG and XML outside Markdown, in elements and in quoted attributes."""
    return escape(visible(value))


def in_html_with_blanks(value: object) -> str:
    """The same with its line breaks and blanks: parts of a longer text, values to be copied, entries of a feed."""
    return escape(UNSHOWN.sub("", str(value)))


def web_address(value: object) -> str:
    """A value as the target of a link: an http or https address or a path of this site; empty for anything else.

    What could end the target, in Markdown or in an attribute, is percent-encoded.
    """
    plain = visible(value)
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https") or (parts.scheme and not parts.netloc):
        return ""
    # A path with two slashes, or one that a browser normalises to two, is another host.
    if not parts.scheme and re.match(r"[/\\]{2}", plain):
        return ""
    return READ_AS_REFERENCE.sub("&amp;", quote(plain, safe=IN_TARGET))


def finished_markup(value: object) -> object:
    """What a template writes for a value: markup and numbers as they are, and any other value as text.

    Blanks at the ends are kept as one, because templates write parts of sentences.
    """
    if isinstance(value, Markdown | int | float):
        return value
    plain = str(value)
    before, after = (" " if part.isspace() else "" for part in (plain[:1], plain[1:][-1:]))
    return f"{before}{in_markdown(plain)}{after}"
