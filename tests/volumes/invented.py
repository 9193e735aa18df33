"""Small inputs for the volume model, made of the parameters on record and of invented ships and calls."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from vostochny.model.project import this_checkout
from vostochny.volumes.deadweight import Ship, sizes
from vostochny.volumes.draws import Parameter
from vostochny.volumes.inputs import Call, Inputs, Row, Series

MARCH = date(2024, 3, 1)


def parameters(**changed: tuple[float, float, float, str]) -> dict[str, Parameter]:
    """The parameters on record, some of them changed; underscores stand for hyphens."""
    path = this_checkout().data / "model_parameters.csv"
    with path.open(encoding="utf-8", newline="") as file:
        found = {row["parameter_id"]: Parameter.from_row(row) for row in csv.DictReader(file)}
    for name, values in changed.items():
        found[name.replace("_", "-")] = Parameter(name.replace("_", "-"), *values)
    return found


def fixed(value: float) -> tuple[float, float, float, str]:
    """A parameter that does not vary."""
    return (value, value, value, "fixed")


def tankers() -> list[Ship]:
    """Ships on an exact power law, and one of each kind of knowledge."""
    return [
        *(Ship(f"ship-{gt:.0f}", 2.0 * gt**0.98, gt, un_listed=gt < 1500) for gt in (700.0, 1000.0, 2000.0, 4000.0)),
        Ship("tonnage-only", gross_tonnage=1500.0),
        Ship("either", unknown_tonnage=2000.0),
        Ship("no-less", gross_tonnage=900.0, cargo_tonnes=2500.0),
        Ship("cannot-be-deadweight", unknown_tonnage=1150.0, cargo_tonnes=1500.0),
    ]


def inputs(
    calls: Sequence[Call] = (),
    series: Sequence[Series] = (),
    given: Mapping[str, Parameter] | None = None,
    ships: Sequence[Ship] | None = None,
    fleet: Sequence[str] = ("ship-700", "ship-1000", "ship-2000"),
    seed: int = 1,
    draws: int = 20_000,
) -> Inputs:
    """Inputs of a run; what is not named is empty."""
    known = dict(given or parameters())
    made: dict[str, int] = {}
    for call in calls:
        if call.vessel_id:
            made[call.vessel_id] = made.get(call.vessel_id, 0) + 1
    nothing: tuple[Row, ...] = ()
    return Inputs(
        known,
        "invented",
        sizes(tankers() if ships is None else ships, known, seed),
        tuple(fleet),
        made,
        tuple(calls),
        tuple(series),
        nothing,
        nothing,
        nothing,
        nothing,
        500_000.0,
        seed,
        draws,
    )


def with_rows(
    made: Inputs, *, estimates: Sequence[Row] = (), deliveries: Sequence[Row] = (), rail: Sequence[Row] = ()
) -> Inputs:
    """The same with rows of the tables."""
    return replace(made, estimates=tuple(estimates), deliveries=tuple(deliveries), rail=tuple(rail))


def call(number: int, vessel_id: str | None, month: int, day: int) -> Call:
    """A documented call of 2024."""
    return Call(f"call-{number:03}", vessel_id, date(2024, month, day), date(2024, month, day))
