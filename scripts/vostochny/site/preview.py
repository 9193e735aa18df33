"""Lays out one page at a time, as the site has it, while somebody edits the record or a page."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from vostochny.database.reading import opened
from vostochny.desk.pieces import topics_of
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.site_url import site_address
from vostochny.release.manifest import files_by_group
from vostochny.release.metadata.schema_org import dataset_description
from vostochny.release.product import Entry
from vostochny.render.context import RenderContext
from vostochny.render.page_guard import PageGuard, foreign_markup
from vostochny.render.theme_pages import theme_pages
from vostochny.site.build import all_pages, mkdocs_settings, written_pages
from vostochny.site.html_head import PageFinish
from vostochny.site.page_check import page_guard
from vostochny.site.paper_addresses import source_addresses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File


class Preview:
    """The pages of a record that is newer than the built site, each laid out when it is asked for.

    base: the project as of the edition that has the built site, whose files of all other kinds stay in use
    """

    def __init__(self, base: Project) -> None:
        self.base = base
        self.turn = Lock()
        self.project = base
        self.laid_out: dict[str, str] = {}
        # What finishes and checks a page of this state, made when the first one is asked for.
        self.last: tuple[PageFinish, PageGuard] | None = None

    @cached_property
    def files(self) -> dict[str, list[Entry]]:
        """The files to download, which stay those of the edition."""
        return files_by_group(self.base.build / "downloads")

    @cached_property
    def blank(self) -> list[str]:
        """What the theme itself writes into every page."""
        return theme_pages(self.base.root)

    @cached_property
    def layout(self) -> PageLayout:
        """The generator, ready for a page."""
        return PageLayout(self.base)

    def warm(self) -> None:
        """Do what the first page would wait for."""
        with self.turn:
            _ = self.blank, self.layout, self.files
        # The templates of the theme are read with the first page.
        self.page("/calls/")

    def renew(self, project: Project, edited: Collection[str]) -> None:
        """Take the pages from another state of the record from now on.

        edited: paths of pages under site/pages/ that were changed
        Raises BuildError when one of them cannot be filled in; then all is as it was.
        """
        with opened(project.database) as connection:
            for path, content in written_pages(project, RenderContext(project.dataset, connection)):
                if path in edited:
                    content()
        with self.turn:
            self.project, self.laid_out, self.last = project, {}, None

    def page(self, address: str) -> str | None:
        """The HTML at an address such as ``/calls/call-001/``; None where the site has no such page.

        Raises BuildError that says what of a page cannot be published.
        """
        here = address.lstrip("/").removesuffix("index.html")
        if here and not here.endswith("/"):
            return None
        with self.turn:
            if here not in self.laid_out and (found := self.markdown(here)):
                self.laid_out[here] = self.checked(here, *found)
            return self.laid_out.get(here)

    def markdown(self, here: str) -> tuple[str, str] | None:
        """(path, Markdown) of the page in a folder of the site."""
        wanted = {f"{here}index.md", f"{here.rstrip('/')}.md"}
        with opened(self.project.database) as connection:
            context = RenderContext(self.project.dataset, connection)
            for path, content in all_pages(self.project, context):
                if path in wanted:
                    return path, content()
        return None

    def checked(self, here: str, path: str, content: str) -> str:
        """A page as the site has it. Raises BuildError where it has anything that a page may not have."""
        finish, guard = self.last = self.last or self.finishing()
        place = f"{here}index.html"
        finished = finish.page(place, self.layout.html(path, content))
        for foreign in foreign_markup(guard, place, finished):
            raise BuildError(f"{place}: {foreign.what}, which nothing of this program writes: {foreign.value!r}")
        return finished

    def finishing(self) -> tuple[PageFinish, PageGuard]:
        """What finishes a page of this state of the record, and what says what it may consist of."""
        project, site = self.project, self.base.build / "site"
        guard = page_guard(project, self.blank)
        listed = self.files["whole"] + self.files["special"]
        described = dataset_description(project.dataset.package, site_address(), listed)
        with opened(project.database) as connection:
            released_on = RenderContext(project.dataset, connection).released_on
            more = topics_of(connection), source_addresses(connection)
        return PageFinish(site, project.dataset.package, described, guard.scripts, released_on, *more), guard


class PageLayout:
    """MkDocs with the settings, the navigation and the templates of the site, ready for a page."""

    def __init__(self, base: Project) -> None:
        from mkdocs.config import load_config
        from mkdocs.structure.files import get_files, set_exclusions
        from mkdocs.structure.nav import get_navigation

        # The whole build reports links that lead nowhere; a page alone cannot know.
        logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
        self.folder = base.build / "pages"
        with environment(mkdocs_settings(base)):
            self.config: MkDocsConfig = load_config(str(base.root / "mkdocs.yml"), site_dir=str(base.build / "site"))
        self.config.plugins.on_startup(command="build", dirty=False)
        self.config = self.config.plugins.on_config(self.config)
        self.config.plugins.on_pre_build(config=self.config)
        self.templates = self.config.theme.get_env()
        self.files = get_files(self.config)
        self.files.add_files_from_theme(self.templates, self.config)
        self.files = self.config.plugins.on_files(self.files, config=self.config)
        set_exclusions(self.files, self.config)
        self.navigation = self.config.plugins.on_nav(
            get_navigation(self.files, self.config), config=self.config, files=self.files
        )
        self.templates = (
            self.config.plugins.on_env(self.templates, config=self.config, files=self.files) or self.templates
        )

    def file(self, path: str, content: str) -> File:
        """The file of a page with other content; a new one where the built site has no such page."""
        from mkdocs.structure.files import File

        known = self.files.get_file_from_path(path)
        if known is None:
            known = File.generated(self.config, path, content=content)
            self.files.append(known)
        known.content_string = content
        return known

    def html(self, path: str, content: str) -> str:
        """A page laid out, from its Markdown."""
        from mkdocs.commands.build import get_context
        from mkdocs.structure.pages import Page

        file, plugins, config = self.file(path, content), self.config.plugins, self.config
        page = file.page or Page(None, file, config)
        page.active = True
        try:
            page = plugins.on_pre_page(page, config=config, files=self.files) or page
            page.read_source(config)
            given = page.markdown or ""
            page.markdown = plugins.on_page_markdown(given, page=page, config=config, files=self.files)
            page.render(config, self.files)
            page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=self.files)
            context = get_context(self.navigation, self.files.documentation_pages(), config, page)
            template = self.templates.get_template(str(page.meta.get("template", "main.html")))
            context = plugins.on_page_context(context, page=page, config=config, nav=self.navigation)
            return plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False


@contextmanager
def environment(settings: dict[str, str]) -> Iterator[None]:
    """Variables of the environment for a while, as mkdocs.yml reads some."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
