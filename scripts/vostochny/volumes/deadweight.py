"""How large each caller was: as a source states it, else from its tonnage, else as the ships that call there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from vostochny.volumes.draws import Draws, Parameter, draw, stream


@dataclass(frozen=True)
class Ship:
    """A tanker: its deadweight in tonnes where a source states it, its gross tonnage and length where known."""

    vessel_id: str
    dwt_tonnes: float | None
    gross_tonnage: float | None
    length_m: float | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Ship:
        """The ship that a row of vessels describes."""
        return cls(str(row["vessel_id"]), row["dwt_tonnes"], row["gross_tonnage"], row["length_m"])


@dataclass(frozen=True)
class Fit:
    """Least squares of the logarithm of deadweight on that of gross tonnage.

    ships: how many tankers it rests on
    residual: standard error of the residuals, in natural logarithm
    alone: root mean square error of telling each ship from the others, in natural logarithm
    with_length: the same when length is a second measure of the fit; None when too few ships have all three
    """

    intercept: float
    slope: float
    residual: float
    ships: int
    mean_log_tonnage: float
    spread_log_tonnage: float
    alone: float
    with_length: float | None

    def central(self, gross_tonnage: float) -> float:
        """Deadweight in tonnes at the centre of the fit."""
        return float(np.exp(self.intercept + self.slope * np.log(gross_tonnage)))

    def error(self, gross_tonnage: float) -> float:
        """Standard error of telling a single ship of this tonnage, in natural logarithm."""
        distance = (np.log(gross_tonnage) - self.mean_log_tonnage) ** 2 / self.spread_log_tonnage
        return float(self.residual * np.sqrt(1 + 1 / self.ships + distance))

    def standard_errors(self, generator: np.random.Generator, count: int) -> Draws:
        """Draws by which the error is multiplied: Student's t with ships - 2 degrees of freedom.

        That is the distribution of a new observation in simple regression.
        """
        return generator.standard_t(self.ships - 2, count)


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
    return Fit(
        intercept,
        slope,
        residual,
        len(known),
        float(x.mean()),
        spread,
        left_out_error(x[:, np.newaxis], y),
        with_length(known),
    )


def with_length(known: Sequence[Ship]) -> float | None:
    """The error of a fit on gross tonnage and length together, to be set beside that of tonnage alone."""
    measured = [ship for ship in known if ship.length_m]
    if len(measured) < 5:
        return None
    x = np.log([[float(ship.gross_tonnage or 0), float(ship.length_m or 0)] for ship in measured])
    return left_out_error(x, np.log([float(ship.dwt_tonnes or 0) for ship in measured]))


def left_out_error(x: Draws, y: Draws) -> float:
    """Root mean square error of telling each value of `y` from a fit over all the others (leave-one-out).

    x: measures of each ship, shape (ships, measures); y: shape (ships,)
    """
    design = np.column_stack([np.ones(len(y)), x])
    errors = []
    for left_out in range(len(y)):
        others = np.arange(len(y)) != left_out
        solved = np.linalg.lstsq(design[others], y[others], rcond=None)[0]
        errors.append(y[left_out] - design[left_out] @ solved)
    return float(np.sqrt(np.mean(np.square(errors))))


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
    memory: dict[int, Draws] = field(default_factory=dict, compare=False)

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

    def error(self, vessel_id: str) -> float:
        """Standard error of the deadweight of a ship of known size, in natural logarithm; zero when it is stated."""
        ship = self.ships[vessel_id]
        return 0.0 if ship.dwt_tonnes else self.fitted.error(float(ship.gross_tonnage or 0))

    def draws(self, vessel_id: str | None, purpose: str, count: int) -> Draws:
        """`count` draws of one caller's deadweight in tonnes, from a stream of its own named by `purpose`."""
        generator = stream(self.seed, f"deadweight/{purpose}")
        basis = self.basis(vessel_id)
        if basis == "sourced":
            return np.full(count, self.central(vessel_id))
        if vessel_id and basis == "tonnage":
            errors = self.error(vessel_id) * self.fitted.standard_errors(generator, count)
            return self.within_bounds(self.central(vessel_id) * np.exp(errors))
        named = self.fleet_draws(generator, count)
        unnamed = draw(self.unseen_size, generator, count)
        return np.where(generator.random(count) < self.unseen_shares(count), unnamed, named)

    def fleet_draws(self, generator: np.random.Generator, count: int) -> Draws:
        """Draws of a ship of the fleet, each as likely as another, with the error of its size."""
        chosen = generator.integers(0, len(self.fleet), count)
        centres = np.array([self.central(member) for member in self.fleet])[chosen]
        errors = np.array([self.error(member) for member in self.fleet])[chosen]
        estimated = self.within_bounds(centres * np.exp(errors * self.fitted.standard_errors(generator, count)))
        return np.where(errors > 0, estimated, centres)

    def unseen_shares(self, count: int) -> Draws:
        """Draws of the share of unnamed callers, the same for every caller, because all share its error."""
        if count not in self.memory:
            self.memory[count] = draw(self.unseen_share, stream(self.seed, "shared/unseen-share"), count)
        return self.memory[count]

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
