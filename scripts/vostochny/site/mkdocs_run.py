"""Runs MkDocs on the written pages in a process of its own; their Markdown is converted on every core.

Run with: python -m vostochny.site.mkdocs_run CONFIG SITE, the settings and the folder for the site. MkDocs itself
converts one page after the other, on one core (`build` in its mkdocs/commands/build.py). Measured on 900 pages and two
cores: 5.5 s instead of 7.9 s.

This relies on the insides of MkDocs 1.6: that `build` calls `Page.render` of each page after the event `nav`, and
leaves what it found in `content`, `toc`, `_title_from_render`, `present_anchor_ids` and `links_to_anchors`; and that
the search of the theme adds the sections of a page to `entries` in `add_entry_from_context`, a third of the rest.
A test compares every file of a site with that of MkDocs itself, and its refusals; where they differ, `run_mkdocs` can
call MkDocs alone.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from vostochny.model.errors import BuildError
from vostochny.site.process_pool import PAGES_AT_ONCE, one_a_core


@dataclass(frozen=True)
class Converted:
    """What MkDocs makes of the Markdown of a page, and what it complains of meanwhile.

    anchors: the anchors that the page links to and how the links are written, by the path of the other page's file
    sections: what the search finds of the page
    complaints: name of the logger, level and message
    """

    content: str
    toc: TableOfContents
    title: str | None
    own_anchors: set[str] | None
    anchors: dict[str, dict[str, str]]
    sections: list[dict[str, object]]
    complaints: list[tuple[str, int, str]]

    def put_into(self, page: Page, _: MkDocsConfig, files: Files) -> None:
        """Make the page what MkDocs would have made of it, and complain as it would have."""
        page.content, page.toc, page._title_from_render = self.content, self.toc, self.title
        page.present_anchor_ids = self.own_anchors
        known = {path: files.get_file_from_path(path) for path in self.anchors}
        page.links_to_anchors = {file: self.anchors[path] for path, file in known.items() if file}
        for name, level, message in self.complaints:
            logging.getLogger(name).log(level, message)


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """The plugin is not named in mkdocs.yml and has no settings."""


class ConvertAhead(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """Converts all pages at once when MkDocs knows which there are, and gives each when its turn has come."""

    # What a forked process finds when it begins.
    given: ClassVar[tuple[list[Page], MkDocsConfig, Files]]

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Convert every page, those outside of the navigation too."""
        pages = [file.page or Page(None, file, config) for file in files.documentation_pages()]
        ConvertAhead.given = (pages, config, files)
        with one_a_core("fork") as pool:
            found_in_order = pool.map(converted, range(len(pages)), chunksize=PAGES_AT_ONCE)
            sections = {}
            for page, found in zip(pages, found_in_order, strict=True):
                page.render = partial(found.put_into, page)  # type: ignore[method-assign]
                sections[page.url] = found.sections
        if index := search_index(config):
            index.add_entry_from_context = lambda page: index.entries.extend(sections[page.url])
        return nav


def search_index(config: MkDocsConfig) -> Any:
    """What the theme's search gathers the sections of all pages in; None where a site has no such search."""
    return getattr(config.plugins.get("material/search"), "search_index", None)


def converted(number: int) -> Converted:
    """One of the pages, converted by MkDocs itself."""
    pages, config, files = ConvertAhead.given
    page = pages[number]
    with complaints() as told:
        page.read_source(config)
        page.render(config, files)
    sections: list[dict[str, object]] = []
    if index := search_index(config):
        index.entries = sections
        index.add_entry_from_context(page)
    anchors = {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
    title, own_anchors = page._title_from_render, page.present_anchor_ids
    return Converted(page.content or "", page.toc, title, own_anchors, anchors, sections, told)


@contextmanager
def complaints() -> Iterator[list[tuple[str, int, str]]]:
    """A list of what MkDocs complains of meanwhile, which is not written anywhere else."""
    told: list[tuple[str, int, str]] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append((record.name, record.levelno, record.getMessage()))

    logger = logging.getLogger("mkdocs")
    before, propagating = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [Listener(logging.WARNING)], False
    try:
        yield told
    finally:
        logger.handlers, logger.propagate = before, propagating


def main(settings: str, folder: str) -> None:
    """Lay out the site, strictly; ends with a message and a code that is not 0 where MkDocs refuses a page."""
    logging.basicConfig(format="%(levelname)s - %(message)s", level=logging.WARNING)
    # Nearly all that is made here is needed to the end, which is soon.
    gc.disable()
    try:
        config = load_config(config_file=settings, site_dir=folder, strict=True)
        if (os.cpu_count() or 1) > 1 and "fork" in multiprocessing.get_all_start_methods():
            config.plugins["convert-ahead"] = ConvertAhead()
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, BuildError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
