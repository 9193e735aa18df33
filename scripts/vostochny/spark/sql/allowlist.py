"""What may stand in a statement that Spark runs; whatever is not here is left to SQLite, which it was written for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vostochny.spark.sql.expression_types import Columns, is_number, is_real, is_text

# Each has the same answer on Spark, some of them after they were translated. Tests hold the two against each other.
KNOWN = (
    "Abs Add Alias And Between Boolean CTE Case Cast Coalesce Column Count DPipe DataType Date Distinct Div EQ",
    "Exists From GT GTE Glob Greatest Group GroupConcat Having Identifier If In Is Join LT LTE Least Length",
    "Like Limit Literal Lower Max Min Mod Mul NEQ Neg Not Null Nullif Or Order Ordered Paren Replace Round Select",
    "Star StrPosition Sub Subquery Substring Table TableAlias Trim Tuple Unicode Union Upper Values Where With",
)
KNOWN_FUNCTIONS = {"date", "julianday", "pragma_table_info"}


def refuse_unlike(exp: Any, tree: Any, columns: Columns) -> None:
    """Raises ValueError when a statement holds something that Spark may answer otherwise."""
    known = set(" ".join(KNOWN).split())
    for node in tree.walk():
        if isinstance(node, exp.Anonymous):
            named = node.name.lower() in KNOWN_FUNCTIONS
        else:
            named = type(node).__name__ in known
        why = unlike(exp, node, columns) if named else "it is not known whether Spark has the like of this"
        if why:
            raise ValueError(f"{why}: {node.sql(dialect='sqlite')}")


def unlike(exp: Any, node: Any, columns: Columns) -> str:
    """Why Spark may answer otherwise although it knows the word; an empty text where it does not."""
    if isinstance(node, exp.Div | exp.Mod):
        real = is_real(exp, node.this, columns) or is_real(exp, node.expression, columns)
        if isinstance(node, exp.Mod):
            return "SQLite drops what is behind the point before it divides" if real else ""
        return "" if real else "Spark divides whole numbers with a rest"
    if isinstance(node, exp.Substring):
        return "" if counted_from_one(exp, node) else "Spark counts the places before a text's first otherwise"
    if node.args.get("negate") and not isinstance(node, exp.Like):
        return "it is not known how this is turned round"
    narrow: list[tuple[Any, Callable[[], bool], str]] = [
        (exp.With, lambda: not node.args.get("recursive"), "Spark has no queries that call themselves"),
        (exp.Is, lambda: isinstance(node.expression, exp.Null), "Spark asks only whether something is null"),
        (exp.Round, lambda: node.args.get("decimals") is None, "Spark rounds to decimals otherwise"),
        (exp.Cast, lambda: node.to.is_type("double", "text"), "Spark reads whole numbers from text otherwise"),
        (exp.Predicate, lambda: not mixes_kinds(exp, node, columns), "Spark compares text with numbers otherwise"),
    ]
    return next((why for kind, fits, why in narrow if isinstance(node, kind) and not fits()), "")


def counted_from_one(exp: Any, node: Any) -> bool:
    """Whether a part of a text begins at a place that is surely within it, and goes on from there."""
    start, length = node.args.get("start"), node.args.get("length")
    if isinstance(start, exp.Add):  # behind something that was found, or from the first place on
        inside = isinstance(start.this, exp.StrPosition) and is_count(exp, start.expression)
        return inside and (length is None or is_count(exp, length))
    # From the first place on a length below nought gives nothing on either side.
    return is_count(exp, start) and start.name != "0" and (length is None or start.name == "1" or is_count(exp, length))


def is_count(exp: Any, node: Any) -> bool:
    """Whether an expression is a whole number that is written out."""
    return isinstance(node, exp.Literal) and not node.is_string and node.name.isdigit()


def mixes_kinds(exp: Any, node: Any, columns: Columns) -> bool:
    """Whether a comparison sets text against a number."""
    if isinstance(node, exp.EQ | exp.NEQ | exp.LT | exp.LTE | exp.GT | exp.GTE):
        sides = [node.this, node.expression]
    elif isinstance(node, exp.Between):
        sides = [node.this, node.args["low"], node.args["high"]]
    elif isinstance(node, exp.In):
        sides = [node.this, *node.expressions]
    else:
        return False
    sides = [side for side in sides if not isinstance(side, exp.Null)]
    return any(is_text(exp, side, columns) for side in sides) and any(is_number(exp, side, columns) for side in sides)
