"""Everyone can read it: by axe on every kind of page, by keyboard, on a narrow screen, in print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from vostochny.model.project import Project

# One of every kind of page.
KINDS = [
    "/",
    "/calls/",
    "/calls/call-001/",
    "/vessels/",
    "/vessels/chon-ma-san/",
    "/figures/",
    "/estimates/estimate-006/",
    "/counts/",
    "/counts/count-004/",
    "/claims/",
    "/charts/",
    "/charts/cap-by-day/",
    "/charts/estimates-against-the-model/",
    "/ports/",
    "/ports/RUVYP/",
    "/sources/",
    "/sources/osc-2024-refined-tastes/",
    "/sightings/",
    "/timeline/",
    "/programmes/",
    "/conflicts/",
    "/tables/",
    "/tables/port_calls/",
    "/questions/",
    "/api/",
    "/completeness/",
    "/explained/",
    "/model/",
    "/glossary/",
    "/cite/",
    "/check/",
    "/newsroom/",
    "/correct/",
    "/changes/",
    "/gate/",
    "/publishing/",
    "/404.html",
]
PHONE = 320
TABLET = 768
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

# Rows that a reader has not come near are laid out too, or axe measures places that move while it looks.
ALL_LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def described(violations: list[dict[str, Any]]) -> list[str]:
    """Each violation with the first element that shows it."""
    return [f"{item['id']}: {item['nodes'][0]['target']} {item['nodes'][0]['html'][:120]}" for item in violations]


# On the narrowest phone, where there is least room, each page is also made as wide as a tablet. The other widths and
# the light scheme are those of test_every_page_kind.
def test_every_kind_of_page_is_accessible_and_fits_the_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": PHONE, "height": 900}, color_scheme="dark", reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for path in KINDS:
        page.goto(path)
        page.wait_for_function("!document.querySelector('.md-typeset__scrollwrap:not([tabindex])')")
        page.evaluate(ALL_LAID_OUT)
        violations = Axe().run(page, options=RULES).response["violations"]
        if violations:
            found[path] = described(violations)
        if overhang(page) > 1:
            found[path] = [*found.get(path, []), "wider than the screen"]
        page.set_viewport_size({"width": TABLET, "height": 800})
        if overhang(page) > 1:
            found[path] = [*found.get(path, []), "wider than a tablet"]
        page.set_viewport_size({"width": PHONE, "height": 900})
    context.close()
    assert found == {}


def test_every_page_is_valid_html_without_a_repeated_id(published: Project) -> None:
    site = published.build / "site"
    found = {}
    for path in KINDS:
        file = site / path.strip("/") if path.endswith(".html") else site / path.strip("/") / "index.html"
        errors, ids = read(file)
        repeated = sorted({name for name in ids if ids.count(name) > 1})
        if errors or repeated:
            found[path] = (errors[:3], repeated[:3])
    assert found == {}


def read(file: Path) -> tuple[list[str], list[str]]:
    """Parse errors of a page, and all ids in it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(file.read_text(encoding="utf-8"))
    errors = [f"{place}: {code} {more}" for place, code, more in parser.errors]
    return errors, [element.get("id") for element in tree.iter() if element.get("id")]


def overhang(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_reader_reaches_copying_filtering_and_sorting_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/sightings/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search" and page.evaluate(
            "document.activeElement.closest('.table-bar') !== null"
        ):
            break
    else:
        raise AssertionError("the filter is not reached")
    page.keyboard.type("Jeju")
    expect(page.locator(".table-bar [role=status]").first).to_contain_text("of 77 rows")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('th') !== null"):
            break
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_no_table_of_datasette_is_cut_at_the_edge_of_the_paper(browser: Browser, address: str) -> None:
    # A4 less a centimetre on each side, at 96 dots an inch; the table has a frame in which a screen would scroll.
    context = browser.new_context(base_url=address, viewport={"width": 718, "height": 1000})
    page = context.new_page()
    page.goto("/data/vostochny/port_calls")
    edge = "Math.max(...[...document.querySelectorAll('table, td')].map(cell => cell.getBoundingClientRect().right))"
    assert page.evaluate(edge) > 718
    page.emulate_media(media="print")
    assert page.evaluate(edge) <= 718
    context.close()


def test_the_method_can_be_printed(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/model/")
    page.emulate_media(media="print")
    expect(page.locator("header.md-header")).to_be_hidden()
    written = tmp_path / "model.pdf"
    page.pdf(path=written, format="A4")
    assert written.read_bytes().startswith(b"%PDF")
    assert overhang(page) <= 1
    context.close()
