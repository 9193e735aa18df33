"""Compares stays in ports with the sightings on record by the same observer."""

from __future__ import annotations

from vostochny.contribute.draft import Cells, NewRow
from vostochny.contribute.imports.broadcast import Recognised, recognise
from vostochny.contribute.imports.comparison import ListComparison
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.visits import Visit, Visits


def compare_visits(visits: Visits, source: Cells, record: Record) -> ListComparison:
    """Stays in ports against the sightings on record by the same observer."""
    made = ListComparison(notes=list(visits.notes))
    observer = visits.observer or source.get("publisher", "")
    own = [row for row in record.rows("sightings") if row["observer"] == observer]
    met = set()
    for visit in visits.entries:
        ship = recognise(visit.ship, record)
        if not ship.vessel_id:
            why = f": {ship.remark}" if ship.remark else " is not on record"
            made.notes.append(f"{visit.place}: {visit.ship.words}{why}; left out.")
            continue
        near = [row for row in own if (row["vessel_id"], row["port_id"]) == (ship.vessel_id, visit.port_id)
                and row["date_earliest"] <= visit.last_day and row["date_latest"] >= visit.first_day]  # fmt: skip
        met |= {row["sighting_id"] for row in near}
        words = f"{ship.vessel_id} at {visit.port_id}, {visit.first_day} to {visit.last_day}"
        if any((row["date_earliest"], row["date_latest"]) == (visit.first_day, visit.last_day) for row in near):
            made.same += 1
        elif near:
            made.changed.append(
                f"{words}; {near[0]['sighting_id']} has {near[0]['date_earliest']} to {near[0]['date_latest']}."
            )
        else:
            made.new.append(f"{words}{', by its name alone' if ship.by == 'name' else ''}"
                            f"{'; ' + ship.remark if ship.remark else ''}.")  # fmt: skip
            made.rows.append(NewRow("sightings", sighting(ship, visit, observer, source)))
    days = [visit.first_day for visit in visits.entries] + [visit.last_day for visit in visits.entries]
    for row in own:
        if row["sighting_id"] not in met and days and min(days) <= row["date_latest"] <= max(days):
            made.gone.append(f"{row['sighting_id']}: {row['vessel_id']} at {row['port_id']}, {row['date_latest']}.")
    return made


def sighting(ship: Recognised, visit: Visit, observer: str, source: Cells) -> Cells:
    """The cells of a sighting for a stay in a port."""
    notes = [visit.note]
    notes += ["The ship is taken by its name alone."] if ship.by == "name" else []
    notes += [f"The ship is taken by its number; {ship.remark}."] if ship.remark else []
    return {
        "vessel_id": ship.vessel_id,
        "vessel_name_as_reported": visit.ship.name or f"MMSI {visit.ship.mmsi}",
        "place_as_reported": visit.where,
        "port_id": visit.port_id,
        "activity": "in_port",
        "date_earliest": visit.first_day,
        "date_latest": visit.last_day,
        "date_precision": "day" if visit.first_day == visit.last_day else "interval",
        "method": "ais",
        "method_detail": visit.detail,
        "observer": observer,
        "load_state": "not_stated",
        "source_id": source["source_id"],
        "inferred": "vessel_id" if ship.by == "name" else "",
        "note": " ".join(notes),
    }
