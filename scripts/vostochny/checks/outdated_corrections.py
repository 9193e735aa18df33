"""A correction is valid only while the record still has the figure as the source printed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vostochny.model.findings import Finding
from vostochny.tables.arrow_reader import Loaded


def check_corrections(raw_tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Each row of data/corrections.csv must name a cell that still has the value in `as_printed`."""
    raw = raw_tables["corrections"].raw
    if not raw.readable:
        return
    cells = identified_cells(raw_tables, {item["record_id"] for item in raw.records()})
    for item, line in zip(raw.records(), raw.lines, strict=True):
        record = cells.get(item["record_id"])
        if record is None:
            continue  # the rule on references names it
        if item["field"] not in record:
            expected = f"a column of the table that holds {item['record_id']}."
            yield Finding(raw.file, line, "field", "correction-field", item["field"], expected)
        elif record[item["field"]] != item["as_printed"]:
            yield Finding(
                raw.file,
                line,
                "as_printed",
                "correction-outlived",
                item["as_printed"],
                f"{record[item['field']]!r}, which is now in {item['record_id']}, {item['field']}.",
                "Withdraw the correction, or update what it corrects.",
            )


def identified_cells(raw_tables: Mapping[str, Loaded], records: set[str]) -> dict[str, dict[str, str]]:
    """The rows of `records` in tables whose key is one column, by that key."""
    found: dict[str, dict[str, str]] = {}
    for loaded in raw_tables.values():
        if loaded.readable and len(loaded.table.primary_key) == 1:
            for key, row in loaded.rows_of(records).items():
                found.setdefault(key, loaded.table.record(row))
    return found
