"""Published estimates as evidence: which simulations agree with them, and what that does to each assumption."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vostochny.volumes.draws import Draws
from vostochny.volumes.inputs import Inputs, Row, Series, day
from vostochny.volumes.loadings import Loadings
from vostochny.volumes.simulate import Interval, interval, weighted_interval
from vostochny.volumes.world import World

# Joseph Byrne of RUSI is an author of the Open Source Centre's report, so the two are no independent studies.
SHARE_PEOPLE = frozenset({"RUSI", "Open Source Centre"})
OPEN_UPWARD = frozenset({"more_than", "at_least", "likely_more_than"})


@dataclass(frozen=True)
class Compared:
    """A published estimate beside the model's barrels for the same calls.

    study: whose it is; several estimates of one study are no independent evidence
    barrels: one value a simulation
    reason: what the model's figure was made for
    """

    estimate: Row
    study: str
    barrels: Draws
    reason: str

    @property
    def printed(self) -> tuple[float, float]:
        """The least and the most barrels that the source prints; an open end is infinite."""
        names = ("quantity_low", "quantity_central", "quantity_high")
        values = [float(self.estimate[name]) for name in names if self.estimate[name] is not None]
        low = float("-inf") if self.estimate["qualifier"] == "up_to" else min(values)
        high = float("inf") if self.estimate["qualifier"] in OPEN_UPWARD else max(values)
        return low, high


def study(estimated_by: str, known: set[str]) -> str:
    """Whose study an estimate is: that of an author already known among those named, else all those named."""
    names = re.split(r", | and ", estimated_by)
    return next((name for name in names if name in known), estimated_by)


def compared(world: World, even: Loadings | None, estimate: Row, known: set[str]) -> Compared | str:
    """The model's barrels for the calls and period that an estimate covers, or why they cannot be compared.

    even: the loadings of the headline's year in the even case
    """
    if refused := not_comparable(estimate):
        return refused
    whose = study(str(estimate["estimated_by"]), known)
    load = estimate["load_share"]
    at = f" at a load of {load:.0%}" if load else ""
    for series in world.inputs.series:
        if estimate["count_id"] == series.count_id:
            return Compared(estimate, whose, world.barrels(series, load), f"The same counted series{at}.")
        if estimate["count_id"] in series.tellings:
            text = f"The same count, as {series.count_id} gives it: {series.calls} calls{at}."
            return Compared(estimate, whose, world.barrels(series, load), text)
    main = world.main
    if main is None or even is None or estimate["port_id"] is None or not inside_year(estimate, main):
        return (
            "Other ships in other waters: the model knows the ships of Vostochny alone, so it has no power to confirm "
            "or to contradict this figure."
        )
    barrels = even.during(day(estimate["period_start"]), day(estimate["period_end"]))
    text = (
        f"The counted basis: what falls into the period of the {main.calls} calls of {main.count_id}, the undocumented "
        "ones spread evenly."
    )
    return Compared(estimate, whose, barrels, text)


def inside_year(estimate: Row, main: Series) -> bool:
    """Whether an estimate is of the port of the model and of days in the year of its headline."""
    start, end = estimate["period_start"], estimate["period_end"]
    year = str(main.first.year)
    return bool(estimate["at_port"] and start and end and start[:4] == end[:4] == year)


def not_comparable(estimate: Row) -> str:
    """Why the model has nothing to say of an estimate; empty when it has."""
    if all(estimate[f"quantity_{name}"] is None for name in ("low", "central", "high")):
        return "No amount is printed."
    if estimate["unit"] != "barrel":
        return "Printed in another unit than barrels."
    if not estimate["usable"]:
        return "Kept as printed and not used, for the reason in its row."
    return "" if estimate["flow"] == "sea" else "Covers more than what went by sea, or something else."


def all_compared(world: World, even: Loadings | None) -> dict[str, Compared | str]:
    """Every published quantity by its identifier."""
    known: set[str] = {series.counted_by for series in world.inputs.series if " and " not in series.counted_by}
    return {str(estimate["estimate_id"]): compared(world, even, estimate, known) for estimate in world.inputs.estimates}


def used(found: Mapping[str, Compared | str], main: Series | None) -> list[Compared]:
    """The evidence: one estimate a study, that of the headline's own calls before others, then the first on record."""
    best: dict[str, Compared] = {}
    for item in found.values():
        if isinstance(item, str):
            continue
        own = main is not None and item.estimate["count_id"] == main.count_id
        kept = best.get(item.study)
        if kept is None or (own and main and kept.estimate["count_id"] != main.count_id):
            best[item.study] = item
    return list(best.values())


def likelihood(item: Compared, width: float) -> Draws:
    """How well each simulation agrees with an estimate, from 0 to 1.

    The estimate is taken to be off by a normal error of the logarithm with standard deviation `width`; for one that is
    open on one side it is the probability that the estimate lies beyond the printed figure.
    """
    low, high = item.printed
    logs = np.log(np.maximum(item.barrels, 1.0))
    if math.isinf(high):
        return normal_below((logs - math.log(low)) / width)
    if math.isinf(low):
        return normal_below((math.log(high) - logs) / width)
    apart = (logs - np.clip(logs, math.log(low), math.log(high))) / width
    agreed: Draws = np.exp(-0.5 * apart**2)
    return agreed


def normal_below(values: Draws) -> Draws:
    """The standard normal distribution function, by a table that is exact to six digits."""
    grid = np.linspace(-8, 8, 16_001)
    table = np.array([0.5 * math.erfc(-point / math.sqrt(2)) for point in grid])
    below: Draws = np.interp(values, grid, table)
    return below


def weights(evidence: list[Compared], inputs: Inputs) -> Draws | None:
    """Weight of each simulation after the published estimates, together one; None without evidence.

    Importance weights with the prior as the proposal. Estimates of two studies that share people count by a power
    below one.
    """
    if not evidence:
        return None
    width = inputs.parameters["evidence-width"].central
    shared = inputs.parameters["evidence-shared-weight"].central
    product = np.ones(inputs.draws)
    for item in evidence:
        product *= likelihood(item, width) ** (shared if item.study in SHARE_PEOPLE else 1.0)
    weighed: Draws = product / product.sum()
    return weighed


def effective(given: Draws) -> float:
    """How many unweighted simulations weights are worth: one over the sum of their squares (Kong, 1992)."""
    return float(1 / np.sum(given**2))


def rows(assumptions: Mapping[str, Draws], given: Draws | None) -> list[Row]:
    """What the published estimates do to each assumption: its mean and points before and after."""
    found: list[Row] = []
    for name, values in assumptions.items():
        before = interval(values)
        after = before if given is None else weighted_interval(values, given)
        mean = float(values.mean()) if given is None else float((values * given).sum())
        found.append(
            {
                "assumption": name,
                "before_mean": figures(float(values.mean())),
                **points("before", before),
                "after_mean": figures(mean),
                **points("after", after),
            }
        )
    return found


def points(name: str, found: Interval) -> dict[str, float]:
    """The points of an assumption."""
    return {
        f"{name}_low": figures(found.low),
        f"{name}_central": figures(found.central),
        f"{name}_high": figures(found.high),
    }


def figures(value: float) -> float:
    """Three significant figures."""
    return float(f"{value:.3g}")
