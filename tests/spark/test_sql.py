"""A statement in SQLite's dialect has the same answer on Spark after it was translated."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

pytest.importorskip("pyspark", reason="Spark is an extra; make test-spark installs it")

from vostochny.model.project import Project
from vostochny.spark.check import translated
from vostochny.spark.sql.expression_types import Columns
from vostochny.spark.sql.translate import relations, to_spark

# Each example is a job on Spark, so that few are tried, each of many values.
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)

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


# What the names of columns tell, and what they tell where they mean several things.
NOTHING = Columns()
DAYS_KNOWN = Columns(days=frozenset({"date_earliest", "date_latest"}))
KNOWN = Columns(
    texts=frozenset({"t", "p"}), numbers=frozenset({"x", "y", "n"}), reals=frozenset({"x", "y"}), days=frozenset()
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
    spark: Any, sql: str, known: Columns = NOTHING, **tables: tuple[str, list[tuple[Any, ...]]]
) -> Counter[tuple[Any, ...]]:
    """The same on Spark."""
    for name, (columns, rows) in tables.items():
        kinds = columns.replace(" text", " string").replace(" real", " double").replace(" integer", " long")
        spark.createDataFrame(rows, kinds).createOrReplaceTempView(name)
    return Counter(tuple(row) for row in spark.sql(to_spark(sql, known)).collect())


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
    [
        "date(t, '+1 month')", "date(t, 'start of month', '-1 day', '+1 month')", "date(t, 'weekday 0')", "t glob t",
        # Neither SQLite's whole numbers nor its places before the first are Spark's; in the last two, latitude is real.
        "cast(t as integer)", "cast(latitude as integer)", "length(t) / 2", "substr(t, 0, 2)", "substr(t, -2)",
        "substr(t, 2, instr(t, 'a'))", "date_latest > 2024", "date_latest in (2024, 2025)", "t is 1", "hex(t)",
        "round(1.25, 1)", "1.5 % 1", "sum(t)", "printf('%d', 1)", "random()",
        "t like 'a' escape 'b'", "row_number() over (order by t)",
        "coalesce(latitude, 0) || ''", "case when t = 'a' then latitude else 7 end || ''",
    ],
)  # fmt: skip
def test_what_would_have_another_answer_is_left_to_sqlite(spark: Any, checkout: Project, expression: str) -> None:
    columns = "t string, date_latest string, latitude double"
    spark.createDataFrame([("2024-01-31", "2024-01-31", 42.5)], columns).createOrReplaceTempView("days")
    assert translated(spark, checkout.dataset, "select t from days") != ""
    assert translated(spark, checkout.dataset, f"select {expression} from days") == ""


MIXED = st.text(st.sampled_from("aAbBzZéÉñÑßİıﬀ한 _%\\'\"-.1"), max_size=7)
CALLS = (
    *("lower(t)", "upper(t)", "length(t)", "unicode(t)", "instr(t, p)", "replace(t, p, '-')", "replace(t, 'a', p)"),
    *(
        "substr(t, 1, 2)",
        "substr(t, 2)",
        "substr(t, 2, 3)",
        "substr(t, instr(t, p) + 1)",
        "substr(t, 1, instr(t, p) - 1)",
    ),
    *(
        "trim(t)",
        "rtrim(t, p)",
        "rtrim(t, 'aB')",
        "t || p",
        "t || '' || p",
        "coalesce(t, p)",
        "t < p",
        "t = p",
        "t like p",
    ),
    *(
        "t like '%' || p || '%'",
        "p like t || '%'",
        "t like 'a%'",
        "t like '%B_%'",
        "t not like '%\\%'",
        "t between 'A' and p",
    ),
    *("lower(t) = lower(p)", "t like '_é%'", "min(t, p)", "max(t, p, 'b')", "coalesce(min(t, p), t)"),
)


@FEW
@pytest.mark.parametrize("known", [KNOWN, NOTHING])
@given(st.lists(st.tuples(st.none() | MIXED, st.none() | MIXED), min_size=1, max_size=80, unique=True))
def test_texts_are_compared_searched_and_cut_alike(
    spark: Any, known: Columns, pairs: list[tuple[str | None, str | None]]
) -> None:
    sql = f"select t, p, {', '.join(CALLS)} from pairs"
    table = ("t text, p text", pairs)
    assert on_spark(spark, sql, known, pairs=table) == in_sqlite(sql, pairs=table)


# Numbers as they stand in the tables: at most fifteen digits.
REALS = st.builds(lambda digits, shift: float(f"{digits}e{shift}"), st.integers(-(10**9), 10**9), st.integers(-6, 4))
WHOLE = st.integers(-(10**12), 10**12)
SUMS = (
    *("x || ''", "n || ' of ' || x", "coalesce(x, '') || '/' || coalesce(y, '')", "'' || coalesce(n, 'none')"),
    *("case when x > y then x else 'less' end || ''", "cast(x as text)", "x || case when n > 0 then x else y end"),
    *(
        "min(x, y)",
        "max(x, y, 1)",
        "coalesce(min(x, y), x, y)",
        "abs(x - y)",
        "x / y",
        "x / 2",
        "n % 7",
        "-n",
        "round(x)",
    ),
    *("x > n", "x between y and 100", "n in (1, 2, 3)", "x * 0.5 + y", "cast(x as real) = x", "x like '1%'"),
)


@FEW
@pytest.mark.parametrize("known", [KNOWN, NOTHING])
@given(
    st.lists(
        st.tuples(
            st.none() | REALS, st.none() | REALS | st.sampled_from([0.0, 1e-4, 5e-4, 2e7, 123456789012345.0]), WHOLE
        ),
        min_size=1,
        max_size=80,
        unique=True,
    )
)
def test_numbers_are_counted_and_written_alike(
    spark: Any, known: Columns, rows: list[tuple[float | None, float | None, int]]
) -> None:
    # Where the names do not tell that a number is real, it is not divided on Spark.
    asked = [item for item in SUMS if known is KNOWN or "/ " not in item]
    sql = f"select x, y, n, {', '.join(asked)} from amounts"
    table = ("x real, y real, n integer", rows)
    there, here = (
        {row[:3]: row[3:] for row in answer}
        for answer in (on_spark(spark, sql, known, amounts=table), in_sqlite(sql, amounts=table))
    )
    assert there.keys() == here.keys()
    for key, values in here.items():
        for name, ours, theirs in zip(asked, there[key], values, strict=True):
            assert (ours, name) == (pytest.approx(theirs, rel=1e-14) if isinstance(theirs, float) else theirs, name), (
                key
            )


COUNTED = ("t + 0", "t * 7", "0.0 + t - t", "abs(t - 3)", "-t")


@FEW
@pytest.mark.parametrize("known", [KNOWN, NOTHING])
@given(st.lists(st.none() | NUMBERS, min_size=1, max_size=80, unique=True))
def test_text_is_counted_by_the_number_that_it_begins_with(spark: Any, known: Columns, texts: list[str | None]) -> None:
    table = ("t text", [(text,) for text in texts if text is None or "\0" not in text])
    sql = f"select t, {', '.join(COUNTED)} from texts"
    there, here = (
        {row[0]: row[1:] for row in answer}
        for answer in (on_spark(spark, sql, known, texts=table), in_sqlite(sql, texts=table))
    )
    for text, values in here.items():
        for ours, theirs in zip(there[text], values, strict=True):
            assert ours == (None if theirs is None else pytest.approx(theirs, rel=1e-14)), text


@FEW
@given(st.lists(st.none() | REALS, min_size=1, max_size=40, unique=True), st.lists(MIXED, max_size=40, unique=True))
def test_numbers_and_texts_in_one_column_of_findings_are_written_alike(
    spark: Any, numbers: list[float | None], texts: list[str]
) -> None:
    sql = (
        "with found as (select 'x' as field, x as value from amounts union all select 't', t from texts "
        "union all select '2x', x * 2 from amounts) select field, value || '' from found"
    )
    tables: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
        "amounts": ("x real", [(number,) for number in numbers]),
        "texts": ("t text", [(text,) for text in texts]),
    }
    assert on_spark(spark, sql, KNOWN, **tables) == in_sqlite(sql, **tables)


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
    there = on_spark(spark, MEETINGS, DAYS_KNOWN, calls=table)
    assert there == in_sqlite(MEETINGS, calls=table)


def test_days_are_sought_in_their_month_and_not_in_all_of_a_ship(spark: Any) -> None:
    rows = [
        (f"call-{number}", "a", str(FIRST + timedelta(number)), str(FIRST + timedelta(number))) for number in range(9)
    ]
    on_spark(spark, MEETINGS, calls=("call_id text, ship text, date_earliest text, date_latest text", rows))

    def keys(known: Columns) -> int:
        plan = spark.sql(to_spark(MEETINGS, known))._jdf.queryExecution().executedPlan().toString()
        join = next(line for line in plan.splitlines() if "Join [" in line)
        return len(join.split("[", 1)[1].split("]")[0].split(", "))

    assert keys(NOTHING) == 1
    assert keys(DAYS_KNOWN) == 2


def test_a_column_of_the_name_of_a_view_is_no_view_that_is_read() -> None:
    assert relations("with few as (select 1 as calls) select few.calls from few join sightings using (calls)") == {
        "few",
        "sightings",
    }
    assert "designations" in relations("select * from vessels where vessel_id in (select vessel_id from designations)")
