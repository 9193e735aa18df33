"""Adds the rows that a new row requires: a ship's name and particulars with their source, and the flag un_listed."""

from __future__ import annotations

from collections.abc import Mapping

from vostochny.contribute.draft import CellEdit, Draft, NewRow, cells_of
from vostochny.tables.csv_reader import RawTable

# Columns of vessels that describe the record or follow from other tables rather than from a document.
UNBACKED = {"vessel_id", "record_kind", "un_listed", "inferred", "note"}


def add_companions(draft: Draft, raw_tables: Mapping[str, RawTable]) -> None:
    """Add the rows that new ships, sources and designations require, unless the draft has them."""
    for item in [row for row in draft.rows if row.table == "vessels"]:
        source = item.cells.pop("source_id", "")
        item.cells["record_kind"] = item.cells.get("record_kind") or "hull"
        # Without a number the ship cannot be looked up in the UN's list, and the cell stays empty.
        item.cells["un_listed"] = item.cells.get("un_listed") or ("false" if item.cells.get("imo_number") else "")
        if source:
            rows = backing(item, source, day_of(source, draft, raw_tables), raw_tables)
            draft.rows += [row for row in rows if not present(draft, raw_tables, row)]
    for item in [row for row in draft.rows if row.table == "sightings" and not row.cells.get("waters")]:
        port = cells_of(raw_tables["ports"], item.cells.get("port_id", ""))
        item.cells["waters"] = port["waters"] if port else ""
    for item in [row for row in draft.rows if row.table == "sources"]:
        draft.rows += [row for row in authors(item) if not present(draft, raw_tables, row)]
    for item in [row for row in draft.rows if row.table == "vessel_sanctions"]:
        removed = item.cells.get("delisted_on") or item.cells.get("gone_by")
        if item.cells.get("authority") == "UN" and not removed:
            mark_listed(draft, raw_tables, item.cells.get("vessel_id", ""))


def day_of(source: str, draft: Draft, raw_tables: Mapping[str, RawTable]) -> str:
    """When a source was published, be it on record or about to be; what it states of a ship holds as of then."""
    new = [item.cells for item in draft.rows if item.table == "sources" and item.cells.get("source_id") == source]
    found = new[0] if new else cells_of(raw_tables["sources"], source)
    return (found or {}).get("published_on", "")


def authors(source: NewRow) -> list[NewRow]:
    """A row for each author of a new source; who writes a report is taken to have made its analysis."""
    cells = source.cells
    made = "true" if cells.get("kind") in ("report", "dataset") else "false"
    head = {"source_id": cells.get("source_id", ""), "role": "author", "made_analysis": made}
    names = [name for name in cells.get("authors", "").split(";") if name]
    return [NewRow("source_people", {**head, "person": name, "name_as_printed": name}, source.place) for name in names]


def backing(vessel: NewRow, source: str, day: str, raw_tables: Mapping[str, RawTable]) -> list[NewRow]:
    """The name and one particular for each value of a new ship that is stated and not inferred."""
    table, cells = raw_tables["vessels"].table, vessel.cells
    inferred = set(cells.get("inferred", "").split(";"))
    head = {"vessel_id": cells.get("vessel_id", ""), "source_id": source}
    name = {**head, "name": cells.get("name", ""), "name_kind": "current", "script": "Latn"}
    rows = [NewRow("vessel_names", name, vessel.place)]
    for field in table.fields:
        value = cells.get(field.name, "")
        if value and field.name not in UNBACKED | inferred:
            unit = "" if field.unit == "year" else field.unit
            particular = {**head, "attribute": field.name, "value": value, "unit": unit, "as_of": day}
            rows.append(NewRow("vessel_particulars", particular, vessel.place))
    return rows


def present(draft: Draft, raw_tables: Mapping[str, RawTable], row: NewRow) -> bool:
    """Whether the contribution itself brings this row already."""
    key = raw_tables[row.table].table.primary_key
    return any(
        other.table == row.table and all(other.cells.get(name) == row.cells.get(name) for name in key)
        for other in draft.rows
    )


def mark_listed(draft: Draft, raw_tables: Mapping[str, RawTable], vessel_id: str) -> None:
    """A designation by the UN that is in force makes un_listed true."""
    for item in draft.rows:
        if item.table == "vessels" and item.cells.get("vessel_id") == vessel_id:
            item.cells["un_listed"] = "true"
            return
    cells = cells_of(raw_tables["vessels"], vessel_id)
    if cells and cells["un_listed"] != "true":
        draft.changes.append(CellEdit("vessels", vessel_id, "un_listed", "true"))
