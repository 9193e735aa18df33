"""How large each caller was: as a source states it, else from its tonnage, else as the ships that call there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vostochny.volumes.draws import Draws, Parameter, draw, stream


@dataclass(frozen=True)
class Ship:
    """A tanker: its deadweight in tonnes where a source states it, and its gross tonnage where known."""

    vessel_id: str
    dwt_tonnes: float | None
    gross_tonnage: float | None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Ship:
        """The ship that a row of vessels describes."""
        return cls(str(row["vessel_id"]), row["dwt_tonnes"], row["gross_tonnage"])


@dataclass(frozen=True)
class Fit:
    """Least squares of the logarithm of deadweight on that of gross tonnage.

    ships: how many tankers it rests on
    residual: standard error of the residuals, in natural logarithm
    """

    intercept: float
    slope: float
    residual: float
    ships: int
    mean_log_tonnage: float
    spread_log_tonnage: float

    def central(self, gross_tonnage: float) -> float:
        """Deadweight in tonnes at the centre of the fit."""
        return float(np.exp(self.intercept + self.slope * np.log(gross_tonnage)))

    def draws(self, gross_tonnage: float, generator: np.random.Generator, count: int) -> Draws:
        """Deadweight in tonnes of one ship of this tonnage, with the error of predicting a single ship.

        Student's t with ships - 2 degrees of freedom, as for a new observation in simple regression.
        """
        distance = (np.log(gross_tonnage) - self.mean_log_tonnage) ** 2 / self.spread_log_tonnage
        error = self.residual * np.sqrt(1 + 1 / self.ships + distance)
        return np.asarray(self.central(gross_tonnage) * np.exp(error * generator.standard_t(self.ships - 2, count)))


def fit(tankers: Sequence[Ship]) -> Fit:
    """The fit over all tankers of which both measures are known.

    Raises ValueError when fewer than four are, because then nothing can be said of the error.
    """
    known = [ship for ship in tankers if ship.dwt_tonnes and ship.gross_tonnage]
    if len(known) < 4:
        raise ValueError(f"deadweight and gross tonnage are both known of {len(known)} tankers only; four are needed")
    x = np.log([float(ship.gross_tonnage or 0) for ship in known])
    y = np.log([float(ship.dwt_tonnes or 0) for ship in known])
    spread = float(np.sum((x - x.mean()) ** 2))
    slope = float(np.sum((x - x.mean()) * (y - y.mean())) / spread)
    intercept = float(y.mean() - slope * x.mean())
    residual = float(np.sqrt(np.sum((y - intercept - slope * x) ** 2) / (len(known) - 2)))
    return Fit(intercept, slope, residual, len(known), float(x.mean()), spread)


@dataclass(frozen=True)
class Sizes:
    """What the model knows of ship sizes: the ships, the fit, and who calls at the port.

    fleet: ships seen at the port whose size can be told
    unseen_share: share of the callers that nobody has named, from 0 to 1
    unseen_size: deadweight in tonnes of a caller that nobody has named; its ends bound every estimated caller
    """

    ships: Mapping[str, Ship]
    fitted: Fit
    fleet: tuple[str, ...]
    unseen_share: Parameter
    unseen_size: Parameter
    seed: int

    def basis(self, vessel_id: str | None) -> str:
        """Where the deadweight of a caller comes from: sourced, tonnage or fleet."""
        ship = self.ships.get(vessel_id or "")
        if ship is not None and ship.dwt_tonnes:
            return "sourced"
        return "tonnage" if ship is not None and ship.gross_tonnage else "fleet"

    def central(self, vessel_id: str | None) -> float:
        """Deadweight in tonnes without any draw: stated, fitted, or the mean of named and unnamed callers."""
        ship = self.ships.get(vessel_id or "")
        if ship is not None and ship.dwt_tonnes:
            return float(ship.dwt_tonnes)
        if ship is not None and ship.gross_tonnage:
            return self.fitted.central(ship.gross_tonnage)
        named = float(np.mean([self.central(member) for member in self.fleet]))
        size = self.unseen_size
        unnamed = (size.low + size.central + size.high) / 3  # mean of a triangular distribution
        return named + self.unseen_share.central * (unnamed - named)

    def draws(self, vessel_id: str | None, purpose: str, count: int) -> Draws:
        """`count` draws of one caller's deadweight in tonnes, from a stream of its own named by `purpose`."""
        ship = self.ships.get(vessel_id or "")
        generator = stream(self.seed, f"deadweight/{purpose}")
        if ship is not None and ship.dwt_tonnes:
            return np.full(count, float(ship.dwt_tonnes))
        if ship is not None and ship.gross_tonnage:
            return self.within_bounds(self.fitted.draws(ship.gross_tonnage, generator, count))
        members = np.stack([self.draws(member, f"{purpose}/{member}", count) for member in self.fleet])
        named = members[generator.integers(0, len(self.fleet), count), np.arange(count)]
        unnamed = draw(self.unseen_size, generator, count)
        share = draw(self.unseen_share, stream(self.seed, "shared/unseen-share"), count)
        return np.where(generator.random(count) < share, unnamed, named)

    def within_bounds(self, tonnes: Draws) -> Draws:
        """No caller smaller or larger than the range that was reported of them."""
        return np.clip(tonnes, self.unseen_size.low, self.unseen_size.high)


def sizes(
    tankers: Sequence[Ship], fleet: Sequence[str], unseen_share: Parameter, unseen_size: Parameter, seed: int
) -> Sizes:
    """Put together what is known; the fleet keeps only ships whose size can be told.

    Raises ValueError when no ship of the fleet has a size, because then an unidentified caller has none either.
    """
    ships = {ship.vessel_id: ship for ship in tankers}
    known = {name for name, ship in ships.items() if ship.dwt_tonnes or ship.gross_tonnage}
    sized = tuple(sorted(known.intersection(fleet)))
    if not sized:
        raise ValueError("no ship seen at the port has a known deadweight or tonnage")
    return Sizes(ships, fit(tankers), sized, unseen_share, unseen_size, seed)
