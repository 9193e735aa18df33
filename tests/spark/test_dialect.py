"""A statement in SQLite's dialect has the same answer on Spark after it was translated."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vostochny.model.project import Project
from vostochny.spark.check import translated
from vostochny.spark.dialect import to_spark

pytest.importorskip("pyspark", reason="Spark is an extra; make test-spark installs it")

# Each example is a job on Spark, so that few are tried, each of many values.
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))

DAYS = st.dates(date(1970, 1, 1), date(2030, 12, 31)).map(str) | st.sampled_from(
    ["2024-01-31", "2024-02-29", "2023-02-28", "2024-12-31", "1999-01-01"]
)
# A bare number, which SQLite takes for a Julian day, stands in no column of days.
NO_DAYS = st.sampled_from(["", "2024-05", "not a day", "2024-5-1", "2024-13-01"])
NUMBERS = (
    st.from_regex(r"\s?[+-]?[0-9]{0,6}(\.[0-9]{0,4})?([eE][+-]?[0-9]{1,2})?[a-z, ]?", fullmatch=True)
    | st.floats(-1e9, 1e9).map(str)
    | st.text(max_size=5)
)
TEXTS = st.text(st.sampled_from("abAB01-^[]\\.*?\n ñ항"), max_size=6)
PATTERNS = (
    *("*", "?", "??", "a*", "*a", "*-*", "*[0-9]*", "*[^0-9]*", "[a-b]?*", "[^a]*", "[]]*", "[^]]*", "[.]*", "[*]*"),
    *("[A-Z][A-Z]", "*.*", "*^*", "[ab^]*", "*\\*", "[\\]*", "", "*\n*", "*[12][0-9]-[01]*", "?[?]*", "a.b"),
)


def in_sqlite(sql: str, **tables: tuple[str, list[tuple[Any, ...]]]) -> Counter[tuple[Any, ...]]:
    """The rows of a statement over tables, each with its columns and rows."""
    connection = sqlite3.connect(":memory:")
    for name, (columns, rows) in tables.items():
        connection.execute(f"create table {name} ({columns})")
        connection.executemany(f"insert into {name} values ({', '.join('?' * (columns.count(',') + 1))})", rows)
    answer = Counter(tuple(row) for row in connection.execute(sql))
    connection.close()
    return answer


def on_spark(
    spark: Any, sql: str, days: tuple[str, ...] = (), **tables: tuple[str, list[tuple[Any, ...]]]
) -> Counter[tuple[Any, ...]]:
    """The same on Spark."""
    for name, (columns, rows) in tables.items():
        spark.createDataFrame(rows, columns.replace(" text", " string")).createOrReplaceTempView(name)
    return Counter(tuple(row) for row in spark.sql(to_spark(sql, days)).collect())


@FEW
@given(st.lists(st.none() | TEXTS, min_size=1, max_size=80, unique=True))
def test_glob_matches_the_same_texts(spark: Any, texts: list[str | None]) -> None:
    table = ("t text", [(text,) for text in texts])
    matches = ", ".join(f"t glob '{pattern}'" for pattern in PATTERNS)
    sql = f"select t, {matches}, case when t not glob '[ab]*' then 1 else 0 end from texts"
    assert on_spark(spark, sql, texts=table) == in_sqlite(sql, texts=table)


@FEW
@given(st.lists(st.none() | NUMBERS, min_size=1, max_size=80, unique=True))
def test_a_text_is_the_same_number(spark: Any, texts: list[str | None]) -> None:
    table = ("t text", [(text,) for text in texts if text is None or "\0" not in text])
    sql = "select t, cast(t as real) from texts"
    here, there = (dict(answer.keys()) for answer in (in_sqlite(sql, texts=table), on_spark(spark, sql, texts=table)))
    assert there.keys() == here.keys()
    for text, number in here.items():
        # The last bit of a long decimal may be read otherwise.
        assert there[text] == (None if number is None else pytest.approx(number, rel=1e-14)), text


@FEW
@given(st.lists(st.none() | DAYS | NO_DAYS, min_size=1, max_size=80, unique=True))
def test_days_are_counted_alike(spark: Any, days: list[str | None]) -> None:
    table = ("t text", [(day,) for day in days])
    steps = ("", ", 'start of month'", ", 'start of month', '+1 month', '-1 day'", ", '-1 day'", ", '+40 days'")
    shown = ", ".join(f"date(t{step})" for step in steps)
    sql = f"select t, {shown}, julianday(t), julianday(date(t, '+1 day')) - julianday(t) from dates"
    assert on_spark(spark, sql, dates=table) == in_sqlite(sql, dates=table)


@pytest.mark.parametrize(
    "expression",
    ["date(t, '+1 month')", "date(t, 'start of month', '-1 day', '+1 month')", "date(t, 'weekday 0')", "t glob t"],
)
def test_what_would_have_another_answer_is_left_to_sqlite(spark: Any, checkout: Project, expression: str) -> None:
    spark.createDataFrame([("2024-01-31",)], "t string").createOrReplaceTempView("days")
    assert translated(spark, checkout.dataset, "select t from days") != ""
    assert translated(spark, checkout.dataset, f"select {expression} from days") == ""


FIRST = date(2024, 1, 1)
SPANS = st.builds(
    lambda ship, first, length: (ship, str(FIRST + timedelta(first)), str(FIRST + timedelta(first + length))),
    st.sampled_from(["a", "b"]),
    st.integers(0, 800),
    st.sampled_from([0, 1, 3, 31, 366, -1, -40]),
)
MEETINGS = (
    "select a.call_id, b.call_id from calls a "
    "join calls b on b.ship = a.ship and b.date_earliest between a.date_earliest and a.date_latest "
    "where b.call_id <> a.call_id"
)


@FEW
@given(st.lists(SPANS | st.tuples(st.just("a"), st.none(), st.none() | st.just("2024-05-05")), max_size=60))
def test_days_meet_the_same_spans(spark: Any, spans: list[tuple[str, str | None, str | None]]) -> None:
    table = (
        "call_id text, ship text, date_earliest text, date_latest text",
        [(f"call-{number}", *span) for number, span in enumerate(spans)],
    )
    there = on_spark(spark, MEETINGS, ("date_earliest", "date_latest"), calls=table)
    assert there == in_sqlite(MEETINGS, calls=table)


def test_days_are_sought_in_their_month_and_not_in_all_of_a_ship(spark: Any) -> None:
    rows = [
        (f"call-{number}", "a", str(FIRST + timedelta(number)), str(FIRST + timedelta(number))) for number in range(9)
    ]
    spark.createDataFrame(rows, "call_id string, ship string, date_earliest string, date_latest string")
    on_spark(spark, MEETINGS, calls=("call_id text, ship text, date_earliest text, date_latest text", rows))

    def keys(days: tuple[str, ...]) -> int:
        plan = spark.sql(to_spark(MEETINGS, days))._jdf.queryExecution().executedPlan().toString()
        join = next(line for line in plan.splitlines() if "Join [" in line)
        return len(join.split("[", 1)[1].split("]")[0].split(", "))

    assert keys(()) == 1
    assert keys(("date_earliest", "date_latest")) == 2
