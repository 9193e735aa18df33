"""Functions and operators that only SQLite has, rewritten for Spark so that their results are the same."""

from __future__ import annotations

import re

import sqlglot
from sqlglot import exp

# The view of all columns of all tables, which replaces pragma_table_info on Spark.
TABLE_COLUMNS = "table_columns"
STEP = re.compile(r"([+-][0-9]+) (day|month)s?")
# A complete date. Spark would read a month as its first day; SQLite does not.
DAY = "case when :x rlike '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then to_date(:x) end"
# Spark counts days from 1970; Julian day 0 is in 4714 BC.
JULIAN_DAY = f"(cast(unix_date({DAY}) as double) + 2440587.5)"
# SQLite reads the longest prefix that is a number, or 0 if there is no such prefix.
NUMBER = (
    "if(:x is null, null, coalesce(cast(nullif(regexp_extract(cast(:x as string), "
    "'^\\\\s*([+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?)', 1), '') as double), cast(0 as double)))"
)


def replace_function(node: exp.Expr) -> None:
    """Replace one expression that Spark does not have; its children have been replaced already.

    Raises ValueError if Spark has no equivalent.
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
        ask_columns(node)


def with_values(text: str, **values: exp.Expr) -> exp.Expr:
    """An expression in Spark's dialect with `values` in place of the placeholders (``:name``)."""

    given = {name: value.copy() for name, value in values.items()}
    return exp.replace_placeholders(sqlglot.parse_one(text, read="spark"), **given)


def stepped(node: exp.Expr) -> str:
    """SQLite's ``date()`` with its modifiers.

    The 31st plus one month is a different date in SQLite than in Spark, so modifiers of months are translated only
    from the first of a month.
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
            raise ValueError(f"no equivalent on Spark for the date modifier {argument.sql()}")
    return day


def regular_expression(pattern: exp.Expr) -> str:
    """The Java regular expression that matches the same texts as a GLOB pattern."""
    if not pattern.is_string:
        raise ValueError("only literal GLOB patterns are translated")
    parts = re.findall(r"\[\^?\]?[^\]]*\]|.", pattern.name, re.DOTALL)
    return r"(?s)\A" + "".join(regular_part(part) for part in parts) + r"\z"


def regular_part(part: str) -> str:
    """One character or character class of a GLOB pattern."""
    if part in ("*", "?"):
        return ".*" if part == "*" else "."
    if len(part) == 1:
        return re.escape(part)
    negated = "^" if part[1] == "^" else ""
    members = re.sub(r"([][&^~\\])", r"\\\1", part[1 + len(negated) : -1])
    return f"[{negated}{members}]"


def ask_columns(node: exp.Expr) -> None:
    """Read the columns of a table from the view TABLE_COLUMNS instead of pragma_table_info."""
    table = exp.column("table_name", table=TABLE_COLUMNS)
    select = node.find_ancestor(exp.Select)
    if select is None:
        raise ValueError("pragma_table_info outside a SELECT")
    select.where(table.eq(node.this.expressions[0].copy()), copy=False)
    node.replace(exp.to_table(TABLE_COLUMNS))
