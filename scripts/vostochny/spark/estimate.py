"""The volume model over calls that Spark reads: the same inputs, draws and shared errors, summed by partition.

No second model is written. A ship's size is drawn by `Sizes.draws` from the stream that bears the ship's name,
whichever worker draws it; what all calls share is drawn once, on the driver, by `shared_factor`. Workers return sums of
tonnes, one value a simulation, and the sum does not depend on who added what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vostochny.database.model_results import CAP, INPUTS, PORT, ceiling
from vostochny.model.errors import BuildError, InputError
from vostochny.model.schema import Dataset
from vostochny.spark.read_tables import register
from vostochny.spark.sql.expression_types import Columns, columns_of
from vostochny.spark.sql.translate import to_spark
from vostochny.volumes.compute import run_id
from vostochny.volumes.deadweight import Sizes
from vostochny.volumes.inputs import Call, Inputs, day, from_rows
from vostochny.volumes.series import counted_totals, total_row
from vostochny.volumes.simulate import interval, shared_factor

# Calls of one ship, or one call of an unidentified one, in one month.
MONTHLY = (
    "select coalesce(vessel_id, call_id) as purpose, vessel_id, substr(date_earliest, 1, 7) as month, "
    "count(*) as calls from port_calls where port_id = :port and operation = 'load' group by 1, 2, 3"
)


def estimate_on_spark(dataset: Dataset, spark: Any, data: str, seed: int, draws: int) -> dict[str, list[Any]]:
    """The run and its rows of volume_totals for the tables under `data`, a path or URI.

    Raises BuildError when the tables lack what the model needs.
    """
    register(spark, dataset, data)
    asked = Asked(spark, columns_of(dataset))
    try:
        inputs = inputs_on_spark(asked, seed, draws)
    except InputError as error:
        raise BuildError(str(error)) from error
    shared = shared_factor(inputs.parameters, seed, draws)
    rows = list(documented_rows(asked, inputs, shared))
    for series in inputs.series:
        # A counted series takes no more documented calls than it counts, in the order of their identifiers.
        calls = calls_of(asked, str(series.first), str(series.last), series.calls)
        rows += map(dict, counted_totals(replace(inputs, calls=tuple(calls), series=(series,), memory={}), shared))
    return {"model_runs": [{"run_id": run_id(inputs)}], "volume_totals": rows}


@dataclass(frozen=True)
class Asked:
    """The session that is asked, and what the names of the columns tell."""

    spark: Any
    columns: Columns

    def frame(self, sql: str) -> Any:
        """The answer to a statement in SQLite's dialect about the port."""
        return self.spark.sql(to_spark(sql.replace(":port", f"'{PORT}'"), self.columns))

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """All of its rows, as dictionaries."""
        return [row.asDict() for row in self.frame(sql).collect()]


def inputs_on_spark(asked: Asked, seed: int, draws: int) -> Inputs:
    """What the model is given besides the calls, which stay where they are."""
    names = ("parameters", "tankers", "fleet", "counts")
    tables = {name: asked.rows(INPUTS[name]) for name in names}
    cap_barrels = ceiling(asked.rows(CAP))
    return from_rows({**tables, "calls": [], "estimates": [], "notified": [], "rail": []}, cap_barrels, seed, draws)


def calls_of(asked: Asked, first: str, last: str, most: int) -> list[Call]:
    """The first calls of which a day lies in a period."""
    sql = (
        f"{INPUTS['calls'].partition(' order by ')[0]} and date_earliest <= '{last}' and date_latest >= '{first}' "
        f"order by call_id limit {most}"
    )
    return [
        Call(row["call_id"], row["vessel_id"], day(row["date_earliest"]), day(row["date_latest"]))
        for row in asked.rows(sql)
    ]


def documented_rows(asked: Asked, inputs: Inputs, shared: Any) -> Iterator[dict[str, Any]]:
    """The totals of the documented calls, by month and by year."""
    monthly = asked.frame(MONTHLY).repartition("purpose").sortWithinPartitions("purpose")
    sizes, draws = inputs.sizes, inputs.draws
    tonnes: dict[str, Any] = {}
    counts: dict[str, int] = {}
    points: dict[str, float] = {}
    for period, calls, point, drawn in monthly.rdd.mapPartitions(
        lambda rows: sums(rows, sizes, draws)
    ).toLocalIterator():
        counts[period] = counts.get(period, 0) + calls
        points[period] = points.get(period, 0.0) + point
        tonnes[period] = tonnes.get(period, 0) + np.frombuffer(drawn)
    for period in sorted(tonnes):
        barrels = interval(shared * tonnes[period])
        calls = counts[period]
        row = total_row(f"documented-{period}", "documented", period, None, calls, calls, points[period], barrels)
        yield dict(row)


def sums(rows: Iterable[Any], sizes: Sizes, draws: int) -> Iterator[tuple[str, int, float, bytes]]:
    """For each period the calls of one partition, their tonnes at the centre and their tonnes in every simulation."""
    found: dict[str, tuple[int, float, Any]] = {}
    memory: dict[str, Any] = {}
    for row in rows:
        if row.purpose not in memory:
            memory.clear()  # the rows of one ship follow each other; thousands of ships do not fit into memory
            memory[row.purpose] = sizes.draws(row.vessel_id, row.purpose, draws)
        point = sizes.central(row.vessel_id) * row.calls
        for period in (row.month, row.month[:4]):
            calls, centre, tonnes = found.get(period) or (0, 0.0, np.zeros(draws))
            tonnes += row.calls * memory[row.purpose]
            found[period] = (calls + row.calls, centre + point, tonnes)
    for period, (calls, centre, tonnes) in found.items():
        yield period, calls, centre, tonnes.tobytes()
