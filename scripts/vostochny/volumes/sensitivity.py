"""What drives the range: how much of the spread each assumption causes, and how much knowing it would take away."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from vostochny.volumes.draws import Draws
from vostochny.volumes.inputs import Row
from vostochny.volumes.simulate import interval
from vostochny.volumes.world import World

BINS = 25
WHOLE = ("load-share", "load-is-of-deadweight", "cargo-share-of-deadweight", "product-mix", "tank-volume", "deadweight")


def assumptions(world: World) -> dict[str, Draws]:
    """Each assumption as one value a simulation.

    The sizes of the ships together are `deadweight`; what they are made of comes after it.
    """
    cargo, inputs = world.cargo, world.inputs
    found = {
        "load-share": cargo.load,
        "load-is-of-deadweight": cargo.of_deadweight.astype(np.float64),
        "cargo-share-of-deadweight": cargo.cargo_share,
        "product-mix": cargo.per_tonne,
        "tank-volume": cargo.tanks,
    }
    errors, _ = inputs.sizes.shared(inputs.draws)
    quota = world.fleet.quota
    calls = np.maximum(quota.sum(axis=0), 1)
    for name in sorted({call.vessel_id for call in inputs.calls if call.vessel_id}):
        ship = inputs.sizes.ship(name)
        if ship.basis == "readings" and not ship.gross_tonnage:
            found[f"tonnage-is-gross-{name}"] = inputs.sizes.read_as_gross(ship, inputs.draws).astype(np.float64)
    found["fit"] = errors.level
    found["calls-by-unnamed-ships"] = quota[1] / calls
    found["calls-by-listed-ships"] = quota[0] / calls
    found["mean-size-of-callers"] = world.fleet.moments()[0]
    return found


def rows(world: World, parts: Mapping[str, Draws]) -> list[Row]:
    """For the documented calls and every series: what each assumption does to the spread."""
    inputs = world.inputs
    bases = {"documented": world.documented(inputs.calls) / world.barrels_per_deadweight_tonne}
    if world.main:
        bases[world.main.count_id] = sum(world.tonnes(world.main), np.zeros(inputs.draws))
    found: list[Row] = []
    for basis, tonnes in bases.items():
        total = world.barrels_per_deadweight_tonne * tonnes
        for name, values in {**parts, "deadweight": tonnes}.items():
            spread, narrowing = share_and_narrowing(values, total)
            found.append(
                {
                    "sensitivity_id": f"{basis}-{name}",
                    "basis": "documented" if basis == "documented" else "counted",
                    "count_id": None if basis == "documented" else basis,
                    "assumption": name,
                    "part_of": None if name in WHOLE else "deadweight",
                    "share_of_spread": round(spread, 3),
                    "narrowing": round(narrowing, 3),
                }
            )
    return found


def share_and_narrowing(values: Draws, total: Draws) -> tuple[float, float]:
    """Share of the variance of a total that an assumption explains, and by what share knowing it narrows the range.

    The first is the first-order index of Sobol (1993), the second one minus the mean width of the nine-in-ten range
    among simulations that agree on the assumption, over its width in all. Both are taken in groups of equal size by
    the value of the assumption, or by its two values where it has two.
    """
    if values.min() == values.max():
        return 0.0, 0.0
    groups = split(values, total)
    whole, mean, size = interval(total), total.mean(), len(total)
    between = sum(len(group) * (group.mean() - mean) ** 2 for group in groups) / size
    # What groups of this size would explain by chance alone.
    chance = (len(groups) - 1) / (size - 1)
    explained = max((between / float(total.var()) - chance) / (1 - chance), 0.0)
    widths = sum(len(group) * (points.high - points.low) for group in groups for points in [interval(group)]) / size
    return float(explained), max(1 - widths / (whole.high - whole.low), 0.0)


def split(values: Draws, total: Draws) -> list[Draws]:
    """The totals in groups by the value of an assumption."""
    distinct = np.unique(values[:1000])
    if len(distinct) == 2:
        return [total[values == value] for value in distinct]
    order = np.argsort(values, kind="stable")
    return np.array_split(total[order], BINS)
