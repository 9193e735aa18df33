"""Points of simulated quantities, plain and weighted, and sums of many calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from vostochny.volumes.draws import Draws

LOW, HIGH = 0.05, 0.95
POINTS = (LOW, 0.5, HIGH)


@dataclass(frozen=True)
class Interval:
    """The 5, 50 and 95 per cent points of a simulated quantity."""

    low: float
    central: float
    high: float


def interval(values: Draws) -> Interval:
    """The points of `values`, an array of draws."""
    return Interval(*points(values, POINTS))


def middle(values: Draws) -> float:
    """The middle of the same, alone."""
    return points(values, (0.5,))[0]


def points(values: Draws, wanted: Sequence[float]) -> list[float]:
    """The values at points from 0 to 1 in ascending order, linearly between two neighbours as np.quantile has them.

    Each place is selected among the values from the last one upwards: numpy selects a single place with vector
    instructions in a fraction of the time of a sort, but several at once more slowly than it sorts.
    """
    rest = values.copy()
    first = 0  # place of the first value of `rest` among all of them in ascending order
    found = []
    for point in wanted:
        place = point * (len(values) - 1)
        below = int(place) - first
        rest.partition(below)
        rest, first = rest[below:], int(place)
        low = float(rest[0])
        above = float(rest[1:].min()) if len(rest) > 1 else low
        found.append(low + (place - first) * (above - low))
    return found


def weighted_interval(values: Draws, weights: Draws) -> Interval:
    """The same when simulations count by `weights`, which add to one: the values at which they add to each point."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    places = np.minimum(np.searchsorted(reached, np.array(POINTS) * reached[-1]), len(values) - 1)
    low, central, high = (float(value) for value in values[order[places]])
    return Interval(low, central, high)


def intervals(values: Draws) -> list[Interval]:
    """The points of each row of `values`, shape (rows, draws)."""
    return [interval(row) for row in values]


def total(factor: Draws, deadweights: Iterable[Draws]) -> Draws:
    """Barrels of many calls together, one value a simulation; memory is that of two arrays, however many calls."""
    tonnes = np.zeros_like(factor)
    for one in deadweights:
        tonnes += one
    return factor * tonnes
