"""Port visits of Global Fishing Watch as its Events API (v3) gives them in JSON, read into sightings.

Format: Global Fishing Watch APIs, Events v3, dataset public-global-port-visits-events: total, entries; each entry has
start, end, vessel (ssvid is the MMSI), position, and port_visit with confidence and anchorages.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vostochny.contribute.imports.listing import text_of
from vostochny.model.findings import Finding

OBSERVER = "Global Fishing Watch"
# Anchorages lie up to this far from the position that the table of ports gives for their port.
PORT_RADIUS_KM = 15.0
EARTH_RADIUS_KM = 6371.0
ANCHORAGES = ("intermediateAnchorage", "startAnchorage", "endAnchorage")


@dataclass(frozen=True)
class Visit:
    """One port visit: where the entry stands in the file, the ship as broadcast, days in UTC, place, port on record."""

    place: int
    event_id: str
    mmsi: str
    name: str
    first_day: str
    last_day: str
    anchorage: str
    port_id: str
    confidence: str


@dataclass
class Visits:
    """Port visits as read, those at ports that are not on record counted."""

    entries: list[Visit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    elsewhere: int = 0


def read(path: Path, ports: Mapping[str, tuple[float, float]]) -> Visits:
    """Visits to ports on record, whose latitude and longitude in degrees `ports` gives; what is amiss is a Finding."""
    visits = Visits()
    text = text_of(path, visits.findings)
    content: Any = None
    if text:
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as error:
            expected = f"JSON that can be read ({str(error)[:80]})."
            visits.findings.append(Finding(path.name, 0, "", "json", "", expected, "Is the answer of the API whole?"))
    entries = content.get("entries") if isinstance(content, dict) else content
    if not isinstance(entries, list) and not visits.findings:
        expected = "an object with a list of `entries`, as the Events API gives."
        visits.findings.append(Finding(path.name, 0, "entries", "format", "", expected))
    for number, item in enumerate(entries if isinstance(entries, list) else [], 1):
        take(path.name, number, item, ports, visits)
    total = content.get("total") if isinstance(content, dict) else None
    if isinstance(total, int) and isinstance(entries, list) and total > len(entries):
        expected = f"all {total} entries; ask the API with a higher limit, or page by page, and join the pages."
        visits.findings.append(Finding(path.name, 0, "total", "not-whole", str(len(entries)), expected))
    return visits


def take(file: str, number: int, item: Any, ports: Mapping[str, tuple[float, float]], visits: Visits) -> None:
    """One entry of the list."""
    if not isinstance(item, dict) or str(item.get("type", "")).casefold() != "port_visit":
        found = item.get("type") if isinstance(item, dict) else type(item).__name__
        visits.findings.append(Finding(file, 0, f"entries[{number}].type", "event", str(found)[:40], "port_visit."))
        return
    days = [day(item.get(name)) for name in ("start", "end")]
    vessel, visit = part(item, "vessel"), part(item, "port_visit")
    anchorages = [part(visit, name) for name in ANCHORAGES]
    position = next((found for found in map(coordinates, [*anchorages, part(item, "position")]) if found), None)
    if not all(days) or days[0] > days[1] or position is None:
        expected = "a start, an end not before it, and a position."
        visits.findings.append(Finding(file, 0, f"entries[{number}]", "event", str(item.get("id", ""))[:60], expected))
        return
    port_id = nearest_port(position, ports)
    if not port_id:
        visits.elsewhere += 1
        return
    anchorage = next((str(other["name"]) for other in anchorages if other.get("name")), "")
    said = {name: str(vessel[name]) for name in ("ssvid", "name") if vessel.get(name)}
    visits.entries.append(
        Visit(
            place=number,
            event_id=str(item.get("id", "")),
            mmsi=said.get("ssvid", ""),
            name=said.get("name", ""),
            first_day=days[0],
            last_day=days[1],
            anchorage=anchorage,
            port_id=port_id,
            confidence=str(visit.get("confidence", "")),
        )
    )


def part(item: Mapping[str, object], name: str) -> dict[str, object]:
    """A part of an entry, empty where it is not there or is something else."""
    found = item.get(name)
    return found if isinstance(found, dict) else {}


def day(value: object) -> str:
    """Day in UTC of a time as the API writes it; empty when it is none."""
    try:
        moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def coordinates(place: Mapping[str, object]) -> tuple[float, float] | None:
    """Latitude and longitude, where both are degrees on the globe."""
    latitude, longitude = place.get("lat"), place.get("lon")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    return (float(latitude), float(longitude)) if -90 <= latitude <= 90 and -180 <= longitude <= 180 else None


def nearest_port(position: tuple[float, float], ports: Mapping[str, tuple[float, float]]) -> str:
    """The port on record that is nearest, if it lies within PORT_RADIUS_KM."""
    distances = {port_id: distance_km(position, place) for port_id, place in ports.items()}
    best = min(distances, key=lambda name: distances[name], default="")
    return best if best and distances[best] <= PORT_RADIUS_KM else ""


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
