"""Completes a contribution before it is checked: identifiers, new calls, required rows, computed grades."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vostochny.contribute.call_proposals import Grade, call_from, fitting_calls, grades, regrade
from vostochny.contribute.draft import CellEdit, Draft, NewRow, cells_of
from vostochny.contribute.identifiers import free_identifier, taken
from vostochny.contribute.read_input import NEW, name_things
from vostochny.contribute.required_rows import add_companions
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.tables.csv_reader import RawTable


def prepare(
    project: Project,
    draft: Draft,
    raw_tables: Mapping[str, RawTable],
    supports: Iterable[str] = (),
    *,
    may_regrade: bool,
) -> tuple[list[Finding], list[str]]:
    """Fill in what follows from the rows given; returns findings, and notes for the contributor.

    supports: sightings on record that support the new call
    may_regrade: change the grade of a call on record when the new sightings change what the rule computes
    """
    if findings := [*name_things(draft, raw_tables), *join(draft, raw_tables, supports)]:
        return findings, []
    notes = open_calls(draft, raw_tables) + proposals(draft, raw_tables)
    add_companions(draft, raw_tables)
    for grade in grades(project, draft, raw_tables):
        if grade.differs and (may_regrade or is_new(draft, grade)):
            regrade(draft, grade, raw_tables)
            notes.append(f"{grade.call_id} is {grade.computed}. {grade.reasons}")
        elif grade.differs:
            notes.append(
                f"The rule now makes {grade.call_id} {grade.computed} instead of {grade.recorded}: {grade.reasons} "
                "With --regrade its grade is changed along with the new rows."
            )
    return [], notes


def join(draft: Draft, raw_tables: Mapping[str, RawTable], supports: Iterable[str]) -> list[Finding]:
    """Link existing sightings to the new call; one that does not exist or belongs to another call becomes a Finding."""
    findings = []
    call_id = next((item.cells["call_id"] for item in draft.rows if item.table == "port_calls"), "")
    for sighting_id in supports:
        cells = cells_of(raw_tables["sightings"], sighting_id)
        if cells is None or cells["call_id"]:
            expected = "a sighting on record that supports no call yet."
            remedy = f"It supports {cells['call_id']}." if cells else ""
            findings.append(Finding("data/sightings.csv", 0, "sighting_id", "sighting", sighting_id, expected, remedy))
        else:
            draft.changes.append(CellEdit("sightings", sighting_id, "call_id", call_id))
    return findings


def is_new(draft: Draft, grade: Grade) -> bool:
    """Whether the call is one that the draft adds without a grade of its own."""
    return not grade.recorded and any(
        item.table == "port_calls" and item.cells.get("call_id") == grade.call_id for item in draft.rows
    )


def open_calls(draft: Draft, raw_tables: Mapping[str, RawTable]) -> list[str]:
    """A new call for every sighting that asks for one."""
    notes = []
    for item in [row for row in draft.rows if row.table == "sightings" and row.cells.get("call_id") == NEW]:
        table = raw_tables["port_calls"].table
        call = {"call_id": free_identifier(table, {}, taken(raw_tables, draft.rows)), **call_from(item.cells)}
        # Values given for the call itself are kept; the sighting fills the gaps.
        given = next(
            (row for row in draft.rows if row.table == "port_calls" and not row.place and "call_id" in row.cells), None
        )
        if given:
            call |= {column: value for column, value in given.cells.items() if value}
            given.cells = call
        else:
            draft.rows.append(NewRow("port_calls", call, item.place))
        item.cells["call_id"] = call["call_id"]
        notes.append(f"{item.cells['sighting_id']} opens {call['call_id']}.")
    return notes


def proposals(draft: Draft, raw_tables: Mapping[str, RawTable]) -> list[str]:
    """For every new sighting without a call, the calls that it may belong to."""
    notes = []
    for item in draft.rows:
        if item.table == "sightings" and not item.cells.get("call_id"):
            for call in fitting_calls(item.cells, raw_tables):
                notes.append(f"{item.cells['sighting_id']} may belong to {described(call)}; if so, set its call_id.")
    return notes


def described(call: Mapping[str, str]) -> str:
    """A call in a few words."""
    ship = call.get("vessel_id") or "a ship not identified"
    days = " to ".join(dict.fromkeys([call.get("date_earliest", ""), call.get("date_latest", "")]))
    return (
        f"{call.get('call_id')} ({ship} at {call.get('port_id')}, {days}, {call.get('confidence') or 'no grade yet'})"
    )
