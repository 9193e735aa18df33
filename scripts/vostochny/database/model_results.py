"""Runs the volume model over a database and writes its result tables into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from vostochny.database.reading import Row, named, opened, rows
from vostochny.database.results import write_results
from vostochny.model.errors import BuildError
from vostochny.model.port import PORT
from vostochny.model.schema import Dataset
from vostochny.volumes import DEFAULT_DRAWS, DEFAULT_SEED

if TYPE_CHECKING:
    from vostochny.volumes.inputs import Inputs

# Dataset, database, seed and draws -> the result tables.
Estimate: TypeAlias = "Callable[[Dataset, Path, int, int], dict[str, list[Any]]]"
INPUTS = {
    "parameters": "select * from model_parameters order by parameter_id",
    "tankers": "select vessels.vessel_id, dwt_tonnes, gross_tonnage, length_m, un_listed, "
    "max(case when attribute = 'tonnage_of_unknown_kind' then cast(value as real) end) as unknown_tonnage, "
    "max(case when attribute = 'reported_cargo_tonnes' then cast(value as real) end) as cargo_tonnes "
    "from vessels left join vessel_particulars on vessel_particulars.vessel_id = vessels.vessel_id "
    "where vessel_type like '%tanker%' and record_kind = 'hull' "
    "group by vessels.vessel_id, dwt_tonnes, gross_tonnage, length_m, un_listed order by vessels.vessel_id",
    "fleet": "select distinct vessel_id from sightings where port_id = :port and activity in ('load', 'in_port') "
    "and vessel_id is not null order by vessel_id",
    "made": "select vessel_id, count(*) as calls from port_calls where port_id = :port and operation = 'load' "
    "and vessel_id is not null group by vessel_id order by vessel_id",
    "calls": "select * from port_calls where port_id = :port and operation = 'load' order by call_id",
    "counts": "select * from call_counts where port_id = :port and counted = 'calls' and period_start is not null "
    "and period_end is not null order by count_id",
    "listed": "select * from call_counts where port_id = :port and counted = 'calls_by_un_listed' "
    "and period_start is not null and period_end is not null order by count_id",
    "estimates": "select volume_estimates.*, port_id = :port as at_port from volume_estimates "
    "where measure = 'quantity' order by estimate_id",
    "deliveries": "select reporting_state as state, period_start, period_end, "
    "case when unit = 'barrel' then quantity else quantity_alt end as barrels from notified_deliveries "
    "where status = 'reported' and not rounded and 'barrel' in (unit, coalesce(unit_alt, '')) "
    "and delivery_id not in (select record_id from corrections where field = 'quantity') order by delivery_id",
    "rail": "select period_start, period_end, unit, coalesce(quantity_low, quantity_central) as quantity "
    "from volume_estimates where flow = 'rail' and measure = 'quantity' and usable and unit in ('barrel', 'tonne') "
    "and coalesce(quantity_low, quantity_central) is not null and period_start is not null and period_end is not null "
    "order by estimate_id",
}
# Columns of prose, which the model is not given: a changed word asks for no other run.
PROSE = {
    "basis", "berth", "confidence_departure", "confidence_reason", "independence_reason", "inferred", "note",
    "place_as_reported", "reason", "subject", "vessels_as_printed",
}  # fmt: skip
CAP = "select quantity from ceiling_in_force"
NOTIFIED = "notified_deliveries_per_year_against_the_cap"


def estimate(dataset: Dataset, database: Path, seed: int, draws: int) -> dict[str, list[Any]]:
    """All result tables of one run. Raises BuildError when the tables lack what the model needs."""
    from vostochny.model.errors import InputError
    from vostochny.volumes.compute import compute

    try:
        return compute(inputs_of(dataset, database, seed, draws))
    except InputError as error:
        raise BuildError(str(error)) from error


def inputs_of(dataset: Dataset, database: Path, seed: int, draws: int) -> Inputs:
    """What the model is given by a database. Raises BuildError without a ceiling, InputError when something lacks."""
    from vostochny.volumes.inputs import from_rows

    return from_rows(*given_rows(dataset, database), seed, draws)


def given_rows(dataset: Dataset, database: Path) -> tuple[dict[str, list[Row]], float]:
    """The rows that the model is given by a database, and the ceiling in barrels. Raises BuildError without one."""
    query = next(item for item in dataset.queries if item.name == NOTIFIED)
    with opened(database) as connection:
        tables = {name: without_prose(rows(connection, sql, {"port": PORT})) for name, sql in INPUTS.items()}
        cap_barrels = ceiling(rows(connection, CAP))
        notified = [row for row in named(connection, query) if row["basis"] == "as reported"]
    return {**tables, "notified": notified}, cap_barrels


def without_prose(found: Sequence[Row]) -> list[Row]:
    """Rows without their columns of prose, so that the model cannot depend on them."""
    return [{name: value for name, value in row.items() if name not in PROSE} for row in found]


def ceiling(found: Sequence[Mapping[str, Any]]) -> float:
    """Barrels a year under the ceiling that CAP finds. Raises BuildError when there is none to set volumes against."""
    if not found:
        raise BuildError("data/supply_caps.csv has no ceiling of refined petroleum products in barrels a year")
    return float(found[0]["quantity"])


def add_estimates(dataset: Dataset, staged: Path, run: Estimate = estimate) -> None:
    """Write the result tables of the standard run, and which release this is, into a staged database.

    Nothing where schemas/ describes no computed table.
    """
    if not dataset.results:
        return

    results = run(dataset, staged, DEFAULT_SEED, DEFAULT_DRAWS)
    write_results(dataset, staged, {**results, "release": [release_row(dataset)]})


def release_row(dataset: Dataset) -> dict[str, str]:
    """The one row of the table release."""
    package = dataset.package
    licence = package["licenses"][0]
    return {
        "version": str(package["version"]),
        "title": package["title"],
        "released_at": package["created"],
        "licence": licence["name"],
        "licence_url": licence["path"],
    }


def as_lines(results: dict[str, list[Any]]) -> list[str]:
    """The totals of a run as lines for a reader: calls, period and the 5, 50 and 95 per cent points."""
    lines = [f"Run {results['model_runs'][0]['run_id']}: barrels at 5, 50 and 95 per cent"]
    for row in results["volume_totals"]:
        points = ", ".join(f"{row[f'barrels_{name}']:,.0f}" for name in ("low", "central", "high"))
        what = row["count_id"] or "documented"
        lines.append(f"  {what:<12} {row['period']:<23} {row['calls']:>3} calls  {points}")
    return lines
