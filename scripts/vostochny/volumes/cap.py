"""The modelled sea deliveries against the yearly ceiling, and the day by which it was passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vostochny.volumes.draws import Draws
from vostochny.volumes.inputs import Row, in_period
from vostochny.volumes.loadings import CASES, Loadings
from vostochny.volumes.series import TOTAL_STEP, nearest, rounded
from vostochny.volumes.simulate import Interval, interval, middle
from vostochny.volumes.supply import notified_by_year, notified_growth, rail_by_year, rail_growth
from vostochny.volumes.world import World

PROBABILITIES = (0.05, 0.5, 0.95)
BASES = ("sea", "sea-and-notified", "sea-notified-and-rail")
OTHER_STEP = 1000


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


@dataclass
class Path:
    """One case day by day: points of what had been loaded, and by basis how likely the ceiling had been passed.

    so_far: barrels loaded, one value a simulation
    before, after: probabilities before and after the published estimates, by basis, one value a day
    """

    so_far: Draws
    points: list[Interval]
    before: dict[str, list[float]]
    after: dict[str, list[float]]

    def step(self, loaded: Draws | None, others: Mapping[str, Draws], cap: float, weights: Draws | None) -> None:
        """Go on by one day, on which `loaded` barrels came and `others` were reached on the wider bases."""
        if loaded is not None:
            self.so_far += loaded
        self.points.append(self.points[-1] if loaded is None and self.points else interval(self.so_far))
        for basis in BASES:
            passed = self.so_far + others[basis] > cap if basis in others else self.so_far > cap
            self.before[basis].append(float(passed.mean()))
            self.after[basis].append(float(passed.mean() if weights is None else weights[passed].sum()))


def passed_tables(world: World, made: Mapping[str, Loadings], weights: Draws | None) -> dict[str, list[Row]]:
    """Day by day what had been loaded and how likely the ceiling had been passed, and the days that this gives."""
    series = world.main
    if series is None:
        return {"cap_by_day": [], "cap_passed": []}
    inputs = world.inputs
    first = date(series.first.year, 1, 1)
    states, by_rail = notified_growth(inputs, first.year), rail_growth(inputs, first.year)
    paths = {
        case: Path(np.zeros(inputs.draws), [], {basis: [] for basis in BASES}, {basis: [] for basis in BASES})
        for case in CASES
    }
    by_day: list[Row] = []
    for number, floor in enumerate(documented_points(world, first.year)):
        notified = sum((state.by(number) for state in states), np.zeros(inputs.draws))
        rail = by_rail.by(number)
        others = {"sea-and-notified": notified, "sea-notified-and-rail": notified + rail}
        for case, path in paths.items():
            path.step(made[case].on(number), others, inputs.cap_barrels, weights)
        by_day.append(
            {
                "day": (first + timedelta(days=number)).isoformat(),
                **rounded("documented_barrels", floor, TOTAL_STEP),
                "count_id": series.count_id,
                **rounded("counted_barrels", paths["even"].points[-1], TOTAL_STEP),
                "counted_late_barrels_central": nearest(paths["late"].points[-1].central, TOTAL_STEP),
                "notified_barrels_low": nearest(middle(notified), OTHER_STEP),
                "rail_barrels_low": nearest(middle(rail), OTHER_STEP),
                **chances(paths),
            }
        )
    passed = [
        passed_row(basis, case, series.count_id, first, paths[case], wanted)
        for basis in BASES
        for case in CASES
        for wanted in PROBABILITIES
    ]
    return {"cap_by_day": by_day, "cap_passed": passed}


def chances(paths: Mapping[str, Path]) -> dict[str, float]:
    """How likely the ceiling had been passed by the last day that was reached, by basis and case."""
    endings = {"even": "", "late": "_late"}
    return {
        f"probability_{basis.replace('-', '_')}{endings[case]}": round(path.before[basis][-1], 3)
        for case, path in paths.items()
        for basis in BASES
    }


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
    """The first day on which the probability reaches `wanted`, before and after the estimates, or None."""

    def reached(chances: list[float]) -> str | None:
        days = [number for number, chance in enumerate(chances) if chance >= wanted]
        return (first + timedelta(days=days[0])).isoformat() if days else None

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
