"""GeoJSON (RFC 7946): the ports, and the sightings that can be placed at one, for maps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from vostochny.model.schema import Dataset, Table
from vostochny.release.formats.typed_rows import records
from vostochny.release.product import Product, Release

MEDIA_TYPE = "application/geo+json; charset=utf-8"
AT_PORT = "The point is that of the port in a port index, not the place at which the ship was seen."
Feature = dict[str, Any]


def products(_dataset: Dataset) -> list[Product]:
    """Two files."""
    return [
        Product(
            "ports.geojson",
            "Ports on a map",
            "For QGIS and web maps: every port with what sources say of its oil facilities.",
            MEDIA_TYPE,
            "special",
            lambda release, path: write(release, path, "ports", ports),
        ),
        Product(
            "sightings.geojson",
            "Sightings on a map",
            f"For QGIS and web maps: every sighting of a ship in a port. {AT_PORT}",
            MEDIA_TYPE,
            "special",
            lambda release, path: write(release, path, "sightings", sightings, AT_PORT),
        ),
    ]


def write(
    release: Release, path: Path, name: str, features: Callable[[Release, Table], Iterator[Feature]], note: str = ""
) -> None:
    """Write a FeatureCollection, one feature a line, with version, terms and warnings beside the features."""
    table = release.dataset.published[name]
    head = {
        "type": "FeatureCollection",
        "name": table.name,
        "title": table.title,
        "version": release.version,
        "created": release.package["created"],
        "licence": release.package["licenses"][0]["path"],
        "homepage": release.address,
        "warnings": [*table.warnings, *([note] if note else [])],
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "features": [')
        between = "\n"
        for feature in features(release, table):
            file.write(between + json.dumps(feature, ensure_ascii=False))
            between = ",\n"
        file.write("\n]}\n")


def ports(release: Release, table: Table) -> Iterator[Feature]:
    """Each port where the port index has it."""
    for row in records(release.database, "select * from ports order by port_id"):
        yield feature(row["port_id"], row, table)


def sightings(release: Release, table: Table) -> Iterator[Feature]:
    """Each sighting in a port, at the position of the port; those at sea have no position and stay out."""
    rows = records(
        release.database,
        "select sightings.*, ports.latitude, ports.longitude, ports.name as port_name from sightings "
        "join ports using (port_id) order by sighting_id",
    )
    for row in rows:
        found = feature(row["sighting_id"], row, table)
        found["properties"] |= {"port_name": row["port_name"], "position": "port"}
        yield found


def feature(identifier: str, row: dict[str, object], table: Table) -> Feature:
    """One row as a feature: longitude before latitude, in degrees of WGS 84."""
    properties = {name: row[name] for name in table.columns if name not in {"latitude", "longitude"}}
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    return {"type": "Feature", "id": identifier, "geometry": point, "properties": properties}
