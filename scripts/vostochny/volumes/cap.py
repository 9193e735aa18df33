"""How the modelled sea deliveries stand against the yearly ceiling, and by when it was passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vostochny.volumes.draws import Draws, stream
from vostochny.volumes.inputs import Inputs, Row, Series, in_period
from vostochny.volumes.series import TOTAL_STEP, nearest, rounded
from vostochny.volumes.simulate import Interval, interval
from vostochny.volumes.supply import notified_by_year, notified_path, rail_by_year, rail_path
from vostochny.volumes.world import World

PROBABILITIES = (0.05, 0.5, 0.95)
BASES = ("sea", "sea-and-notified", "sea-notified-and-rail")
CASES = ("even", "late")
GAP = timedelta(days=14)  # calls further apart than this are not of one cluster


def position_rows(world: World) -> list[Row]:
    """One row a year: notified, modelled sea on both bases, reported rail and the ceiling, in columns of their own."""
    inputs = world.inputs
    rail = rail_by_year(inputs.rail, inputs.parameters["rail-barrels-per-tonne"])
    years = notified_by_year(inputs.notified, inputs.parameters["notified-barrels-per-tonne"])
    rows: list[Row] = []
    for year, notified in years.items():
        calls = [call for call in inputs.calls if call.first.year == year]
        series = world.main if world.main and world.main.first.year == year else None
        counted = interval(world.barrels(series)) if series else None
        empty = {f"counted_barrels_{key}": None for key in ("low", "central", "high")}
        rows.append(
            {
                "year": year,
                "notified_barrels_low": notified["barrels_low"],
                "notified_barrels_high": notified["barrels_high"],
                "notified_converted": notified["converted"],
                "documented_calls": len(calls),
                **rounded("documented_barrels", interval(world.documented(calls)), TOTAL_STEP),
                "count_id": series.count_id if series else None,
                **(rounded("counted_barrels", counted, TOTAL_STEP) if counted else empty),
                "rail_barrels_low": rail.get(year),
                "cap_barrels": inputs.cap_barrels,
            }
        )
    return rows


def cluster_end(inputs: Inputs, series: Series) -> date:
    """Last day of the last cluster of documented calls: three or more, each within two weeks of the one before.

    The first day of the series when there is no such cluster.
    """
    last = series.first
    run = 1
    calls = sorted(in_period(inputs.calls, series.first, series.last), key=lambda call: call.last)
    for before, call in zip(calls, calls[1:], strict=False):
        run = run + 1 if call.last - before.last <= GAP else 1
        if run >= 3:
            last = call.last
    return last


def loaded(world: World, series: Series, case: str) -> Draws:
    """Barrels loaded on each day of the year, shape (days, draws).

    Documented calls count on their last day. Nobody has published the days of the others: in the case `even` they fall
    evenly at random over the period of the series, in the case `late` over what is left of it after the last cluster
    of documented calls.
    """
    inputs = world.inputs
    start = date(series.first.year, 1, 1)
    inside = world.inside(series)
    days = np.zeros(((date(start.year, 12, 31) - start).days + 1, inputs.draws), dtype=np.float32)
    flat = days.ravel()
    every = np.arange(inputs.draws)
    first = series.first if case == "even" else cluster_end(inputs, series) + timedelta(days=1)
    span = (series.last - first).days + 1
    when = stream(inputs.seed, f"days/{series.count_id}")
    for number, tonnes in enumerate(world.tonnes(series)):
        barrels = world.factor * tonnes
        if number < len(inside):
            days[(inside[number].last - start).days] += barrels
        else:
            # The same draw in both cases, so that they differ by the case alone.
            on = (first - start).days + (when.random(inputs.draws) * span).astype(np.int64)
            flat[on * inputs.draws + every] += barrels.astype(np.float32)
    return days


@dataclass(frozen=True)
class Path:
    """One case day by day: points of what had been loaded, and by basis how likely the ceiling had been passed.

    before, after: probabilities before and after the published estimates, shape (days,)
    """

    points: Sequence[Interval]
    before: dict[str, Draws]
    after: dict[str, Draws]


def follow(world: World, days: Draws, others: dict[str, Draws], weights: Draws | None) -> Path:
    """The loadings of one case, added up day by day, against the ceiling on each basis.

    others: by basis, what else counts by the end of each day, shape (days, draws); None for nothing
    """
    sum_so_far = np.zeros(world.inputs.draws)
    points: list[Interval] = []
    before = {basis: np.zeros(len(days)) for basis in BASES}
    after = {basis: np.zeros(len(days)) for basis in BASES}
    for number, day in enumerate(days):
        moved = bool(day.any())
        if moved:
            sum_so_far += day
        points.append(interval(sum_so_far) if moved or not points else points[-1])
        for basis in BASES:
            other = others.get(basis)
            passed = (sum_so_far if other is None else sum_so_far + other[number]) > world.inputs.cap_barrels
            before[basis][number] = passed.mean()
            after[basis][number] = before[basis][number] if weights is None else weights[passed].sum()
    return Path(points, before, after)


def passed_tables(
    world: World, loadings: dict[str, Draws], weights: Draws | None
) -> dict[str, list[Row]]:
    """Day by day what had been loaded and how likely the ceiling had been passed, and the days that this gives."""
    series = world.main
    if series is None:
        return {"cap_by_day": [], "cap_passed": []}
    year = series.first.year
    notified = notified_path(world.inputs, year)
    rail = rail_path(world.inputs, year)
    others = {"sea-and-notified": notified, "sea-notified-and-rail": notified + rail}
    paths = {case: follow(world, loadings[case], others, weights) for case in CASES}
    floor = documented_points(world, year)
    by_day: list[Row] = []
    for number, floored in enumerate(floor):
        by_day.append(
            {
                "day": (date(year, 1, 1) + timedelta(days=number)).isoformat(),
                **rounded("documented_barrels", floored, TOTAL_STEP),
                "count_id": series.count_id,
                **rounded("counted_barrels", paths["even"].points[number], TOTAL_STEP),
                "counted_late_barrels_central": nearest(paths["late"].points[number].central, TOTAL_STEP),
                "notified_barrels_low": float(round(interval(notified[number]).central)),
                "rail_barrels_low": float(round(interval(rail[number]).central)),
                **{
                    f"probability_{basis.replace('-', '_')}{'' if case == 'even' else '_late'}": round(
                        float(paths[case].before[basis][number]), 4
                    )
                    for case in CASES
                    for basis in BASES
                },
            }
        )
    passed = [
        passed_row(basis, case, series.count_id, date(year, 1, 1), paths[case], wanted)
        for basis in BASES
        for case in CASES
        for wanted in PROBABILITIES
    ]
    return {"cap_by_day": by_day, "cap_passed": passed}


def documented_points(world: World, year: int) -> list[Interval]:
    """Points of what the documented calls had loaded by the end of each day of a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    calls = in_period(world.inputs.calls, first, last)
    found: list[Interval] = []
    for number in range((last - first).days + 1):
        today = first + timedelta(days=number)
        if found and all(call.last != today for call in calls):
            found.append(found[-1])
        else:
            found.append(interval(world.documented([call for call in calls if call.last <= today])))
    return found


def passed_row(basis: str, case: str, count_id: str, first: date, path: Path, wanted: float) -> Row:
    """The first day on which the probability reaches `wanted`, before and after the estimates; none when never."""

    def reached(chances: Draws) -> str | None:
        days = np.flatnonzero(chances >= wanted)
        return (first + timedelta(days=int(days[0]))).isoformat() if days.size else None

    name = basis if case == "even" else f"{basis}-{case}"
    return {
        "passed_id": f"{name}-at-{round(wanted * 100)}-per-cent",
        "basis": basis,
        "undocumented_calls": case,
        "count_id": count_id,
        "day": reached(path.before[basis]),
        "after_day": reached(path.after[basis]),
        "probability": wanted,
    }
