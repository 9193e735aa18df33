"""AIS positions as CSV, out of which stays of ships on record in the area of a port are computed.

A stay is a series of positions in the area with a speed under half a knot, over a minimum duration. Positions without a
speed neither make nor break one; a long silence ends it.

Formats: NOAA MarineCadastre (MMSI, BaseDateTime, LAT, LON, SOG, ...), Danish Maritime Authority (# Timestamp, MMSI,
Latitude, Longitude, SOG, ...; day first), and tables with the same columns under their usual names. Times are UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vostochny.contribute.imports.broadcast import Identity, recognise
from vostochny.contribute.imports.headed_table import headed_rows
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import printable
from vostochny.contribute.imports.port_areas import PortArea
from vostochny.contribute.imports.visits import Point, Visit, Visits, moment, point
from vostochny.model.imo_number import imo_digits

NEEDED = ("MMSI", "time", "latitude", "longitude", "speed")
ALIASES = {
    "time": ("BaseDateTime", "base_date_time", "Timestamp", "# Timestamp", "datetime", "date_time", "Date Time (UTC)",
             "received at", "dt_pos_utc", "msgtime"),
    "latitude": ("LAT", "Lat.", "y"),
    "longitude": ("LON", "Lng", "Long", "x"),
    "speed": ("SOG", "Speed over ground", "speed knots", "SOG (knots)", "speedOverGround"),
    "name": ("VesselName", "Vessel Name", "vessel_name", "ship name", "shipname"),
    "imo": ("IMO number", "IMO No"), "kind": ("VesselType", "vessel_type", "Ship type", "ship_type", "Vessel Type"),
    "flag": ("country",),
}  # fmt: skip
# Half a knot: a ship that is moored or at anchor swings slower.
SLOW_KNOTS = 0.5
NO_SPEED_KNOTS = 102.2
MINIMUM_HOURS = 2.0
# A moored ship sends every three minutes; after this silence it may have left and come back.
LONGEST_SILENCE = timedelta(hours=12)
DAY_FIRST = "%d/%m/%Y %H:%M:%S"
NOTHING = {"", "unknown", "undefined"}


@dataclass(frozen=True)
class Fix:
    """A position: when, where, in the area of which port (empty outside all), and whether the ship is still."""

    when: datetime
    where: Point
    port_id: str
    still: bool


def read_ais(file: ListFile, areas: Sequence[PortArea], record: Record, minimum_hours: float) -> Visits:
    """Stays of ships on record in the areas of ports."""
    visits = Visits(findings=file.findings)
    ships = identities(file)
    known: dict[str, Identity] = {}
    for mmsi, ship in sorted(ships.items()):
        found = recognise(ship, record)
        if found.vessel_id:
            known[mmsi] = ship
        elif found.remark:
            visits.notes.append(f"{ship.words}: {found.remark}; left out.")
    fixes = {} if file.findings else fixes_of(file, known, areas, visits)
    short = 0
    for mmsi, ship in known.items():
        for stay in stays(fixes.get(mmsi, [])):
            hours = (stay[-1].when - stay[0].when).total_seconds() / 3600
            short += hours < minimum_hours
            if hours >= minimum_hours:
                visits.entries.append(visit_of(ship, stay, hours, areas))
    if short:
        visits.notes.append(f"{short} stays shorter than {minimum_hours:g} hours are left out.")
    if len(ships) > len(known):
        visits.notes.append(f"{len(ships) - len(known)} of {len(ships)} ships in the file are not on record.")
    return visits


def fixes_of(
    file: ListFile, known: Mapping[str, Identity], areas: Sequence[PortArea], visits: Visits
) -> dict[str, list[Fix]]:
    """The positions of each ship on record; those that say too little are counted in a note."""
    found: dict[str, list[Fix]] = {}
    unusable: list[int] = []
    slashed = ""
    for line, cells in positions(file):
        if cells["MMSI"] in known:
            item = fix(cells, areas)
            slashed = slashed or (cells["time"] if "/" in cells["time"] else "")
            if item is None:
                unusable.append(line)
            else:
                found.setdefault(cells["MMSI"], []).append(item)
    if slashed:
        visits.notes.append(f"Times such as {printable(slashed)} are read with the day first.")
    if unusable:
        visits.notes.append(
            f"{len(unusable)} positions of ships on record have no usable time, place or speed and are left out, the "
            f"first in line {unusable[0]}."
        )
    return found


def positions(file: ListFile) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of the file by the names of this module."""
    for line, cells in headed_rows(file, NEEDED, ALIASES):
        yield line, {**cells, "MMSI": cells["MMSI"].removesuffix(".0")}


