"""Functions and operators that only SQLite has, in Spark's words: the same answers for all that the tables may hold."""

from __future__ import annotations

import re
from typing import Any

# The view in which Spark is given the columns of every table.
TABLE_COLUMNS = "table_columns"
STEP = re.compile(r"([+-][0-9]+) (day|month)s?")
# A day written in full. Spark would take a month for its first day, which is no day in SQLite.
DAY = "case when :x rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then to_date(:x) end"
# Days are counted from 1970 in Spark and from noon of a day in 4714 before Christ as Julian days.
JULIAN_DAY = f"(cast(unix_date({DAY}) as double) + 2440587.5)"
# SQLite reads the longest beginning that is a number, and 0 where none is.
NUMBER = (
    "if(:x is null, null, coalesce(cast(nullif(regexp_extract(cast(:x as string), "
    "'^\\\\s*([+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?)', 1), '') as double), cast(0 as double)))"
)


def replace_function(exp: Any, node: Any) -> None:
    """Replace one part of a statement of SQLite that Spark does not know; its own parts were replaced before.

    Raises ValueError where Spark has nothing that gives the same answer.
    """
    if isinstance(node, exp.Glob):
        pattern = exp.Literal.string(regular_expression(node.expression))
        node.replace(exp.RegexpLike(this=node.this.copy(), expression=pattern))
    elif isinstance(node, exp.Cast) and node.to.is_type("double"):
        node.replace(with_values(NUMBER, x=node.this))
    elif isinstance(node, exp.Anonymous) and node.name.lower() == "julianday":
        node.replace(with_values(JULIAN_DAY, x=node.expressions[0]))
    elif isinstance(node, exp.Date):
        node.replace(with_values(f"cast({DAY} as string)", x=node.this))
    elif isinstance(node, exp.Anonymous) and node.name.lower() == "date":
        node.replace(with_values(f"cast({stepped(node)} as string)", x=node.expressions[0]))
    elif isinstance(node, exp.Table) and node.this.name.lower() == "pragma_table_info":
        ask_columns(exp, node)


def with_values(text: str, **values: Any) -> Any:
    """An expression of Spark's dialect with `values` in the places that bear their names after a colon."""
    import sqlglot
    from sqlglot import exp

    given = {name: value.copy() for name, value in values.items()}
    return exp.replace_placeholders(sqlglot.parse_one(text, read="spark"), **given)


def stepped(node: Any) -> str:
    """SQLite's ``date()`` with its steps from the day given.

    A month more than the thirty-first of one is another day in SQLite than in Spark, so that a step of months is read
    only where the day is the first.
    """
    day, first = DAY, False
    for argument in node.expressions[1:]:
        step = STEP.fullmatch(argument.name)
        if argument.name == "start of month":
            day, first = f"trunc({day}, 'MM')", True
        elif step and step[2] == "month" and first:
            day = f"add_months({day}, {int(step[1])})"
        elif step and step[2] == "day":
            day, first = f"date_add({day}, {int(step[1])})", False
        else:
            raise ValueError(f"Spark counts no days by {argument.sql()}")
    return day


def regular_expression(pattern: Any) -> str:
    """The regular expression, of Java, that a text matches when the pattern of GLOB does."""
    if not pattern.is_string:
        raise ValueError("a pattern of GLOB that is not written out is unknown to Spark")
    parts = re.findall(r"\[\^?\]?[^\]]*\]|.", pattern.name, re.DOTALL)
    return r"(?s)\A" + "".join(regular_part(part) for part in parts) + r"\z"


def regular_part(part: str) -> str:
    """One character of a pattern of GLOB, or one of its sets of characters."""
    if part in ("*", "?"):
        return ".*" if part == "*" else "."
    if len(part) == 1:
        return re.escape(part)
    negated = "^" if part[1] == "^" else ""
    members = re.sub(r"([][&^~\\])", r"\\\1", part[1 + len(negated) : -1])
    return f"[{negated}{members}]"


def ask_columns(exp: Any, node: Any) -> None:
    """Take the columns of a table from the view in which Spark has them."""
    table = exp.column("table_name", table=TABLE_COLUMNS)
    select = node.find_ancestor(exp.Select)
    select.where(table.eq(node.this.expressions[0].copy()), copy=False)
    node.replace(exp.to_table(TABLE_COLUMNS))
