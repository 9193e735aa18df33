"""Writes Atom feeds (RFC 4287); nothing of a text is markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vostochny.render.inert_text import in_html, in_html_with_blanks

BEGINNING = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed.

    id: an IRI that never changes
    link: absolute address of the page about it; empty for none
    updated: moment in ISO 8601, with its time zone
    summary, content: text, either of which may be empty
    """

    id: str
    title: str
    link: str
    updated: str
    summary: str = ""
    content: str = ""


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself.

    link: absolute address of the page that has the same
    own_link: absolute address of the feed; empty where it has none that lasts
    """

    id: str
    title: str
    link: str
    updated: str
    author: str
    rights: str
    subtitle: str = ""
    own_link: str = ""


def atom(feed: Feed, entries: Iterable[FeedEntry]) -> str:
    """The feed as an XML document."""
    lines = [
        element("title", feed.title),
        element("subtitle", feed.subtitle),
        element("id", feed.id),
        element("updated", feed.updated),
        f'<link rel="self" href="{in_html(feed.own_link)}"/>' if feed.own_link else "",
        f'<link href="{in_html(feed.link)}"/>',
        f"<author>{element('name', feed.author)}</author>",
        element("rights", feed.rights),
        *(written(entry) for entry in entries),
    ]
    return BEGINNING + "\n".join(filter(None, lines)) + "\n</feed>\n"


def written(entry: FeedEntry) -> str:
    """One entry as XML."""
    link = f'<link href="{in_html(entry.link)}"/>' if entry.link else ""
    content = f'<content type="text">{in_html_with_blanks(entry.content)}</content>' if entry.content else ""
    head = element("title", entry.title) + element("id", entry.id) + element("updated", entry.updated)
    return f"<entry>{head}{link}{element('summary', entry.summary)}{content}</entry>"


def element(name: str, value: str) -> str:
    """An element with text in it; an empty text for an empty value."""
    return f"<{name}>{in_html_with_blanks(value)}</{name}>" if value else ""
