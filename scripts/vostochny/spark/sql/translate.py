"""From SQLite's dialect, in which rules, views and queries are written, to Spark's: no rule is written twice."""

from __future__ import annotations

from typing import Any

from vostochny.spark.sql.allowlist import refuse_unlike
from vostochny.spark.sql.date_range_joins import join_by_month
from vostochny.spark.sql.expression_types import Columns
from vostochny.spark.sql.functions import replace_function
from vostochny.spark.sql.text_semantics import as_in_sqlite


def to_spark(sql: str, columns: Columns) -> str:
    """The same statement for Spark. Raises ValueError when it cannot be read, or may have another answer there.

    SQLite takes 1 and 0 for true and false and the other way round; Spark does not. So a truth value is made a number
    where it is selected, counted or compared with one, and a number a condition where it is asked.
    """
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import SqlglotError

    try:
        tree: Any = sqlglot.parse_one(sql, read="sqlite")
    except SqlglotError as error:
        raise ValueError(str(error)) from error
    columns = columns.without(
        {name for alias in tree.find_all(exp.Alias, exp.TableAlias) for name in names_of(exp, alias)}
    )
    refuse_unlike(exp, tree, columns)
    for node in list(tree.walk(bfs=False)):
        if isinstance(node, exp.Max | exp.Coalesce):
            for part in [node.this, *(node.expressions or [])]:
                number(exp, part)
        elif isinstance(node, exp.Select):
            for part in node.expressions:
                number(exp, part.this if isinstance(part, exp.Alias) else part)
        elif isinstance(node, exp.And | exp.Or):
            condition(exp, node.this)
            condition(exp, node.expression)
        elif isinstance(node, exp.Not | exp.Where | exp.Having):
            condition(exp, node.this)
        elif isinstance(node, exp.Case) and node.this is None:
            for branch in node.args["ifs"]:
                condition(exp, branch.this)
        elif isinstance(node, exp.NEQ | exp.EQ):
            compared(exp, node)
    join_by_month(exp, tree, columns.days)
    for node in reversed(list(tree.walk(bfs=False))):  # what stands inside another comes before it
        as_in_sqlite(exp, node, columns)
        replace_function(exp, node)
    return str(tree.sql(dialect="spark"))


def names_of(exp: Any, alias: Any) -> list[str]:
    """The names that a statement gives to columns."""
    return [alias.alias] if isinstance(alias, exp.Alias) else [column.name for column in alias.columns]


def bare(exp: Any, node: Any) -> Any:
    """An expression without the brackets around it."""
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def is_truth(exp: Any, node: Any) -> bool:
    """Whether an expression is a truth value by its form."""
    return isinstance(bare(exp, node), exp.Predicate | exp.Not | exp.And | exp.Or | exp.Exists | exp.Boolean)


def number(exp: Any, node: Any) -> None:
    """Make 1 or 0 of a truth value."""
    if is_truth(exp, node):
        node.replace(exp.cast(node.copy(), "int"))


def condition(exp: Any, node: Any) -> None:
    """Make a truth value of a number."""
    inner = bare(exp, node)
    if isinstance(inner, exp.Column | exp.Coalesce | exp.Max | exp.Min | exp.Case | exp.Cast):
        node.replace(exp.cast(node.copy(), "boolean"))


def compared(exp: Any, node: Any) -> None:
    """Of two sides of which one only is a truth value, make that one a number."""
    left, right = node.this, node.expression
    if is_truth(exp, left) != is_truth(exp, right):
        number(exp, left)
        number(exp, right)
