"""Joins of a date with a date range, which Spark would otherwise run by comparing every pair of rows."""

from __future__ import annotations

from collections.abc import Collection

from sqlglot import exp

from vostochny.spark.sql.functions import with_values

# A range that ends before it begins is empty; Spark's sequence() would count its months backwards.
MONTHS = """
explode(
    if(:first <= :last, sequence(trunc(to_date(:first), 'MM'), trunc(to_date(:last), 'MM'), interval 1 month), array())
) as month_of_span
"""


def join_by_month(tree: exp.Expr, days: Collection[str]) -> None:
    """Repeat each row with a date range once a month, and add equality of the month to the join's condition.

    Spark's joins are fast on equal keys and compare every pair that the keys leave: all calls of a ship with all its
    other calls. A date is in one month, so each pair is still found once. SQLite does the same with an index.

    days: columns that hold a date or null
    """
    for join in list(tree.find_all(exp.Join)):
        select, condition = join.parent, join.args.get("on")
        if select is None or condition is None or join.side or any(item.is_star for item in select.expressions):
            continue
        for part in condition.flatten() if isinstance(condition, exp.And) else [condition]:
            if not (isinstance(part, exp.Between) and is_day_in_span(part, days)):
                continue
            sources = [select.args["from_"].this, *(other.this for other in select.args["joins"])]
            span = next(item for item in sources if item.alias_or_name == part.args["low"].table)
            if isinstance(span, exp.Table):
                month = with_values("trunc(to_date(:day), 'MM')", day=part.this)
                join.on(exp.column("month_of_span", table=span.alias_or_name).eq(month), copy=False)
                span.replace(once_a_month(span, part))
                break


def is_day_in_span(part: exp.Expr, days: Collection[str]) -> bool:
    """Whether a date of one table is compared with a range between two dates of another."""
    day, first, last = part.this, part.args["low"], part.args["high"]
    if not all(
        isinstance(column, exp.Column) and column.table and column.name in days for column in (day, first, last)
    ):
        return False
    return bool(first.table == last.table != day.table)


def once_a_month(span: exp.Table, part: exp.Expr) -> exp.Expr:
    """The rows of a table, each repeated for every month of its range."""
    months = with_values(MONTHS, first=exp.column(part.args["low"].name), last=exp.column(part.args["high"].name))
    return exp.select("*", months).from_(exp.to_table(span.name)).subquery(span.alias_or_name)
