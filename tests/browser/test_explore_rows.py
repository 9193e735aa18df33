"""Explore gives the rows of Datasette, cell by cell, for named questions, filters, counted columns and searches."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.explore_questions import by_chance, named_questions
from tests.browser.explore_reader import UNSEEN, open_loaded, read
from tests.serving import row_count

from vostochny.database.reading import opened
from vostochny.model.project import Project

FEW, MANY = 25, 300


def datasette(address: str, asked: str) -> dict[str, Any]:
    """The answer of Datasette to the same address."""
    path, mark, query = asked.partition("?")
    answer: dict[str, Any] = httpx.get(f"{address}/data{path}.json{mark}{query}", timeout=30).json()
    return answer


def difference(asked: str, ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    """What is not the same, in words; empty where all is."""
    if not theirs.get("ok", True) or "rows" not in theirs:
        return "" if ours["error"] else f"{asked}: an error in Datasette only: {theirs.get('error')}"
    if ours["error"]:
        return f"{asked}: {ours['error']}"
    if ours["columns"] != theirs["columns"]:
        return f"{asked}: columns {ours['columns']} and {theirs['columns']}"
    if not same_rows(asked, ours, theirs):
        return f"{asked}: {len(ours['rows'])} and {len(theirs['rows'])} rows"
    if ours["count"] is not None and ours["count"] != theirs["filtered_table_rows_count"]:
        return f"{asked}: {ours['count']} and {theirs['filtered_table_rows_count']} rows in all"
    late = theirs.get("facets_timed_out") or []
    facets = [item for item in ours["facets"] if item[0] not in late]
    return facet_difference(asked, facets, theirs.get("facet_results") or {})


def same_rows(asked: str, ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether the cells are the same, and in the same order but for rows that are equal in what they are sorted by."""
    one, other = ours["rows"], theirs["rows"]
    if one == other:
        return True
    given = dict(parse_qsl(urlsplit(asked).query))
    sort = given.get("_sort") or given.get("_sort_desc")
    place = ours["columns"].index(sort) if sort in ours["columns"] else None
    if place is not None and [row[place] for row in one] != [row[place] for row in other]:
        return False
    return Counter(map(repr, plain(one))) == Counter(map(repr, plain(other)))


def plain(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows with whole numbers alike, whether stored as such or as fractions: JavaScript has one kind of number."""
    return [[int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in row] for row in rows]


def facet_difference(asked: str, ours: list[Any], theirs: dict[str, Any]) -> str:
    """What differs in how often values occur; Explore counts blanks as well, which are compared with the filter."""
    # A column that is counted anyway and asked for as well comes twice from Datasette, under a second key.
    counted = {item["name"]: item["results"] for item in theirs.values()}
    for name, values, _ in ours:
        # Datasette lists blanks as one value more, Explore beside the values; an empty text is among them.
        expected = [[item["value"], item["count"]] for item in counted.get(name, []) if item["value"] not in ("", None)]
        if values[: len(expected)] != expected:
            return f"{asked}: values of {name}: {values[:3]} and {expected[:3]}"
    return "" if {name for name, *_ in ours} == set(counted) else f"{asked}: counted {sorted(counted)}"


def differences(page: Page, address: str, asked: list[str]) -> list[str]:
    """All differences over some addresses."""
    open_loaded(page, f"{address}/explore/")
    page.evaluate(UNSEEN)
    with ThreadPoolExecutor(2) as beside:
        expected = beside.map(partial(datasette, address), asked)
        shown = read(page, asked)
        compared = zip(asked, shown, expected, strict=True)
        return [told for place, ours, theirs in compared if (told := difference(place, ours, theirs))]


def test_every_named_question_gives_the_rows_of_datasette(page: Page, address: str, published: Project) -> None:
    asked = list(named_questions(published.dataset))
    assert len(asked) > len(published.dataset.queries)
    assert "\n".join(differences(page, address, asked)) == ""


def test_filters_counts_and_searches_give_the_rows_of_datasette(page: Page, address: str, published: Project) -> None:
    with opened(published.database) as connection:
        asked = list(by_chance(published.dataset, connection, FEW))
    assert "\n".join(differences(page, address, asked)) == ""


@pytest.mark.deep
def test_many_filters_counts_and_searches_give_the_rows_of_datasette(
    page: Page, address: str, published: Project
) -> None:
    with opened(published.database) as connection:
        asked = list(by_chance(published.dataset, connection, MANY))
    assert "\n".join(differences(page, address, asked)) == ""


def test_the_list_of_all_records_is_searched(page: Page, address: str, published: Project) -> None:
    asked = ["/vostochny/records?_search=%EC%B2%9C%EB%A7%88%EC%82%B0", "/vostochny/records?_search=chon"]
    assert differences(page, address, asked) == []
    everything = row_count(published, "records")
    assert all(0 < item["count"] < everything / 10 for item in read(page, asked))


def test_codes_of_a_view_are_shown_in_words(page: Page, address: str) -> None:
    open_loaded(page, f"{address}/explore/")
    read(page, ["/vostochny/watchlist?standing=cannot_be_checked&_facet=standing"])
    expect(page.locator("td[data-title=Standing]").first).to_have_text("cannot be checked")
    expect(page.locator("td span[title=cannot_be_checked]").first).to_be_attached()
    expect(page.locator(".ex-facets")).to_contain_text("cannot be checked")


def test_blanks_are_counted(page: Page, address: str) -> None:
    open_loaded(page, f"{address}/explore/")
    asked = "/vostochny/vessels"
    [blank] = [count for name, _, count in read(page, [asked])[0]["facets"] if name == "flag_iso2"]
    assert blank > 0
    assert blank == datasette(address, "/vostochny/vessels?flag_iso2__isblank=1")["filtered_table_rows_count"]


def test_pages_follow_each_other_without_loss_or_repetition(page: Page, address: str) -> None:
    open_loaded(page, f"{address}/explore/")
    keys: list[str] = []
    asked = "/vostochny/vessel_sanctions?_sort_desc=gone_by&_size=40"
    while True:
        [shown] = read(page, [asked])
        keys += [row[shown["columns"].index("designation_id")] for row in shown["rows"]]
        following = page.locator("a[rel=next]")
        if not following.count():
            break
        asked = str(following.get_attribute("href")).removeprefix("#")
    assert len(keys) == len(set(keys)) == shown["count"]
