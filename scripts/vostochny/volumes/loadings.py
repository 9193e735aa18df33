"""The days on which the calls of a counted series loaded, under two assumptions where no day was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from vostochny.volumes.draws import Draws, stream
from vostochny.volumes.inputs import Inputs, Series, in_period
from vostochny.volumes.world import World

CASES = ("even", "late")
GAP = timedelta(days=14)  # calls further apart than this are not of one cluster


@dataclass(frozen=True)
class Loadings:
    """Barrels of each call on its day.

    start: 1 January of the year; days are counted from it
    known: barrels of the documented calls by the number of their last day
    simulations, barrels: of the other calls in the order of their days
    ends: where in that order each day ends, shape (days,)
    """

    start: date
    known: dict[int, Draws]
    simulations: NDArray[np.intp]
    barrels: Draws
    ends: NDArray[np.intp]
    draws: int

    def on(self, number: int) -> Draws | None:
        """Barrels loaded on one day, one value a simulation; None if nothing is loaded in any simulation."""
        first = int(self.ends[number - 1]) if number else 0
        last = int(self.ends[number])
        if first == last:
            return self.known.get(number)
        weights = self.barrels[first:last]
        loaded: Draws = np.bincount(self.simulations[first:last], weights, self.draws).astype(np.float64)
        return loaded + self.known[number] if number in self.known else loaded

    def during(self, first: date, last: date) -> Draws:
        """Barrels loaded in a period inside the year."""
        total = np.zeros(self.draws)
        for number in range((first - self.start).days, (last - self.start).days + 1):
            loaded = self.on(number)
            if loaded is not None:
                total += loaded
        return total

    @property
    def days(self) -> int:
        """Days of the year."""
        return len(self.ends)


def loadings(world: World, series: Series, case: str) -> Loadings:
    """The loadings of a series.

    Documented calls count on their last day. Nobody has published the days of the others: in the case `even` they fall
    evenly at random over the period of the series, in the case `late` over what is left of it after the last cluster
    of documented calls.
    """
    inputs = world.inputs
    start = date(series.first.year, 1, 1)
    inside = world.inside(series)
    every = world.tonnes(series)
    known: dict[int, Draws] = {}
    for call, tonnes in zip(inside, every, strict=False):
        number = (call.last - start).days
        known[number] = known.get(number, np.zeros(inputs.draws)) + world.barrels_per_deadweight_tonne * tonnes
    first = series.first if case == "even" else cluster_end(inputs, series) + timedelta(days=1)
    span = (series.last - first).days + 1
    # The same draw in both cases, so that they differ by the case alone.
    when = stream(inputs.seed, f"days/{series.count_id}")
    others = every[len(inside) :]
    on = ((first - start).days + when.random((len(others), inputs.draws)) * span).astype(np.int16).ravel()
    order = np.argsort(on, kind="stable")
    barrels = np.array([world.barrels_per_deadweight_tonne * tonnes for tonnes in others]).ravel()[order]
    days = (date(start.year, 12, 31) - start).days + 1
    ends = np.cumsum(np.bincount(on, minlength=days))
    return Loadings(start, known, order % inputs.draws, barrels, ends, inputs.draws)


def cluster_end(inputs: Inputs, series: Series) -> date:
    """Last day of the last cluster of documented calls: three or more, each within two weeks of the one before.

    The day before the series when there is no such cluster.
    """
    last = series.first - timedelta(days=1)
    run = 1
    calls = sorted(in_period(inputs.calls, series.first, series.last), key=lambda call: call.last)
    for before, call in pairwise(calls):
        run = run + 1 if call.last - before.last <= GAP else 1
        if run >= 3:
            last = call.last
    return last
