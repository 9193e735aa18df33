"""The frame around every page: tabs, footer, focus, dark scheme, an address without a page, and room for tables."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from vostochny.model.project import Project
from vostochny.render.tabs import TABS

TITLES = [title for title, _ in TABS]
# Addresses in the menu and behind it before the tabs were made six: none of them may be lost.
ONCE_IN_THE_MENU = [
    "calls", "vessels", "organisations", "positions", "explore", "figures", "counts", "notified", "ceiling",
    "months", "claims", "charts", "explained", "method", "confidence", "volumes", "model", "model-appendix",
    "limits", "completeness", "searches", "glossary", "checks", "missed", "audit", "berkeley", "scale", "tables",
    "questions", "api", "downloads", "load", "engines", "sightings", "ports", "sources", "programmes", "timeline",
    "conflicts", "corrections", "running", "cite", "correct", "requests", "changes", "stability", "gate", "retired",
    "publishing", "licences",
]  # fmt: skip
# A page of each kind, and the tab that it is under.
UNDER = {
    "/": "Story",
    "/calls/call-008/": "Calls",
    "/counts/count-004/": "Calls",
    "/vessels/chon-ma-san/": "Ships",
    "/model-appendix/": "How much oil",
    "/estimates/estimate-006/": "How much oil",
    "/charts/cap-by-day/": "How much oil",
    "/sources/osc-2024-refined-tastes/": "Evidence",
    "/ports/RUVYP/": "Evidence",
    "/tables/port_calls/": "Data",
    "/requests/": "About",
}
LISTS = [
    "calls",
    "vessels",
    "figures",
    "claims",
    "counts",
    "sources",
    "sightings",
    "programmes",
    "conflicts",
    "timeline",
]
LISTS += ["ports", "notified", "months", "completeness", "model", "tables", "organisations", "corrections", "positions"]


def test_every_address_that_was_in_the_menu_has_its_page(published: Project) -> None:
    site = published.build / "site"
    assert len(ONCE_IN_THE_MENU) == 50
    assert [name for name in ONCE_IN_THE_MENU if not (site / name / "index.html").is_file()] == []


def test_the_tabs_of_datasette_are_those_of_the_menu(published: Project) -> None:
    text = (published.root / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
    menu = [next(iter(item.items())) for item in yaml.safe_load(text)["nav"]]
    first = [next(iter(pages[0].values())) if isinstance(pages, list) else pages for _, pages in menu]
    addresses = ["/" if path == "index.md" else f"/{path.removesuffix('.md')}/" for path in first]
    assert list(TABS) == list(zip([title for title, _ in menu], addresses, strict=True))
    assert sum(len(pages) if isinstance(pages, list) else 1 for title, pages in menu if title != "About") <= 24


@pytest.mark.parametrize(("path", "tab"), UNDER.items())
def test_a_page_is_under_its_tab_and_reaches_all_the_others(page: Page, path: str, tab: str) -> None:
    page.goto(path)
    tabs = page.locator(".md-tabs a")
    assert [words.strip() for words in tabs.all_inner_texts()] == TITLES
    assert page.locator(".md-tabs a[aria-current]").all_inner_texts() == [tab]


@pytest.mark.parametrize("path", ["/data/", "/data/vostochny/calls", "/data/search?q=chon", "/data/vostochny/nothing"])
def test_datasette_has_the_same_tabs(page: Page, path: str) -> None:
    page.goto(path)
    assert page.locator("header .tabs a").all_inner_texts() == TITLES
    assert page.locator("header .tabs a[aria-current]").all_inner_texts() == ["Data"]


def test_the_footer_leads_to_citing_correcting_changes_and_maintainers(page: Page) -> None:
    page.goto("/calls/call-008/")
    shown = page.locator("footer a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    for path in ("/cite/", "/correct/", "/changes/", "/feed.xml", "/licences/", "/maintainers/"):
        assert path in shown
        assert page.request.get(path).status == 200
    page.goto("/maintainers/")
    behind = page.locator("article a[href]").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    for name in ("checks", "missed", "audit", "scale", "gate", "stability", "publishing", "running", "engines"):
        assert f"/{name}/" in behind
    assert {"/retired/", "/requests/"} <= set(behind)


def test_an_address_without_a_page_says_where_to_go(page: Page) -> None:
    answer = page.goto("/vessels/no-such-ship/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    ways = page.locator("article a").evaluate_all("links => links.map(link => link.href)")
    assert len(ways) >= 5
    assert [way for way in ways if page.request.get(way).status != 200] == []


CONTROLS = [
    ("/charts/cap-by-day/", "input[type=range]"),
    ("/model/", "#what-if-control input[name=load_share]"),
    ("/sightings/", ".table-bar input"),
    ("/sightings/", ".table-bar select"),
    ("/sightings/", "th button"),
    ("/sightings/", "article p a"),
    ("/correct/", "#request-form textarea"),
    ("/correct/", "#request-form button"),
    ("/", "button.copy"),
    ("/", ".calls-strip svg a"),
    ("/", ".md-tabs a"),
    ("/", "footer a"),
    ("/data/vostochny/calls", "summary"),
    ("/data/vostochny/vessels", "#_search"),
]


@pytest.mark.parametrize(("path", "control"), CONTROLS)
def test_what_the_keyboard_is_on_can_be_seen(page: Page, path: str, control: str) -> None:
    page.goto(path)
    place = page.locator(control).locator("visible=true").first
    place.scroll_into_view_if_needed()
    page.keyboard.press("Tab")
    place.focus()
    style = "getComputedStyle(element)"
    mark = place.evaluate(f"element => [{style}.outlineStyle, parseFloat({style}.outlineWidth), element.tagName]")
    assert mark[0] != "none"
    assert mark[1] >= 2


def test_the_scheme_follows_the_system_also_when_that_changes_later(page: Page) -> None:
    for scheme in ("light", "dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/method/")
        wanted = "slate" if scheme == "dark" else "default"
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", wanted)


@pytest.mark.parametrize("width", [1280, 1440])
def test_no_table_has_to_be_moved_sideways_on_a_desk(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    page = context.new_page()
    wide = {}
    for name in LISTS:
        page.goto(f"/{name}/")
        boxes = page.locator("article .md-typeset__scrollwrap, article table")
        over = boxes.evaluate_all("boxes => Math.max(0, ...boxes.map(box => box.scrollWidth - box.clientWidth))")
        if over > 1:
            wide[name] = over
    context.close()
    assert wide == {}


def test_a_day_in_a_table_is_on_one_line(page: Page) -> None:
    page.goto("/programmes/")
    page.goto("/figures/")
    days = page.locator("article td .day")
    assert days.count() > 20
    assert all(re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", words) for words in days.all_inner_texts())
    assert days.evaluate_all("days => days.every(day => day.getClientRects().length === 1)")


SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 1500);
})"""


@pytest.mark.parametrize("path", ["/", "/charts/", "/calls/", "/sources/"])
def test_nothing_jumps_while_a_page_loads(browser: Browser, address: str, path: str) -> None:
    moved: dict[int, Any] = {}
    for width in (1280, 390):
        context = browser.new_context(base_url=address, viewport={"width": width, "height": 844})
        page = context.new_page()
        page.goto(path)
        moved[width] = page.evaluate(SHIFTS)
        context.close()
    assert all(value < 0.02 for value in moved.values()), moved
