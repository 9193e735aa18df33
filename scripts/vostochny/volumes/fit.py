"""Deadweight from gross tonnage: a straight line between logarithms, and how far it can be off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vostochny.volumes.draws import Draws, stream


@dataclass(frozen=True)
class Measures:
    """What is known of one tanker for the fit: deadweight in tonnes, gross tonnage, and length in metres if known."""

    dwt_tonnes: float
    gross_tonnage: float
    length_m: float | None = None


@dataclass(frozen=True)
class FitErrors:
    """How far the fit is off in each simulation; all ships that it predicts share these errors.

    level, slope: errors of the line at the mean tonnage and of its slope, in natural logarithm
    scatter: standard deviation of ships about the line
    Drawn from the distribution that least squares imply with flat priors (Gelman and others, Bayesian Data Analysis,
    section 14.2): for a single ship that is Student's t with ships - 2 degrees of freedom.
    """

    level: Draws
    slope: Draws
    scatter: Draws


@dataclass(frozen=True)
class Fit:
    """Least squares of the logarithm of deadweight on that of gross tonnage.

    ships: how many tankers it rests on
    residual: standard error of the residuals, in natural logarithm
    alone: root mean square error of predicting each ship from the others, in natural logarithm
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

    def errors(self, seed: int, count: int) -> FitErrors:
        """The errors that all predicted ships share, once a simulation."""
        generator = stream(seed, "shared/fit")
        freedom = self.ships - 2
        scatter = self.residual * np.sqrt(freedom / generator.chisquare(freedom, count))
        level = scatter * generator.standard_normal(count) / np.sqrt(self.ships)
        slope = scatter * generator.standard_normal(count) / np.sqrt(self.spread_log_tonnage)
        return FitErrors(level, slope, scatter)

    def predicted(self, gross_tonnage: float, errors: FitErrors) -> Draws:
        """Natural logarithm of deadweight in tonnes on the line, with its errors but not that of the single ship."""
        logarithm = float(np.log(gross_tonnage))
        line = errors.slope * (logarithm - self.mean_log_tonnage)
        line += errors.level
        line += self.intercept + self.slope * logarithm
        return line


def fit(known: Sequence[Measures]) -> Fit:
    """The fit over tankers of which both measures are known.

    Raises ValueError when there are fewer than four, because then nothing can be said of the error.
    """
    if len(known) < 4:
        raise ValueError(f"deadweight and gross tonnage are both known of {len(known)} tankers only; four are needed")
    x = np.log([ship.gross_tonnage for ship in known])
    y = np.log([ship.dwt_tonnes for ship in known])
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


def with_length(known: Sequence[Measures]) -> float | None:
    """The error of a fit on gross tonnage and length together, to be set beside that of tonnage alone."""
    measured = [ship for ship in known if ship.length_m]
    if len(measured) < 5:
        return None
    x = np.log([[ship.gross_tonnage, float(ship.length_m or 0)] for ship in measured])
    return left_out_error(x, np.log([ship.dwt_tonnes for ship in measured]))


def left_out_error(x: Draws, y: Draws) -> float:
    """Root mean square error of predicting each value of `y` from a fit over all the others (leave-one-out).

    x: measures of each ship, shape (ships, measures); y: shape (ships,)
    """
    design = np.column_stack([np.ones(len(y)), x])
    errors = []
    for left_out in range(len(y)):
        others = np.arange(len(y)) != left_out
        solved = np.linalg.lstsq(design[others], y[others], rcond=None)[0]
        errors.append(y[left_out] - design[left_out] @ solved)
    return float(np.sqrt(np.mean(np.square(errors))))
