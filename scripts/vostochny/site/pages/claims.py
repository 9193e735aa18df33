"""What the reports say, and what the record shows: one row for each published claim about Vostochny."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.render.context import NO_CONTENTS, RenderContext, page
from vostochny.render.markup import number, plural, prose, span, table, text
from vostochny.site.pages import figures
from vostochny.site.pages.counts import counted, mark, read_here

HERE = "claims.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The one page."""
    headers = ["What is claimed", "By", "Period", "Verdict", "What the evidence shows", "Documents at first hand"]
    blocks = [
        "Each claim about oil from Vostochny that a source read prints, beside what the record can say "
        "of it. A verdict "
        "says how far the evidence on record carries a claim; it does not say who is right. *Documents at first hand* "
        "counts those that say so on their own account; two that print one count are not two observers.",
        "## How many calls and ships",
        table(headers, [count_row(context, row) for row in counts(context)]),
        "## How much oil",
        table(headers, [amount_row(context, row) for row in amounts(context)]),
        context.files_note("volume_backtest"),
    ]
    yield HERE, page("What reports say, against the evidence", *blocks, hide=NO_CONTENTS)


def counts(context: RenderContext) -> list[Row]:
    """Counts of calls and ships at the port, and what of their period is documented one by one: like beside like.

    Calls and ships are all of them, or those on the UN list at the time; `observers` are those whose sightings count.
    """
    return context.rows(
        "select call_counts.*, count(calls.call_id) as calls, sum(calls.un_listing = 'listed') as calls_by_un_listed, "
        "count(distinct calls.vessel_id) as vessels, count(calls.call_id) - count(calls.vessel_id) as unnamed, "
        "count(distinct iif(calls.un_listing = 'listed', calls.vessel_id, null)) as vessels_un_listed, "
        "(select group_concat(distinct observer) from call_evidence join port_calls using (call_id) "
        "where not_weighed_because is null and port_calls.port_id = call_counts.port_id "
        "and port_calls.date_latest between period_start and period_end) as observers, "
        "(select reason from corrections where record_id = call_counts.count_id) as correction "
        "from call_counts left join calls on calls.port_id = call_counts.port_id "
        "and calls.date_latest between period_start and period_end "
        "where call_counts.port_id = :port group by call_counts.count_id "
        "order by period_end desc, call_counts.count_id",
        port=PORT,
    )


def count_row(context: RenderContext, row: Row) -> list[str]:
    """One claim about a number of calls or ships."""
    number_found = int(row[row["counted"]] or 0)
    listed = " on the UN list" if row["counted"] == "vessels_un_listed" else ""
    by_listed = " by ships on the UN list" if row["counted"] == "calls_by_un_listed" else ""
    what = "call" if row["counted"].startswith("calls") else "identified ship"
    found = f"{plural(number_found, what)}{listed}{by_listed}"
    if row["counted"] == "calls" and row["vessels"]:
        ships = f"by {plural(row['vessels'], 'ship')}"
        found += f" {ships}" if not row["unnamed"] else f" ({row['calls'] - row['unnamed']} of them {ships})"
    shown = f"{found} {'is' if number_found == 1 else 'are'} documented one by one in that time."
    same = all(observer in row["counted_by"] for observer in (row["observers"] or "").split(","))
    if row["correction"]:
        verdict, shown = "cannot be as printed", text(row["correction"])
    elif number_found < row["count_low"]:
        verdict = "documented in part" if read_here(row) else "documented in part; the rest is counted only"
    else:
        verdict = f"as many {what}s are documented ({'by the same observer' if same else 'by other observers too'})"
    return cells(context, row["count_id"], counted(context, row) + mark(row), row["counted_by"], row, verdict, shown)


def amounts(context: RenderContext) -> list[Row]:
    """Published amounts of what left by sea from the port, or by all ways from Russia, from 2024 on."""
    return context.rows(
        "select volume_estimates.*, verdict, volume_backtest.reason as compared, model_barrels_low, counts, "
        "model_barrels_high, "
        "(select reason from corrections where record_id = volume_estimates.estimate_id) as correction "
        "from volume_estimates join volume_backtest using (estimate_id) "
        "where period_end >= '2024' and flow in ('sea', 'rail', 'all') order by flow desc, period_end desc, estimate_id"
    )


def amount_row(context: RenderContext, row: Row) -> list[str]:
    """One claim about an amount, against the model where that can be asked."""
    verdict = {
        "inside": "fits the model" if row["counts"] else "does not contradict the model",
        "above": "above what the model gives",
        "below": "below what the model gives",
    }.get(row["verdict"], "cannot be tested")
    shown: str = text(row["compared"])
    if row["model_barrels_low"] is not None:
        ends = f"{number(row['model_barrels_low'])} to {number(row['model_barrels_high'])} barrels"
        shown = f"The model gives {ends} in nine simulations of ten. {shown}"
    if row["correction"]:
        verdict, shown = "cannot be as printed", text(row["correction"])
    so = " (read here so)" if figures.read_here(row) else ""
    claim = f"{figures.figure(context, row)}{so}: {row['subject']}"
    return cells(context, row["estimate_id"], claim, row["estimated_by"], row, verdict, shown)


def cells(context: RenderContext, record: str, claim: str, who: str, row: Row, verdict: str, shown: str) -> list[str]:
    """The row of either table; every word of it but the verdict comes from the database."""
    return [
        prose(context.record(HERE, record, claim[:1].upper() + claim[1:])),
        text(who + told_by(context, row["source_id"])),
        span(row["period_start"], row["period_end"]),
        verdict,
        prose(shown),
        str(context.origins(record)),
    ]


def told_by(context: RenderContext, source: str) -> str:
    """Who tells of a claim that was read in a document that repeats another one; empty where it does not."""
    rows = context.rows(
        "select publisher from sources where source_id = :id and relays_source_id is not null", id=source
    )
    return f", as {rows[0]['publisher']} reports" if rows else ""
