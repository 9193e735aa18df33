"""Tables on the site can be filtered and sorted in place, and the selection lives in the address."""

from __future__ import annotations

import csv
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

SHOWN = "article table tbody tr:not([hidden])"


def column(page: Page, number: int) -> list[str]:
    """The cells of one column of the first table that are shown, from the top."""
    rows = page.locator("article table").first.locator("tbody tr:not([hidden])")
    cells: list[str] = rows.evaluate_all(f"rows => rows.map(row => row.cells[{number}].textContent.trim())")
    return cells


def test_words_narrow_a_table_and_the_address_keeps_them(page: Page) -> None:
    page.goto("/sightings/")
    page.get_by_label("Filter rows").fill("chongjin 2024")
    names = page.locator(SHOWN).all_inner_texts()
    assert 0 < len(names) < 20
    assert all("chongjin" in name.lower() and "2024" in name for name in names)
    expect(page.locator(".table-bar [role=status]")).to_have_text(f"{len(names)} of 77 rows")
    assert parse_qs(urlsplit(page.url).query) == {"filter": ["chongjin 2024"]}


def test_a_shared_address_shows_the_same_selection(browser: Browser, address: str) -> None:
    seen = []
    for _reader in range(2):
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/sightings/?filter=vostochny&Seen+by=RUSI&sort=-Days")
        seen.append(column(page, 0))
        assert set(column(page, 5)) == {"RUSI"}
        assert page.get_by_label("Filter rows").input_value() == "vostochny"
        context.close()
    assert seen[0] == seen[1]
    assert seen[0]


def test_days_sort_by_time_and_figures_by_size(page: Page) -> None:
    page.goto("/timeline/")
    page.get_by_role("button", name="Day").click()
    years = [int(re.findall(r"\d{4}", words)[-1]) for words in column(page, 0)]
    assert years == sorted(years)
    assert len(set(years)) > 3
    page.get_by_role("button", name="Day").click()
    assert [int(re.findall(r"\d{4}", words)[-1]) for words in column(page, 0)] == sorted(years, reverse=True)
    page.goto("/figures/#sea")
    page.get_by_role("button", name="Figure").first.click()
    figures = [re.sub(r"^\D+", "", words) for words in column(page, 0) if "barrels" in words]
    sizes = [int(re.match(r"[\d,]+", words)[0].replace(",", "")) for words in figures]  # type: ignore[index]
    assert sizes == sorted(sizes)


def test_taking_the_filter_back_gives_all_rows_and_a_clean_address(page: Page) -> None:
    page.goto("/sightings/?filter=vostochny")
    assert page.locator(SHOWN).count() < 76
    page.get_by_label("Filter rows").fill("")
    assert page.locator(SHOWN).count() == 77
    assert urlsplit(page.url).query == ""


def test_a_selection_that_does_not_exist_is_ignored(page: Page) -> None:
    page.goto("/sightings/?Seen+by=Nobody&sort=Nothing&filter2=x&other=1")
    assert page.locator(SHOWN).count() == 77


FILTERED = [
    ("/vessels/?filter=Chon+Ma+San", "vessels"),
    ("/calls/?UN+list=listed", "calls"),
    ("/calls/?filter=30+March+2018", "calls"),
    ("/sightings/?filter=chongjin", "sightings"),
    ("/sources/?Language=Russian", "sources"),
]


@pytest.mark.parametrize(("path", "table"), FILTERED)
def test_the_rows_that_are_shown_open_in_datasette(page: Page, path: str, table: str) -> None:
    page.goto(path)
    told = page.locator(".table-bar [role=status]", has_text=" of ").inner_text()
    shown, _, everything = told.removesuffix(" rows").partition(" of ")
    assert 0 < int(shown) < int(everything)
    page.get_by_role("link", name="filter it in Datasette").click()
    expect(page).to_have_url(re.compile(rf"/data/vostochny/{table}\\?.*__in="))
    # The address is there before the rows are.
    expect(page.locator("tbody tr")).to_have_count(int(shown))


def test_the_link_to_datasette_is_left_out_where_no_row_is_shown(page: Page) -> None:
    page.goto("/sightings/?filter=xyzzyqwert")
    expect(page.locator(".files a[data-key]")).to_be_hidden()
    page.get_by_label("Filter rows").fill("")
    expect(page.locator(".files a[data-key]")).to_be_visible()
    assert "__in" not in str(page.locator(".files a[data-key]").get_attribute("href"))


def test_the_rows_that_are_shown_are_taken_as_csv(page: Page) -> None:
    page.goto("/calls/?UN+list=listed")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV of these rows").click()
    with waiting.value.path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert waiting.value.suggested_filename == "calls.csv"
    assert len(rows) == page.locator("article table").first.locator("tbody tr:not([hidden])").count()
    assert {row["UN list"] for row in rows} == {"listed"}
    assert all(row["Barrels, if it loaded"] for row in rows)


def test_a_ship_is_chosen_by_what_an_authority_says_of_it(page: Page) -> None:
    page.goto("/vessels/")
    bar = page.locator(".table-bar").last
    for name, said in (("UN", "listed"), ("US", "not found")):
        bar.locator("label", has_text=re.compile(rf"^\s*{name}\b")).locator("select").select_option(said)
    names = page.locator("article table").last.locator("tbody tr:not([hidden])")
    assert 0 < names.count() < 60
    for row in names.all():
        cells = row.locator("td")
        assert re.fullmatch(r"(?:\d+ )?(?:[A-Z][a-z]{2} )?\d{4}.*", cells.nth(3).inner_text(), re.DOTALL)
        assert cells.nth(4).inner_text() == "not found"


def test_without_scripts_the_tables_are_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sightings/?filter=vostochny")
    assert page.locator("article table tbody tr").count() == 77
    context.close()


def test_on_a_phone_a_wide_table_is_read_row_by_row_and_stays_a_table(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto("/vessels/")
    table = page.locator("article table").first
    assert table.evaluate("table => getComputedStyle(table).display") == "block"
    assert table.evaluate("table => table.closest('.md-typeset__scrollwrap').scrollWidth <= innerWidth")
    heads = [head.strip() for head in table.get_by_role("columnheader").all_inner_texts()]
    row = table.get_by_role("row").nth(1)
    # Cells with nothing in them are left out.
    labels = row.get_by_role("cell").evaluate_all(
        "cells => cells.map(c => [c.cellIndex, getComputedStyle(c, '::before').content.slice(1, -1)])"
    )
    assert len(labels) > 2
    assert all(heads[position] == label for position, label in labels)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert table.evaluate("table => getComputedStyle(table).display") != "block"
    context.close()


def test_a_table_that_fits_a_phone_is_left_as_it_is(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto("/vessels/chon-ma-san/")
    wide = page.locator("article table[data-stack]")
    expect(wide.first).to_be_visible()
    assert page.evaluate(
        "[...document.querySelectorAll('article table:not([class]):not([data-stack])')]"
        ".every(t => { const box = t.closest('.md-typeset__scrollwrap'); return box.scrollWidth <= box.clientWidth; })"
    )
    context.close()
