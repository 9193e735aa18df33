"""Writes what the desk adds to a built site; each piece is one entry here and can be taken out alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from vostochny.desk.article_facts import article_table
from vostochny.desk.citations import STYLES, citations
from vostochny.desk.embeds import FOLDER, FOLLOWING, embeds
from vostochny.desk.feeds import feeds
from vostochny.desk.figures_json import figures_and_ships
from vostochny.desk.plain_pages import write_plain_pages
from vostochny.model.project import Project
from vostochny.render.context import RenderContext

# What a piece writes: paths from the root of the site, and texts.
Piece: TypeAlias = Callable[[RenderContext], Iterator[tuple[str, str]]]


def check_table(context: RenderContext) -> Iterator[tuple[str, str]]:
    """What the page *Check an article* compares with."""
    yield "desk/check.json", json.dumps(article_table(context.dataset, context.connection), ensure_ascii=False)


def citation_styles(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The styles with the words ADDRESS and TITLE in place of an address and a title, for the form on *How to cite*."""
    made = citations(context.dataset.package, "TITLE", "ADDRESS", context.released_on)
    yield "desk/styles.json", json.dumps({name: {"label": STYLES[name], "text": words} for name, words in made.items()})


PIECES: tuple[Piece, ...] = (check_table, citation_styles, feeds, figures_and_ships, embeds)


def write_desk(project: Project, context: RenderContext, pictures: Path, folder: Path) -> None:
    """Write all pieces, and the embeds of earlier versions as they were kept.

    pictures: the folder with the pictures of the charts
    folder: what the pieces are written into; their paths in it are those in the site
    """
    for piece in PIECES:
        for name, content in piece(context):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
    for picture in sorted(pictures.glob("*.[sp][vn]g")):
        for version in (str(project.dataset.package["version"]), FOLLOWING):
            shutil.copy(picture, folder / FOLDER / version / picture.name)
    write_plain_pages(project.build / "pages", folder, project.dataset.package)
    pinned = project.root / "site" / "pinned"
    if pinned.is_dir():
        shutil.copytree(pinned, folder / FOLDER, dirs_exist_ok=True)
