"""What is known of the columns of a statement by their names, and of an expression by its form: text or number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vostochny.model.schema import Dataset

TEXT_TYPES, NUMBER_TYPES = {"string", "date"}, {"integer", "number", "boolean"}


@dataclass(frozen=True)
class Columns:
    """Names that mean one kind of value, in whichever table they stand; a name that means several is in none.

    days: of days written in full, or nothing
    """

    days: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    reals: frozenset[str] = frozenset()

    def without(self, names: set[str]) -> Columns:
        """The same without names that the statement gives to something else."""
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


def is_text(exp: Any, node: Any, columns: Columns) -> bool:
    """Whether an expression is text, or nothing, by its form and the names in it."""
    made = (
        *(exp.DPipe, exp.Concat, exp.Lower, exp.Upper, exp.Substring, exp.Replace, exp.Trim, exp.GroupConcat),
        *(exp.Translate, exp.RegexpReplace),
    )
    return is_kind(exp, node, made, ("text", "varchar"), columns.texts)


def is_number(exp: Any, node: Any, columns: Columns) -> bool:
    """Whether an expression is a number, or nothing, by its form and the names in it."""
    made = (
        *(exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg, exp.Abs, exp.Round),
        *(exp.Count, exp.Length, exp.StrPosition, exp.Unicode),
    )
    return is_kind(exp, node, made, ("double", "int", "bigint"), columns.numbers)


def is_kind(exp: Any, node: Any, made: tuple[Any, ...], types: tuple[str, ...], names: frozenset[str]) -> bool:
    """Whether every value that an expression can have is of one kind.

    made: the forms that give it; types: what a cast to it says; names: the columns that hold it
    """

    def asked(part: Any) -> bool:
        if isinstance(part, exp.Literal):
            return bool(part.is_string) == ("text" in types)
        if isinstance(part, exp.Cast):
            return bool(part.to.is_type(*types))
        return isinstance(part, made) or (isinstance(part, exp.Column) and part.name in names)

    return holds(exp, node, asked)


def is_real(exp: Any, node: Any, columns: Columns) -> bool:
    """Whether a number is surely none of SQLite's whole ones, which are divided without a rest."""
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div):
        return is_real(exp, node.this, columns) or is_real(exp, node.expression, columns)
    if isinstance(node, exp.Paren | exp.Abs | exp.Neg):
        return is_real(exp, node.this, columns)
    if isinstance(node, exp.Literal):
        return not node.is_string and "." in node.name
    if isinstance(node, exp.Cast):
        return bool(node.to.is_type("double"))
    return isinstance(node, exp.Column) and node.name in columns.reals


def holds(exp: Any, node: Any, asked: Callable[[Any], bool]) -> bool:
    """Whether something is so of every value that an expression can have besides nothing."""
    parts: list[Any]
    if isinstance(node, exp.Null):
        return True
    if isinstance(node, exp.Paren | exp.Min | exp.Max | exp.Coalesce | exp.Least | exp.Greatest):
        parts = [node.this, *node.expressions]
    elif isinstance(node, exp.Nullif):
        parts = [node.this]
    elif isinstance(node, exp.Case | exp.If):
        parts = results(exp, node)
    elif isinstance(node, exp.Subquery) and isinstance(node.this, exp.Select) and len(node.this.expressions) == 1:
        only = node.this.expressions[0]
        parts = [only.this if isinstance(only, exp.Alias) else only]
    else:
        return asked(node)
    return all(holds(exp, part, asked) for part in parts)


def results(exp: Any, node: Any) -> list[Any]:
    """What a CASE or an IF can give."""
    if isinstance(node, exp.Case):
        given = [branch.args["true"] for branch in node.args["ifs"]] + [node.args.get("default")]
    else:
        given = [node.args["true"], node.args.get("false")]
    return [item for item in given if item is not None]
