"""However rows are sorted and filtered, the pages together have every row once, and a CSV file of them all too."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.conftest import in_own_loop
from tests.serving import csv_rows

from vostochny.database.reading import opened
from vostochny.datasette_app.paging import Paging
from vostochny.model.project import Project
from vostochny.server.application import application

if TYPE_CHECKING:
    from starlette.types import ASGIApp

DATABASE = "/data/vostochny"
# Pages into which the rows of one order are cut, the fewest and the most.
FEWEST, MOST = 4, 8
# Parts of the walk through everything, so that what fails is told before the end.
PARTS = 4
Order = tuple[str, dict[str, str]]


def names(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Tables or views, without those of the search index."""
    found = connection.execute("select name from sqlite_master where type = ?", (kind,))
    return [str(row[0]) for row in found if "_fts" not in row[0] and not row[0].startswith("sqlite_")]


def columns(connection: sqlite3.Connection, name: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"pragma table_info([{name}])")]


def filters(connection: sqlite3.Connection, name: str) -> list[dict[str, str]]:
    """No filter, and for each indexed column one that leaves several rows with different values."""
    found: list[dict[str, str]] = [{}]
    for index in connection.execute(f"pragma index_list([{name}])").fetchall():
        first = connection.execute(f"pragma index_info([{index[1]}])").fetchone()[2]
        values = connection.execute(f"select [{first}] from [{name}] where [{first}] is not null order by 1").fetchall()
        if first and len({value[0] for value in values}) > 2:
            found.append({f"{first}__gte": str(values[len(values) // 3][0])})
    return [dict(item) for item in {tuple(item.items()) for item in found}]


def orders(connection: sqlite3.Connection) -> Iterator[Order]:
    """Every table and view by every column, both ways; with each filter by every other column, the ways in turn."""
    for kind in ("table", "view"):
        for name in names(connection, kind):
            for number, chosen in enumerate(sorted(filters(connection, name), key=str)):
                yield name, chosen
                for place, column in enumerate(columns(connection, name)):
                    for way, sort in enumerate(("_sort", "_sort_desc")):
                        if not chosen or (number + place) % 4 == 2 * way:
                            yield name, {**chosen, sort: column}


def selected(connection: sqlite3.Connection, name: str, given: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """The rows of a selection, as the database has them."""
    conditions = {key.removesuffix("__gte"): value for key, value in given.items() if key.endswith("__gte")}
    where = " and ".join(f"[{column}] >= ?" for column in conditions) or "1"
    return connection.execute(f"select * from [{name}] where {where}", list(conditions.values())).fetchall()


def borders_within_runs(lengths: list[int], size: int) -> int:
    """How many borders of pages of `size` rows fall between two equal values; lengths: of the runs of equal values."""
    ends = set(itertools.accumulate(lengths))
    return sum(border not in ends for border in range(size, sum(lengths), size))


def telling_size(rows: list[tuple[Any, ...]], position: int | None) -> int:
    """The size of pages with which the most borders fall between equal values, where an order that is not total fails.

    position: of the column that sorts the rows, if there is one
    """
    sizes = range(max(2, len(rows) // MOST), max(2, len(rows) // FEWEST) + 1)
    if position is None:
        return sizes[0]
    runs = Counter(row[position] for row in rows)
    lengths = [runs[value] for value in sorted(runs, key=lambda value: (value is not None, str(type(value)), value))]
    return max(sizes, key=lambda size: borders_within_runs(lengths, size))


async def page_of(client: httpx.AsyncClient, address: str, asked: Mapping[str, Any] | None) -> dict[str, Any]:
    """One page; asked for again where a busy machine made it exceed the time that a statement has."""
    for _ in range(5):
        answer = await client.get(address, params=asked)
        if "Interrupted" not in answer.text:
            break
    assert answer.status_code == 200, f"{answer.url}: {answer.text}"
    return dict(answer.json())


async def walked(client: httpx.AsyncClient, name: str, given: Mapping[str, str], size: int) -> list[tuple[Any, ...]]:
    """The rows of all pages, one page after the other."""
    found: list[tuple[Any, ...]] = []
    address: str | None = f"{DATABASE}/{name}.json"
    asked: Mapping[str, Any] | None = {**given, "_size": size, "_nofacet": 1, "_shape": "arrays"}
    while address:
        page = await page_of(client, address, asked)
        found += [tuple(row) for row in page["rows"]]
        address, asked = page.get("next_url"), None
    return found


@cache
def shared_application(project: Project) -> ASGIApp:
    """One application for all tests: what SQLite may hold in a process is limited for all that run in it together."""
    return application(project)


def wrong(project: Project, chosen: list[Order]) -> list[Order]:
    """The orders whose pages do not have every row exactly once."""
    app = shared_application(project)

    async def is_whole(client: httpx.AsyncClient, connection: sqlite3.Connection, order: Order) -> bool:
        name, given = order
        rows = selected(connection, name, given)
        column = given.get("_sort") or given.get("_sort_desc")
        size = telling_size(rows, columns(connection, name).index(column) if column else None)
        return Counter(await walked(client, name, given, size)) == Counter(rows)

    async def walk() -> list[Order]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here", timeout=60) as client:
            with opened(project.database) as connection:
                connection.row_factory = None
                return [order for order in chosen if not await is_whole(client, connection, order)]

    return in_own_loop(walk())


def all_orders(project: Project) -> list[Order]:
    with opened(project.database) as connection:
        connection.row_factory = None
        return list(orders(connection))


def test_pages_lose_and_repeat_no_row_whatever_they_are_sorted_by(built: Project) -> None:
    chosen = all_orders(built)
    assert len({name for name, _ in chosen}) > 30
    named = [
        ("vessels", {"_sort_desc": "record_kind"}),
        ("sightings", {"_sort_desc": "observer"}),
        ("vessel_sanctions", {"listed_on__gte": "2016-01-01", "_sort": "delisted_on"}),
        ("designations", {}),
    ]
    small = [item for item in chosen[:: len(chosen) // 40] if item[0] not in ("changes", "records", "sources")]
    assert not wrong(built, [*named, *small])


def test_a_border_between_equal_values_is_found_where_there_is_one() -> None:
    rows = [(value,) for value in (None, None, *"aaabcdefghijk", 7, 7)]
    assert borders_within_runs([2, 2, 3] + [1] * 10, 2) == 1
    assert telling_size(rows, 0) == 3
    assert telling_size(rows, None) == 2


@pytest.mark.deep
@pytest.mark.parametrize("part", range(PARTS))
def test_every_table_and_view_by_every_order_has_every_row_once(built: Project, part: int) -> None:
    chosen = all_orders(built)[part::PARTS]
    assert len(chosen) > 500
    assert not wrong(built, chosen)


@pytest.mark.deep
@pytest.mark.parametrize("part", range(PARTS))
def test_the_csv_of_every_table_and_view_by_every_order_has_every_row_once(built: Project, part: int) -> None:
    app = shared_application(built)

    async def walk() -> list[Order]:
        faulty = []
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            with opened(built.database) as connection:
                connection.row_factory = None
                for name, given in all_orders(built)[part::PARTS]:
                    answer = await client.get(f"{DATABASE}/{name}.csv", params={**given, "_stream": "on"})
                    rows = csv_rows(answer.text)
                    if len(rows) != len(selected(connection, name, given)) or answer.headers["x-complete"] != "yes":
                        faulty.append((name, given))
                await asyncio.sleep(0)
        return faulty

    assert not in_own_loop(walk())


@pytest.mark.parametrize(
    ("paging", "before", "after"),
    [
        (Paging(["a"], has_order=True), "select a from t order by b desc limit 3",
         "select a from t order by b desc, [a] limit 3"),
        (Paging(["a", "b"], has_order=False), "select a from v where x  limit 3 offset 6",
         "select a from v where x  order by [a], [b] limit 3 offset 6"),
        (Paging([], has_order=False), "select a from v  limit 3", "select a from v  limit 3"),
    ],
)  # fmt: skip
def test_the_order_of_a_page_ends_with_the_key(paging: Paging, before: str, after: str) -> None:
    assert paging.ordered(before) == after


def test_a_statement_that_is_no_page_is_refused_and_not_changed() -> None:
    with pytest.raises(ValueError, match="not the statement of a page"):
        Paging(["a"], has_order=True).ordered("select a from t")


def test_a_view_that_orders_its_rows_leaves_no_two_in_any_order(built: Project) -> None:
    """Its own order is kept, so it must be total: pages of a view are cut by offset."""
    with opened(built.database) as connection:
        connection.row_factory = None
        for name in names(connection, "view"):
            sql = connection.execute("select sql from sqlite_master where name = ?", (name,)).fetchone()[0]
            _, found, order = sql.lower().rpartition("order by ")
            if not found or "(" in order:
                continue
            terms = [term.strip().rpartition(".")[2] for term in order.split(",")]
            shown = columns(connection, name)
            keys = [shown[int(term) - 1] if term.isdigit() else term for term in terms]
            # Two terms of one name are columns of different tables, under other names in the view.
            if set(keys) <= set(shown) and len(set(keys)) == len(keys):
                listed = ", ".join(f"[{key}]" for key in keys)
                twice = connection.execute(f"select {listed} from [{name}] group by {listed} having count(*) > 1")
                assert not twice.fetchall(), name
