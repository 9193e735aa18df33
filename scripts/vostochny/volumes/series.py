"""Barrels of the documented calls and of the counted series: side by side, never one added to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vostochny.volumes.draws import Draws
from vostochny.volumes.inputs import Call, Inputs, Row, Series
from vostochny.volumes.simulate import Interval, central_factor, interval, total


def in_period(calls: Sequence[Call], first: date, last: date) -> list[Call]:
    """The calls of which at least one day lies in the period."""
    return [call for call in calls if call.first <= last and call.last >= first]


def deadweights(inputs: Inputs, calls: Sequence[Call]) -> Iterator[Draws]:
    """Draws of the deadweight of each documented call, in tonnes."""
    for call in calls:
        yield caller(inputs, call.vessel_id, call.purpose)


def series_deadweights(inputs: Inputs, series: Series) -> Iterator[Draws]:
    """The same for a counted series: its documented calls as they are, the rest drawn from the fleet.

    The callers that are not documented are the same ships in every series, so that series differ by what they count.
    """
    inside = in_period(inputs.calls, series.first, series.last)[: series.calls]
    yield from deadweights(inputs, inside)
    for number in range(series.calls - len(inside)):
        yield caller(inputs, None, f"caller/{number}")


def caller(inputs: Inputs, vessel_id: str | None, purpose: str) -> Draws:
    """Draws of one caller's deadweight in tonnes, made once a run however many results rest on them."""
    if purpose not in inputs.memory:
        inputs.memory[purpose] = inputs.sizes.draws(vessel_id, purpose, inputs.draws)
    return inputs.memory[purpose]


def central_tonnes(inputs: Inputs, series: Series) -> float:
    """Deadweight of a series in tonnes without any draw."""
    inside = in_period(inputs.calls, series.first, series.last)[: series.calls]
    known = sum(inputs.sizes.central(call.vessel_id) for call in inside)
    return known + (series.calls - len(inside)) * inputs.sizes.central(None)


def call_rows(inputs: Inputs, shared: Draws) -> list[Row]:
    """One row for every documented call."""
    rows: list[Row] = []
    for call, tonnes in zip(inputs.calls, deadweights(inputs, inputs.calls), strict=True):
        rows.append(
            {
                "call_id": call.call_id,
                "vessel_id": call.vessel_id,
                "month": call.first.isoformat()[:7],
                "dwt_basis": inputs.sizes.basis(call.vessel_id),
                **rounded("dwt_tonnes", interval(tonnes), 10),
                "dwt_tonnes_point": round(inputs.sizes.central(call.vessel_id), 1),
                **rounded("barrels", interval(shared * tonnes), 100),
            }
        )
    return rows


def total_rows(inputs: Inputs, shared: Draws) -> list[Row]:
    """Documented calls by month and year, and every counted series."""
    return documented_totals(inputs, shared) + counted_totals(inputs, shared)


def documented_totals(inputs: Inputs, shared: Draws) -> list[Row]:
    """Documented calls by month and year."""
    rows: list[Row] = []
    for period in sorted({key for call in inputs.calls for key in (call.first.isoformat()[:7], str(call.first.year))}):
        calls = [call for call in inputs.calls if call.first.isoformat().startswith(period)]
        barrels = interval(total(shared, deadweights(inputs, calls)))
        tonnes = sum(inputs.sizes.central(call.vessel_id) for call in calls)
        rows.append(
            total_row(f"documented-{period}", "documented", period, None, len(calls), len(calls), tonnes, barrels)
        )
    return rows


def counted_totals(inputs: Inputs, shared: Draws) -> list[Row]:
    """Every counted series."""
    rows: list[Row] = []
    for series in inputs.series:
        inside = in_period(inputs.calls, series.first, series.last)[: series.calls]
        barrels = interval(total(shared, series_deadweights(inputs, series)))
        period = f"{series.first}/{series.last}"
        tonnes = central_tonnes(inputs, series)
        name = f"counted-{series.count_id}"
        rows.append(total_row(name, "counted", period, series.count_id, series.calls, len(inside), tonnes, barrels))
    return rows


def total_row(
    name: str,
    basis: str,
    period: str,
    count_id: str | None,
    calls: int,
    documented: int,
    tonnes: float,
    barrels: Interval,
) -> Row:
    """One row of totals."""
    return {
        "total_id": name,
        "basis": basis,
        "period": period,
        "count_id": count_id,
        "calls": calls,
        "documented_calls": documented,
        "dwt_tonnes_point": round(tonnes, 1),
        **rounded("barrels", barrels, 1000),
    }


def scenario_rows(inputs: Inputs) -> list[Row]:
    """What the totals would be at fixed shares of load, everything else at its central value."""
    rows: list[Row] = []
    load = inputs.parameters["load-share"].central
    per_tonne = central_factor(inputs.parameters) / load
    documented = sum(inputs.sizes.central(call.vessel_id) for call in inputs.calls)
    bases: list[tuple[str, str | None, int, float]] = [("documented", None, len(inputs.calls), documented)]
    bases += [("counted", item.count_id, item.calls, central_tonnes(inputs, item)) for item in inputs.series]
    for name, parameter in sorted(inputs.parameters.items()):
        if name.startswith("scenario-load-share-"):
            for basis, count_id, calls, tonnes in bases:
                rows.append(
                    {
                        "scenario_id": f"{name.removeprefix('scenario-')}-{count_id or basis}",
                        "load_share": parameter.central,
                        "basis": basis,
                        "count_id": count_id,
                        "calls": calls,
                        "barrels": round(tonnes * per_tonne * parameter.central),
                    }
                )
    return rows


def rounded(name: str, points: Interval, step: int) -> dict[str, float]:
    """The three points of an interval in round numbers: more digits would promise what the model cannot hold."""
    values = {"low": points.low, "central": points.central, "high": points.high}
    return {f"{name}_{key}": float(round(value / step) * step) for key, value in values.items()}
