"""The search finds what a reader means: a ship under any romanisation, former name, script or number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

# What a reader types, and the page that has to be among the first three found.
WANTED = [
    ("Paek", "vessels/paek-yang-san-1/"),
    ("Baek Yang San", "vessels/paek-yang-san-1/"),
    ("Baekyangsan", "vessels/paek-yang-san-1/"),
    ("paekyangsan", "vessels/paek-yang-san-1/"),
    ("백양산", "vessels/paek-yang-san-1/"),
    ("白羊山", "vessels/paek-yang-san-1/"),
    ("9129653", "vessels/paek-yang-san-1/"),
    ("Blue Ocean", "vessels/paek-yang-san-1/"),
    ("Chon Ma San", "vessels/chon-ma-san/"),
    ("Cheonmasan", "vessels/chon-ma-san/"),
    ("천마산호", "vessels/chon-ma-san/"),
    ("8660313", "vessels/chon-ma-san/"),
    ("Go Mal San 4", "vessels/chon-ma-san/"),
    ("Geumjingang", "vessels/kum-jin-gang-3/"),
    ("Wan Heng 11", "vessels/kum-jin-gang-3/"),
    ("금진강3호", "vessels/kum-jin-gang-3/"),
    ("운흥호", "vessels/un-hung/"),
    ("ウンフン", "vessels/un-hung/"),
    ("Wolbongsan", "vessels/wol-bong-san/"),
    ("Yuseon", "vessels/yu-son/"),
    ("안산", "vessels/an-san-1/"),
    ("Courageous", "vessels/courageous/"),
    ("Refined Tastes", "sources/osc-2024-refined-tastes/"),
    ("Chongjin", "ports/KPCHO/"),
    ("RUVYP", "ports/RUVYP/"),
    ("deadweight", "explained/"),
    ("right reply", "correct/"),
    ("BibTeX", "cite/"),
    ("volume model", "model/"),
    ("call-008", "calls/call-008/"),
    ("estimate-006", "estimates/estimate-006/"),
]


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose search is ready."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/")
    page.locator("[data-md-component='search-query']").focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("Type to start")
    yield page
    context.close()


def found(page: Page, words: str) -> list[str]:
    """Addresses of the pages that the search gives for some words, the best first."""
    field, told = page.locator("[data-md-component='search-query']"), page.locator(".md-search-result__meta")
    for typed, answered in (("", "Type to start"), (words, "match")):
        field.fill(typed)
        field.dispatch_event("keyup")
        expect(told).to_contain_text(answered)
    links = page.locator(".md-search-result__item > a")
    return [str(link.get_attribute("href")).split("?")[0].split("#")[0] for link in links.all()[:3]]


@pytest.mark.parametrize(("words", "wanted"), WANTED)
def test_the_wanted_page_is_among_the_first_three(search: Page, words: str, wanted: str) -> None:
    assert any(address.endswith("/" + wanted) for address in found(search, words)), found(search, words)


def test_words_that_stand_nowhere_find_nothing(search: Page) -> None:
    assert found(search, "xyzzyqwert") == []
