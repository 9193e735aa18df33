"""Facets are on the page of every table that declares them, and their counts add up to the rows of the page."""

from __future__ import annotations

import html
import re

import httpx
import pytest
from tests.serving import row_count

from vostochny.model.project import Project, this_checkout

DATABASE = "/data/vostochny"
TABLES = {name: table for name, table in this_checkout().dataset.published.items() if table.facets}


def headings(page: str) -> list[str]:
    """The titles of the facets in the HTML of a page."""
    facets = page.partition('<div class="facets">')[2].partition("</div>")[0]
    return [html.unescape(item).strip() for item in re.findall(r"<summary>(.*?) <span", facets)]


@pytest.mark.parametrize("name", TABLES)
def test_every_declared_facet_is_in_the_html_of_its_table(client: httpx.Client, name: str) -> None:
    table = TABLES[name]
    titles = {field.name: field.title for field in table.fields} | {item.name: item.title for item in table.derived}
    answer = client.get(f"{DATABASE}/{name}.json?_size=1").json()
    expected = {titles[facet] for facet in table.facets if answer["facet_results"][facet]["results"]}
    shown = headings(client.get(f"{DATABASE}/{name}").text)
    assert sorted(shown) == sorted(expected)


def test_most_tables_show_several_facets(client: httpx.Client) -> None:
    assert {"Authority", "Listed on"} <= set(headings(client.get(f"{DATABASE}/vessel_sanctions").text))
    assert len(headings(client.get(f"{DATABASE}/vessel_sanctions?_facet=authority").text)) == len(
        TABLES["vessel_sanctions"].facets
    )


def test_rows_without_a_value_have_a_line_of_their_own_and_the_counts_add_up(
    client: httpx.Client, published: Project
) -> None:
    facet = client.get(f"{DATABASE}/vessels.json?_facet=vessel_type").json()["facet_results"]["vessel_type"]
    assert sum(item["count"] for item in facet["results"]) == row_count(published, "vessels")
    (blank,) = [item for item in facet["results"] if item["value"] is None]
    assert blank["label"] == "(blank)"
    found = client.get(blank["toggle_url"]).json()
    assert found["filtered_table_rows_count"] == blank["count"]
    assert {row[found["columns"].index("vessel_type")] for row in found["rows"]} == {None}
    (chosen,) = [item for item in found["facet_results"]["vessel_type"]["results"] if item["value"] is None]
    assert chosen["selected"]
    assert client.get(chosen["toggle_url"]).json()["filtered_table_rows_count"] == row_count(published, "vessels")
    assert "(blank)" in client.get(f"{DATABASE}/vessels?_facet=vessel_type").text


def test_blanks_are_counted_from_the_rows_of_a_page_that_has_them_all(client: httpx.Client) -> None:
    few = client.get(f"{DATABASE}/vessels.json?_facet=vessel_type&vessel_id__startswith=c").json()
    results = few["facet_results"]["vessel_type"]["results"]
    place = few["columns"].index("vessel_type")
    assert not few["next"]
    assert sum(item["count"] for item in results) == len(few["rows"])
    assert [item["count"] for item in results if item["value"] is None] == (
        [sum(row[place] is None for row in few["rows"])] if any(row[place] is None for row in few["rows"]) else []
    )


def test_a_later_page_counts_no_values_since_datasette_would_count_only_the_rest(client: httpx.Client) -> None:
    first = client.get(f"{DATABASE}/vessels.json?_size=20&_facet=vessel_type").json()
    assert first["facet_results"]
    assert not client.get(first["next_url"]).json()["facet_results"]
