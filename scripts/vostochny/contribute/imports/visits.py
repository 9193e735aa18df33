"""Stays of ships in ports as providers of AIS report them, and how far places are from the ports on record."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from vostochny.contribute.imports.broadcast import Identity
from vostochny.model.findings import Finding

EARTH_RADIUS_KM = 6371.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Visit:
    """One stay in a port on record.

    place: where it is in the file, for a sentence
    ship: the ship as it names itself
    first_day, last_day: in UTC, as 2025-12-01
    detail, note: what the sighting says of the method and of the stay
    """

    place: str
    ship: Identity
    first_day: str
    last_day: str
    where: str
    port_id: str
    detail: str
    note: str


@dataclass
class Visits:
    """Stays as read; `observer` is who computed them, empty where the source of the file does."""

    entries: list[Visit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    observer: str = ""


def moment(text: object) -> datetime | None:
    """A time in ISO form, taken as UTC where it names no zone; None when it is none."""
    try:
        found = datetime.fromisoformat(str(text).strip().removesuffix(" UTC").replace("Z", "+00:00"))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def point(latitude: object, longitude: object) -> Point | None:
    """Latitude and longitude in degrees, where both are numbers on the globe and not the 0, 0 of a failed fix."""
    try:
        lat, lon = float(str(latitude)), float(str(longitude))
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0.0, 0.0) else None


def nearest_port(position: Point, ports: Mapping[str, Point], within_km: float) -> str:
    """The port on record that is nearest, if it is within so many kilometres; else empty."""
    distances = {port_id: distance_km(position, place) for port_id, place in ports.items()}
    best = min(distances, key=lambda name: (distances[name], name), default="")
    return best if best and distances[best] <= within_km else ""


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, place)) for place in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
