"""What the model is given: rows of the tables made into typed inputs, or refused in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vostochny.model.errors import InputError
from vostochny.volumes.barrels_per_deadweight import PRODUCTS
from vostochny.volumes.deadweight import Ship, Sizes, sizes
from vostochny.volumes.draws import Parameter

Row = Mapping[str, Any]
NEEDED = {
    "between-known-days",
    "caller-deadweight",
    "cargo-share-of-deadweight",
    "cloud-persistence",
    "evidence-shared-weight",
    "evidence-width",
    "fleet-ships",
    "listed-share",
    "load-is-of-deadweight",
    "load-share",
    "notified-barrels-per-tonne",
    "rail-barrels-per-tonne",
    "rail-reported-error",
    "register-error",
    "stay-days",
    "tank-fill-limit",
    "tank-volume",
    "unknown-tonnage-is-gross",
    "unseen-share",
    *(f"product-{product}-share" for product in PRODUCTS),
    *(f"barrels-per-tonne-{product}" for product in PRODUCTS),
}


@dataclass(frozen=True)
class Call:
    """A documented call: who (None when not identified), and from which to which day."""

    call_id: str
    vessel_id: str | None
    first: date
    last: date


@dataclass(frozen=True)
class Series:
    """A counted series of calls at the port.

    calls: how many
    listed: at least so many of them by ships on the UN list, as the same observer counted; 0 where nothing is counted
    tellings: other rows of call_counts that repeat the same count
    """

    count_id: str
    calls: int
    first: date
    last: date
    counted_by: str = ""
    exact: bool = True
    listed: int = 0
    tellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """All that one run of the model rests on.

    fleet: ships named at the port
    made: documented calls of each named ship
    deliveries: what states notified, period by period, and rail: what is published of it; rows of the tables
    """

    parameters: Mapping[str, Parameter]
    parameter_set: str
    sizes: Sizes
    fleet: tuple[str, ...]
    made: Mapping[str, int]
    calls: tuple[Call, ...]
    series: tuple[Series, ...]
    estimates: tuple[Row, ...]
    notified: tuple[Row, ...]
    deliveries: tuple[Row, ...]
    rail: tuple[Row, ...]
    cap_barrels: float
    seed: int
    draws: int


def day(text: str) -> date:
    """A day as the tables write it."""
    return date.fromisoformat(text)


def in_period(calls: Iterable[Call], first: date, last: date) -> list[Call]:
    """The calls of which at least one day lies in the period."""
    return [call for call in calls if call.first <= last and call.last >= first]


def parameter_set(rows: Sequence[Row]) -> str:
    """First eight digits of SHA-256 over the parameters, by which a result names the set it was made with."""
    kept = ("parameter_id", "low", "central", "high", "distribution")
    ordered = sorted(rows, key=lambda row: str(row["parameter_id"]))
    text = json.dumps([[row[name] for name in kept] for row in ordered])
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def from_rows(tables: Mapping[str, Sequence[Row]], cap_barrels: float, seed: int, draws: int) -> Inputs:
    """Inputs from rows named as the queries of the database room name them.

    Raises InputError when a parameter is missing or the sizes of ships cannot be predicted.
    """
    parameters = {str(row["parameter_id"]): Parameter.from_row(row) for row in tables["parameters"]}
    if missing := sorted(NEEDED - set(parameters)):
        raise InputError(f"data/model_parameters.csv lacks {missing[0]}; the model cannot do without it")
    try:
        known = sizes([Ship.from_row(row) for row in tables["tankers"]], parameters, seed)
    except ValueError as error:
        raise InputError(f"data/vessels.csv: {error}") from error
    calls = tuple(
        Call(row["call_id"], row["vessel_id"], day(row["date_earliest"]), day(row["date_latest"]))
        for row in tables["calls"]
    )
    return Inputs(
        parameters,
        parameter_set(tables["parameters"]),
        known,
        tuple(str(row["vessel_id"]) for row in tables["fleet"]),
        {row["vessel_id"]: int(row["calls"]) for row in tables["made"]},
        calls,
        tuple(one_row_a_count(tables["counts"], tables["listed"], calls)),
        tuple(tables["estimates"]),
        tuple(tables["notified"]),
        tuple(tables["deliveries"]),
        tuple(tables["rail"]),
        cap_barrels,
        seed,
        draws,
    )


def one_row_a_count(counts: Sequence[Row], listed: Sequence[Row], calls: Sequence[Call]) -> list[Series]:
    """The counted series, each once: what one observer counted at the port in overlapping periods is one count.

    Of its tellings the one with the most calls is used, then the one with the most documented calls in its period,
    then the exact one. The others are named beside it.
    """
    groups: list[list[Row]] = []
    for row in sorted(counts, key=lambda row: (row["counted_by"], row["period_start"], row["count_id"])):
        last = groups[-1] if groups else []
        if last and last[0]["counted_by"] == row["counted_by"] and any(overlap(row, other) for other in last):
            last.append(row)
        else:
            groups.append([row])
    found = []
    for group in groups:
        best = max(group, key=lambda row: (number(row), documented(row, calls), row["qualifier"] == "exactly"))
        least = [number(row) for row in listed if row["counted_by"] == best["counted_by"] and overlap(row, best)]
        others = sorted(row["count_id"] for row in group if row is not best)
        first, last_day = day(best["period_start"]), day(best["period_end"])
        exact = best["qualifier"] == "exactly"
        found.append(
            Series(
                best["count_id"],
                number(best),
                first,
                last_day,
                best["counted_by"],
                exact,
                max(least, default=0),
                tuple(others),
            )
        )
    return sorted(found, key=lambda series: series.count_id)


def number(row: Row) -> int:
    """How many calls a row of call_counts counts."""
    return int(row["count_low"] or row["count_high"])


def overlap(row: Row, other: Row) -> bool:
    """Whether two rows speak of days in common."""
    return bool(row["period_start"] <= other["period_end"] and row["period_end"] >= other["period_start"])


def documented(row: Row, calls: Sequence[Call]) -> int:
    """How many documented calls fall in the period of a row, at the most as many as it counts."""
    return min(len(in_period(calls, day(row["period_start"]), day(row["period_end"]))), number(row))


def headline(inputs: Inputs, year: int) -> Series | None:
    """The series used as the counted basis of a year: the largest count inside it whose days are stated.

    The Open Source Centre's 43 for 2024: the full-year figure of 50 is printed as tankers and without its days.
    """
    inside = [item for item in inputs.series if item.first.year == item.last.year == year]
    stated = [item for item in inside if (item.first.day, item.first.month) != (1, 1)]
    return max(stated, key=lambda item: (item.calls, -(item.last - item.first).days), default=None)
