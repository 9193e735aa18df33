"""Sets port visits against the sightings on record by the same observer."""

from __future__ import annotations

from vostochny.contribute.draft import Cells, NewRow
from vostochny.contribute.imports.comparison import Comparison
from vostochny.contribute.imports.gfw import OBSERVER, Visit, Visits
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.listing import proper


def compare_visits(visits: Visits, source: Cells, record: Record) -> Comparison:
    """Port visits against the sightings on record by the same observer."""
    made = Comparison()
    if visits.elsewhere:
        made.notes.append(f"{visits.elsewhere} visits to places that are not ports on record are left out.")
    own = [row for row in record.rows("sightings") if row["observer"] == OBSERVER]
    met = set()
    for visit in visits.entries:
        vessel_id = record.by_mmsi.get(visit.mmsi, "") or record.ship_named(visit.name)
        if not vessel_id:
            made.notes.append(
                f"entries[{visit.place}]: {visit.name or 'a ship'} (MMSI {visit.mmsi}) is not on record; left out."
            )
            continue
        cells = sighting(vessel_id, visit.mmsi in record.by_mmsi, visit, source)
        near = [row for row in own if (row["vessel_id"], row["port_id"]) == (vessel_id, visit.port_id)
                and row["date_earliest"] <= visit.last_day and row["date_latest"] >= visit.first_day]  # fmt: skip
        met |= {row["sighting_id"] for row in near}
        words = f"{vessel_id} at {visit.port_id}, {visit.first_day} to {visit.last_day}"
        if any((row["date_earliest"], row["date_latest"]) == (visit.first_day, visit.last_day) for row in near):
            made.same += 1
        elif near:
            made.changed.append(
                f"{words}; {near[0]['sighting_id']} has {near[0]['date_earliest']} to {near[0]['date_latest']}."
            )
        else:
            made.new.append(f"{words}.")
            made.rows.append(NewRow("sightings", cells))
    days = [visit.first_day for visit in visits.entries] + [visit.last_day for visit in visits.entries]
    for row in own:
        if row["sighting_id"] not in met and days and min(days) <= row["date_latest"] <= max(days):
            made.gone.append(f"{row['sighting_id']}: {row['vessel_id']} at {row['port_id']}, {row['date_latest']}.")
    return made


def sighting(vessel_id: str, by_number: bool, visit: Visit, source: Cells) -> Cells:
    """The cells of a sighting for a port visit."""
    note = f"Port visit of confidence {visit.confidence} on the scale of {OBSERVER} (4 is the surest); days in UTC."
    if not by_number:
        note += " The ship is taken by its name alone."
    return {
        "vessel_id": vessel_id,
        "vessel_name_as_reported": visit.name or f"MMSI {visit.mmsi}",
        "place_as_reported": proper(visit.anchorage) or "Anchorage without a name",
        "port_id": visit.port_id,
        "activity": "in_port",
        "date_earliest": visit.first_day,
        "date_latest": visit.last_day,
        "date_precision": "day" if visit.first_day == visit.last_day else "interval",
        "method": "ais",
        "method_detail": f"Port visit computed from AIS, event {visit.event_id}",
        "observer": OBSERVER,
        "load_state": "not_stated",
        "source_id": source["source_id"],
        "inferred": "" if by_number else "vessel_id",
        "note": note,
    }
