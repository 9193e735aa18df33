"""Checks one answer while the row is still being filled in, with the checks that `vostochny check` runs on a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vostochny.checks.agreement_findings import check_names
from vostochny.checks.cell_errors import check_cells
from vostochny.checks.frictionless_errors import check_shape
from vostochny.contribute.draft import NewRow
from vostochny.model.findings import Finding
from vostochny.model.schema import Dataset
from vostochny.tables.csv_reader import RawTable


def answer_findings(
    dataset: Dataset, raw_tables: Mapping[str, RawTable], new: Iterable[NewRow], row: NewRow, column: str
) -> list[Finding]:
    """Findings on the answer in one column of a row that is being filled in.

    new: rows of the same contribution, which count as there already
    """
    table = raw_tables[row.table].table
    needed = {row.table, *(key.table for key in table.foreign_keys if key.field == column)}
    looked_at = {}
    for name in needed:
        raw = raw_tables[name]
        rows = [*raw.rows, *(as_row(raw, item) for item in new if item.table == name and item is not row)]
        looked_at[name] = RawTable(raw.table, raw.file, rows, list(range(2, len(rows) + 2)))
    asked = looked_at[row.table]
    asked.rows.append(as_row(asked, row))
    line = len(asked.rows) + 1
    asked.lines.append(line)
    alone = RawTable(table, asked.file, asked.rows[-1:], [line])
    found = [*check_shape(looked_at), *check_cells({row.table: alone}, dataset.units)]
    found += check_names(dataset, alone, column)
    return [item for item in found if (item.file, item.line, item.column) == (asked.file, line, column)]


def as_row(raw: RawTable, row: NewRow) -> list[str]:
    """The cells of a new row in the order of the table's columns."""
    return [row.cells.get(column, "") for column in raw.table.columns]
