"""What a source says of a ship is valid in the column of the table of vessels that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vostochny.model.findings import Finding, did_you_mean
from vostochny.model.schema import Field
from vostochny.tables.arrow_reader import Loaded

VESSELS, PARTICULARS = "vessels", "vessel_particulars"
# Attributes without a column of their own, with the column whose values they have.
LIKE = {"previous_flag_iso2": "flag_iso2", "operating_country": "flag_iso2", "reported_nationality": "flag_iso2"}


def check_particulars(tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Particulars that their column would not take, such as NK for a flag; none where the table could not be read."""
    loaded = tables.get(PARTICULARS)
    if loaded is None or VESSELS not in tables or not loaded.readable or not loaded.count:
        return
    columns = tables[VESSELS].table.by_name
    raw = loaded.raw
    for line, row in zip(raw.lines, raw.records(), strict=True):
        field = columns.get(LIKE.get(row["attribute"], row["attribute"]))
        if field and row["value"] and (expected := fault(field, row["value"])):
            remedy = did_you_mean(row["value"], field.categories) if field.categories else ""
            yield Finding(raw.file, line, "value", "particular", row["value"], expected, remedy)


def fault(field: Field, value: str) -> str:
    """What a column expects instead of a value; empty where it takes it."""
    if field.categories and value not in field.categories:
        return f"one of {', '.join(sorted(field.categories))}."
    if field.format.pattern and not re.fullmatch(field.format.pattern, value):
        return f"{field.format.expected}."
    told = field.format.fault(value)
    return f"{field.format.expected}; {told}." if told else ""
