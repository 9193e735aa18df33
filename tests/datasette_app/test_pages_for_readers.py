"""Datasette's pages speak to readers: what is asked most in front, words for codes, a description, ships first."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest
from tests.first_hits import SHIPS

from vostochny.model.project import Project
from vostochny.render.tabs import FIRST_QUESTIONS, FIRST_TABLES

DATABASE = "/data/vostochny"
KINDS = ["/data/", DATABASE, f"{DATABASE}/calls", f"{DATABASE}/sources", f"{DATABASE}/vessels/chon-ma-san"]
KINDS += [f"{DATABASE}/what_if", f"{DATABASE}?sql=select+1", "/data/search?q=chon"]


def entries(page: str) -> list[str]:
    """Tables and questions in the order of the first page, by the end of their address."""
    return re.findall(rf'<li><a href="{DATABASE}/([^"]+)">', page)


def test_eight_questions_and_six_tables_are_in_front_and_the_rest_is_folded(client: httpx.Client) -> None:
    page = client.get("/data/").text
    front = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert entries(front) == [*FIRST_QUESTIONS, *FIRST_TABLES]
    assert (len(FIRST_QUESTIONS), len(FIRST_TABLES)) == (8, 6)


def test_everything_with_rows_is_listed_once_and_empty_tables_are_not(client: httpx.Client, published: Project) -> None:
    listed = entries(client.get("/data/").text)
    assert len(listed) == len(set(listed))
    dataset = published.dataset
    assert {query.name for query in dataset.queries} | {view.name for view in dataset.views} <= set(listed)
    for name in dataset.published:
        count = client.get(f"{DATABASE}/{name}.json?_size=1").json()["filtered_table_rows_count"]
        assert (name in listed) == (count > 0), name


@pytest.mark.parametrize("path", KINDS)
def test_every_page_describes_itself_to_search_engines(client: httpx.Client, path: str) -> None:
    found = re.findall(r'<meta name="description" content="([^"]*)">', client.get(path).text)
    assert len(found) == 1
    assert 20 < len(unescape(found[0])) <= 200


def test_a_code_is_shown_as_its_label_and_kept_as_it_is_for_copying(client: httpx.Client, published: Project) -> None:
    labels = published.dataset.tables["sightings"].by_name["method"].categories
    page = client.get(f"{DATABASE}/sightings?_size=5").text
    cells = re.findall(r'data-value="(\w+)"><span class="code" title="(\w+)">([^<]*)</span>', page)
    methods = [(value, shown) for value, _, shown in cells if value in labels]
    assert methods
    assert all(unescape(shown) == labels[value] for value, shown in methods)
    assert "no_listing_found</td>" not in client.get(f"{DATABASE}/calls").text
    assert ">no listing found</span>" in client.get(f"{DATABASE}/calls").text


def test_no_heading_of_the_calls_reads_as_its_opposite(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/calls").text
    assert "On the UN list since" in page
    assert "Un listed" not in page


def test_a_ship_that_cannot_be_looked_up_is_neither_on_the_list_nor_off_it(client: httpx.Client) -> None:
    rows = client.get(f"{DATABASE}/calls.json?_shape=array").json()
    unknown = [row for row in rows if row["imo_number"] is None]
    assert len(unknown) >= 3
    assert {(row["un_listed"], row["un_listing"]) for row in unknown} == {(None, "cannot_be_checked")}


@pytest.mark.parametrize(("words", "wanted"), SHIPS)
def test_the_ship_that_is_meant_comes_before_all_rows(client: httpx.Client, words: str, wanted: str) -> None:
    page = client.get("/data/search", params={"q": words}).raise_for_status().text.partition("<main")[2]
    first = re.search(r'<ul class="hits">\s*<li><a href="([^"]+)"', page)
    assert first
    assert first[1] == f"/{wanted}"
    assert "No row has" not in page
