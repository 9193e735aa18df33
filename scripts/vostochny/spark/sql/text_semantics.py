"""Text semantics of SQLite: ASCII-only case folding, LIKE patterns, conversion between numbers and text."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

from sqlglot import exp

from vostochny.spark.sql.expression_types import Columns, is_number, is_real, is_text, results
from vostochny.spark.sql.functions import NUMBER, with_values

FOLDED = f"translate(:x, '{ascii_uppercase}', '{ascii_lowercase}')"
RAISED = f"translate(:x, '{ascii_lowercase}', '{ascii_uppercase}')"
# SQLite's LIKE ignores ASCII case and has no escape character by default; Spark's is the backslash.
LIKE = f"({FOLDED} like replace({FOLDED.replace(':x', ':pattern')}, '\\\\', '\\\\\\\\'))"
# SQLite prints a real number with at most 15 digits and always a point. Java keeps trailing zeros.
WRITTEN = (
    "if(:x is null, null, regexp_replace(regexp_replace(regexp_replace(format_string('%.15g', cast(:x as double)), "
    "'([.][0-9]*?)0+($|e)', '$1$2'), '[.]($|e)', '.0$1'), '^(-?[0-9]+)($|e)', '$1.0$2'))"
)
EITHER = f"if(typeof(:x) = 'double', {WRITTEN}, cast(:x as string))"
READ_IF_TEXT = f"if(typeof(:x) = 'string', {NUMBER}, cast(:x as double))"


def as_in_sqlite(node: exp.Expr, columns: Columns) -> None:
    """Give one expression SQLite's text semantics; its children have been translated already."""
    if isinstance(node, exp.Lower | exp.Upper):
        node.replace(with_values(FOLDED if isinstance(node, exp.Lower) else RAISED, x=node.this))
    elif isinstance(node, exp.Like):
        write_out(node.this, columns)
        like = with_values(LIKE, x=node.this, pattern=node.expression)
        node.replace(exp.Not(this=like) if node.args.get("negate") else like)
    elif isinstance(node, exp.DPipe):
        write_out(node.this, columns)
        write_out(node.expression, columns)
    elif isinstance(node, exp.Cast) and node.to.is_type("text"):
        write_out(node.this, columns)
    elif isinstance(node, exp.Coalesce):
        write_out_beside_text([node.this, *node.expressions], columns)
    elif isinstance(node, exp.Case):
        write_out_beside_text(results(node), columns)
    elif isinstance(node, exp.Union) and not isinstance(node.parent, exp.Union):
        write_out_values(node, columns)
    elif isinstance(node, exp.Unicode):
        node.replace(with_values("nullif(ascii(:x), 0)", x=node.this))
    elif isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div | exp.Mod):
        read_number(node.this, columns)
        read_number(node.expression, columns)
    elif isinstance(node, exp.Abs | exp.Neg):
        read_number(node.this, columns)
    elif isinstance(node, exp.Least | exp.Greatest):
        # SQLite's min() and max() of several arguments are null if one is null; Spark ignores nulls.
        parts = [node.this, *node.expressions]
        missing = exp.or_(*(exp.Is(this=part.copy(), expression=exp.Null()) for part in parts))
        node.replace(exp.Case(ifs=[exp.If(this=missing, true=exp.Null())], default=node.copy()))


def write_out(node: exp.Expr, columns: Columns) -> None:
    """Convert to text what may be a number. Raises ValueError where integers and reals may mix."""
    if isinstance(node, exp.Case | exp.Coalesce):
        parts = results(node) if isinstance(node, exp.Case) else [node.this, *node.expressions]
        numbers = [part for part in parts if is_number(part, columns) and not isinstance(part, exp.Null)]
        if len({is_real(part, columns) for part in numbers}) > 1:
            raise ValueError("Spark does not distinguish integers from reals in one column")
    if not is_text(node, columns):
        node.replace(with_values(WRITTEN if is_real(node, columns) else EITHER, x=node))


def write_out_beside_text(parts: list[exp.Expr], columns: Columns) -> None:
    """Convert all alternatives to text if one of them is text."""
    if any(is_text(part, columns) and not isinstance(part, exp.Null) for part in parts):
        for part in parts:
            write_out(part, columns)


def write_out_values(union: exp.Union, columns: Columns) -> None:
    """Convert the column `value` of findings to text in all parts of a UNION."""
    if "value" not in union.named_selects:
        return
    place = union.named_selects.index("value")
    for select in [item for item in union.find_all(exp.Select) if belongs_to(item, union)]:
        if select.is_star:
            raise ValueError("the columns of * in a UNION are unknown")
        item = select.expressions[place]
        write_out(item.this if isinstance(item, exp.Alias) else item, columns)


def belongs_to(select: exp.Select, union: exp.Union) -> bool:
    """Whether a SELECT is a direct part of a union."""
    above = select.parent
    while isinstance(above, exp.Union) and above is not union:
        above = above.parent
    return above is union


def read_number(node: exp.Expr, columns: Columns) -> None:
    """Convert to a number what may be text, as SQLite does in arithmetic."""
    if is_text(node, columns) and not isinstance(node, exp.Null):
        node.replace(with_values(NUMBER, x=node))
    elif not is_number(node, columns) and isinstance(node, exp.Column):
        node.replace(with_values(READ_IF_TEXT, x=node))
