"""One picture a record's page, made from its heading and its sentence, for sites that show links as cards."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from vostochny.charts.share_card import png, share_card
from vostochny.database.record_index import RECORD_PAGES
from vostochny.model.atomic_file import atomic_write
from vostochny.model.package import Package
from vostochny.site.process_pool import PAGES_AT_ONCE

FOLDER = "cards"
# To be raised when the same drawing is to become another file, such as by fewer colours.
PICTURES = 1
# Pages of documents: most of all pages and shared least. They share the picture of the chart of the first page.
SHOWN_BY_THE_CHART = {"sources"}
NAME = re.compile(r"^title: (.*)$", re.MULTILINE)
STANDING = re.compile(r'<p class="standing">(.*?)</p>', re.DOTALL)


def picture_path(here: str) -> str:
    """Path of a page's picture from the root of the site; `here` is the path of its file, calls/call-001/index.html."""
    return f"{FOLDER}/{here.removesuffix('/index.html')}.png"


@dataclass(frozen=True)
class DrawnBefore:
    """Pictures of former builds, which are drawn again only when their words, the drawing or its library change.

    folder: of one file a picture, whose name is the digest of what it is drawn from
    """

    folder: Path

    def picture(self, drawn: str) -> tuple[str, bytes]:
        """Name of the file and PNG of a drawing."""
        name = hashlib.sha256(f"{version('vl-convert-python')} {PICTURES} {drawn}".encode()).hexdigest()
        path = self.folder / name
        if path.is_file():
            return name, path.read_bytes()
        content = png(drawn)
        atomic_write(path, content)
        return name, content

    def keep(self, names: Iterable[str]) -> None:
        """Forget all pictures but those with these names."""
        # First, because the pictures may still be drawn, and their temporary files are in the folder until they are.
        kept = set(names)
        for path in [path for path in self.folder.iterdir() if path.name not in kept]:
            path.unlink()


def write_share_pictures(
    pages: Path, folder: Path, package: Package, pool: Executor, before: DrawnBefore
) -> Iterator[str]:
    """Let `pool` draw the picture of every record's page in `pages`; they are there when what is returned has ended.

    folder: the root of the pictures' paths. Gives the name of each picture in `before`.
    """
    foot = f"{package['title']}, version {package['version']}"
    before.folder.mkdir(parents=True, exist_ok=True)
    return pool.map(partial(write_picture, folder, foot, before), record_pages(pages), chunksize=PAGES_AT_ONCE)


def write_picture(folder: Path, foot: str, before: DrawnBefore, page: tuple[str, str, str]) -> str:
    """Write the picture of one page, as `record_pages` gives it; returns its name in `before`."""
    here, title, sentence = page
    name, content = before.picture(share_card(title, sentence, foot))
    path = folder / picture_path(here)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return name


def record_pages(pages: Path) -> Iterator[tuple[str, str, str]]:
    """(path in the site, heading, sentence) of each record's page that has a picture of its own, as plain text."""
    for place in sorted({*RECORD_PAGES.values()} - SHOWN_BY_THE_CHART):
        for path in sorted((pages / place).glob("*.md")):
            content = path.read_text(encoding="utf-8")
            name, sentence = NAME.search(content), STANDING.search(content)
            if name and sentence:
                words = html.unescape(re.sub(r"<[^>]+>", "", sentence[1]))
                yield f"{place}/{path.stem}/index.html", json.loads(name[1]), words
