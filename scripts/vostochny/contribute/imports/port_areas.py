"""Areas of ports as polygons: drawn ones from a GeoJSON file, or a circle around the position on record."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vostochny.contribute.imports.visits import EARTH_RADIUS_KM, Point, nearest_port, point
from vostochny.model.findings import Finding

# The positions of the table of ports are to the arc minute and can be a kilometre or two from the berths.
AREA_RADIUS_KM = 3.0
CORNERS = 48
# A drawn area without the name of its port is that of the port on record nearest to it.
DRAWN_WITHIN_KM = 15.0
Ring = list[Point]


@dataclass(frozen=True)
class PortArea:
    """The area of one port: rings of (latitude, longitude), the outer one first, further ones being holes."""

    port_id: str
    rings: tuple[Ring, ...]
    drawn: bool

    def contains(self, position: Point) -> bool:
        """Whether a position is in the area; a position in a hole is not."""
        return sum(crossings(position, ring) for ring in self.rings) % 2 == 1


def crossings(position: Point, ring: Ring) -> int:
    """How often a line from the position due east crosses a ring; an odd number of a ring around it."""
    lat, lon = position
    count = 0
    for (lat1, lon1), (lat2, lon2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1):
            count += 1
    return count


def circles(ports: Mapping[str, Point]) -> list[PortArea]:
    """For every port on record an area around its position."""
    found = []
    for port_id, (lat, lon) in ports.items():
        step = math.degrees(AREA_RADIUS_KM / EARTH_RADIUS_KM)
        ring = [
            (lat + step * math.sin(angle), lon + step * math.cos(angle) / math.cos(math.radians(lat)))
            for angle in (2 * math.pi * number / CORNERS for number in range(CORNERS))
        ]
        found.append(PortArea(port_id, (ring,), drawn=False))
    return found


def drawn_areas(path: Path, ports: Mapping[str, Point], findings: list[Finding]) -> list[PortArea]:
    """The polygons of a GeoJSON file (RFC 7946); a property `port_id` says whose each is."""
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        findings.append(Finding(path.name, 0, "", "geojson", "", f"GeoJSON that can be read ({str(error)[:60]})."))
        return []
    found = []
    for polygon, named in polygons(content):
        rings = tuple(ring for ring in map(ring_of, polygon) if ring)
        if len(rings) != len(polygon) or not rings:
            findings.append(Finding(path.name, 0, "", "geojson", "", "rings of three positions or more, in degrees."))
            return []
        centre = (sum(lat for lat, _ in rings[0]) / len(rings[0]), sum(lon for _, lon in rings[0]) / len(rings[0]))
        port_id = named or nearest_port(centre, ports, DRAWN_WITHIN_KM)
        if port_id not in ports:
            expected = "a polygon at a port on record, or its port_id among the properties."
            findings.append(Finding(path.name, 0, "port_id", "geojson", port_id, expected))
        found.append(PortArea(port_id, rings, drawn=True))
    if not found and not findings:
        findings.append(Finding(path.name, 0, "", "geojson", "", "a Polygon or MultiPolygon; there is none."))
    return found


def polygons(content: object, named: str = "") -> Iterator[tuple[list[object], str]]:
    """Every polygon of a GeoJSON object as its rings, with the port_id of its feature."""
    if not isinstance(content, dict):
        return
    properties = content.get("properties")
    named = str(properties.get("port_id") or "") if isinstance(properties, dict) else named
    features = content.get("features")
    for feature in features if isinstance(features, list) else []:
        yield from polygons(feature, named)
    yield from polygons(content.get("geometry"), named)
    rings = content.get("coordinates")
    if content.get("type") == "Polygon" and isinstance(rings, list):
        yield rings, named
    if content.get("type") == "MultiPolygon" and isinstance(rings, list):
        yield from ((polygon, named) for polygon in rings if isinstance(polygon, list))


def ring_of(corners: object) -> Ring:
    """A ring of (latitude, longitude) from GeoJSON's pairs of longitude and latitude; empty where it is none."""
    if not isinstance(corners, list):
        return []
    found = [point(pair[1], pair[0]) if isinstance(pair, list) and len(pair) >= 2 else None for pair in corners]
    ring = [place for place in found if place is not None]
    return ring if len(ring) == len(corners) >= 3 else []
