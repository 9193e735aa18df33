"""The facts of the volume model that pages may state: its run, its totals, and one call worked through by hand."""

from __future__ import annotations

from math import prod as product

from vostochny.database.reading import Row
from vostochny.render.context import RenderContext

FACTORS = {"cargo-share-of-deadweight": "cargo", "load-share": "load", "barrels-per-tonne": "per_tonne"}

# Each total with who counted it.
TOTALS = """
select volume_totals.*, counted_by, period_start, period_end
from volume_totals left join call_counts using (count_id) order by total_id
"""


def model(context: RenderContext) -> Row:
    """Everything that the page on the model states; each figure from a result table."""
    factor = product(central(context).values())
    totals = [{**row, "barrels_point": round(factor * row["dwt_tonnes_point"])} for row in context.rows(TOTALS)]
    counted = [row for row in totals if row["basis"] == "counted"]
    position = context.rows("select * from cap_position where count_id is not null order by year desc limit 1")[0]
    headline = next(row for row in counted if row["count_id"] == position["count_id"])
    drivers = context.rows(
        "select assumption, share_of_spread from volume_sensitivity where count_id = :count order by 2 desc",
        count=headline["count_id"],
    )
    passed = context.rows("select * from cap_passed where day is not null order by basis, day")
    verdicts = context.rows("select verdict, count(*) as number from volume_backtest group by verdict")
    return {
        "run": context.rows("select * from model_runs")[0],
        "documented": next(row for row in totals if row["total_id"] == f"documented-{position['year']}"),
        "headline": headline,
        "counted": counted,
        "position": position,
        "drivers": [{**row, "percent": round(100 * row["share_of_spread"])} for row in drivers],
        "passed": passed,
        "verdicts": {row["verdict"]: row["number"] for row in verdicts},
        "scenarios": context.rows(
            "select load_share, barrels from volume_scenarios where count_id = :count order by load_share",
            count=headline["count_id"],
        ),
        "worked": worked(context),
        "parameters": context.rows("select * from model_parameters order by parameter_id"),
        "converted": context.rows(
            "select year, notified_converted from cap_position where notified_converted is not null"
        ),
        # A printed sum that is replaced by another: tonnes that were added as barrels.
        "withdrawn": context.rows(
            "select corrections.*, reporting_state, year from corrections "
            "join notified_deliveries on delivery_id = record_id where as_used <> as_printed order by correction_id"
        ),
    }


def central(context: RenderContext) -> dict[str, float]:
    """The central value of each factor of the formula."""
    values = context.rows("select parameter_id, central from model_parameters")
    return {FACTORS[row["parameter_id"]]: row["central"] for row in values if row["parameter_id"] in FACTORS}


def worked(context: RenderContext) -> Row:
    """The first call of a ship of stated size, reckoned step by step with the central values."""
    call = context.rows(
        "select volumes_per_call.*, vessels.name from volumes_per_call join vessels using (vessel_id) "
        "where dwt_basis = 'sourced' order by call_id limit 1"
    )[0]
    factors = central(context)
    cargo = call["dwt_tonnes_point"] * factors["cargo"]
    loaded = cargo * factors["load"]
    return {**call, **factors, "cargo_tonnes": cargo, "loaded_tonnes": loaded, "barrels": loaded * factors["per_tonne"]}
