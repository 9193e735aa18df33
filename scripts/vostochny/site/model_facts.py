"""The facts of the volume model that pages may state: its run, its totals, and one call worked through by hand."""

from __future__ import annotations

from math import prod as product

from vostochny.charts.drivers import words
from vostochny.charts.priors import picture
from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown
from vostochny.render.markup import number

TOTAL_STEP = 10_000

# Each total with who counted it.
TOTALS = """
select volume_totals.*, counted_by, period_start, period_end, inferred
from volume_totals left join call_counts using (count_id) order by total_id
"""
NOT_DRAWN = ("scenario", "notified", "rail-barrels")


def model(context: RenderContext) -> Row:
    """Everything that the page on the model states; each figure from a result table."""
    run = context.rows("select * from model_runs")[0]
    start = [run[name] for name in ("start_load_share", "start_cargo_share", "start_barrels_per_tonne")]
    totals = [
        {**row, "barrels_point": to_step(product(start) * row["dwt_tonnes_point"])} for row in context.rows(TOTALS)
    ]
    counted = [row for row in totals if row["basis"] == "counted"]
    position = context.rows("select * from cap_position where count_id is not null order by year desc limit 1")[0]
    headline = next(row for row in counted if row["count_id"] == position["count_id"])
    verdicts = context.rows("select verdict, count(*) as number from volume_backtest group by verdict")
    return {
        "run": run,
        "documented": next(row for row in totals if row["total_id"] == f"documented-{position['year']}"),
        "headline": headline,
        "counted": counted,
        "position": position,
        "drivers": drivers(context, headline["count_id"]),
        "passed": passed(context),
        "said": said(context, position),
        "unseen": context.rows("select * from unseen_calls where days_seen < 1 order by days_seen desc"),
        "evidence": evidence(context),
        "compared": compared(context),
        "verdicts": {row["verdict"]: row["number"] for row in verdicts},
        "scenarios": context.rows(
            "select load_share, barrels from volume_scenarios where count_id = :count order by load_share",
            count=headline["count_id"],
        ),
        "worked": worked(context, run),
        "parameters": parameters(context),
        "given": {row["parameter_id"]: row for row in context.rows("select * from model_parameters")},
        "readings": readings(context),
        **ships_counted(context, headline["counted_by"]),
        "changes": context.rows("select * from method_changes order by method_change_id"),
        **notices(context),
    }


def ships_counted(context: RenderContext, counted_by: str) -> dict[str, Row]:
    """What the observer of the headline counted beside calls: those by listed ships, and the least number of ships."""
    listed = "select * from call_counts where counted = 'calls_by_un_listed' and counted_by = :who limit 1"
    ships = (
        "select * from call_counts where counted = 'vessels' and counted_by = :who and qualifier = 'at_least' "
        "order by count_low limit 1"
    )
    return {"listed": context.rows(listed, who=counted_by)[0], "ships": context.rows(ships, who=counted_by)[0]}


def notices(context: RenderContext) -> dict[str, list[Row]]:
    """Years whose notices were turned from tonnes, and printed sums that are replaced by another."""
    return {
        "converted": context.rows(
            "select year, notified_converted from cap_position where notified_converted is not null"
        ),
        "withdrawn": context.rows(
            "select corrections.*, reporting_state, year from corrections "
            "join notified_deliveries on delivery_id = record_id where as_used <> as_printed order by correction_id"
        ),
    }


def to_step(barrels: float) -> int:
    """Barrels to the nearest ten thousand."""
    return round(barrels / TOTAL_STEP) * TOTAL_STEP


def drivers(context: RenderContext, count_id: str) -> list[Row]:
    """What drives the range of the headline, with shares in per cent."""
    found = context.rows(
        "select * from volume_sensitivity where count_id = :count order by part_of is not null, share_of_spread desc",
        count=count_id,
    )
    return [
        {
            **row,
            "words": words(context, row["assumption"]),
            "percent": round(100 * row["share_of_spread"]),
            "narrower": round(100 * row["narrowing"]),
        }
        for row in found
    ]


