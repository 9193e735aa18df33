"""The search finds first what a reader means: a ship in any script and spelling, a page by an everyday word."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.first_hits import PAGES, SHIPS

from vostochny.model.project import Project
from vostochny.site.search_files import ALL_WORDS, LEFT_OUT

# What is found in the words of pages, among the first three.
IN_WORDS = [
    ("Refined Tastes", "sources/osc-2024-refined-tastes/"),
    ("call-008", "calls/call-008/"),
    ("estimate-006", "estimates/estimate-006/"),
    ("Yomiuri", "sources/yomiuri-2024-06-07/"),
    ("Peskov", "positions/#position-001"),
    ("series end mid-November", "conflicts/#conflict-002"),
]


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose search is ready."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/method/")
    page.locator("[data-md-component='search-query']").focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("Type to start")
    yield page
    context.close()


def addresses(page: Page, links: str) -> list[str]:
    """Where links lead, below the address of the site and without what marks words on the page."""
    found = page.locator(links).evaluate_all(
        "links => links.map(link => new URL(link.href)).map(url => url.pathname + url.hash)"
    )
    return [path.lstrip("/") for path in found]


def first_hits(page: Page, words: str) -> list[str]:
    """What stands before all else for some words. They come at once as from a clipboard: no key is pressed."""
    field = page.locator("[data-md-component='search-query']")
    field.fill("")
    expect(page.locator(".first-hits")).to_be_hidden()
    field.fill(words)
    expect(page.locator(".first-hits a").first).to_be_visible()
    return addresses(page, ".first-hits a")


def test_at_least_sixty_queries_are_tried() -> None:
    assert len(SHIPS) + len(PAGES) >= 60


@pytest.mark.parametrize(("words", "wanted"), [*SHIPS, *PAGES])
def test_what_is_meant_is_found_first(search: Page, words: str, wanted: str) -> None:
    assert first_hits(search, words)[0] == wanted


def test_letters_that_are_taken_apart_are_put_together(search: Page) -> None:
    assert first_hits(search, unicodedata.normalize("NFD", "백양산1호"))[0] == "vessels/paek-yang-san-1/"


@pytest.mark.parametrize(("words", "wanted"), IN_WORDS)
def test_words_of_pages_are_found_among_the_first_three(search: Page, words: str, wanted: str) -> None:
    field, told = search.locator("[data-md-component='search-query']"), search.locator(".md-search-result__meta")
    for typed, answered in (("", "Type to start"), (words, "match")):
        field.fill(typed)
        expect(told).to_contain_text(answered)
    first = search.locator(".md-search-result__list:not(.first-hits) > .md-search-result__item").first
    expect(first).to_be_visible()
    hits = ".md-search-result__list:not(.first-hits) > .md-search-result__item"
    found = addresses(search, f"{hits} a" if "#" in wanted else f"{hits} > a")
    assert wanted in found[:3]


def test_words_that_are_nowhere_find_nothing(search: Page) -> None:
    search.locator("[data-md-component='search-query']").fill("xyzzyqwert")
    expect(search.locator(".md-search-result__meta")).to_contain_text("No matching")
    expect(search.locator(".first-hits")).to_be_hidden()


def test_enter_opens_the_first_hit(page: Page) -> None:
    page.goto("/")
    field = page.locator("[data-md-component='search-query']")
    field.focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("Type to start")
    field.fill("백양산1호")
    expect(page.locator(".first-hits a").first).to_be_visible()
    expect(page.locator(".md-search-result__meta")).not_to_contain_text("Type to start")
    field.press("Enter")
    page.wait_for_url("**/vessels/paek-yang-san-1/*")


def test_the_words_of_all_pages_are_fetched_when_somebody_types(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    fetched: list[str] = []
    # What a worker asks for is seen by the context alone.
    page.context.on("request", lambda request: fetched.append(request.url.removeprefix(address)))
    page.goto("/calls/", wait_until="networkidle")
    assert "/search/search_index.json" in fetched
    later = ("/search/words.json", "/assets/javascripts/workers/")
    assert [path for path in fetched if path.startswith(later)] == []
    page.locator("[data-md-component='search-query']").fill("berth")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching documents")
    assert "/search/words.json" in fetched
    page.close()


def test_nothing_in_the_index_is_from_inside_a_drawing_or_for_maintainers(published: Project) -> None:
    docs = json.loads((published.build / "site" / ALL_WORDS).read_text(encoding="utf-8"))["docs"]
    assert len(docs) > 500
    assert [doc["location"] for doc in docs if doc["location"].startswith(LEFT_OUT)] == []
    for words in ("MarAprMay", "more counted: no ship or day in what was read", "with what was notified and by rail"):
        assert [doc["location"] for doc in docs if words in doc["text"]] == []


def test_without_scripts_a_form_leads_to_the_search_of_datasette(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/calls/")
    page.get_by_label("Search all tables").fill("백양산1호")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("section.ships a").first).to_contain_text("Paek Yang San 1")
    context.close()
