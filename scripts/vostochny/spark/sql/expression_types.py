"""Infers whether an expression is text or a number, from its form and from the names of its columns.

What is certain is answered; of the rest the translation asks the type at run time. sqlglot's own `annotate_types` was
tried on all rules and views and answers another question: it coerces as SQL standards do, so that SQLite's
`text - text` is text and `coalesce(integer, '')` an integer; it needs qualified names, which 7 of 124 statements lack;
and it has nothing on an expression that was rewritten for Spark.
https://sqlglot.com/sqlglot/optimizer/annotate_types.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from vostochny.model.schema import Dataset

TEXT_TYPES, NUMBER_TYPES = {"string", "date"}, {"integer", "number", "boolean"}


@dataclass(frozen=True)
class Columns:
    """Column names that have one type in every table; a name with several types is in none of the sets.

    days: columns of complete dates or nulls
    """

    days: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    reals: frozenset[str] = frozenset()

    def without(self, names: set[str]) -> Columns:
        """The same without names that the statement redefines as aliases."""
        return Columns(self.days - names, self.texts - names, self.numbers - names, self.reals - names)


def columns_of(dataset: Dataset) -> Columns:
    """The columns of all tables."""
    kinds = [(field.name, field.type) for table in dataset.tables.values() for field in table.fields]
    for table in dataset.tables.values():
        kinds += [(item.name, "integer" if item.part == "year" else "string") for item in table.derived]

    def always(types: set[str]) -> frozenset[str]:
        return frozenset(name for name, kind in kinds if kind in types) - {
            name for name, kind in kinds if kind not in types
        }

    return Columns(always({"date"}), always(TEXT_TYPES), always(NUMBER_TYPES), always({"number"}))


def is_text(node: exp.Expr, columns: Columns) -> bool:
    """Whether an expression is certainly text or null."""
    made = (
        *(exp.DPipe, exp.Concat, exp.Lower, exp.Upper, exp.Substring, exp.Replace, exp.Trim, exp.GroupConcat),
        *(exp.Translate, exp.RegexpReplace),
    )
    return is_kind(node, made, ("text", "varchar"), columns.texts)


def is_number(node: exp.Expr, columns: Columns) -> bool:
    """Whether an expression is certainly a number or null."""
    made = (
        *(exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg, exp.Abs, exp.Round),
        *(exp.Count, exp.Length, exp.StrPosition, exp.Unicode),
    )
    return is_kind(node, made, ("double", "int", "bigint"), columns.numbers)


def is_kind(node: exp.Expr, made: tuple[type[exp.Expr], ...], types: tuple[str, ...], names: frozenset[str]) -> bool:
    """Whether every value that an expression can have is of one type.

    made: expressions that return it; types: targets of a cast to it; names: columns that hold it
    """

    def asked(part: exp.Expr) -> bool:
        if isinstance(part, exp.Literal):
            return bool(part.is_string) == ("text" in types)
        if isinstance(part, exp.Cast):
            return bool(part.to.is_type(*types))
        return isinstance(part, made) or (isinstance(part, exp.Column) and part.name in names)

    return holds(node, asked)


def is_real(node: exp.Expr, columns: Columns) -> bool:
    """Whether a number is certainly real: SQLite truncates the division of integers."""
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div):
        return is_real(node.this, columns) or is_real(node.expression, columns)
    if isinstance(node, exp.Paren | exp.Abs | exp.Neg):
        return is_real(node.this, columns)
    if isinstance(node, exp.Literal):
        return not node.is_string and "." in node.name
    if isinstance(node, exp.Cast):
        return bool(node.to.is_type("double"))
    return isinstance(node, exp.Column) and node.name in columns.reals


def holds(node: exp.Expr, asked: Callable[[exp.Expr], bool]) -> bool:
    """Whether a predicate is true of every value that an expression can have, nulls aside."""
    parts: list[exp.Expr]
    if isinstance(node, exp.Null):
        return True
    if isinstance(node, exp.Paren | exp.Min | exp.Max | exp.Coalesce | exp.Least | exp.Greatest):
        parts = [node.this, *node.expressions]
    elif isinstance(node, exp.Nullif):
        parts = [node.this]
    elif isinstance(node, exp.Case | exp.If):
        parts = results(node)
    elif isinstance(node, exp.Subquery) and isinstance(node.this, exp.Select) and len(node.this.expressions) == 1:
        only = node.this.expressions[0]
        parts = [only.this if isinstance(only, exp.Alias) else only]
    else:
        return asked(node)
    return all(holds(part, asked) for part in parts)


def results(node: exp.Expr) -> list[exp.Expr]:
    """The possible results of a CASE or an IF."""
    if isinstance(node, exp.Case):
        given = [branch.args["true"] for branch in node.args["ifs"]] + [node.args.get("default")]
    else:
        given = [node.args["true"], node.args.get("false")]
    return [item for item in given if item is not None]


def bare(node: exp.Expr) -> exp.Expr:
    """An expression without enclosing parentheses."""
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def is_truth(node: exp.Expr) -> bool:
    """Whether an expression is a boolean by its form."""
    return isinstance(bare(node), exp.Predicate | exp.Not | exp.And | exp.Or | exp.Exists | exp.Boolean)
