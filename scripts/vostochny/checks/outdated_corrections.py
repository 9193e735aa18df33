"""A correction is valid only while the record still has the figure as the source printed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vostochny.checks.identified_rows import identified_rows
from vostochny.model.findings import Finding
from vostochny.tables.arrow_reader import Loaded


def check_corrections(raw_tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Each row of data/corrections.csv must name a cell that still has the value in `as_printed`."""
    raw = raw_tables["corrections"].raw
    if not raw.readable:
        return
    rows = identified_rows(raw_tables, {item["record_id"] for item in raw.records()})
    for item, line in zip(raw.records(), raw.lines, strict=True):
        if item["record_id"] not in rows:
            continue  # the rule on references names it
        record = rows[item["record_id"]].cells
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
