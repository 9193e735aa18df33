"""Writes what the desk adds to a built site; each piece is one entry here and can be taken out alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from vostochny.desk.article_facts import check_table
from vostochny.desk.citations import citation_styles
from vostochny.desk.embeds import embeds, write_pictures_and_pinned
from vostochny.desk.feeds import feeds
from vostochny.desk.figures_json import figures_and_ships
from vostochny.desk.plain_pages import write_plain_pages
from vostochny.model.project import Project
from vostochny.render.context import RenderContext

# What a piece writes: paths from the root of the site, and texts.
Piece: TypeAlias = Callable[[RenderContext], Iterator[tuple[str, str]]]
PIECES: tuple[Piece, ...] = (
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
