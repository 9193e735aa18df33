"""Where the marks and names of the journey chart are put: none covers another, and rows are as high as they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vostochny.charts.svg_parts import RADIUS

# Heights in pixels that a mark of known days and one of a longer time take in their row.
LANE, THIN_LANE = 2 * RADIUS + 1, 6.0
# More marks than these at one time share lanes again.
MOST_LANES = 9
MARGIN = 4.0
# About the width of a letter of a ship's name, and the height of the name.
NAME_LETTER, NAME_HEIGHT = 7.6, 13.0


@dataclass(frozen=True)
class Box:
    """What a mark or a name covers, in pixels of the drawing."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass
class WatersRow:
    """The marks of one row: their left and right ends, by lane.

    dated: marks of known days; vague: those of some day in a longer time, which are drawn thin
    """

    dated: list[list[tuple[float, float]]] = field(default_factory=list)
    vague: list[list[tuple[float, float]]] = field(default_factory=list)
    top: float = 0
    height: float = 0

    def take(self, left: float, right: float, *, dated: bool) -> int:
        """Give a mark the first lane in which it has room, and return the number of the lane."""
        lanes = self.dated if dated else self.vague
        for number, lane in enumerate(lanes):
            if all(right < start or end < left for start, end in lane):
                lane.append((left, right))
                return number
        if len(lanes) < MOST_LANES:
            lanes.append([(left, right)])
            return len(lanes) - 1
        number = sum(len(lane) for lane in lanes) % MOST_LANES
        lanes[number].append((left, right))
        return number

    def set_at(self, top: float, least: float) -> None:
        """Lay the row out from `top` down, at least `least` high."""
        needed = len(self.dated) * LANE + len(self.vague) * THIN_LANE + MARGIN
        self.top, self.height = top, max(least, needed)

    def middle(self, lane: int, *, dated: bool) -> float:
        """The height at which the marks of a lane are drawn."""
        below = len(self.vague) * THIN_LANE
        if not dated:
            return self.top + self.height - 1 - below + THIN_LANE * (lane + 0.5)
        free = self.height - 1 - below - len(self.dated) * LANE
        return self.top + free / 2 + LANE * (lane + 0.5)


def name_place(name: str, end: Box, taken: Iterable[Box], limits: tuple[float, float]) -> tuple[Box, str]:
    """Where a ship's name has room beside its last mark, and which of its ends is at the mark: `start` or `end`.

    end: of the last mark; taken: what must not be covered; limits: left and right edge of the drawing
    """
    obstacles = list(taken)
    width = len(name) * NAME_LETTER
    middle = (end.top + end.bottom) / 2
    choices = [
        (x, shift, anchor)
        for shift in (0, NAME_HEIGHT, -NAME_HEIGHT, 2 * NAME_HEIGHT, -2 * NAME_HEIGHT)
        for x, anchor in ((end.right + 3, "start"), (end.left - 3 - width, "end"))
    ]
    boxes = [
        (Box(x, x + width, middle + shift - NAME_HEIGHT / 2, middle + shift + NAME_HEIGHT / 2), anchor)
        for x, shift, anchor in choices
    ]
    inside = [item for item in boxes if limits[0] <= item[0].left and item[0].right <= limits[1]] or boxes
    return next((item for item in inside if not any(item[0].meets(other) for other in obstacles)), inside[0])


def set_rows(rows: Sequence[WatersRow], top: float, least: float) -> float:
    """Lay rows out below each other from `top`; returns where the last one ends."""
    for row in rows:
        row.set_at(top, least)
        top += row.height
    return top
