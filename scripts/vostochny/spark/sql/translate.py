"""Translates rules, views and queries from SQLite's dialect, in which they are written, to Spark's."""

from __future__ import annotations

import re

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from vostochny.spark.sql.allowlist import refuse_unlike
from vostochny.spark.sql.date_range_joins import join_by_month
from vostochny.spark.sql.expression_types import Columns, bare, is_truth
from vostochny.spark.sql.functions import replace_function
from vostochny.spark.sql.text_semantics import as_in_sqlite


def to_spark(sql: str, columns: Columns) -> str:
    """The same statement for Spark. Raises ValueError if it cannot be parsed, or its result may differ there.

    SQLite treats 1 and 0 and booleans alike; Spark does not. So a boolean is cast to an integer where it is selected,
    aggregated or compared with a number, and a number to a boolean where it is a condition.
    """
    try:
        tree: exp.Expr = sqlglot.parse_one(sql, read="sqlite")
    except SqlglotError as error:
        raise ValueError(str(error)) from error
    columns = columns.without({name for alias in tree.find_all(exp.Alias, exp.TableAlias) for name in names_of(alias)})
    refuse_unlike(tree, columns)
    for node in list(tree.walk(bfs=False)):
        if isinstance(node, exp.Max | exp.Coalesce):
            for part in [node.this, *(node.expressions or [])]:
                number(part)
        elif isinstance(node, exp.Select):
            for part in node.expressions:
                number(part.this if isinstance(part, exp.Alias) else part)
        elif isinstance(node, exp.And | exp.Or):
            condition(node.this)
            condition(node.expression)
        elif isinstance(node, exp.Not | exp.Where | exp.Having):
            condition(node.this)
        elif isinstance(node, exp.Case) and node.this is None:
            for branch in node.args["ifs"]:
                condition(branch.this)
        elif isinstance(node, exp.NEQ | exp.EQ):
            compared(node)
    join_by_month(tree, columns.days)
    for node in reversed(list(tree.walk(bfs=False))):  # children before their parents
        as_in_sqlite(node, columns)
        replace_function(node)
    return str(tree.sql(dialect="spark"))


def relations(sql: str) -> set[str]:
    """The tables and views that a statement reads; every word of it if it cannot be parsed, so that none is missed."""
    try:
        return {table.name for table in sqlglot.parse_one(sql, read="sqlite").find_all(exp.Table)}
    except SqlglotError:
        return set(re.findall(r"\w+", sql))


def names_of(alias: exp.Expr) -> list[str]:
    """The column names that an alias introduces."""
    return (
        [alias.alias] if isinstance(alias, exp.Alias) else [column.name for column in alias.args.get("columns") or []]
    )


def cast_in_place(node: exp.Expr, kind: str) -> None:
    """Put a cast around an expression, keeping the node object, because its children are still to be translated."""
    around = exp.cast(exp.null(), kind)
    node.replace(around)
    around.set("this", node)


def number(node: exp.Expr) -> None:
    """Cast a boolean to 1 or 0."""
    if is_truth(node):
        cast_in_place(node, "int")


def condition(node: exp.Expr) -> None:
    """Cast a number to a boolean."""
    inner = bare(node)
    if isinstance(inner, exp.Column | exp.Coalesce | exp.Max | exp.Min | exp.Case | exp.Cast):
        cast_in_place(node, "boolean")


def compared(node: exp.Expr) -> None:
    """If only one side of a comparison is a boolean, cast it to an integer."""
    left, right = node.this, node.expression
    if is_truth(left) != is_truth(right):
        number(left)
        number(right)
