"""What states notified to the UN Committee, by year and by month, and the ceiling that it is set against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vostochny.database.model_results import NOTIFIED
from vostochny.database.reading import named
from vostochny.render.context import RenderContext, page
from vostochny.render.markup import anchor, day, link, number, prose, span, table, text

HERE, CEILING = "notified.md", "ceiling.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The page of notified deliveries and that of the ceiling."""
    yield HERE, notified(context)
    yield CEILING, ceiling(context)


def notified(context: RenderContext) -> str:
    """By year against the ceiling, then by month and state, each amount with its source."""
    query = next(item for item in context.dataset.queries if item.name == NOTIFIED)
    years = named(context.connection, query, {})
    return page(
        "Notified by states",
        "What states themselves reported to the UN Security Council's Committee. These are the only official figures, "
        "and "
        "they come through the press: a state owes a report for each month, some months were reported years late or "
        "not at "
        f"all, and amounts were printed in tonnes before 2021. The ceiling is explained on "
        f"{link('its page', CEILING)}.",
        context.warnings(HERE, "notified_deliveries", "Before you add"),
        "## By year, against the ceiling",
        year_table(context, years),
        "Overlapping reports are never added. Where sources print different totals for a year, the lowest and the "
        "highest "
        "stand side by side; conflicting totals are also under [Conflicts](conflicts.md). How the figures are chosen "
        "is said "
        f"with {link('the query', f'/data/vostochny/{NOTIFIED}')}.",
        "## By month",
        "Every report for a single month, by state. A dash means that no source read gives that month alone.",
        month_table(context),
        "## Months without a report",
        gaps(context),
        context.files_note("notified_deliveries"),
    )


def year_table(context: RenderContext, years: list[dict[str, Any]]) -> str:
    """One row a year and state."""
    cells = []
    for row in years:
        share = span_of(row["cap_share_low_percent"], row["cap_share_high_percent"])
        cells.append(
            [
                str(row["year"]),
                text(row["state"]) + (" (added here)" if row["basis"] == "added here" else ""),
                span_of(row["barrels_low"], row["barrels_high"]),
                text(row["barrels_cover"]),
                f"{share} % of {number(row['cap_barrels'])}" if share and row["cap_barrels"] else "",
                span_of(row["tonnes_low"], row["tonnes_high"]),
                text(row["no_report_for"]),
                sources(context, row),
            ]
        )
    headers = ["Year", "State", "Barrels", "Covers", "Of the ceiling", "Tonnes as printed", "No report for", "Sources"]
    return table(headers, cells)


def span_of(low: Any, high: Any) -> str:
    """A figure, or two where sources differ; empty where there is none."""
    if low is None:
        return ""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def sources(context: RenderContext, row: dict[str, Any]) -> str:
    """The documents behind the figures of a year, each once."""
    given = f"{row['barrels_from'] or ''} {row['tonnes_from'] or ''}".replace("+", " ").replace(",", " ").split()
    known = context.rows("select delivery_id, source_id from notified_deliveries order by delivery_id")
    wanted = {item["delivery_id"]: item["source_id"] for item in known}
    return ", ".join(context.source(HERE, source) for source in dict.fromkeys(wanted[name] for name in given))


def month_table(context: RenderContext) -> str:
    """One row a month, one column a state."""
    rows = context.rows(
        "select * from notified_deliveries where status <> 'not_reported' "
        "and substr(period_start, 1, 7) = substr(period_end, 1, 7) order by period_start desc, delivery_id"
    )
    states = sorted({row["reporting_state"] for row in rows})
    withdrawn = {row["record_id"] for row in context.rows("select record_id from corrections where field = 'quantity'")}
    months: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        told = f"{number(row['quantity'])} {text(context.unit(row['unit']))} ({context.source(HERE, row['source_id'])})"
        if row["delivery_id"] in withdrawn:
            told += ", not taken as printed"
        months.setdefault(row["period_start"][:7], {}).setdefault(row["reporting_state"], []).append(
            f"{anchor(row['delivery_id'])}{told}"
        )
    cells = [[day(month), *("; ".join(found.get(state, ["-"])) for state in states)] for month, found in months.items()]
    return table(["Month", *(text(state) for state in states)], cells)


def gaps(context: RenderContext) -> str:
    """The periods for which a source says that a state had not reported."""
    rows = context.rows(
        "select * from notified_deliveries where status = 'not_reported' order by period_start desc, delivery_id"
    )
    cells = [
        [
            text(row["reporting_state"]),
            span(row["period_start"], row["period_end"]),
            day(row["as_of"]),
            context.source(HERE, row["source_id"]),
            prose(context.with_links(HERE, row["note"])),
        ]
        for row in rows
    ]
    return table(["State", "Period", "As of", "Source", "Note"], cells)


def ceiling(context: RenderContext) -> str:
    """The ceiling in force with its paragraph, what counts towards it, and the rules before it."""
    rows = context.rows("select * from supply_caps order by kind, adopted_on desc, cap_id")
    now = next(
        row
        for row in rows
        if row["kind"] == "ceiling" and row["product"] == "refined petroleum products" and row["period_end"] is None
        and row["quantity"] == min(item["quantity"] for item in rows if item["product"] == row["product"]
                                   and item["quantity"] and item["per"] == "year")
    )  # fmt: skip
    cells = [
        [
            f"{anchor(row['cap_id'])}{text(row['resolution'])}"
            + (f", paragraph {row['paragraph']}" if row["paragraph"] else ""),
            text(context.label("supply_caps", "kind", row["kind"])),
            text(row["product"]),
            f"{number(row['quantity'])} {text(context.unit(row['unit']))}".strip()
            if row["quantity"] is not None
            else "",
            span(row["period_start"], row["period_end"]) if row["period_end"] else f"from {day(row['period_start'])}",
            prose(text(row["description"])),
            context.source(CEILING, row["source_id"]),
            prose(context.with_links(CEILING, row["note"])),
        ]
        for row in rows
    ]
    return page(
        "The ceiling",
        f"**{number(now['quantity'])} {text(context.unit(now['unit']))} of {text(now['product'])} a year, from all "
        f"suppliers "
        f"together**, by paragraph {text(now['paragraph'])} of {text(now['resolution'])}, adopted on "
        f"{day(now['adopted_on'])} "
        f"and in force since {day(now['period_start'])} ({context.source(CEILING, now['source_id'])}).",
        "What it is and what it is not:",
        "\n".join(
            [
                "- It is one ceiling for the whole world, not one for each exporting state; some outlets print that "
                "wrongly.",
                "- It counts what is supplied by any route: by sea from Vostochny, by rail, and what states notify.",
                "- States must report each month's supply to the Committee; see [what they notified](notified.md). A "
                "supply that "
                "is not reported counts as well, but nobody adds it up officially.",
                "- Crude oil has a ceiling of its own, and gas liquids are banned altogether.",
                "- The Committee's figures are in barrels since 2021 and were in tonnes before; the choice of factor "
                "moves the "
                "tonnes that the ceiling equals. See [how to read volumes](volumes.md).",
            ]
        ),
        "When it may have been passed in 2024 is an estimate, on [the page of the model](model.md); what the United "
        "States, the "
        "United Kingdom and others said of it is in the [timeline](timeline.md) and among the [published "
        "figures](figures.md).",
        "## Every ceiling and duty on record",
        table(["Rule", "Kind", "Product", "Amount", "Holds", "In plain words", "Source", "Note"], cells),
        context.files_note("supply_caps"),
    )