def passed(context: RenderContext) -> list[Row]:
    """For each basis and case the days by which the ceiling had been passed, one row each."""
    return context.rows(
        "select p50.basis, p50.undocumented_calls, p5.day as early, p50.day as middle, p95.day as late, "
        "p50.after_day as after from cap_passed p50 "
        "join cap_passed p5 on p5.basis = p50.basis and p5.undocumented_calls = p50.undocumented_calls "
        "and p5.probability = 0.05 join cap_passed p95 on p95.basis = p50.basis "
        "and p95.undocumented_calls = p50.undocumented_calls and p95.probability = 0.95 "
        "where p50.probability = 0.5 order by length(p50.basis), p50.undocumented_calls"
    )


def said(context: RenderContext, position: Row) -> list[Row]:
    """What governments said of the ceiling in the year, with the model's probability of that day on each basis."""
    return context.rows(
        "select estimate_id, estimated_by, qualifier, period_end, basis, source_id, probability_sea, "
        "probability_sea_and_notified, probability_sea_notified_and_rail, probability_sea_notified_and_rail_late "
        "from volume_estimates join cap_by_day on cap_by_day.day = period_end where flow = 'all' "
        "and quantity_low = :cap and unit = 'barrel' and period_start = :year || '-01-01' order by period_end",
        cap=position["cap_barrels"],
        year=str(position["year"]),
    )


def evidence(context: RenderContext) -> list[Row]:
    """Assumptions that the published estimates move, in words, with their means."""
    found = context.rows("select * from volume_evidence order by abs(after_mean - before_mean) / before_mean desc")
    return [{**row, "words": words(context, row["assumption"])} for row in found if row["before_mean"] > 0]


def compared(context: RenderContext) -> list[Row]:
    """Published amounts that the model can be asked about."""
    return context.rows(
        "select volume_backtest.*, estimated_by, qualifier, quantity_low, quantity_central, quantity_high, source_id "
        "from volume_backtest join volume_estimates using (estimate_id) where model_barrels_low is not null "
        "order by counts desc, estimate_id"
    )


def parameters(context: RenderContext) -> list[Row]:
    """The parameters that the model draws, each with a picture of its distribution."""
    found = context.rows("select * from model_parameters order by parameter_id")
    return [
        {**row, "picture": Markdown(picture(row))}
        for row in found
        if row["distribution"] != "fixed"
        and row["parameter_id"] != "barrels-per-tonne"
        and not row["parameter_id"].startswith(NOT_DRAWN)
    ]


def readings(context: RenderContext) -> list[Row]:
    """Ships seen at the port with a tonnage of unknown kind."""
    return context.rows(
        "select distinct vessels.vessel_id, vessels.name, value from vessel_particulars join vessels using (vessel_id) "
        "join sightings on sightings.vessel_id = vessels.vessel_id and sightings.port_id = :port "
        "where attribute = 'tonnage_of_unknown_kind' order by vessels.vessel_id",
        port=PORT,
    )


def worked(context: RenderContext, run: Row) -> Row:
    """The first call of a ship of stated deadweight, reckoned step by step with the middles of what is drawn."""
    call = context.rows(
        "select volumes_per_call.*, vessels.name, vessels.dwt_tonnes, date_earliest from volumes_per_call "
        "join vessels using (vessel_id) join port_calls using (call_id) where dwt_basis = 'sourced' "
        "order by call_id limit 1"
    )[0]
    load, per_tonne = run["start_load_share"], run["start_barrels_per_tonne"]
    cargo = call["dwt_tonnes"] * run["start_cargo_share"]
    tanks = {row["parameter_id"]: row["central"] for row in context.rows("select * from model_parameters")}
    room = call["dwt_tonnes"] * tanks["tank-volume"] * tanks["tank-fill-limit"] * 6.2898
    return {
        **call,
        "load": load,
        "cargo": run["start_cargo_share"],
        "per_tonne": per_tonne,
        "cargo_tonnes": number(round(cargo)),
        "loaded_tonnes": number(round(cargo * load)),
        "barrels_point": number(round(cargo * load * per_tonne, -2)),
        "other_barrels": number(round(call["dwt_tonnes"] * load * per_tonne, -2)),
        "room": number(round(room, -2)),
    }
