"""Deadweight of each ship: what its reported tonnages allow, never less than a cargo that it reportedly carried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vostochny.volumes.draws import Draws, Parameter, draw, share, stream, within
from vostochny.volumes.fit import Fit, FitErrors, Measures, fit


@dataclass(frozen=True)
class Ship:
    """A tanker and what sources state of its size; None where nothing is stated.

    unknown_tonnage: a tonnage of which no source says whether it is deadweight or gross tonnage
    cargo_tonnes: the largest single cargo that is reported of the ship
    un_listed: whether the UN lists the ship
    """

    vessel_id: str
    dwt_tonnes: float | None = None
    gross_tonnage: float | None = None
    length_m: float | None = None
    unknown_tonnage: float | None = None
    cargo_tonnes: float | None = None
    un_listed: bool = False

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Ship:
        """The ship that a row of the query on tankers describes."""
        return cls(
            str(row["vessel_id"]),
            row["dwt_tonnes"],
            row["gross_tonnage"],
            row["length_m"],
            row["unknown_tonnage"],
            row["cargo_tonnes"],
            bool(row["un_listed"]),
        )

    @property
    def basis(self) -> str:
        """Where the deadweight comes from: sourced, readings, tonnage, or the range reported of the ships."""
        if self.dwt_tonnes:
            return "sourced"
        if self.unknown_tonnage:
            return "readings"
        return "tonnage" if self.gross_tonnage else "range"


@dataclass(frozen=True)
class Sizes:
    """What the model knows of ship sizes.

    ships: by identifier; a ship that is not in it has no known size
    prior: deadweight in tonnes of a ship of which nothing is known; its ends bound every ship that is not sourced
    gross_reading: probability that a tonnage of unknown kind is gross tonnage
    register_error: correction factor for a deadweight from a register
    fullest: cargo as a share of deadweight, at the most, used to derive a minimum deadweight from a reported cargo
    """

    ships: Mapping[str, Ship]
    fitted: Fit
    prior: Parameter
    gross_reading: Parameter
    register_error: Parameter
    fullest: float
    seed: int
    memory: dict[int, tuple[FitErrors, Draws]] = field(default_factory=dict, compare=False)

    def ship(self, vessel_id: str | None) -> Ship:
        """The ship, or one of which nothing is known."""
        return self.ships.get(vessel_id or "") or Ship(vessel_id or "")

    def shared(self, count: int) -> tuple[FitErrors, Draws]:
        """Errors of the fit, and the probability of the reading as gross tonnage, once a simulation for all ships."""
        if count not in self.memory:
            reading = share(self.gross_reading, stream(self.seed, f"shared/{self.gross_reading.name}"), count)
            self.memory[count] = (self.fitted.errors(self.seed, count), reading)
        return self.memory[count]

    def draws(self, vessel_id: str | None, purpose: str, count: int) -> Draws:
        """`count` draws of one ship's deadweight in tonnes, from a stream of its own named by `purpose`."""
        ship = self.ship(vessel_id)
        generator = stream(self.seed, f"deadweight/{purpose}")
        if ship.basis == "sourced":
            return float(ship.dwt_tonnes or 0) * draw(self.register_error, generator, count)
        if ship.basis == "range":
            drawn = draw(self.prior, generator, count)
            return within(
                self.least(ship), self.prior.high, drawn, lambda which: draw(self.prior, generator, len(which))
            )
        fitted = self.fitted_draws(ship, generator, count)
        if ship.basis == "tonnage":
            return fitted
        as_deadweight = float(ship.unknown_tonnage or 0) * draw(self.register_error, generator, count)
        return np.where(self.read_as_gross(ship, count), fitted, as_deadweight)

    def read_as_gross(self, ship: Ship, count: int) -> NDArray[np.bool_]:
        """In which simulations the ship's tonnage of unknown kind is gross tonnage: all, if a cargo exceeds it."""
        if float(ship.unknown_tonnage or 0) < self.least(ship):
            return np.ones(count, dtype=np.bool_)
        drawn = stream(self.seed, f"reading/{ship.vessel_id}").random(count)
        read: NDArray[np.bool_] = drawn < self.shared(count)[1]
        return read

    def fitted_draws(self, ship: Ship, generator: np.random.Generator, count: int) -> Draws:
        """Deadweight by the fit: its shared errors, and the ship's own distance from the line."""
        errors, _ = self.shared(count)
        line = self.fitted.predicted(float(ship.gross_tonnage or ship.unknown_tonnage or 0), errors)

        def again(which: NDArray[np.intp]) -> Draws:
            redrawn: Draws = np.exp(line[which] + errors.scatter[which] * generator.standard_normal(len(which)))
            return redrawn

        drawn = generator.standard_normal(count)
        drawn *= errors.scatter
        drawn += line
        np.exp(drawn, out=drawn)
        return within(self.least(ship), self.prior.high, drawn, again)

    def least(self, ship: Ship) -> float:
        """The least deadweight in tonnes: that of the smallest reported caller, or what a reported cargo needs."""
        return max(self.prior.low, (ship.cargo_tonnes or 0) / self.fullest)


def sizes(tankers: Sequence[Ship], parameters: Mapping[str, Parameter], seed: int) -> Sizes:
    """Put together what is known. Raises ValueError when there are too few ships for a fit."""
    known = [
        Measures(ship.dwt_tonnes, ship.gross_tonnage, ship.length_m)
        for ship in tankers
        if ship.dwt_tonnes and ship.gross_tonnage
    ]
    return Sizes(
        {ship.vessel_id: ship for ship in tankers},
        fit(known),
        parameters["caller-deadweight"],
        parameters["unknown-tonnage-is-gross"],
        parameters["register-error"],
        parameters["cargo-share-of-deadweight"].high,
        seed,
    )
