"""Barrels of the documented calls and of the counted series: side by side, never one added to the other."""

from __future__ import annotations

import numpy as np

from vostochny.volumes.draws import Draws
from vostochny.volumes.inputs import Row
from vostochny.volumes.simulate import Interval, interval, middle, weighted_interval
from vostochny.volumes.world import World

TOTAL_STEP = 10_000
CALL_STEP = 1000


def call_rows(world: World) -> list[Row]:
    """One row for every documented call."""
    rows: list[Row] = []
    of_ship: dict[str, Row] = {}
    for call in world.inputs.calls:
        ship = call.vessel_id or call.call_id
        if ship not in of_ship:
            of_ship[ship] = of_caller(world, world.caller(call))
        rows.append(
            {
                "call_id": call.call_id,
                "vessel_id": call.vessel_id,
                "month": call.first.isoformat()[:7],
                "dwt_basis": world.inputs.sizes.ship(call.vessel_id).basis if call.vessel_id else "fleet",
                **of_ship[ship],
            }
        )
    return rows


def of_caller(world: World, tonnes: Draws) -> dict[str, float]:
    """Size and barrels of one caller."""
    points = interval(tonnes)
    return {
        **rounded("dwt_tonnes", points, 100),
        "dwt_tonnes_point": float(round(points.central, -1)),
        **rounded("barrels", interval(world.barrels_per_deadweight_tonne * tonnes), CALL_STEP),
    }


def total_rows(world: World, weights: Draws | None) -> list[Row]:
    """Documented calls by month and year, and every counted series; `weights` are those of the published estimates."""
    return documented_totals(world, weights) + counted_totals(world, weights)


def documented_totals(world: World, weights: Draws | None) -> list[Row]:
    """Documented calls by month and year."""
    rows: list[Row] = []
    made = world.inputs.calls
    for period in sorted({key for call in made for key in (call.first.isoformat()[:7], str(call.first.year))}):
        calls = [call for call in made if call.first.isoformat().startswith(period)]
        what = {"total_id": f"documented-{period}", "basis": "documented", "period": period, "count_id": None}
        numbers = {"tellings": None, "calls": len(calls), "documented_calls": len(calls)}
        rows.append(total_row({**what, **numbers}, world.documented(calls), world.start, weights))
    return rows


def counted_totals(world: World, weights: Draws | None) -> list[Row]:
    """Every counted series, each count once, with its other tellings."""
    rows: list[Row] = []
    for series in world.inputs.series:
        what = {
            "total_id": f"counted-{series.count_id}",
            "basis": "counted",
            "period": f"{series.first}/{series.last}",
            "count_id": series.count_id,
            "tellings": ";".join(series.tellings) or None,
            "calls": series.calls,
            "documented_calls": len(world.inside(series)),
        }
        rows.append(total_row(what, world.barrels(series), world.start, weights))
    return rows


def total_row(what: Row, barrels: Draws, start: dict[str, float], weights: Draws | None) -> Row:
    """One row of totals: before and after the published estimates."""
    points = interval(barrels)
    nothing = {f"after_barrels_{key}": None for key in ("low", "central", "high")}
    after = nothing if weights is None else rounded("after_barrels", weighted_interval(barrels, weights), TOTAL_STEP)
    return {
        **what,
        "dwt_tonnes_point": round(points.central / float(np.prod(list(start.values()))), 1),
        **rounded("barrels", points, TOTAL_STEP),
        **after,
    }


def scenario_rows(world: World) -> list[Row]:
    """What the totals would be if the share of load were known: the middle of the simulations."""
    rows: list[Row] = []
    inputs = world.inputs
    documented = world.documented(inputs.calls) / world.barrels_per_deadweight_tonne
    bases: list[tuple[str, str | None, int, Draws]] = [("documented", None, len(inputs.calls), documented)]
    bases += [
        ("counted", item.count_id, item.calls, sum(world.tonnes(item), np.zeros(inputs.draws)))
        for item in inputs.series
    ]
    for name, parameter in sorted(inputs.parameters.items()):
        if not name.startswith("scenario-load-share-"):
            continue
        factor = world.cargo.barrels_per_deadweight_tonne(parameter.central)
        for basis, count_id, calls, tonnes in bases:
            rows.append(
                {
                    "scenario_id": f"{name.removeprefix('scenario-')}-{count_id or basis}",
                    "load_share": parameter.central,
                    "basis": basis,
                    "count_id": count_id,
                    "calls": calls,
                    "barrels": nearest(middle(factor * tonnes), TOTAL_STEP),
                }
            )
    return rows


def nearest(value: float, step: int) -> float:
    """A value in round numbers: more digits would promise what the number of simulations cannot hold."""
    return float(round(value / step) * step)


def rounded(name: str, points: Interval, step: int) -> dict[str, float]:
    """The three points of an interval in round numbers."""
    values = {"low": points.low, "central": points.central, "high": points.high}
    return {f"{name}_{key}": nearest(value, step) for key, value in values.items()}
