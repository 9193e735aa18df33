"""The volume model over calls that Spark reads: the same inputs, draws and shared errors, summed by partition.

No second model is written. A ship's size is drawn by `Sizes.draws` from a stream seeded with the ship's name,
whichever worker draws it; what all calls share is drawn once, on the driver, by `shared_factor`. Workers return sums of
tonnes, one value per simulation, so the result does not depend on the partitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vostochny.database.model_results import CAP, INPUTS, ceiling
from vostochny.model.errors import BuildError, InputError
from vostochny.model.port import PORT
from vostochny.model.schema import Dataset
from vostochny.spark.read_tables import register
from vostochny.spark.sql.expression_types import Columns, columns_of
from vostochny.spark.sql.translate import to_spark
from vostochny.volumes.compute import run_id
from vostochny.volumes.deadweight import Sizes
from vostochny.volumes.inputs import Call, Inputs, day, from_rows
from vostochny.volumes.series import counted_totals, total_row
from vostochny.volumes.simulate import interval, shared_factor

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row, SparkSession

Tonnes = NDArray[np.float64]

# Calls of one ship, or one call of an unidentified one, in one month.
MONTHLY = (
    "select coalesce(vessel_id, call_id) as purpose, vessel_id, substr(date_earliest, 1, 7) as month, "
    "count(*) as calls from port_calls where port_id = :port and operation = 'load' group by 1, 2, 3"
)


def estimate_on_spark(
    dataset: Dataset, spark: SparkSession, data: str, seed: int, draws: int
) -> dict[str, list[dict[str, object]]]:
    """The run and its rows of volume_totals for the tables under `data`, a path or URI.

    Raises BuildError when the tables lack what the model needs.
    """
    register(spark, dataset, data)
    register_views_of(CAP, spark, dataset)
    queries = SparkQueries(spark, columns_of(dataset))
    try:
        inputs = inputs_on_spark(queries, seed, draws)
    except InputError as error:
        raise BuildError(str(error)) from error
    shared = shared_factor(inputs.parameters, seed, draws)
    rows = list(documented_rows(queries, inputs, shared))
    for series in inputs.series:
        # A counted series uses at most as many documented calls as it counts, in order of identifier.
        calls = calls_of(queries, str(series.first), str(series.last), series.calls)
        rows += map(dict, counted_totals(replace(inputs, calls=tuple(calls), series=(series,), memory={}), shared))
    return {"model_runs": [{"run_id": run_id(inputs)}], "volume_totals": rows}


def register_views_of(sql: str, spark: SparkSession, dataset: Dataset) -> None:
    """Registers the views that a statement reads; these read tables only."""
    columns = columns_of(dataset)
    for view in dataset.views:
        if re.search(rf"\b{view.name}\b", sql):
            spark.sql(to_spark(view.sql, columns)).createOrReplaceTempView(view.name)


@dataclass(frozen=True)
class SparkQueries:
    """Runs statements in SQLite's dialect on a session."""

    spark: SparkSession
    columns: Columns

    def frame(self, sql: str) -> DataFrame:
        """The result of a statement about the port (``:port``)."""
        return self.spark.sql(to_spark(sql.replace(":port", f"'{PORT}'"), self.columns))

    def rows(self, sql: str) -> list[dict[str, object]]:
        """All of its rows, as dictionaries."""
        return [row.asDict() for row in self.frame(sql).collect()]


def inputs_on_spark(queries: SparkQueries, seed: int, draws: int) -> Inputs:
    """The inputs of the model except the calls, which stay on Spark."""
    names = ("parameters", "tankers", "fleet", "counts")
    tables = {name: queries.rows(INPUTS[name]) for name in names}
    cap_barrels = ceiling(queries.rows(CAP))
    return from_rows({**tables, "calls": [], "estimates": [], "notified": [], "rail": []}, cap_barrels, seed, draws)


def calls_of(queries: SparkQueries, first: str, last: str, most: int) -> list[Call]:
    """The first calls whose date range overlaps a period."""
    sql = (
        f"{INPUTS['calls'].partition(' order by ')[0]} and date_earliest <= '{last}' and date_latest >= '{first}' "
        f"order by call_id limit {most}"
    )
    return [
        Call(row["call_id"], row["vessel_id"], day(row["date_earliest"]), day(row["date_latest"]))
        for row in queries.frame(sql).collect()
    ]


def documented_rows(queries: SparkQueries, inputs: Inputs, shared: Tonnes) -> Iterator[dict[str, object]]:
    """The totals of the documented calls, by month and by year."""
    monthly = queries.frame(MONTHLY).repartition("purpose").sortWithinPartitions("purpose")
    sizes, draws = inputs.sizes, inputs.draws
    tonnes: dict[str, Tonnes] = {}
    counts: dict[str, int] = {}
    points: dict[str, float] = {}
    for period, calls, point, drawn in monthly.rdd.mapPartitions(
        lambda rows: sums(rows, sizes, draws)
    ).toLocalIterator():
        counts[period] = counts.get(period, 0) + calls
        points[period] = points.get(period, 0.0) + point
        tonnes[period] = tonnes.get(period, np.zeros(draws)) + np.frombuffer(drawn)
    for period in sorted(tonnes):
        barrels = interval(shared * tonnes[period])
        calls = counts[period]
        row = total_row(f"documented-{period}", "documented", period, None, calls, calls, points[period], barrels)
        yield dict(row)


def sums(rows: Iterable[Row], sizes: Sizes, draws: int) -> Iterator[tuple[str, int, float, bytes]]:
    """For each period the calls of one partition, their tonnes at the centre and their tonnes in every simulation."""
    found: dict[str, tuple[int, float, Tonnes]] = {}
    memory: dict[str, Tonnes] = {}
    for row in rows:
        if row.purpose not in memory:
            memory.clear()  # rows are sorted by ship; the draws of thousands of ships would not fit into memory
            memory[row.purpose] = sizes.draws(row.vessel_id, row.purpose, draws)
        point = sizes.central(row.vessel_id) * row.calls
        for period in (row.month, row.month[:4]):
            calls, centre, tonnes = found.get(period) or (0, 0.0, np.zeros(draws))
            tonnes += row.calls * memory[row.purpose]
            found[period] = (calls + row.calls, centre + point, tonnes)
    for period, (calls, centre, tonnes) in found.items():
        yield period, calls, centre, tonnes.tobytes()
