"""The outcome of comparing a list with the record: sentences for a person, and rows that could be added."""

from __future__ import annotations

from dataclasses import dataclass, field

from vostochny.contribute.draft import Cells, NewRow

UNITS = {"dwt_tonnes": "tonne", "length_m": "metre"}
NOTES = {"listed_tonnage": "The source names no unit."}


@dataclass
class ListComparison:
    """Sentences for a person, and rows for `vostochny add --from`; `added` has the new ships by IMO number."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    same: int = 0
    notes: list[str] = field(default_factory=list)
    rows: list[NewRow] = field(default_factory=list)
    added: dict[str, str] = field(default_factory=dict)


def particular(vessel_id: str, attribute: str, value: str, source: Cells, locator: str = "") -> NewRow:
    """A value that the list states of a ship, as of the day of the list."""
    cells = {
        "vessel_id": vessel_id,
        "attribute": attribute,
        "value": value,
        "unit": UNITS.get(attribute, ""),
        "as_of": source.get("published_on", ""),
        "source_id": source["source_id"],
        "locator": locator,
        "note": NOTES.get(attribute, ""),
    }
    return NewRow("vessel_particulars", cells)


def new_name(vessel_id: str, name: str, kind: str, source: Cells) -> NewRow:
    """A name that the list gives a ship."""
    script = "Latn" if name.isascii() else ""
    cells = {
        "vessel_id": vessel_id,
        "name": name,
        "name_kind": kind,
        "script": script,
        "source_id": source["source_id"],
    }
    return NewRow("vessel_names", cells)


def another_day(value: str, known: str) -> bool:
    """Whether two dates differ, ``2024-02`` and ``2024-02-22`` being one."""
    return bool(value and known) and not value.startswith(known) and not known.startswith(value)
