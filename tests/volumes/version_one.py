"""Version 1 of the volume model, as far as its headline goes: what method_changes starts from."""

from __future__ import annotations

import numpy as np

from vostochny.volumes.draws import Draws, Parameter, draw, stream
from vostochny.volumes.fit import Fit
from vostochny.volumes.inputs import Inputs

# Its parameters, where they were other than now.
BARRELS_PER_TONNE = Parameter("barrels-per-tonne", 7.46, 7.98, 8.5, "triangular")
CALLER = Parameter("caller-deadweight", 1000, 3000, 9000, "triangular")
UNSEEN = Parameter("unseen-share", 0.2, 0.4, 0.6, "triangular")
# Tonnages of unknown kind that it took for a stated deadweight.
AS_DEADWEIGHT = {"paek-yang-san-1": 2998.0, "sin-phyong-9": 1150.0}


def headline(inputs: Inputs, count_id: str) -> Draws:
    """Barrels of a counted series as version 1 gave them: calls, not ships, were drawn."""
    series = next(item for item in inputs.series if item.count_id == count_id)
    count, seed = inputs.draws, inputs.seed
    inside = [call for call in inputs.calls if call.first <= series.last and call.last >= series.first]
    ships = {call.vessel_id for call in inside if call.vessel_id}
    own = {name: size(inputs, name, stream(seed, f"one/{name}"), count) for name in ships}
    tonnes = np.zeros(count)
    for number in range(series.calls):
        name = inside[number].vessel_id if number < len(inside) else None
        known = own.get(name or "")
        tonnes += unknown(inputs, stream(seed, f"one/{name or number}"), count) if known is None else known
    factor = draw(BARRELS_PER_TONNE, stream(seed, "one/per-tonne"), count)
    for name in ("cargo-share-of-deadweight", "load-share"):
        factor *= draw(inputs.parameters[name], stream(seed, f"one/{name}"), count)
    return factor * tonnes


def size(inputs: Inputs, name: str, generator: np.random.Generator, count: int) -> Draws | None:
    """Deadweight of a ship that it knew; None where it knew nothing."""
    ship = inputs.sizes.ship(name)
    stated = ship.dwt_tonnes or AS_DEADWEIGHT.get(name)
    if stated:
        return np.full(count, stated)
    if not ship.gross_tonnage:
        return None
    fitted = inputs.sizes.fitted
    errors = error(fitted, ship.gross_tonnage) * generator.standard_t(fitted.ships - 2, count)
    return np.clip(fitted.central(ship.gross_tonnage) * np.exp(errors), CALLER.low, CALLER.high)


def error(fitted: Fit, gross_tonnage: float) -> float:
    """Standard error of predicting one ship, in natural logarithm."""
    distance = (np.log(gross_tonnage) - fitted.mean_log_tonnage) ** 2 / fitted.spread_log_tonnage
    return float(fitted.residual * np.sqrt(1 + 1 / fitted.ships + distance))


def unknown(inputs: Inputs, generator: np.random.Generator, count: int) -> Draws:
    """Deadweight of one caller that nobody identified: any named ship of known size, or one of the reported range."""
    fleet = [found for name in inputs.fleet if (found := size(inputs, name, generator, count)) is not None]
    named = np.array(fleet)[generator.integers(0, len(fleet), count), np.arange(count)]
    unseen = draw(UNSEEN, stream(inputs.seed, "one/unseen"), count)
    return np.where(generator.random(count) < unseen, draw(CALLER, generator, count), named)
