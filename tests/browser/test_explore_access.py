"""Explore for everybody: by axe on every kind of page, by keyboard, on a phone and by night."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.explore_reader import open_explore, read
from tests.browser.test_access import RULES, described, overhang

KINDS = [
    "/",
    "/vostochny",
    "/vostochny/vessel_sanctions?authority=UN",
    "/vostochny/port_calls/call-001",
    "/vostochny/barrels_of_each_call",
    "/vostochny?sql=select+*+frm+calls",
    "/search?q=chon+ma",
    "/search?q=zzzz",
    "/vostochny/nothing",
]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_kind_of_page_is_accessible(browser: Browser, address: str, width: int, scheme: Any) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    open_explore(page, f"{address}/explore/")
    found = {}
    for kind in KINDS:
        read(page, [kind])
        problems = described(Axe().run(page, options=RULES).response["violations"])
        if overhang(page) > 1:
            problems.append("wider than the screen")
        if problems:
            found[kind] = problems
    context.close()
    assert found == {}
    assert complaints == []


def test_what_a_listener_hears_of_is_told_apart(page: Page, address: str) -> None:
    open_explore(page, f"{address}/explore/#/vostochny/citations?_size=5")
    rows = page.locator("table.ex-rows tbody td.key a")
    assert len({str(link.get_attribute("aria-label")) for link in rows.all()}) == rows.count() == 5
    expect(page.get_by_role("table", name="5 rows of")).to_be_visible()
    read(page, ["/vostochny?sql=select+1"])
    expect(page.get_by_role("form", name="A query in SQL")).to_be_visible()


def test_cards_below_the_screen_keep_the_place_that_they_take_when_reached(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_explore(page, f"{address}/explore/#/vostochny/vessel_sanctions?authority=UN")
    card = page.locator(".ex-rows tbody tr").last
    kept, laid_out = card.evaluate(
        """(row) => {
          const kept = row.getBoundingClientRect().height;
          row.style.contentVisibility = "visible";
          return [kept, row.getBoundingClientRect().height];
        }"""
    )
    context.close()
    assert 0.75 < laid_out / kept < 1


def test_a_question_is_asked_by_keyboard_alone(page: Page, address: str) -> None:
    open_explore(page, f"{address}/explore/#/vostochny/calls_between_two_days")
    field = page.get_by_label("First day")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2024-04-01")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("2024-04-30")
    page.keyboard.press("Enter")
    expect(page).to_have_url(
        f"{address}/explore/#/vostochny/calls_between_two_days?first_day=2024-04-01&last_day=2024-04-30"
    )
    # Whoever listens is taken to the heading of the answer.
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    expect(field).to_have_value("2024-03-01")


def test_the_way_past_the_header_stays_on_the_page(page: Page, address: str) -> None:
    open_explore(page, f"{address}/explore/#/vostochny/vessels")
    before = page.locator("#explore h1").inner_text()
    page.locator(".md-skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#explore h1")).to_have_text(before)
    expect(page.locator("#explore h1")).to_be_in_viewport()


def test_a_filter_is_built_and_removed_in_the_form(page: Page, address: str) -> None:
    open_explore(page, f"{address}/explore/#/vostochny/vessel_sanctions")
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Filter 1: column").select_option(label="Authority")
    page.get_by_label("Filter 1: value").fill("UN")
    page.get_by_role("button", name="Apply").click()
    chip = page.get_by_role("link", name="Remove: Authority is “UN”")
    expect(chip).to_be_visible()
    assert page.url.endswith("#/vostochny/vessel_sanctions?authority=UN&_sort=listed_on")
    chip.click()
    expect(chip).to_have_count(0)
