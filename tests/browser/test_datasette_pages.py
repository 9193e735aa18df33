"""Datasette's pages as people meet them: by axe on every kind, on a phone and a desk, with nothing from elsewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_access import RULES, described, overhang

DATABASE = "/data/vostochny"
# One of every kind of page.
KINDS = [
    "/data/",
    DATABASE,
    f"{DATABASE}/port_calls",
    f"{DATABASE}/vessel_sanctions?authority=UN&_facet=listed_year&_sort_desc=listed_on",
    f"{DATABASE}/calls",
    f"{DATABASE}/requests",
    f"{DATABASE}/vessels?_search=zzzz",
    f"{DATABASE}/vessels/chon-ma-san",
    f"{DATABASE}/citations/call-001,vessel_id,osc-2024-refined-tastes",
    f"{DATABASE}/calls_between_two_days",
    f"{DATABASE}/estimates_against_the_model",
    f"{DATABASE}?sql=select+*+from+sightings",
    f"{DATABASE}?sql=select+*+frm+sightings",
    f"{DATABASE}/calls_between_two_days?first_day=1999-01-01&last_day=1999-01-02",
    "/data/search",
    "/data/search?q=chon+ma",
    "/data/search?q=zzzz",
    f"{DATABASE}/nothing",
]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_every_kind_of_page_is_accessible_and_loads_nothing_from_elsewhere(
    browser: Browser, address: str, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    found = {}
    for path in KINDS:
        page.goto(path)
        violations = Axe().run(page, options=RULES).response["violations"]
        problems = described(violations)
        if overhang(page) > 1:
            problems.append("wider than the screen")
        if problems:
            found[path] = problems
    context.close()
    assert found == {}
    assert complaints == []
    assert [url for url in asked if not url.startswith(address)] == []


def test_a_reader_goes_from_a_row_to_its_page_on_the_site_and_back(page: Page) -> None:
    page.goto(f"{DATABASE}/port_calls/call-001")
    expect(page.locator("h1")).to_have_text("Paek Yang San 1 at Vostochny, 7 March 2024")
    page.get_by_role("link", name="The page of this record on the site").click()
    expect(page).to_have_url(re.compile(r"/calls/call-001/$"))
    page.get_by_role("link", name="this record in Datasette").first.click()
    expect(page).to_have_url(re.compile(rf"{DATABASE}/port_calls/call-001$"))


def test_a_table_is_copied_as_it_is_on_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{DATABASE}/port_calls?confidence=confirmed")
    button = page.get_by_role("button", name="Copy as table")
    button.click()
    expect(page.get_by_role("button", name="Copied 1 row")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    context.close()
    assert len(lines) == 2
    row = dict(zip(lines[0].split("\t"), lines[1].split("\t"), strict=True))
    assert row["call_id"] == "call-008"
    assert row["vessel_id"] == "paek-yang-san-1"
    assert row["date_earliest"] == "2024-04-02"


def test_a_filter_is_set_by_hand_and_leaves_a_short_address(page: Page) -> None:
    page.goto(f"{DATABASE}/sightings")
    page.locator("summary", has_text="Filter and sort").click()
    page.get_by_label("Column", exact=True).select_option("observer")
    page.get_by_label("Value", exact=True).fill("VOA")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("p.count").first).to_contain_text("30 rows where observer is “VOA”")
    assert "observer__exact=VOA" in page.url
    assert "_filter" not in page.url


def test_a_long_note_is_folded_and_opens(page: Page) -> None:
    page.goto(f"{DATABASE}/vessels/chon-ma-san")
    note = page.locator("details.note").last
    rest = note.evaluate("element => element.lastChild.textContent.trim()")
    assert len(rest) > 30
    expect(note).to_have_js_property("open", False)
    note.locator("summary").click()
    expect(note).to_have_js_property("open", True)
    expect(note).to_contain_text(rest)


def test_an_error_in_sql_keeps_the_query_to_be_corrected(page: Page) -> None:
    page.goto(f"{DATABASE}?sql=select+*+frm+ports")
    expect(page.get_by_role("alert")).to_have_text('Near "frm": syntax error.')
    page.locator("#sql-editor").fill("select count(*) as n from ports")
    page.keyboard.press("Control+Enter")
    expect(page.locator("td.count")).to_have_text("17")


def test_a_reader_who_lets_the_system_choose_has_its_look_here_too(page: Page) -> None:
    page.goto("/")
    given = "{index: 0, color: {media: '(prefers-color-scheme)', scheme: 'slate'}}"
    page.evaluate(f"localStorage.setItem('/.__palette', JSON.stringify({given}))")
    page.emulate_media(color_scheme="light")
    page.goto("/data/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


FIRST_ROWS = ["calls", "vessel_sanctions", "sightings", "vessels", "sources", "what_if", "calls_by_un_listed_vessels"]


@pytest.mark.parametrize("name", FIRST_ROWS)
def test_the_first_row_is_on_the_first_screen(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{DATABASE}/{name}")
    place = page.locator("tbody tr").first.bounding_box()
    assert place is not None
    assert place["y"] < 800
    context.close()


def test_the_look_that_was_chosen_on_the_site_holds_here(page: Page) -> None:
    page.goto("/")
    page.evaluate("localStorage.setItem('/.__palette', JSON.stringify({index: 1, color: {scheme: 'slate'}}))")
    page.goto("/data/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(30, 33, 41)"
