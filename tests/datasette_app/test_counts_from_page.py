"""What is counted from the rows of a page is what the database would count, and anything else is left to it."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vostochny.datasette_app.counts_from_page import CompletePage

VALUES = st.none() | st.sampled_from([0, 1, -2, 10, 0.5, "", "a", "b", "Z", "é", "10", "\U0001f6a2"])
SELECT = "select id, kind from ships where id > :p0 "
FACET = """
                select {column} as value, count(*) as count from (
                    {sql}
                )
                where {column} is not null
                group by {column} order by count desc, value limit {limit}
            """


def at_hand(connection: sqlite3.Connection, after: int) -> CompletePage:
    cursor = connection.execute(f"{SELECT}order by id limit 51", {"p0": after})
    return CompletePage(f"{SELECT}order by id limit 51", {"p0": after}, ["id", "kind"], cursor.fetchall())


def filled(kinds: list[Any]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute("create table ships (id integer primary key, kind)")
    connection.executemany("insert into ships (kind) values (?)", [(kind,) for kind in kinds])
    return connection


@given(st.lists(VALUES, max_size=40), st.integers(0, 10), st.integers(1, 6), st.sampled_from(["kind", "[kind]", "id"]))
def test_counts_and_facets_are_those_of_the_database(kinds: list[Any], after: int, limit: int, column: str) -> None:
    connection = filled(kinds)
    rows = at_hand(connection, after)
    for sql in (
        "select count(*) from ships where id > :p0 ",
        FACET.format(column=column, sql=SELECT, limit=limit),
    ):
        told = rows.answer(sql, {"p0": after})
        assert told == [dict(row) for row in connection.execute(sql, {"p0": after})]
    connection.close()


def test_a_statement_about_other_rows_is_left_to_the_database() -> None:
    connection = filled(["a", "b"])
    rows = at_hand(connection, 0)
    values = {"p0": 0}
    for sql in (
        "select count(*) from ships ",
        "select count(*) from ships where id > :p0 and kind = 'a' ",
        "select count(*) from boats where id > :p0 ",
        "select count(distinct kind) from ships where id > :p0 ",
        FACET.format(column="kind", sql="select id, kind from ships ", limit=5),
        FACET.format(column="crew", sql=SELECT, limit=5),
    ):
        assert rows.answer(sql, values) is None
    assert rows.answer("select count(*) from ships where id > :p0 ", {"p0": 1}) is None
    paged = CompletePage(f"{SELECT}and kind > 'a' order by id limit 51", values, ["id", "kind"], [])
    assert paged.answer("select count(*) from ships where id > :p0 ", values) is None
    connection.close()
