"""What the model is given: rows of the tables made into typed inputs, or refused in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vostochny.model.errors import InputError
from vostochny.volumes.deadweight import Ship, Sizes, sizes
from vostochny.volumes.draws import Draws, Parameter

Row = Mapping[str, Any]
NEEDED = {
    "cargo-share-of-deadweight",
    "load-share",
    "barrels-per-tonne",
    "caller-deadweight",
    "unseen-share",
    "notified-barrels-per-tonne",
    "rail-barrels-per-tonne",
}


@dataclass(frozen=True)
class Call:
    """A documented call: who (None when not identified), and from which to which day."""

    call_id: str
    vessel_id: str | None
    first: date
    last: date

    @property
    def purpose(self) -> str:
        """Name of the stream of its ship's size: one ship has one size, however often it calls."""
        return self.vessel_id or self.call_id


@dataclass(frozen=True)
class Series:
    """A counted series of calls at the port: how many, and in which period."""

    count_id: str
    calls: int
    first: date
    last: date


@dataclass(frozen=True)
class Inputs:
    """All that one run of the model rests on."""

    parameters: Mapping[str, Parameter]
    parameter_set: str
    sizes: Sizes
    calls: tuple[Call, ...]
    series: tuple[Series, ...]
    estimates: tuple[Row, ...]
    notified: tuple[Row, ...]
    rail: tuple[Row, ...]
    cap_barrels: float
    seed: int
    draws: int
    memory: dict[str, Draws] = field(default_factory=dict, compare=False)


def day(text: str) -> date:
    """A day as the tables write it."""
    return date.fromisoformat(text)


def parameter_set(rows: Sequence[Row]) -> str:
    """First eight digits of SHA-256 over the parameters, by which a result names the set it was made with."""
    kept = ("parameter_id", "low", "central", "high", "distribution")
    ordered = sorted(rows, key=lambda row: str(row["parameter_id"]))
    text = json.dumps([[row[name] for name in kept] for row in ordered])
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def from_rows(tables: Mapping[str, Sequence[Row]], cap_barrels: float, seed: int, draws: int) -> Inputs:
    """Inputs from rows named parameters, tankers, fleet, calls, counts, estimates, notified and rail.

    Raises InputError when a parameter is missing or the size of an unidentified ship cannot be drawn.
    """
    parameters = {str(row["parameter_id"]): Parameter.from_row(row) for row in tables["parameters"]}
    if missing := sorted(NEEDED - set(parameters)):
        raise InputError(f"data/model_parameters.csv lacks {missing[0]}; the model cannot do without it")
    ships = [Ship.from_row(row) for row in tables["tankers"]]
    fleet = [str(row["vessel_id"]) for row in tables["fleet"]]
    try:
        known = sizes(ships, fleet, parameters["unseen-share"], parameters["caller-deadweight"], seed)
    except ValueError as error:
        raise InputError(f"data/vessels.csv: {error}") from error
    calls = [
        Call(row["call_id"], row["vessel_id"], day(row["date_earliest"]), day(row["date_latest"]))
        for row in tables["calls"]
    ]
    series = [
        Series(
            row["count_id"],
            int(row["count_low"] or row["count_high"]),
            day(row["period_start"]),
            day(row["period_end"]),
        )
        for row in tables["counts"]
    ]
    return Inputs(
        parameters,
        parameter_set(tables["parameters"]),
        known,
        tuple(calls),
        tuple(series),
        tuple(tables["estimates"]),
        tuple(tables["notified"]),
        tuple(tables["rail"]),
        cap_barrels,
        seed,
        draws,
    )
