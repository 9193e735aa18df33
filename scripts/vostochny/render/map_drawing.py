"""Draws outlines of land for small maps as SVG paths: projection, frame and clipping."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from vostochny.render.land_outlines import land

# Size of a drawing, in the units of its viewBox.
MAP_WIDTH, MAP_HEIGHT = 640, 440
# Degrees around the outermost points, and the least that a map shows.
MARGIN, LEAST = 1.5, 6.0
# Latitude and longitude in degrees, or x and y on the drawing.
Point = tuple[float, float]
# South, west, north and east in degrees.
Frame = tuple[float, float, float, float]


def framed(places: Sequence[Point]) -> Frame:
    """South, west, north and east of a map around all places, in degrees, in the shape of the drawing."""
    south, north = min(p[0] for p in places) - MARGIN, max(p[0] for p in places) + MARGIN
    west, east = min(p[1] for p in places) - MARGIN, max(p[1] for p in places) + MARGIN
    stretch = 1 / math.cos(math.radians((south + north) / 2))
    wide = max(east - west, (north - south) * stretch * MAP_WIDTH / MAP_HEIGHT, LEAST)
    high = wide / stretch * MAP_HEIGHT / MAP_WIDTH
    middle = (south + north) / 2, (west + east) / 2
    return middle[0] - high / 2, middle[1] - wide / 2, middle[0] + high / 2, middle[1] + wide / 2


def projected(place: Point, frame: Frame) -> Point:
    """Position on the drawing: an equirectangular projection true to scale in the middle of the map."""
    south, west, north, east = frame
    return (place[1] - west) / (east - west) * MAP_WIDTH, (north - place[0]) / (north - south) * MAP_HEIGHT


@lru_cache(maxsize=64)
def coast(frame: Frame) -> str:
    """The outlines of land within a frame, as an SVG path; empty where none are installed."""
    topology = land()
    if not topology:
        return ""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((y * scale[1] + move[1], x * scale[0] + move[0]))
        arcs.append(line)
    rings = [
        ring
        for shape in topology["objects"]["countries"]["geometries"]
        for polygon in (shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]])
        for ring in polygon
    ]
    return "".join(outline(ring, arcs, frame) for ring in rings)


def outline(ring: Sequence[int], arcs: Sequence[list[Point]], frame: Frame) -> str:
    """One closed line of a coast, clipped to the frame and with no more corners than can be seen."""
    points = [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
    corners = clipped([projected(point, frame) for point in points])
    kept: list[Point] = []
    for corner in corners:
        if not kept or abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) > 0.8:
            kept.append(corner)
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def clipped(corners: list[Point]) -> list[Point]:
    """A polygon cut to the drawing with a little around it (Sutherland and Hodgman, 1974)."""
    edges = ((0, -20.0, 1), (0, MAP_WIDTH + 20.0, -1), (1, -20.0, 1), (1, MAP_HEIGHT + 20.0, -1))
    for axis, limit, sign in edges:
        kept: list[Point] = []
        for before, corner in zip([corners[-1], *corners[:-1]] if corners else [], corners, strict=True):
            inside, was = sign * (corner[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was:
                part = (limit - before[axis]) / (corner[axis] - before[axis])
                kept.append((before[0] + part * (corner[0] - before[0]), before[1] + part * (corner[1] - before[1])))
            if inside:
                kept.append(corner)
        corners = kept
    return corners
