"""Random draws: one stream a purpose, so that a result depends on the seed and on nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]
POINTS_APART = 3.2897072539029435  # standard deviations between the 5 and the 95 per cent point of a normal
REDRAWS = 16


@dataclass(frozen=True)
class Parameter:
    """One input of the model, a row of model_parameters.

    distribution: fixed, triangular, uniform, normal (low and high are its 5 and 95 per cent points) or pert
    """

    name: str
    low: float
    central: float
    high: float
    distribution: str

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Parameter:
        """The parameter that a row of model_parameters describes."""
        return cls(
            str(row["parameter_id"]),
            float(row["low"]),
            float(row["central"]),
            float(row["high"]),
            str(row["distribution"]),
        )


def stream(seed: int, purpose: str) -> np.random.Generator:
    """A generator of its own for one purpose, such as one ship: the order of use and the chunking change nothing.

    The key is SHA-256 of the seed and the purpose; Philox is counter-based (Salmon and others, 2011).
    """
    key = int.from_bytes(hashlib.sha256(f"{seed}/{purpose}".encode()).digest()[:16], "big")
    return np.random.Generator(np.random.Philox(key=key))


def draw(parameter: Parameter, generator: np.random.Generator, count: int) -> Draws:
    """`count` draws of a parameter, in its own unit.

    A PERT distribution is a beta distribution on [low, high] whose mean weighs the central value four times
    (Malcolm and others, 1959). Raises ValueError for a distribution that is not known.
    """
    low, central, high = parameter.low, parameter.central, parameter.high
    if parameter.distribution == "fixed" or low == high:
        return np.full(count, central)
    if parameter.distribution == "triangular":
        return generator.triangular(low, central, high, count)
    if parameter.distribution == "uniform":
        return generator.uniform(low, high, count)
    if parameter.distribution == "normal":
        return generator.normal(central, (high - low) / POINTS_APART, count)
    if parameter.distribution == "pert":
        span = high - low
        return low + span * generator.beta(1 + 4 * (central - low) / span, 1 + 4 * (high - central) / span, count)
    raise ValueError(f"{parameter.name}: unknown distribution {parameter.distribution!r}")


def mean(parameter: Parameter) -> float:
    """Mean of the distribution of a parameter, in its own unit. Raises ValueError when it is not known."""
    low, central, high = parameter.low, parameter.central, parameter.high
    means = {
        "fixed": central,
        "normal": central,
        "triangular": (low + central + high) / 3,
        "uniform": (low + high) / 2,
        "pert": (low + 4 * central + high) / 6,
    }
    if parameter.distribution not in means:
        raise ValueError(f"{parameter.name}: unknown distribution {parameter.distribution!r}")
    return means[parameter.distribution]


def share(parameter: Parameter, generator: np.random.Generator, count: int) -> Draws:
    """Draws of a share. Raises ValueError when it leaves the range from 0 to 1."""
    values = draw(parameter, generator, count)
    if values.min() < 0 or values.max() > 1:
        raise ValueError(f"{parameter.name} leaves the range from 0 to 1: {parameter}")
    return values


def within(low: float, high: float, values: Draws, again: Callable[[NDArray[np.intp]], Draws]) -> Draws:
    """Values cut off at both ends: values outside are drawn again, so that they do not accumulate at an end.

    values: as drawn at first; changed in place
    again: new values for the simulations of the given numbers
    What is still outside after a fixed number of rounds, which happens where nearly all of a distribution lies beyond
    an end, is set to that end.
    """
    outside = np.flatnonzero((values < low) | (values > high))
    for _ in range(REDRAWS):
        if not len(outside):
            return values
        drawn = again(outside)
        values[outside] = drawn
        outside = outside[(drawn < low) | (drawn > high)]
    return np.clip(values, low, high)


def whole(values: Draws, generator: np.random.Generator) -> NDArray[np.int64]:
    """Whole numbers with the same mean: 3.25 becomes 3 three times in four and otherwise 4."""
    return np.floor(values + generator.random(len(values))).astype(np.int64)
