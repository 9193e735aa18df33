"""The one place where the site takes the pieces of the desk from: a piece goes with its lines here.

What each piece consists of is in CONTRIBUTING.md.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from vostochny.desk.article_facts import check_table
from vostochny.desk.citations import citation_styles, with_citation
from vostochny.desk.embeds import embeds, snippets, write_pictures_and_pinned
from vostochny.desk.feeds import feed_list, feeds, followed, with_feeds
from vostochny.desk.figures_json import figures_and_ships
from vostochny.desk.plain_pages import write_plain_pages
from vostochny.model.package import Package
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown

# What each piece writes: paths from the root of the site, and texts.
PIECES: tuple[Callable[[RenderContext], Iterator[tuple[str, str]]], ...] = (
    check_table,
    citation_styles,
    feeds,
    figures_and_ships,
    embeds,
)


def write_desk(project: Project, context: RenderContext, pictures: Path, folder: Path) -> None:
    """Write all pieces.

    pictures: the folder with the pictures of the charts
    folder: what the pieces are written into; their paths in it are those in the site
    """
    for piece in PIECES:
        for name, content in piece(context):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
    write_pictures_and_pinned(project, pictures, folder)
    write_plain_pages(project, folder)


def newsroom_lists(context: RenderContext) -> dict[str, Markdown]:
    """Markdown of what the page for newsrooms lists."""
    return {
        "feeds": feed_list(context),
        "snippets": snippets(context),
    }


def shows_charts() -> bool:
    """Whether another site can show a chart as a page in a frame."""
    return embeds in PIECES


def topics_of(connection: sqlite3.Connection) -> frozenset[str]:
    """What can be followed."""
    return frozenset(followed(connection))


def with_desk(content: str, package: Package, here: str, title: str, released_on: str, topics: Collection[str]) -> str:
    """A page with what the pieces add to it.

    here: path of the page's file from the root of the site
    title: of the page, as plain text
    """
    content = with_citation(content, package, here, title, released_on)
    return with_feeds(content, here, topics)
