"""Barrels for every tonne of a ship's deadweight: how full, of what, with which product, and never more than fits.

Load, cargo share and product are modelled together. Weight limits a heavy cargo, the volume of the tanks a light one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vostochny.volumes.draws import Draws, Parameter, draw, share, stream

BARRELS_PER_CUBIC_METRE = 6.2898
PRODUCTS = ("gasoil", "gasoline", "fuel-oil")


@dataclass(frozen=True)
class Cargo:
    """What all calls of a simulation share.

    load: how full the ships left, from 0 to 1
    cargo_share: cargo as a share of deadweight on a full ship
    of_deadweight: whether `load` is a share of deadweight; otherwise it is one of the cargo that the ship can carry
    per_tonne: barrels per tonne of the mix of products
    tanks: barrels that the tanks hold for every tonne of deadweight
    """

    load: Draws
    cargo_share: Draws
    of_deadweight: NDArray[np.bool_]
    per_tonne: Draws
    tanks: Draws

    def barrels_per_deadweight_tonne(self, load: float | None = None) -> Draws:
        """Barrels for every tonne of deadweight; with `load` as if all ships had been known to leave that full."""
        full = self.load if load is None else np.full_like(self.load, load)
        tonnes = np.where(self.of_deadweight, np.minimum(full, self.cargo_share), full * self.cargo_share)
        return np.minimum(tonnes * self.per_tonne, self.tanks)


def cargo(parameters: Mapping[str, Parameter], seed: int, count: int) -> Cargo:
    """Drawn once per simulation, because all calls share these errors.

    Drawing them again for each call would let the errors cancel, and the range of a total would be far too narrow.
    Raises ValueError when a share leaves the range from 0 to 1.
    """

    def one(name: str) -> Draws:
        return draw(parameters[name], stream(seed, f"shared/{name}"), count)

    def of_one(name: str) -> Draws:
        return share(parameters[name], stream(seed, f"shared/{name}"), count)

    basis = stream(seed, "shared/load-basis").random(count) < of_one("load-is-of-deadweight")
    return Cargo(
        of_one("load-share"),
        of_one("cargo-share-of-deadweight"),
        basis,
        per_tonne(parameters, seed, count),
        one("tank-volume") * parameters["tank-fill-limit"].central * BARRELS_PER_CUBIC_METRE,
    )


def per_tonne(parameters: Mapping[str, Parameter], seed: int, count: int) -> Draws:
    """Barrels per tonne of the mix: the products weighed by their shares of the tonnes, which are scaled to one."""
    weights, barrels = np.zeros(count), np.zeros(count)
    for product in PRODUCTS:
        weight = share(parameters[f"product-{product}-share"], stream(seed, f"shared/product-{product}"), count)
        name = f"barrels-per-tonne-{product}"
        weights += weight
        barrels += weight * draw(parameters[name], stream(seed, f"shared/{name}"), count)
    return barrels / weights
