"""Which call a sighting may belong to, what a new call would be, and the grade that the rule then gives it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vostochny.contribute.draft import CellEdit, Cells, Draft, cells_of, would_be
from vostochny.database.reading import opened, rows
from vostochny.database.staging import stage
from vostochny.model.project import Project
from vostochny.tables.csv_reader import RawTable

OPERATIONS = {"load": "load", "discharge": "discharge", "in_port": "load"}


@dataclass(frozen=True)
class Grade:
    """What the rule says of a call: the grade on record, the one computed, why, and whether a departure is stated."""

    call_id: str
    recorded: str
    computed: str
    reasons: str
    departure: str

    @property
    def differs(self) -> bool:
        """Whether the recorded grade needs changing, or a reason."""
        return self.recorded != self.computed and not self.departure


def fitting_calls(sighting: Cells, raw_tables: Mapping[str, RawTable], new: Iterable[Cells] = ()) -> list[Cells]:
    """Calls that a sighting may belong to, those about to be added included."""
    raw = raw_tables["port_calls"]
    calls = raw.records()
    return [call for call in [*calls, *new] if fits(sighting, call)]


def fits(sighting: Cells, call: Cells) -> bool:
    """Same port, days in common, and no two different ships: an unnamed one fits any."""
    if not sighting.get("port_id") or sighting.get("activity") == "transit":
        return False
    ships = {call.get("vessel_id", ""), sighting.get("vessel_id", "")} - {""}
    return (
        call.get("port_id") == sighting["port_id"]
        and len(ships) <= 1
        and sighting.get("date_earliest", "") <= call.get("date_latest", "")
        and sighting.get("date_latest", "") >= call.get("date_earliest", "")
    )


def call_from(sighting: Cells) -> Cells:
    """The columns of a new call that follow from its first sighting."""
    activity = sighting.get("activity", "")
    call = {column: sighting.get(column, "") for column in ("vessel_id", "port_id", "berth", "date_latest")}
    call["date_earliest"] = sighting.get("date_earliest") or sighting.get("date_latest", "")
    call["operation"] = OPERATIONS.get(activity, "")
    if activity == "in_port":
        call["inferred"] = "operation"
        call["note"] = "The operation is inferred: the ship was seen in the port, not at work."
    return call


def grades(project: Project, draft: Draft, raw_tables: Mapping[str, RawTable]) -> list[Grade]:
    """The grades of the calls that a draft touches, as the view call_confidence gives them with the draft in place."""
    touched = {item.cells.get("call_id", "") for item in draft.rows if item.table in {"sightings", "port_calls"}}
    touched |= {item.value for item in draft.changes if item.column == "call_id"}
    touched -= {""}
    if not touched:
        return []
    with tempfile.TemporaryDirectory(prefix="vostochny-") as folder:
        staged = Path(folder) / "staged.db"
        stage(project.dataset, would_be(draft, raw_tables), staged, lenient=True)
        with opened(staged) as connection:
            found = rows(connection, "select * from call_confidence order by call_id")
    return [
        Grade(
            row["call_id"],
            row["confidence"] or "",
            row["confidence_by_rule"],
            row["reasons"],
            row["confidence_departure"] or "",
        )
        for row in found
        if row["call_id"] in touched
    ]


def regrade(draft: Draft, grade: Grade, raw_tables: Mapping[str, RawTable]) -> None:
    """Put the computed grade, and its reasons where none are given yet, into the call of the draft or of the record."""
    new = next(
        (item for item in draft.rows if item.cells.get("call_id") == grade.call_id and item.table == "port_calls"), None
    )
    if new:
        new.cells["confidence"] = grade.computed
        new.cells["confidence_reason"] = new.cells.get("confidence_reason") or grade.reasons
    elif cells_of(raw_tables["port_calls"], grade.call_id):
        draft.changes += [
            CellEdit("port_calls", grade.call_id, "confidence", grade.computed),
            CellEdit("port_calls", grade.call_id, "confidence_reason", grade.reasons),
        ]
