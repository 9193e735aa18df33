"""The identifier that a new row gets: the next free number of its series, or a name made of what the row says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vostochny.contribute.draft import NewRow
from vostochny.model.schema import Table
from vostochny.model.slug import slug
from vostochny.tables.csv_reader import RawTable

NUMBERED = re.compile(r"([a-z]+)-\[0-9\]\{3,\}")
MADE_OF = {
    "sources": ("publisher", "published_on"),
    "vessels": ("name",),
    "vessel_sanctions": ("authority", "listed_on", "vessel_id"),
    "organisations": ("name",),
    "organisation_designations": ("authority", "listed_on", "organisation_id"),
}


def series(table: Table) -> str:
    """What the numbered identifiers of a table begin with, such as ``sighting``; empty where they are names."""
    if len(table.primary_key) != 1:
        return ""
    found = NUMBERED.fullmatch(table.by_name[table.primary_key[0]].pattern)
    return found[1] if found else ""


def taken(raw_tables: Mapping[str, RawTable], new: list[NewRow]) -> set[str]:
    """Every identifier in use or retired; they are unique across all tables and never reused."""
    found: set[str] = set()
    for raw in raw_tables.values():
        if len(raw.table.primary_key) == 1:
            found |= {raw.key(row)[0] for row in raw.rows}
    for item in new:
        key = raw_tables[item.table].table.primary_key
        if len(key) == 1:
            found.add(item.cells.get(key[0], ""))
    return found


def free_identifier(table: Table, cells: Mapping[str, str], used: set[str]) -> str:
    """The identifier for a row with these cells; empty when the table has none of its own or too little is known."""
    if prefix := series(table):
        numbers = [int(name.rpartition("-")[2]) for name in used if re.fullmatch(rf"{prefix}-[0-9]{{3,}}", name)]
        return f"{prefix}-{max(numbers, default=0) + 1:03}"
    # A listing whose day no document gives says so in its identifier.
    undated = {"listed_on": "undated"} if table.name == "organisation_designations" and cells.get("authority") else {}
    given = [cells.get(column) or undated.get(column, "") for column in MADE_OF.get(table.name, ())]
    parts = [slug(text) for text in given]
    name = "-".join(part for part in parts if part)
    if not name or name not in used:
        return name
    number = next(number for number in range(2, 10_000) if f"{name}-{number}" not in used)
    return f"{name}-{number}"
