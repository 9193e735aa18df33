"""The volume model over calls that Spark reads: the same inputs, draws and shared errors, summed by partition.

No second model is written. A ship's size is drawn by `Sizes.draws` from the stream named after the ship, whichever
worker draws it; what all calls share, and the fleet of the unidentified callers, is drawn once, on the driver. Workers
return sums of tonnes, one value a simulation, and the sum does not depend on who added what.

Covered are the totals before the published estimates. Not covered are the second column after them, the ceiling, the
unobserved calls, the back-test and the drivers: they rest on one series of some dozens of calls, for which one
machine is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from vostochny.volumes.fleet import Fleet
from vostochny.volumes.inputs import Inputs, from_rows
from vostochny.volumes.series import counted_totals, total_row
from vostochny.volumes.world import World

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
    world = World(inputs)
    rows = [*documented_rows(queries, world), *map(dict, counted_totals(world, None))]
    return {"model_runs": [{"run_id": run_id(inputs)}], "volume_totals": rows}


def register_views_of(sql: str, spark: SparkSession, dataset: Dataset) -> None:
    """Registers the views that a statement reads; these read recorded tables only, and no result of the model."""
    columns = columns_of(dataset)
    computed = re.compile(rf"\b({'|'.join(dataset.results)})\b")
    for view in dataset.views:
        if re.search(rf"\b{view.name}\b", sql) and not computed.search(view.sql):
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
        """All rows of the result, as dictionaries."""
        return [row.asDict() for row in self.frame(sql).collect()]


def inputs_on_spark(queries: SparkQueries, seed: int, draws: int) -> Inputs:
    """What the model is given; of the calls only those that a counted series can take, the others stay where they are.

    A counted series takes no more documented calls than it counts, in the order of their identifiers.
    """
    names = ("parameters", "tankers", "fleet", "made", "counts", "listed")
    tables = {name: queries.rows(INPUTS[name]) for name in names}
    calls: dict[str, dict[str, object]] = {}
    for row in queries.frame(INPUTS["counts"]).collect():
        for call in calls_of(queries, row["period_start"], row["period_end"], row["count_low"] or row["count_high"]):
            calls[str(call["call_id"])] = call
    tables["calls"] = [calls[name] for name in sorted(calls)]
    tables |= {name: [] for name in ("estimates", "notified", "deliveries", "rail")}
    return from_rows(tables, ceiling(queries.rows(CAP)), seed, draws)


def calls_of(queries: SparkQueries, first: str, last: str, most: int) -> list[dict[str, object]]:
    """The first calls whose date range overlaps a period."""
    sql = (
        f"{INPUTS['calls'].partition(' order by ')[0]} and date_earliest <= '{last}' and date_latest >= '{first}' "
        f"order by call_id limit {most}"
    )
    return queries.rows(sql)


def documented_rows(queries: SparkQueries, world: World) -> Iterator[dict[str, object]]:
    """The totals of the documented calls, by month and by year."""
    monthly = queries.frame(MONTHLY).repartition("purpose").sortWithinPartitions("purpose")
    sizes, fleet, draws = world.inputs.sizes, world.fleet, world.inputs.draws
    tonnes: dict[str, Tonnes] = {}
    counts: dict[str, int] = {}
    for period, calls, drawn in monthly.rdd.mapPartitions(
        lambda rows: sums(rows, sizes, fleet, draws)
    ).toLocalIterator():
        counts[period] = counts.get(period, 0) + calls
        tonnes[period] = tonnes.get(period, np.zeros(draws)) + np.frombuffer(drawn)
    for period in sorted(tonnes):
        what = {"total_id": f"documented-{period}", "basis": "documented", "period": period, "count_id": None}
        numbers = {"tellings": None, "calls": counts[period], "documented_calls": counts[period]}
        yield dict(
            total_row({**what, **numbers}, world.barrels_per_deadweight_tonne * tonnes[period], world.start, None)
        )


def sums(rows: Iterable[Row], sizes: Sizes, fleet: Fleet, draws: int) -> Iterator[tuple[str, int, bytes]]:
    """For each period the calls of one partition, and their tonnes in every simulation."""
    found: dict[str, tuple[int, Tonnes]] = {}
    memory: dict[str, Tonnes] = {}
    for row in rows:
        if row.purpose not in memory:
            memory.clear()  # the rows of one ship follow each other; thousands of ships do not fit into memory
            known = row.vessel_id is not None
            size = sizes.draws(row.vessel_id, row.purpose, draws) if known else fleet.any_caller(row.purpose)[0]
            memory[row.purpose] = size
        for period in (row.month, row.month[:4]):
            calls, tonnes = found.get(period) or (0, np.zeros(draws))
            tonnes += row.calls * memory[row.purpose]
            found[period] = (calls + row.calls, tonnes)
    for period, (calls, tonnes) in found.items():
        yield period, calls, tonnes.tobytes()
