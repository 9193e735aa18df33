"""What else counts under the ceiling: amounts that states notified, and oil by rail, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vostochny.volumes.draws import Draws, Parameter, draw, stream
from vostochny.volumes.inputs import Inputs, Row, day

SUPPLIERS = ("China", "Russia")
BOTH = "China and Russia"
Point = tuple[date, float]


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

    rows: period_start, period_end, unit (barrel or tonne) and quantity
    """
    printed: dict[int, dict[str, float]] = {}
    for row in rows:
        if row["period_start"][4:] == "-01-01" and row["period_end"] == f"{row['period_start'][:4]}-12-31":
            amounts = printed.setdefault(int(row["period_start"][:4]), {})
            amounts[row["unit"]] = max(amounts.get(row["unit"], 0.0), float(row["quantity"]))
    return {year: by.get("barrel", by.get("tonne", 0.0) * per_tonne.low) for year, by in printed.items()}


def notified_points(rows: Iterable[Row], year: int) -> dict[str, list[Point]]:
    """By which day of a year each state is known to have supplied how many barrels since 1 January.

    rows: state, period_start, period_end and barrels of each notified amount
    A total of both states says what China had supplied once what Russia had is taken off. Where totals for the same day
    differ the lowest is taken, and a total below an earlier one is ignored.
    """
    totals: dict[str, dict[date, float]] = {}
    for row in rows:
        if row["period_start"] == f"{year}-01-01" and row["period_end"][:4] == str(year):
            until, known = day(row["period_end"]), totals.setdefault(str(row["state"]), {})
            known[until] = min(known.get(until, np.inf), float(row["barrels"]))
    russia = rising(totals.get("Russia", {}))
    china = dict(totals.get("China", {}))
    for until, amount in totals.get(BOTH, {}).items():
        china.setdefault(until, amount - max((barrels for when, barrels in russia if when <= until), default=0.0))
    return {"China": rising(china), "Russia": russia}


def rail_points(rows: Iterable[Row], year: int) -> list[Point]:
    """By which day of a year how many barrels are reported by rail since 1 January.

    rows: period_start, period_end, unit and quantity
    An amount for the last part of a longer period says what had gone before that part.
    """
    found: dict[date, float] = {}
    parts: list[Row] = []
    for row in rows:
        if row["unit"] == "barrel" and row["period_start"][:4] == row["period_end"][:4] == str(year):
            if row["period_start"][4:] == "-01-01":
                until = day(row["period_end"])
                found[until] = max(found.get(until, 0.0), float(row["quantity"]))
            else:
                parts.append(row)
    for row in parts:
        whole = found.get(day(row["period_end"]))
        if whole is not None:
            found.setdefault(day(row["period_start"]) - timedelta(days=1), whole - float(row["quantity"]))
    return rising(found)


def rising(totals: Mapping[date, float]) -> list[Point]:
    """Totals since 1 January in the order of their days, without any that is below an earlier one."""
    kept: list[Point] = []
    for when, barrels in sorted(totals.items()):
        if not kept or barrels >= kept[-1][1]:
            kept.append((when, barrels))
    return kept


@dataclass(frozen=True)
class Growth:
    """How an amount grew through the year, in each simulation, through all points that are known.

    spans: number of the first and of the last day, barrels reached before and after, and the exponent of the growth
    factor: by what the amounts are multiplied, one value a simulation
    Between two points the amount grows as a power of the time: with an exponent below one most comes early, above one
    late. After the last point nothing is added.
    """

    spans: tuple[tuple[int, int, float, float, Draws], ...]
    factor: Draws

    def by(self, number: int) -> Draws:
        """Barrels since 1 January by the end of a day, counted from 0."""
        reached = 0.0
        for before, end, low, high, power in self.spans:
            if number <= end:
                logarithm = np.log((number - before) / (end - before))
                grown: Draws = self.factor * (low + (high - low) * np.exp(logarithm * power))
                return grown
            reached = high
        return self.factor * reached


def growth(points: Sequence[Point], year: int, name: str, inputs: Inputs, factor: Draws) -> Growth:
    """The growth through the points of a year; the exponents are drawn once a span."""
    shape = inputs.parameters["between-known-days"]
    spans = []
    before, reached = -1, 0.0
    for until, barrels in points:
        end = (until - date(year, 1, 1)).days
        power = draw(shape, stream(inputs.seed, f"growth/{name}/{until}"), inputs.draws)
        spans.append((before, end, reached, barrels, power))
        before, reached = end, barrels
    return Growth(tuple(spans), factor)


def notified_growth(inputs: Inputs, year: int) -> list[Growth]:
    """How what each state notified grew through a year."""
    exact = np.ones(inputs.draws)
    points = sorted(notified_points(inputs.deliveries, year).items())
    return [growth(found, year, name, inputs, exact) for name, found in points]


def rail_growth(inputs: Inputs, year: int) -> Growth:
    """How what is reported by rail grew through a year."""
    error = draw(inputs.parameters["rail-reported-error"], stream(inputs.seed, "shared/rail"), inputs.draws)
    return growth(rail_points(inputs.rail, year), year, "rail", inputs, error)
