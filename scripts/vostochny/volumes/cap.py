"""How the modelled sea deliveries stand against the yearly ceiling, and by when it was passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from vostochny.volumes.draws import Draws, Parameter, stream
from vostochny.volumes.inputs import Inputs, Row, Series
from vostochny.volumes.series import deadweights, in_period, rounded, series_deadweights
from vostochny.volumes.simulate import interval, intervals, total

PROBABILITIES = (0.05, 0.5, 0.95)
SUPPLIERS = ("China", "Russia")


def notified_by_year(rows: Iterable[Row], per_tonne: Parameter) -> dict[int, Row]:
    """Barrels that China and Russia notified for each year for which both reported an amount.

    rows: the states' own rows of the query on notified deliveries, with the ends in barrels and in tonnes
    per_tonne: barrels per tonne, used only where a state's amount is known in tonnes alone
    Barrels that a state printed win over converted tonnes; where figures rival, the lowest and the highest are kept.
    """
    years: dict[int, dict[str, Row]] = {}
    for row in rows:
        if row["state"] in SUPPLIERS and (row["barrels_low"] is not None or row["tonnes_low"] is not None):
            years.setdefault(int(row["year"]), {})[str(row["state"])] = row
    found: dict[int, Row] = {}
    for year, states in sorted(years.items()):
        if len(states) < len(SUPPLIERS):
            continue
        converted = [name for name, row in sorted(states.items()) if row["barrels_low"] is None]
        low = sum(
            row["barrels_low"] if row["barrels_low"] is not None else row["tonnes_low"] * per_tonne.low
            for row in states.values()
        )
        high = sum(
            row["barrels_high"] if row["barrels_high"] is not None else row["tonnes_high"] * per_tonne.high
            for row in states.values()
        )
        found[year] = {"barrels_low": round(low), "barrels_high": round(high), "converted": ";".join(converted) or None}
    return found


def rail_by_year(rows: Iterable[Row], per_tonne: Parameter) -> dict[int, float]:
    """The least that is reported by rail for each whole year, in barrels; tonnes only where no barrels are printed.

    rows: year, unit (barrel or tonne) and quantity
    """
    printed: dict[int, dict[str, float]] = {}
    for row in rows:
        amounts = printed.setdefault(int(row["year"]), {})
        amounts[row["unit"]] = max(amounts.get(row["unit"], 0.0), float(row["quantity"]))
    return {year: by.get("barrel", by.get("tonne", 0.0) * per_tonne.low) for year, by in printed.items()}


def widest_closed(inputs: Inputs, year: int) -> Series | None:
    """The series that stands for the counted basis of a year: the largest count inside it whose days are stated.

    The Open Source Centre's 43 for 2024: the full-year figure of 50 is printed as tankers and without its days.
    """
    inside = [item for item in inputs.series if item.first.year == item.last.year == year]
    exact = [item for item in inside if (item.first.day, item.first.month) != (1, 1)]
    return max(exact, key=lambda item: (item.calls, -(item.last - item.first).days), default=None)


def position_rows(inputs: Inputs, shared: Draws) -> list[Row]:
    """One row a year: notified, modelled sea on both bases, reported rail and the ceiling, in columns of their own."""
    rail = rail_by_year(inputs.rail, inputs.parameters["rail-barrels-per-tonne"])
    rows: list[Row] = []
    for year, notified in notified_years(inputs).items():
        calls = [call for call in inputs.calls if call.first.year == year]
        documented = interval(total(shared, deadweights(inputs, calls)))
        series = widest_closed(inputs, year)
        counted = interval(total(shared, series_deadweights(inputs, series))) if series else None
        empty = {f"counted_barrels_{key}": None for key in ("low", "central", "high")}
        rows.append(
            {
                "year": year,
                "notified_barrels_low": notified["barrels_low"],
                "notified_barrels_high": notified["barrels_high"],
                "notified_converted": notified["converted"],
                "documented_calls": len(calls),
                **rounded("documented_barrels", documented, 1000),
                "count_id": series.count_id if series else None,
                **(rounded("counted_barrels", counted, 1000) if counted else empty),
                "rail_barrels_low": rail.get(year),
                "cap_barrels": inputs.cap_barrels,
            }
        )
    return rows


def notified_years(inputs: Inputs) -> Mapping[int, Row]:
    """What was notified, by year, with the conversion that the parameters give."""
    return notified_by_year(inputs.notified, inputs.parameters["notified-barrels-per-tonne"])


def daily_sea(inputs: Inputs, series: Series, shared: Draws) -> Draws:
    """Barrels loaded by the end of each day of the year, shape (days, draws).

    Documented calls count on their last day; the others fall evenly at random over the series' period, which is an
    assumption, because nobody has published their days.
    """
    start = date(series.first.year, 1, 1)
    inside = in_period(inputs.calls, series.first, series.last)[: series.calls]
    days = np.zeros(((date(start.year, 12, 31) - start).days + 1, inputs.draws))
    every = np.arange(inputs.draws)
    when = stream(inputs.seed, f"days/{series.count_id}")
    for number, tonnes in enumerate(series_deadweights(inputs, series)):
        if number < len(inside):
            on = np.full(inputs.draws, (inside[number].last - start).days)
        else:
            on = when.integers((series.first - start).days, (series.last - start).days, inputs.draws, endpoint=True)
        days[on, every] += shared * tonnes
    return np.cumsum(days, axis=0)


def passed_tables(inputs: Inputs, shared: Draws, year: int = 2024) -> dict[str, list[Row]]:
    """Day by day what had been loaded and how likely the ceiling had been passed, and the days that this gives."""
    series = widest_closed(inputs, year)
    if series is None:
        return {"cap_by_day": [], "cap_passed": []}
    first, last = date(year, 1, 1), date(year, 12, 31)
    inside = in_period(inputs.calls, first, last)
    documented = intervals(daily_sea(inputs, Series(f"documented-{year}", len(inside), first, last), shared))
    sea = daily_sea(inputs, series, shared)
    counted = intervals(sea)
    share = np.linspace(1 / len(sea), 1, len(sea))
    notified = share * float(notified_years(inputs).get(year, {"barrels_low": 0})["barrels_low"])
    alone = np.mean(sea > inputs.cap_barrels, axis=1)
    together = np.mean(sea + notified[:, np.newaxis] > inputs.cap_barrels, axis=1)
    by_day: list[Row] = [
        {
            "day": (first + timedelta(days=number)).isoformat(),
            **rounded("documented_barrels", documented[number], 100),
            "count_id": series.count_id,
            **rounded("counted_barrels", counted[number], 100),
            "notified_barrels_low": float(round(notified[number])),
            "probability_sea": round(float(alone[number]), 4),
            "probability_sea_and_notified": round(float(together[number]), 4),
        }
        for number in range(len(sea))
    ]
    days: list[Row] = [
        passed_row(basis, series.count_id, first, chances, wanted)
        for basis, chances in (("sea", alone), ("sea-and-notified", together))
        for wanted in PROBABILITIES
    ]
    return {"cap_by_day": by_day, "cap_passed": days}


def passed_row(basis: str, count_id: str, first: date, chances: Sequence[float] | Draws, wanted: float) -> Row:
    """The first day on which the probability reaches `wanted`; no day when it never does."""
    days = np.flatnonzero(np.asarray(chances) >= wanted)
    return {
        "passed_id": f"{basis}-at-{round(wanted * 100)}-per-cent",
        "basis": basis,
        "count_id": count_id,
        "day": (first + timedelta(days=int(days[0]))).isoformat() if days.size else None,
        "probability": wanted,
    }
