"""barrels = deadweight x cargo share x load share x barrels per tonne, with shared and single errors kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from vostochny.volumes.draws import Draws, Parameter, draw, stream

SHARED = ("cargo-share-of-deadweight", "load-share", "barrels-per-tonne")
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Interval:
    """The 5, 50 and 95 per cent points of a simulated quantity."""

    low: float
    central: float
    high: float


def interval(values: Draws) -> Interval:
    """The points of `values`, an array of draws, linearly between two neighbours as np.quantile has them.

    Sorting outright is several times faster here than np.quantile, which costs more than drawing the numbers.
    """
    ordered = np.sort(values)
    low, central, high = (at(ordered, point) for point in (LOW, 0.5, HIGH))
    return Interval(low, central, high)


def at(ordered: Draws, point: float) -> float:
    """The value at a point from 0 to 1 of an array in ascending order."""
    place = point * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def intervals(values: Draws) -> list[Interval]:
    """The points of each row of `values`, shape (rows, draws)."""
    return [interval(row) for row in values]


def shared_factor(parameters: Mapping[str, Parameter], seed: int, count: int) -> Draws:
    """Barrels per tonne of deadweight, drawn once a simulation, because all calls share its errors.

    Drawing it anew for each call would let the errors cancel and make a total look far surer than it is.
    Raises ValueError when a share leaves the range from 0 to 1.
    """
    factor = np.ones(count)
    for name in SHARED:
        values = draw(parameters[name], stream(seed, f"shared/{name}"), count)
        if name != "barrels-per-tonne" and (values.min() < 0 or values.max() > 1):
            raise ValueError(f"{name} leaves the range from 0 to 1: {parameters[name]}")
        factor *= values
    return factor


def central_factor(parameters: Mapping[str, Parameter]) -> float:
    """The same without any draw: the product of the central values."""
    return float(np.prod([parameters[name].central for name in SHARED]))


def total(shared: Draws, deadweights: Iterable[Draws]) -> Draws:
    """Barrels of many calls together, one value a simulation; memory is that of two arrays, however many calls."""
    tonnes = np.zeros_like(shared)
    for one in deadweights:
        tonnes += one
    return shared * tonnes


def variance_shares(parts: Mapping[str, Draws]) -> dict[str, float]:
    """Share of the spread of a product that each factor causes, from 0 to 1 together.

    The factors are independent, so the variance of the logarithm of the product is the sum of theirs; the shares are
    of that variance.
    """
    variances = {name: float(np.var(np.log(values))) for name, values in parts.items()}
    whole = sum(variances.values())
    return {name: (value / whole if whole else 0.0) for name, value in variances.items()}