def identities(file: ListFile) -> dict[str, Identity]:
    """Each ship of the file by its MMSI, with what its messages agree on."""
    found: dict[str, dict[str, set[str]]] = {}
    for _line, cells in positions(file):
        mmsi = cells["MMSI"]
        if len(mmsi) == 9 and mmsi.isdecimal():
            parts = found.setdefault(mmsi, {})
            for name in ("imo", "name", "kind", "flag"):
                value = cells.get(name, "").strip()
                if value.casefold() not in NOTHING:
                    parts.setdefault(name, set()).add(imo_digits(value) if name == "imo" else value)
    single = {mmsi: {name: next(iter(values)) for name, values in parts.items() if len(values) == 1}
              for mmsi, parts in found.items()}  # fmt: skip
    return {mmsi: Identity(mmsi=mmsi, **parts) for mmsi, parts in single.items()}


def fix(cells: Mapping[str, str], areas: Sequence[PortArea]) -> Fix | None:
    """A position; None where its time, place or speed is missing or none."""
    when, where = time_of(cells["time"]), point(cells["latitude"], cells["longitude"])
    try:
        speed = float(cells["speed"])
    except ValueError:
        return None
    if when is None or where is None or not 0 <= speed <= NO_SPEED_KNOTS:
        return None
    inside = next((area.port_id for area in areas if area.contains(where)), "")
    return Fix(when, where, inside, speed < SLOW_KNOTS)


def time_of(text: str) -> datetime | None:
    """A time in ISO form, or with the day first as the Danish authority writes it."""
    if "/" in text:
        try:
            return datetime.strptime(text, DAY_FIRST).replace(tzinfo=UTC)
        except ValueError:
            return None
    return moment(text)


def stays(fixes: list[Fix]) -> Iterator[list[Fix]]:
    """Series of positions in one port at which a ship lies still."""
    current: list[Fix] = []
    for item in sorted(fixes, key=lambda one: one.when):
        goes_on = current and item.port_id == current[-1].port_id and item.when - current[-1].when <= LONGEST_SILENCE
        if not (item.still and item.port_id and goes_on):
            if current:
                yield current
            current = []
        if item.still and item.port_id:
            current.append(item)
    if current:
        yield current


def visit_of(ship: Identity, stay: list[Fix], hours: float, areas: Sequence[PortArea]) -> Visit:
    """A stay as a visit."""
    lat = sum(item.where[0] for item in stay) / len(stay)
    lon = sum(item.where[1] for item in stay) / len(stay)
    drawn = any(area.drawn for area in areas if area.port_id == stay[0].port_id)
    area = "a drawn area of the port" if drawn else "an area around the port's position on record"
    return Visit(
        place=f"MMSI {ship.mmsi}",
        ship=ship,
        first_day=stay[0].when.date().isoformat(),
        last_day=stay[-1].when.date().isoformat(),
        where=f"Position {lat:.3f}, {lon:.3f}",
        port_id=stay[0].port_id,
        detail=f"AIS positions, {len(stay)} within {hours:.1f} hours",
        note=f"{len(stay)} positions within {hours:.1f} hours in {area}, each under half a knot; days in UTC.",
    )
