"""A short table is shown before the database has come, with the same rows and counts as after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, Route
from tests.browser.explore_reader import open_explore, read

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project
from vostochny.site.html_head import FIRST_MODULES

SCRIPTS = Path(__file__).parents[2] / "site" / "assets" / "explore"
DATABASE = "**/explore/*.db.gz"
IMPORT = re.compile(r'^import .* from "\./(\w+)\.js";$', re.MULTILINE)


def filtered_addresses(published: Project) -> list[str]:
    """Every table with a file, whole and by the commonest and the rarest value of each column that is counted."""
    addresses = []
    files = published.build / "site" / "explore" / "tables"
    with opened(published.database) as connection:
        for table in published.dataset.published.values():
            if not (files / f"{table.name}.json").is_file():
                continue
            addresses.append(f"/vostochny/{table.name}")
            for column in table.facets:
                values = rows(
                    connection,
                    f"select cast([{column}] as text) as v from [{table.name}] where [{column}] != '' "
                    "group by 1 order by count(*), 1",
                )
                chosen = sorted({values[0]["v"], values[-1]["v"]}) if values else []
                addresses += [f"/vostochny/{table.name}?{urlencode({column: value})}" for value in chosen]
    return addresses


def keep_in(held: list[Route]) -> Callable[[Route], None]:
    """A handler that keeps requests waiting; Playwright cannot call a method of a list."""

    def keep(route: Route) -> None:
        held.append(route)

    return keep


def test_rows_and_counts_are_those_that_the_database_gives(page: Page, address: str, published: Project) -> None:
    asked = filtered_addresses(published)
    assert len(asked) > 50
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
    assert all(item["columns"] and not item["error"] for item in early)


def test_what_needs_the_database_waits_for_it(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route(DATABASE, keep_in(held))
    page.goto(f"{address}/explore/#/vostochny/vessel_sanctions?listed_on__gt=2024")
    page.wait_for_timeout(1500)
    assert page.locator("#explore[data-shown]").count() == 0
    held[0].continue_()
    page.wait_for_selector("#explore[data-shown] .ex-rows tbody tr", timeout=60_000)


def test_a_table_is_taken_away_once_the_database_has_come(page: Page, address: str) -> None:
    open_explore(page, f"{address}/explore/#/vostochny/port_calls")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").first.click()
    assert saved.value.path().read_text(encoding="utf-8").count("call-") > 10


def test_a_database_that_does_not_come_is_said_below_the_rows_that_are_there(page: Page, address: str) -> None:
    page.route(DATABASE, lambda route: route.abort())
    open_explore(page, f"{address}/explore/#/vostochny/port_calls")
    page.wait_for_selector("#explore[data-failed]", timeout=30_000)
    assert "Explore cannot work here" in page.locator("#explore").inner_text()
    assert page.locator(".ex-rows tbody tr").count() > 10


def test_the_page_names_every_module_of_the_first_table_ahead() -> None:
    needed, waiting = set(), ["main"]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += IMPORT.findall((SCRIPTS / f"{name}.js").read_text(encoding="utf-8"))
    assert set(FIRST_MODULES) == needed
