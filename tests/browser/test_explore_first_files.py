"""Short tables, views and answers are shown before the database has come, with the same rows and counts as after it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page, Request, Route
from tests.browser.explore_questions import filtered
from tests.browser.explore_reader import open_explore, read

from vostochny.model.project import Project

DATABASE = "**/explore/*.db.gz"
SEED, MANY = 26, 80
# What is compared without SQLite in columns of every kind, and what in texts only.
OF_ALL = ("exact", "not", "gt", "gte", "lt", "lte", "in", "notin", "isnull", "notnull", "isblank", "notblank")
OF_TEXTS = ("contains", "startswith", "endswith")
# What only SQLite knows.
OF_SQLITE = (
    "_search=san",
    "_where=1",
    "name__glob=*a*",
    "name__like=%25a%25",
    "name__contains=a%25",
    "vessel_id__date=2024-01-01",
)
# All that the page loads before it shows rows: itself, its script, its rows and its looks. After the page they are as
# many as a browser asks one host for at once over HTTP/1.1, so that they come in one round.
FIRST_LOADED = {
    "/explore/", "/explore/tables/vessel_sanctions.json", "/assets/explore/main.js", "/assets/explore/explore.css",
    "/assets/site.css", "/assets/stylesheets/main.min.css", "/assets/stylesheets/palette.min.css",
}  # fmt: skip


def first_files(published: Project) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and content of each file."""
    for path in sorted((published.build / "site" / "explore" / "tables").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def early_addresses(published: Project) -> Iterator[str]:
    """Every file as it comes, and filters, orders, counted columns and pages of the tables by chance."""
    tables = {}
    for name, content in first_files(published):
        yield f"/vostochny/{name}"
        if content["rows"] and content["description"]["tables"]:
            tables[name] = content
    chance = random.Random(SEED)
    for _ in range(MANY):
        name = chance.choice(sorted(tables))
        yield f"/vostochny/{name}?{urlencode(list(early(chance, tables[name])))}"


def early(chance: random.Random, content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Parameters of one address."""
    columns, types = content["columns"], dict(zip(content["columns"], content["types"], strict=True))
    known = [
        dict(zip(columns, row, strict=True)) for row in chance.sample(content["rows"], min(40, len(content["rows"])))
    ]
    for _ in range(chance.choice((0, 1, 1, 2))):
        column = chance.choice(columns)
        yield filtered(chance, column, OF_ALL + OF_TEXTS if types[column] == "TEXT" else OF_ALL, known)
    if chance.random() < 0.6:
        yield chance.choice(("_sort", "_sort_desc")), chance.choice(columns)
    for _ in range(chance.choice((0, 1, 2))):
        yield "_facet", chance.choice(columns)
    if chance.random() < 0.3:
        yield chance.choice(("_col", "_nocol")), chance.choice(columns)
    if chance.random() < 0.3:
        yield "_size", chance.choice(("3", "20", "max"))


def keep_in(held: list[Route]) -> Callable[[Route], None]:
    """A handler that keeps requests waiting; Playwright cannot call a method of a list."""

    def keep(route: Route) -> None:
        held.append(route)

    return keep


def test_rows_and_counts_are_those_that_the_database_gives(page: Page, address: str, published: Project) -> None:
    asked = list(early_addresses(published))
    held: list[Route] = []
    page.route(DATABASE, keep_in(held))
    open_explore(page, f"{address}/explore/#{asked[0]}")
    early = read(page, asked)
    assert page.locator("#explore[data-loaded]").count() == 0
    held[0].continue_()
    page.wait_for_selector("#explore[data-loaded]", timeout=60_000)
    late = read(page, asked)
    different = [one for one, first, second in zip(asked, early, late, strict=True) if first != second]
    assert different == []
    assert [one for one, item in zip(asked, early, strict=True) if item["error"] or not item["columns"]] == []
    assert sum(len(item["rows"]) > 0 for item in early) > MANY / 2


def test_pages_before_the_database_has_come_are_those_after_it(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route(DATABASE, keep_in(held))
    for asked in ("/vessel_sanctions?_sort_desc=gone_by&_size=60", "/citations?_size=300", "/designations?_size=90"):
        pages = []
        follow: str | None = f"/vostochny{asked}"
        open_explore(page, f"{address}/explore/#{follow}")
        while follow:
            pages.append((follow, read(page, [follow])))
            following = page.locator("a[rel=next]")
            follow = str(following.get_attribute("href")).removeprefix("#") if following.count() else None
        assert len(pages) > 2
        held.pop(0).continue_()
        page.wait_for_selector("#explore[data-loaded]", timeout=60_000)
        assert [one for one, found in pages if read(page, [one]) != found] == []
        page.goto("about:blank")


def test_what_needs_the_database_waits_for_it(page: Page, address: str) -> None:
    for asked in OF_SQLITE:
        held: list[Route] = []
        page.unroute_all()
        page.route(DATABASE, keep_in(held))
        page.goto("about:blank")
        with page.expect_request(DATABASE):
            page.goto(f"{address}/explore/#/vostochny/vessels?{asked}")
        page.wait_for_timeout(300)
        assert page.locator("#explore[data-shown]").count() == 0, asked
        held[0].continue_()
        page.wait_for_selector("#explore[data-shown]", timeout=60_000)


def test_tables_and_questions_are_listed_before_the_database_has_come(page: Page, address: str) -> None:
    page.route(DATABASE, keep_in([]))
    open_explore(page, f"{address}/explore/")
    assert page.get_by_role("link", name="All records").count() == 1
    [shown] = read(page, ["/vostochny/vessel_sanctions?authority=UN"])
    assert shown["count"] > 0
    assert page.locator("#explore[data-loaded]").count() == 0


def test_rows_come_in_one_round_of_requests(page: Page, address: str) -> None:
    loaded: list[str] = []

    def note(request: Request) -> None:
        # Parts of the theme have a hash in their names; its own script is not waited for.
        parts = urlsplit(request.url).path.split(".")
        loaded.append(".".join(part for part in parts if len(part) != 8))

    page.on("request", note)
    # Nothing but what the page needs comes, so that it would wait for ever for more.
    page.route(lambda address: "/javascripts/" in address or address.endswith((".wasm", ".gz")), keep_in([]))
    page.goto(f"{address}/explore/#/vostochny/vessel_sanctions?authority=UN", wait_until="commit")
    page.wait_for_selector("#explore[data-shown] .ex-rows tbody tr", timeout=30_000)
    before = loaded[: loaded.index(next(one for one in [*loaded, "/javascripts/"] if "/javascripts/" in one))]
    assert sorted(before) == sorted(FIRST_LOADED)


def test_a_table_is_taken_away_once_the_database_has_come(page: Page, address: str) -> None:
    open_explore(page, f"{address}/explore/#/vostochny/port_calls")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").first.click()
    assert Path(saved.value.path()).read_text(encoding="utf-8").count("call-") > 10


def test_a_database_that_does_not_come_is_said_below_the_rows_that_are_there(page: Page, address: str) -> None:
    page.route(DATABASE, lambda route: route.abort())
    open_explore(page, f"{address}/explore/#/vostochny/port_calls")
    page.wait_for_selector("#explore[data-failed]", timeout=30_000)
    assert "Explore cannot work here" in page.locator("#explore").inner_text()
    assert page.locator(".ex-rows tbody tr").count() > 10
    # What needs SQLite does not take the place of the rows.
    page.evaluate("location.hash = '#/vostochny?sql=select+1'")
    page.wait_for_timeout(500)
    assert page.locator(".ex-rows tbody tr").count() > 10
