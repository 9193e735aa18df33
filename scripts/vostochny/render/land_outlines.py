"""Outlines of land around the East Sea / Sea of Japan, for maps: Natural Earth's, as installed in the environment."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

# What scripts/shapes.sh fetches; a machine without a network for it has no such file.
LAND = Path(sys.prefix) / "shapes" / "node_modules" / "world-atlas" / "countries-50m.json"
# Countries around the East Sea / Sea of Japan by their ISO 3166 numbers, as the outlines name them.
AROUND = ("156", "392", "408", "410", "643")
LAND_DATA = "land"


@cache
def land() -> dict[str, Any]:
    """Outlines of the countries around, as TopoJSON from the environment; empty when they could not be fetched."""
    if not LAND.is_file():
        return {}
    found: dict[str, Any] = json.loads(LAND.read_text(encoding="utf-8"))
    shapes = [item for item in found["objects"]["countries"]["geometries"] if item.get("id") in AROUND]
    # Arcs of the rest of the world would only make every drawing slower.
    kept: dict[int, int] = {}
    shapes = [{**item, "arcs": renumbered(item["arcs"], kept)} for item in shapes]
    countries = {"type": "GeometryCollection", "geometries": shapes}
    return {**found, "objects": {"countries": countries}, "arcs": [found["arcs"][arc] for arc in kept]}


def renumbered(arcs: Any, kept: dict[int, int]) -> Any:
    """Indexes of arcs as positions in `kept`, which grows as needed; ~n is arc n backwards."""
    if isinstance(arcs, list):
        return [renumbered(arc, kept) for arc in arcs]
    number = kept.setdefault(~arcs if arcs < 0 else arcs, len(kept))
    return ~number if arcs < 0 else number
