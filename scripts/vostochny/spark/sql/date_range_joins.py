"""Joins of a day with a span of days, which Spark would answer by setting every pair of rows side by side."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from vostochny.spark.sql.functions import with_values

# A span that ends before it begins holds no day; Spark would count its months backwards.
MONTHS = """
explode(
    if(:first <= :last, sequence(trunc(to_date(:first), 'MM'), trunc(to_date(:last), 'MM'), interval 1 month), array())
) as month_of_span
"""


def join_by_month(exp: Any, tree: Any, days: Collection[str]) -> None:
    """Let a row with a span of days stand once for each month of it, and let the join ask for the same month first.

    Spark joins quickly by what is equal and looks at every pair that this leaves: at all calls of a ship with all
    others of hers. A day lies in one month, so that a pair is still found once. For SQLite an index does this.

    days: the columns that hold a day or nothing
    """
    for join in list(tree.find_all(exp.Join)):
        select, condition = join.parent, join.args.get("on")
        if condition is None or join.side or any(item.is_star for item in select.expressions):
            continue
        for part in condition.flatten() if isinstance(condition, exp.And) else [condition]:
            if not (isinstance(part, exp.Between) and is_day_in_span(exp, part, days)):
                continue
            sources = [select.args["from_"].this, *(other.this for other in select.args["joins"])]
            span = next(item for item in sources if item.alias_or_name == part.args["low"].table)
            if isinstance(span, exp.Table):
                month = with_values("trunc(to_date(:day), 'MM')", day=part.this)
                join.on(exp.column("month_of_span", table=span.alias_or_name).eq(month), copy=False)
                span.replace(once_a_month(exp, span, part))
                break


def is_day_in_span(exp: Any, part: Any, days: Collection[str]) -> bool:
    """Whether a day of one table is sought between two days of another."""
    day, first, last = part.this, part.args["low"], part.args["high"]
    if not all(
        isinstance(column, exp.Column) and column.table and column.name in days for column in (day, first, last)
    ):
        return False
    return bool(first.table == last.table != day.table)


def once_a_month(exp: Any, span: Any, part: Any) -> Any:
    """The rows of a table, each once for every month that it touches."""
    months = with_values(MONTHS, first=exp.column(part.args["low"].name), last=exp.column(part.args["high"].name))
    return exp.select("*", months).from_(exp.to_table(span.name)).subquery(span.alias_or_name)
