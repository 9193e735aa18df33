"""The distinct cells of a table, which some checks compare; kept from its first reading where that was by column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vostochny.model.agreements import Agreement, Agreements, Needed
from vostochny.tables.arrow_reader import KEY_SEPARATOR, Loaded, joined
from vostochny.tables.csv_reader import RawTable

if TYPE_CHECKING:
    import pyarrow as pa

# The columns whose distinct combinations of cells are collected.
Columns = tuple[str, ...]


def compared_columns(known: Agreements, table: str) -> set[Columns]:
    """All that is compared of a table: lists of names, columns that go together, and texts that must be whole."""
    places = [*known.whole, *(place for item in known.vocabularies for place in item.columns)]
    return {
        *((column,) for name, column in places if name == table),
        *(agreed_columns(item) for item in known.agreements if item.table == table),
        *(needed_columns(item) for item in known.needed if item.table == table),
    }


def agreed_columns(agreement: Agreement) -> Columns:
    """The columns in which rows are alike, and the one that they have in common then."""
    return (*agreement.alike, agreement.agree)


def needed_columns(need: Needed) -> Columns:
    """The columns of a condition, and the one that it asks for."""
    return (*(name for name, _values in need.where), need.column)


def distinct(loaded: Loaded, wanted: Iterable[Columns]) -> dict[Columns, set[Columns]]:
    """The distinct combinations of cells in each of some groups of columns; the table is read at most once."""
    found: dict[Columns, set[Columns]] = {columns: set() for columns in wanted}
    if isinstance(loaded, RawTable):
        for columns, kept in found.items():
            positions = [loaded.table.columns.index(name) for name in columns]
            kept.update(tuple(row[position] for position in positions) for row in loaded.rows)
        return found
    if not found.keys() <= loaded.distinct.keys():
        for batch in loaded.batches():
            collect(batch, found)
        loaded.distinct |= found
    return {columns: loaded.distinct[columns] for columns in found}


def collect(batch: pa.RecordBatch, found: dict[Columns, set[Columns]]) -> None:
    """Add the combinations of cells in a block to those found."""
    import pyarrow.compute as pc

    for columns, kept in found.items():
        values = pc.unique(joined(batch, columns, KEY_SEPARATOR)).to_pylist()
        kept.update(tuple(value.split(KEY_SEPARATOR)) for value in values)
