"""What states notified to the UN Committee, by year against the ceiling and by month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from vostochny.database.model_results import NOTIFIED
from vostochny.database.reading import Row, named
from vostochny.model import wording
from vostochny.model.site_url import DATABASE_PATH
from vostochny.render.context import RenderContext, page
from vostochny.render.markup import anchor, day, link, number, prose, span, table, text

HERE = "notified.md"
# A period as the query writes it: a month or day, and the last day where it is longer.
PERIOD = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)(?: to (\d{4}-\d{2}-\d{2}))?")


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The one page."""
    yield HERE, notified(context)


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
        f"{link('its page', 'ceiling.md')}.",
        context.warnings(HERE, "notified_deliveries", "Before you add"),
        "## By year, against the ceiling",
        year_table(context, years),
        "Overlapping reports are never added. Where sources print different totals for a year, the lowest and the "
        "highest "
        "are side by side; conflicting totals are also under [Conflicts](conflicts.md). How the figures are chosen "
        "is said "
        f"with {link('the query', f'{DATABASE_PATH}/{NOTIFIED}')}.",
        "## By month",
        "Every report for a single month, by state. A dash means that none of the documents read gives that "
        "month alone.",
        month_table(context),
        "## Months without a report",
        gaps(context),
        context.files_note("notified_deliveries"),
    )


def year_table(context: RenderContext, years: list[Row]) -> str:
    """One row a year and state, the latest year first, as the months below."""
    cells = []
    for row in sorted(years, key=lambda row: -row["year"]):
        share = span_of(row["cap_share_low_percent"], row["cap_share_high_percent"])
        cells.append(
            [
                str(row["year"]),
                text(row["state"]) + (" (added here)" if row["basis"] == "added here" else ""),
                span_of(row["barrels_low"], row["barrels_high"]),
                text(in_months(row["barrels_cover"])),
                f"{share} % of {number(row['cap_barrels'])}" if share and row["cap_barrels"] else "",
                tonnes(row),
                unreported(context, row),
                sources(context, row),
            ]
        )
    headers = ["Year", "State", "Barrels", "Covers", "Of the ceiling", "Tonnes as printed", "No report for", "Sources"]
    return table(headers, cells)


def tonnes(row: Row) -> str:
    """The tonnes of a year and state, with what they cover where that is not what its barrels cover."""
    amount = span_of(row["tonnes_low"], row["tonnes_high"])
    if not amount or row["tonnes_cover"] == row["barrels_cover"]:
        return amount
    return f"{amount} (for {text(in_months(row['tonnes_cover']))})"


def unreported(context: RenderContext, row: Row) -> str:
    """The periods of a year that a source calls unreported, each with the day as of which it says so."""
    if not row["no_report_for"]:
        return ""
    found = context.rows(
        "select period_start, period_end, as_of from notified_deliveries where status = 'not_reported' "
        "and reporting_state = :state and year = :year order by period_start, delivery_id",
        state=row["state"],
        year=row["year"],
    )
    return "; ".join(
        text(period(gap["period_start"], gap["period_end"])) + (f" (as of {day(gap['as_of'])})" if gap["as_of"] else "")
        for gap in found
    )


def in_months(periods: str | None) -> str:
    """Periods as the query writes them, in words: 2024-01-01 to 2024-11-30 as January to November 2024."""
    written = PERIOD.sub(lambda found: period(*found.groups()), periods or "")
    states = written.split("; ")
    return "; ".join(state.replace(" + ", ", ", state.count(" + ") - 1).replace(" + ", " and ") for state in states)


def period(first: str, last: str | None) -> str:
    """One period, a whole month or year by its name alone."""
    if last is None:
        return wording.day(first)
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    if begins.day != 1 or (ends + timedelta(1)).day != 1:
        return wording.span(first, last)
    year_long = (begins.month, ends.month, begins.year) == (1, 12, ends.year)
    return f"all of {begins.year}" if year_long else wording.span(first[:7], last[:7])


def span_of(low: object, high: object) -> str:
    """A figure, or two where sources differ; empty where there is none."""
    if low is None:
        return ""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def sources(context: RenderContext, row: Row) -> str:
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
        cell = f"{number(row['quantity'])} {text(context.unit(row['unit']))} ({context.source(HERE, row['source_id'])})"
        if row["delivery_id"] in withdrawn:
            cell += ", not taken as printed"
        months.setdefault(row["period_start"][:7], {}).setdefault(row["reporting_state"], []).append(
            f"{anchor(row['delivery_id'])}{cell}"
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
