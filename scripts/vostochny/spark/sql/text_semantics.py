"""Text as SQLite has it: case that only ASCII knows, patterns of LIKE, numbers that are written out or read."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import Any

from vostochny.spark.sql.expression_types import Columns, is_number, is_real, is_text, results
from vostochny.spark.sql.functions import NUMBER, with_values

FOLDED = f"translate(:x, '{ascii_uppercase}', '{ascii_lowercase}')"
RAISED = f"translate(:x, '{ascii_lowercase}', '{ascii_uppercase}')"
# SQLite's LIKE minds no case of ASCII and knows no sign that takes the next one's meaning; Spark's has the backslash.
LIKE = f"({FOLDED} like replace({FOLDED.replace(':x', ':pattern')}, '\\\\', '\\\\\\\\'))"
# SQLite writes a real number with at most fifteen digits and always with a point. Java leaves the zeros at the end.
WRITTEN = (
    "if(:x is null, null, regexp_replace(regexp_replace(regexp_replace(format_string('%.15g', cast(:x as double)), "
    "'([.][0-9]*?)0+($|e)', '$1$2'), '[.]($|e)', '.0$1'), '^(-?[0-9]+)($|e)', '$1.0$2'))"
)
EITHER = f"if(typeof(:x) = 'double', {WRITTEN}, cast(:x as string))"
READ_IF_TEXT = f"if(typeof(:x) = 'string', {NUMBER}, cast(:x as double))"


def as_in_sqlite(exp: Any, node: Any, columns: Columns) -> None:
    """Translate one part of a statement, whose own parts were translated before, as far as it is about text."""
    if isinstance(node, exp.Lower | exp.Upper):
        node.replace(with_values(FOLDED if isinstance(node, exp.Lower) else RAISED, x=node.this))
    elif isinstance(node, exp.Like):
        write_out(exp, node.this, columns)
        like = with_values(LIKE, x=node.this, pattern=node.expression)
        node.replace(exp.Not(this=like) if node.args.get("negate") else like)
    elif isinstance(node, exp.DPipe):
        write_out(exp, node.this, columns)
        write_out(exp, node.expression, columns)
    elif isinstance(node, exp.Cast) and node.to.is_type("text"):
        write_out(exp, node.this, columns)
    elif isinstance(node, exp.Coalesce):
        write_out_beside_text(exp, [node.this, *node.expressions], columns)
    elif isinstance(node, exp.Case):
        write_out_beside_text(exp, results(exp, node), columns)
    elif isinstance(node, exp.Union) and not isinstance(node.parent, exp.Union):
        write_out_values(exp, node, columns)
    elif isinstance(node, exp.Unicode):
        node.replace(with_values("nullif(ascii(:x), 0)", x=node.this))
    elif isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div | exp.Mod):
        read_number(exp, node.this, columns)
        read_number(exp, node.expression, columns)
    elif isinstance(node, exp.Abs | exp.Neg):
        read_number(exp, node.this, columns)
    elif isinstance(node, exp.Least | exp.Greatest):
        # Of several values SQLite takes none when one is missing, Spark the others.
        parts = [node.this, *node.expressions]
        missing = exp.or_(*(exp.Is(this=part.copy(), expression=exp.Null()) for part in parts))
        node.replace(exp.Case(ifs=[exp.If(this=missing, true=exp.Null())], default=node.copy()))


def write_out(exp: Any, node: Any, columns: Columns) -> None:
    """Make text of what may be a number. Raises ValueError where it may be a whole one or another, row by row."""
    if isinstance(node, exp.Case | exp.Coalesce):
        parts = results(exp, node) if isinstance(node, exp.Case) else [node.this, *node.expressions]
        numbers = [part for part in parts if is_number(exp, part, columns) and not isinstance(part, exp.Null)]
        if len({is_real(exp, part, columns) for part in numbers}) > 1:
            raise ValueError("Spark writes whole numbers as others where both may stand")
    if not is_text(exp, node, columns):
        node.replace(with_values(WRITTEN if is_real(exp, node, columns) else EITHER, x=node))


def write_out_beside_text(exp: Any, parts: list[Any], columns: Columns) -> None:
    """Make text of all that can stand in one place where text can stand there too."""
    if any(is_text(exp, part, columns) and not isinstance(part, exp.Null) for part in parts):
        for part in parts:
            write_out(exp, part, columns)


def write_out_values(exp: Any, union: Any, columns: Columns) -> None:
    """Make text of the column `value`, in which a finding shows what it found, where several statements fill it."""
    if "value" not in union.named_selects:
        return
    place = union.named_selects.index("value")
    for select in [item for item in union.find_all(exp.Select) if belongs_to(exp, item, union)]:
        if select.is_star:
            raise ValueError("it is not known which column of a star stands under another")
        item = select.expressions[place]
        write_out(exp, item.this if isinstance(item, exp.Alias) else item, columns)


def belongs_to(exp: Any, select: Any, union: Any) -> bool:
    """Whether a statement is one of those that a union puts under each other."""
    above = select.parent
    while isinstance(above, exp.Union) and above is not union:
        above = above.parent
    return above is union


def read_number(exp: Any, node: Any, columns: Columns) -> None:
    """Make a number of what may be text, as SQLite does before it counts."""
    if is_text(exp, node, columns) and not isinstance(node, exp.Null):
        node.replace(with_values(NUMBER, x=node))
    elif not is_number(exp, node, columns) and isinstance(node, exp.Column):
        node.replace(with_values(READ_IF_TEXT, x=node))
