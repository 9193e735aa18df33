"""How the modelled sea deliveries stand against the yearly ceiling, and by when it was passed."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from vostochny.volumes.draws import Draws, stream
from vostochny.volumes.inputs import Inputs, Row, Series
from vostochny.volumes.series import deadweights, in_period, rounded, series_deadweights
from vostochny.volumes.simulate import interval, total

MONTH_ENDS = [date(2024, month + 1, 1) - timedelta(days=1) for month in range(1, 12)] + [date(2024, 12, 31)]
PROBABILITIES = (0.05, 0.5, 0.95)


def widest_closed(inputs: Inputs, year: int) -> Series | None:
    """The series that stands for the counted basis of a year: the largest count inside it whose days are stated.

    The Open Source Centre's 43 for 2024: the full-year figure of 50 is printed as tankers and without its days.
    """
    inside = [item for item in inputs.series if item.first.year == item.last.year == year]
    exact = [item for item in inside if (item.first.day, item.first.month) != (1, 1)]
    return max(exact, key=lambda item: (item.calls, -(item.last - item.first).days), default=None)


def position_rows(inputs: Inputs, shared: Draws) -> list[Row]:
    """One row a year: notified, modelled sea on both bases, reported rail and the ceiling, in columns of their own."""
    rail = {int(row["year"]): row for row in inputs.rail}
    rows: list[Row] = []
    for notified in inputs.notified:
        year = int(notified["year"])
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
                "documented_calls": len(calls),
                **rounded("documented_barrels", documented, 1000),
                "count_id": series.count_id if series else None,
                **(rounded("counted_barrels", counted, 1000) if counted else empty),
                "rail_barrels_low": rail[year]["barrels_low"] if year in rail else None,
                "cap_barrels": inputs.cap_barrels,
            }
        )
    return rows


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


def passed_rows(inputs: Inputs, shared: Draws, year: int = 2024) -> list[Row]:
    """The probability that the ceiling was passed by each month's end, and the days at 5, 50 and 95 per cent."""
    series = widest_closed(inputs, year)
    if series is None:
        return []
    sea = daily_sea(inputs, series, shared)
    notified = next((row for row in inputs.notified if int(row["year"]) == year), None)
    share = np.linspace(1 / len(sea), 1, len(sea))
    also = float(notified["barrels_low"] or 0) if notified else 0.0
    rows: list[Row] = []
    for basis, barrels in (("sea", sea), ("sea-and-notified", sea + also * share[:, np.newaxis])):
        probability = np.mean(barrels > inputs.cap_barrels, axis=1)
        start = date(year, 1, 1)
        for month_end in MONTH_ENDS:
            reached = float(probability[(month_end - start).days])
            rows.append(passed_row(basis, series.count_id, "by-day", month_end, reached))
        for wanted in PROBABILITIES:
            days = np.flatnonzero(probability >= wanted)
            on = start + timedelta(days=int(days[0])) if days.size else None
            rows.append(passed_row(basis, series.count_id, f"at-{round(wanted * 100)}-per-cent", on, wanted))
    return rows


def passed_row(basis: str, count_id: str, kind: str, on: date | None, probability: float) -> Row:
    """One row; `on` is None when the probability is never reached."""
    name = f"{basis}-{on}" if kind == "by-day" else f"{basis}-{kind}"
    return {
        "passed_id": name,
        "basis": basis,
        "count_id": count_id,
        "kind": kind,
        "day": on.isoformat() if on else None,
        "probability": round(probability, 4),
    }
