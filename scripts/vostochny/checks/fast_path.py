"""Fast path: accepts whole columns that are certainly valid; anything doubtful goes to the row-by-row checks.

Each value is checked once however often it occurs in a column: first by an expression over all values together that
accepts plain text and plain numbers only (`screen`), and where that does not accept it, by Frictionless' own reader of
cells and the project's own checks of values (`exact`). A table with one value that neither accepts, with keys out of
order or repeated, or with a reference that leads nowhere, goes to the row-by-row checks, which explain what is wrong.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vostochny.checks.cell_errors import FREE_TEXT, LONGEST_CELL, LONGEST_WORD, value_faults
from vostochny.checks.distinct_cells import Columns, collect
from vostochny.model.descriptor import field_descriptor
from vostochny.model.schema import Field, Table
from vostochny.model.text_formats import no_fault
from vostochny.tables.arrow_reader import (
    KEY_SEPARATOR,
    ColumnarTable,
    Loaded,
    NotPlainError,
    ascending,
    blocks,
    joined,
    parse,
)

if TYPE_CHECKING:
    import pyarrow as pa

# Printable ASCII without the characters of markup and formulas, and with no blank at its ends.
PLAIN_TEXT = r"[A-Za-z0-9(]([ -%\'-)+-;?A-Z^_a-z|]*[!-%\'-)+-;?A-Z^_a-z|])?"
# What may begin an address or be a mark although no single character of it is one.
DOUBTFUL = r"//|[wW][wW][wW]\.|[A-Za-z]:[^ ]|--|__|\+\+|\$\$"
# -0.5 is left to the exact check, because -0 is none of these.
PLAIN_NUMBER = {"integer": r"0|-?[1-9][0-9]{0,14}", "number": r"(0|-?[1-9][0-9]{0,14})(\.[0-9]{1,15})?"}
# Patterns that Python's `re` and Arrow's RE2 read alike on printable ASCII: no groups but plain ones, no classes of
# letters, no anchors, and no repetition without a lower end, which RE2 takes for plain text.
SAME_IN_BOTH = re.compile(r"(\\[d.\-/]|[A-Za-z0-9_:;/ ,|()\[\]{}^+*?.\-])*")
DIFFERENT = re.compile(r"\(\?|\[:|\{,|\[\]|\[\^\]|[+*?}]\+|--|&&|\|\||~~")
REMEMBERED_VALUES = 200_000


class ColumnWatch:
    """Checks the values of one column, block after block."""

    def __init__(self, field: Field, units: Mapping[str, object]) -> None:
        self.field = field
        self.units = units
        self.screen = screen(field)
        self.known: set[str] = set()
        self._reader: Callable[[str], tuple[Any, Any]] | None = None

    def check(self, values: pa.Array) -> None:
        """Raises NotPlainError unless every one of the distinct `values` is valid."""
        import pyarrow.compute as pc

        if self.screen is not None:
            values = values.filter(pc.invert(self.screen(values)))
        for value in values.to_pylist():
            if value not in self.known:
                if not self.exact(value):
                    raise NotPlainError
                if len(self.known) < REMEMBERED_VALUES:
                    self.known.add(value)

    def exact(self, value: str) -> bool:
        """Whether Frictionless and the checks of cells have nothing against `value`."""
        if self._reader is None:
            import frictionless

            described = {**field_descriptor(self.field), "missingValues": [""]}
            self._reader = frictionless.Field.from_descriptor(described).create_cell_reader()
        _cell, notes = self._reader(value)
        return not notes and (not value or next(value_faults(self.field, value, self.units), None) is None)


def screen(field: Field) -> Callable[[pa.Array], pa.Array] | None:
    """An expression that is true only for values that `exact` accepts; None where no value is plain enough."""
    import pyarrow.compute as pc

    if field.type in PLAIN_NUMBER:
        return lambda values: plain_numbers(field, values)
    if field.type != "string" or field.categories or field.format_name == "unit" or field.format.fault is not no_fault:
        return None
    if field.pattern and (DIFFERENT.search(field.pattern) or not SAME_IN_BOTH.fullmatch(field.pattern)):
        return None

    def plain(values: pa.Array) -> pa.Array:
        valid = pc.match_substring_regex(values, rf"\A({PLAIN_TEXT})\z")
        if field.format_name in FREE_TEXT:
            valid = pc.and_(valid, pc.invert(pc.match_substring_regex(values, DOUBTFUL)))
        if field.pattern:
            valid = pc.and_(valid, pc.match_substring_regex(values, rf"\A({field.pattern})\z"))
        limit = int(field.constraints.get("maxLength") or LONGEST_CELL)
        valid = pc.and_(valid, pc.less_equal(pc.binary_length(values), limit))
        if (pc.max(pc.binary_length(values)).as_py() or 0) > LONGEST_WORD:
            valid = pc.and_(valid, pc.invert(pc.match_substring_regex(values, rf"[^ ]{{{LONGEST_WORD + 1}}}")))
        return valid

    return plain


def plain_numbers(field: Field, values: pa.Array) -> pa.Array:
    """Which values are plain numbers well inside the limits; those at a limit are left to the exact check."""
    import pyarrow as pa
    import pyarrow.compute as pc

    valid = pc.match_substring_regex(values, rf"\A({PLAIN_NUMBER[field.type]})\z")
    numbers = pc.cast(pc.if_else(valid, values, "0"), pa.float64())
    for name, inside in (("minimum", pc.greater), ("maximum", pc.less)):
        if (limit := field.constraints.get(name)) is not None:
            valid = pc.and_(valid, inside(numbers, float(limit)))
    return valid


class TableWatch:
    """Checks one table, block after block, and keeps what can only be checked at the end.

    apart: pairs of columns that hold the same in no row, unless nothing
    distinct: columns together -> the combinations of cells in them, which are collected for other checks
    """

    def __init__(self, table: Table, units: Mapping[str, object]) -> None:
        self.table = table
        self.columns = {field.name: ColumnWatch(field, units) for field in table.fields}
        self.last_key: str | None = None
        self.apart = list(table.distinct_neighbours)
        self.distinct: dict[Columns, set[Columns]] = {}
        self.references: dict[str, set[str]] = {key.field: set() for key in table.foreign_keys}
        alone = [(field.name,) for field in table.fields if field.constraints.get("unique")]
        self.unique: dict[tuple[str, ...], list[pa.Array]] = {
            columns: [] for columns in (*table.unique_keys, *alone) if columns != table.primary_key
        }
        texts = {field.name for field in table.fields if field.type == "string"}
        if not texts.issuperset({*table.primary_key, *self.references, *(name for key in self.unique for name in key)}):
            raise NotPlainError  # 7 and 7.0 are one key but two texts
        if not all(table.by_name[name].required for name in table.primary_key):
            raise NotPlainError

    def check(self, batch: pa.RecordBatch) -> None:
        """Raises NotPlainError unless everything in the block is valid, as far as the block shows."""
        import pyarrow.compute as pc

        self.last_key = ascending(batch, self.table, self.last_key)
        for one, other in self.apart:
            if pc.any(
                pc.and_(pc.equal(batch.column(one), batch.column(other)), pc.not_equal(batch.column(one), ""))
            ).as_py():
                raise NotPlainError
        for name, watch in self.columns.items():
            column = batch.column(name)
            values = column if (name,) == self.table.primary_key else pc.unique(column)
            watch.check(values)
            if name in self.references:
                self.references[name].update(values.to_pylist())
            if watch.field.format_name == "columns":
                check_lists(batch, column, values.to_pylist(), self.table.columns)
        for columns, kept in self.unique.items():
            filled = reduce(pc.and_, (pc.not_equal(batch.column(name), "") for name in columns))
            kept.append(joined(batch, columns, KEY_SEPARATOR).filter(filled))
        collect(batch, self.distinct)

    def end(self) -> None:
        """Raises NotPlainError when a value that must be unique is repeated."""
        import pyarrow as pa
        import pyarrow.compute as pc

        for kept in self.unique.values():
            values = pa.chunked_array(kept, pa.string())
            if pc.count_distinct(values).as_py() != len(values):
                raise NotPlainError


def check_lists(batch: pa.RecordBatch, column: pa.Array, lists: Iterable[str], columns: list[str]) -> None:
    """Lists of columns must name columns of the table, each once, that hold something in that row."""
    import pyarrow.compute as pc

    for value in filter(None, lists):
        names = value.split(";")
        if len(set(names)) != len(names) or not set(names).issubset(columns):
            raise NotPlainError
        rows = pc.equal(column, value)
        for name in names:
            if pc.any(pc.and_(rows, pc.equal(batch.column(name), ""))).as_py():
                raise NotPlainError


def accepted(
    watch: TableWatch,
    path: Path,
    shown: str,
    take: Callable[[Table, pa.RecordBatch], object] = lambda _table, _batch: None,
) -> ColumnarTable:
    """The table of the watch, valid but for its references, which the watch kept. Raises NotPlainError otherwise.

    take: is given each block while it is being checked and the next one is being read; what it took of a table that
    is refused in the end must be discarded
    """
    table = watch.table
    found = ColumnarTable(table, shown, path, distinct=watch.distinct)
    digest = hashlib.sha256()
    pieces = blocks(path, table, digest)

    def following() -> pa.RecordBatch | None:
        return next((parse(block, table) for block in pieces), None)

    with ThreadPoolExecutor(2) as side:
        batch = following()
        while batch is not None:
            ahead, checking = side.submit(following), side.submit(watch.check, batch)
            try:
                take(table, batch)
            finally:
                checking.result()
            found.count += batch.num_rows
            batch = ahead.result()
    watch.end()
    found.content = digest.hexdigest()
    return found


def dangling(watch: TableWatch, tables: Mapping[str, Loaded]) -> bool:
    """Whether a reference of the table leads to no row; a table that could not be read is left for the next run."""
    for key in watch.table.foreign_keys:
        target, values = tables[key.table], watch.references[key.field] - {""}
        if values and target.readable and target.missing(values):
            return True
    return False
