"""Nothing that a page counts beside its rows makes it fail or wait: what takes too long is left out, and it says so."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

import httpx
import pytest
from tests.conftest import in_own_loop

from vostochny.datasette_app import immutable, search, sql_limits
from vostochny.model.project import Project
from vostochny.server.application import application

DATABASE = "/data/vostochny"
STEPS_OF_SQLITE = "with recursive c(n) as (select 1 union all select n + 1 from c where n < 50000) select max(n) from c"


class Clock:
    """A clock that goes so many seconds forward at each look."""

    def __init__(self, step_s: float) -> None:
        self.step_s, self.now = step_s, 0.0

    def __call__(self) -> float:
        self.now += self.step_s
        return self.now


@pytest.mark.parametrize(
    ("working_s", "waiting_s", "ends"),
    [
        (0.0, 0.15, False),  # others keep the processor, as they do when many ask at once
        (0.15, 0.15, True),
        (0.0, 20.0, True),
    ],
)
def test_a_statement_is_ended_for_its_own_work_and_not_because_others_keep_the_processor(
    monkeypatch: pytest.MonkeyPatch, working_s: float, waiting_s: float, ends: bool
) -> None:
    monkeypatch.setattr(time, "thread_time", Clock(working_s))
    monkeypatch.setattr(time, "perf_counter", Clock(waiting_s))
    connection = sqlite3.connect(":memory:")
    with sql_limits.limited(connection, 1000):
        if ends:
            with pytest.raises(sqlite3.OperationalError, match="interrupted"):
                connection.execute(STEPS_OF_SQLITE)
        else:
            assert connection.execute(STEPS_OF_SQLITE).fetchone() == (50_000,)
    # Afterwards nothing looks at the time any more.
    assert connection.execute(STEPS_OF_SQLITE).fetchone() == (50_000,)
    connection.close()


@pytest.fixture
def app(published: Project) -> Any:
    return application(published)


def get(app: Any, address: str) -> httpx.Response:
    """One answer of a server in this process."""

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            return await client.get(address)

    return in_own_loop(ask())


def test_a_facet_that_takes_too_long_is_left_out_and_the_page_says_so_and_is_not_kept(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(immutable, "FACETS_MS", 0)
    page = get(app, f"{DATABASE}/sightings?_facet=observer")
    assert page.status_code == 200
    assert "too many rows to count while you wait" in page.text
    assert "observer" in page.text.partition("too many rows to count while you wait")[2][:200]
    assert page.headers["cache-control"] == "no-store"
    monkeypatch.undo()
    page = get(app, f"{DATABASE}/sightings?_facet=observer")
    assert "too many rows to count" not in page.text
    assert page.headers["cache-control"] != "no-store"


def test_a_count_that_takes_too_long_is_left_out_and_the_page_says_so(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{DATABASE}/vessel_sanctions?authority=US"
    monkeypatch.setattr(immutable, "COUNT_MS", 0)
    page = get(app, address)
    assert page.status_code == 200
    assert "More rows than could be counted while you wait" in page.text
    monkeypatch.undo()
    assert "More rows than could be counted" not in get(app, address).text


def test_where_a_page_shows_all_its_rows_nothing_is_counted_again(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(immutable, "COUNT_MS", 0)
    monkeypatch.setattr(immutable, "FACETS_MS", 0)
    page = get(app, f"{DATABASE}/port_calls?confidence=confirmed")
    assert page.status_code == 200
    assert "could be counted" not in page.text
    assert "too many rows" not in page.text
    assert 'class="facets"' in page.text


def test_a_search_counts_and_compares_only_so_many_rows(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "At least" not in get(app, "/data/search?q=vostochny").text
    monkeypatch.setattr(search, "MOST_COUNTED", 3)
    page = get(app, "/data/search?q=Vostochny")
    assert page.status_code == 200
    assert "At least" in page.text
    assert "3 or more" in page.text


def test_a_search_names_the_tables_that_it_could_not_look_through(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = search.best_of

    async def failing(database: Any, table: Any, words: str) -> Any:
        if table.name == "sightings":
            raise MemoryError
        return await plain(database, table, words)

    monkeypatch.setattr(search, "best_of", failing)
    page = get(app, "/data/search?q=v")
    assert page.status_code == 200
    assert "Not searched, because too many words begin like the last one: Sightings" in page.text


def test_a_column_is_counted_once_on_a_page_however_often_it_is_asked_for(app: Any) -> None:
    page = get(app, f"{DATABASE}/vessel_sanctions?_facet=authority&_facet=list_reference").text
    assert page.count("<summary>Authority <") == 1
    assert page.count("<summary>Reference <") == 1
