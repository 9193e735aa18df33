"""The allow-list of expressions that Spark may run; statements with any other are left to SQLite."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from vostochny.spark.sql.expression_types import Columns, bare, is_number, is_real, is_text, is_truth

# Each gives the same result on Spark as in SQLite, some of them after translation; tests compare the two.
ALLOWED: frozenset[type[exp.Expr]] = frozenset(
    (
        *(exp.Abs, exp.Add, exp.Alias, exp.And, exp.Between, exp.Boolean, exp.CTE, exp.Case, exp.Cast, exp.Coalesce),
        *(exp.Column, exp.Count, exp.DPipe, exp.DataType, exp.Date, exp.Distinct, exp.Div, exp.EQ, exp.Exists),
        *(exp.From, exp.GT, exp.GTE, exp.Glob, exp.Greatest, exp.Group, exp.GroupConcat, exp.Having, exp.Identifier),
        *(exp.If, exp.In, exp.Is, exp.Join, exp.LT, exp.LTE, exp.Least, exp.Length, exp.Like, exp.Limit, exp.Literal),
        *(exp.Lower, exp.Max, exp.Min, exp.Mod, exp.Mul, exp.NEQ, exp.Neg, exp.Not, exp.Null, exp.Nullif, exp.Or),
        *(exp.Order, exp.Ordered, exp.Paren, exp.Replace, exp.Round, exp.Select, exp.Star, exp.StrPosition, exp.Sub),
        *(exp.Subquery, exp.Substring, exp.Table, exp.TableAlias, exp.Trim, exp.Tuple, exp.Unicode, exp.Union),
        *(exp.Upper, exp.Values, exp.Where, exp.With),
    )
)
ALLOWED_FUNCTIONS = {"date", "julianday", "pragma_table_info"}


def refuse_unlike(tree: exp.Expr, columns: Columns) -> None:
    """Raises ValueError for a statement with an expression whose result on Spark may differ from SQLite's."""
    for node in tree.walk():
        named = node.name.lower() in ALLOWED_FUNCTIONS if isinstance(node, exp.Anonymous) else type(node) in ALLOWED
        why = (
            unlike(node, columns) if named else "not on the list of expressions known to give the same result on Spark"
        )
        if why:
            raise ValueError(f"{why}: {node.sql(dialect='sqlite')}")


def unlike(node: exp.Expr, columns: Columns) -> str:
    """Why the result of an allowed expression may differ on Spark here; empty if it does not."""
    if isinstance(node, exp.Div | exp.Mod):
        real = is_real(node.this, columns) or is_real(node.expression, columns)
        if isinstance(node, exp.Mod):
            return "SQLite truncates the operands of % to integers" if real else ""
        return "" if real else "Spark does not truncate the division of integers"
    if isinstance(node, exp.Substring):
        return "" if counted_from_one(node) else "Spark treats positions before the first character differently"
    if node.args.get("negate") and not isinstance(node, exp.Like):
        return "this negation is not known to translate"
    narrow: list[tuple[type, Callable[[], bool], str]] = [
        (exp.With, lambda: not node.args.get("recursive"), "Spark has no recursive queries"),
        (exp.Is, lambda: isinstance(node.expression, exp.Null), "Spark knows IS only with NULL"),
        (exp.Round, lambda: node.args.get("decimals") is None, "Spark rounds to decimals differently"),
        (
            exp.Cast,
            lambda: (
                node.args["to"].is_type("double", "text")
                or is_truth(node.this)
                or isinstance(bare(node.this), exp.Count)
            ),
            "Spark casts to integers differently",
        ),
        (exp.Predicate, lambda: not mixes_kinds(node, columns), "Spark compares text with numbers differently"),
    ]
    return next((why for kind, fits, why in narrow if isinstance(node, kind) and not fits()), "")


def counted_from_one(node: exp.Expr) -> bool:
    """Whether a substring certainly starts within the text and extends forwards."""
    start, length = node.args["start"], node.args.get("length")
    if isinstance(start, exp.Add):  # after a match found by instr()
        inside = isinstance(start.this, exp.StrPosition) and is_count(start.expression)
        return inside and (length is None or is_count(length))
    # From position 1, a negative length gives an empty text in both.
    return is_count(start) and start.name != "0" and (length is None or start.name == "1" or is_count(length))


def is_count(node: exp.Expr) -> bool:
    """Whether an expression is an integer literal."""
    return isinstance(node, exp.Literal) and not node.is_string and node.name.isdigit()


def mixes_kinds(node: exp.Expr, columns: Columns) -> bool:
    """Whether a comparison has text on one side and a number on the other."""
    if isinstance(node, exp.EQ | exp.NEQ | exp.LT | exp.LTE | exp.GT | exp.GTE):
        sides = [node.this, node.expression]
    elif isinstance(node, exp.Between):
        sides = [node.this, node.args["low"], node.args["high"]]
    elif isinstance(node, exp.In):
        sides = [node.this, *node.expressions]
    else:
        return False
    sides = [side for side in sides if not isinstance(side, exp.Null)]
    return any(is_text(side, columns) for side in sides) and any(is_number(side, columns) for side in sides)
