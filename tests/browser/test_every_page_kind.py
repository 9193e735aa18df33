"""Axe finds nothing on any kind of page, at each width and in each scheme; Explore's and Datasette's included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.browser.explore_reader import open_explore, read
from tests.browser.test_access import ALL_LAID_OUT, KINDS, RULES, described, overhang
from tests.browser.test_datasette_pages import KINDS as DATASETTE
from tests.browser.test_explore_access import KINDS as EXPLORE

from vostochny.model.project import Project

# Folders that hold no pages of their own, or pages for frames on other sites.
NOT_PAGES = {"assets", "desk", "cards", "search"}


def kinds(site: Path) -> Iterator[str]:
    """Every page that is alone of its kind, and of each kind with many the shortest and the longest."""
    yield from ("/", "/404.html")
    for folder in sorted(path for path in site.iterdir() if path.is_dir() and path.name not in NOT_PAGES):
        if (folder / "index.html").exists():
            yield f"/{folder.name}/"
        many = sorted(folder.glob("*/index.html"), key=lambda path: (path.stat().st_size, path))
        for path in dict.fromkeys([*many[:1], *many[-1:]]):
            yield f"/{folder.name}/{path.parent.name}/"


@pytest.mark.deep
# A phone and a desk, each scheme once; more pairs take two minutes each and have found nothing that these do not.
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, address: str, published: Project, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}

    def look(path: str) -> None:
        page.evaluate(ALL_LAID_OUT)
        problems = described(Axe().run(page, options=RULES).response["violations"])
        if overhang(page) > 1:
            problems.append("wider than the screen")
        if problems:
            found[path] = problems

    of_site = list(kinds(published.build / "site"))
    assert len(of_site) > 60
    for path in dict.fromkeys([*of_site, *KINDS, *DATASETTE]):
        page.goto(path)
        look(path)
    open_explore(page, f"{address}/explore/")
    for path in EXPLORE:
        read(page, [path])
        look(f"explore{path}")
    context.close()
    assert found == {}
