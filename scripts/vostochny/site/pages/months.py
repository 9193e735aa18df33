"""Month by month since March 2024: what is known of each, and, where nothing is, whether somebody looked."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model.edtf import edtf_interval
from vostochny.model.port import PORT
from vostochny.render.context import NO_CONTENTS, RenderContext, page
from vostochny.render.markup import anchor, day, number, plural, quantity, span, table, text
from vostochny.site.pages.observer_notes import grade

HERE = "months.md"
FIRST = "2024-03"
NO_CALL = "none documented"
# Searches for something that a month can have.
OF_A_MONTH = {"calls", "volumes", "notifications"}


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The one page."""
    months = all_months(FIRST, str(context.dataset.package["created"])[:7])
    cells = [
        [
            f"{anchor(month)}{day(month)}",
            calls(context, month),
            series(context, month),
            "; ".join(figures(context, month)),
            "; ".join(notified(context, month)),
            looked(context, month),
        ]
        for month in months
    ]
    yield (
        HERE,
        page(
            "Month by month",
            "What the documents read say of each month since the first reported loading, and what was looked for. "
            "**A month without a call is one of which no single call has been published**, not one without calls. A "
            "series covers all its months together and cannot be split over them.",
            table(
                ["Month", "Calls at Vostochny, one by one", "In a counted series", "Published figures for the month",
                 "Notified by states", "Looked for"],
                cells,
            ),
            "*Nobody looked* means that no search that is noted covers the month. Every search is on the page "
            "[Looked for and not found](searches.md).",
            hide=NO_CONTENTS,
        ),
    )  # fmt: skip


def all_months(first: str, last: str) -> list[str]:
    """Every month from the first to the last, as 2024-03."""
    year, month, found = int(first[:4]), int(first[5:]), []
    while f"{year:04}-{month:02}" <= last:
        found.append(f"{year:04}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def calls(context: RenderContext, month: str) -> str:
    """The documented calls that began in a month."""
    rows = context.rows(
        "select call_id, vessel_name, date_earliest, date_latest, confidence from calls where port_id = :port "
        "and substr(date_earliest, 1, 7) = :month order by date_earliest, call_id",
        port=PORT,
        month=month,
    )
    if not rows:
        return NO_CALL
    return "; ".join(
        f"{context.record(HERE, row['call_id'], row['vessel_name'])} "
        f"({span(row['date_earliest'], row['date_latest'])}, {text(grade(context, row))})"
        for row in rows
    )


def series(context: RenderContext, month: str) -> str:
    """The headline series if it covers the month, else the first count that does, and how many others cover it."""
    rows = context.rows(
        "select count_id, count_low, count_high, qualifier, counted_by from call_counts where counted = 'calls' "
        "and port_id = :port and substr(period_start, 1, 7) <= :month and substr(period_end, 1, 7) >= :month "
        "order by count_id not in (select count_id from headline_series), count_id",
        port=PORT,
        month=month,
    )
    if not rows:
        return ""
    first = rows[0]
    words = quantity(first["count_low"], None, first["count_high"], first["qualifier"])
    first_count = context.record(HERE, first["count_id"], f"{words} by {first['counted_by']}")
    return f"{first_count}, and {plural(len(rows) - 1, 'more count')}" if len(rows) > 1 else first_count


def figures(context: RenderContext, month: str) -> list[str]:
    """Published volumes of that month alone."""
    rows = context.rows(
        "select * from volume_estimates where measure = 'quantity' and substr(period_start, 1, 7) = :month "
        "and substr(period_end, 1, 7) = :month order by estimate_id",
        month=month,
    )
    return [
        context.record(
            HERE,
            row["estimate_id"],
            f"{quantity(row['quantity_low'], row['quantity_central'], row['quantity_high'], row['qualifier'])} "
            f"{context.unit(row['unit'])}, {row['estimated_by']}",
        )
        for row in rows
    ]


def notified(context: RenderContext, month: str) -> list[str]:
    """What states notified for that month alone, and for which of them a source says that there is no report."""
    rows = context.rows(
        "select * from notified_deliveries where (status = 'not_reported' and substr(period_start, 1, 7) <= :month "
        "and substr(period_end, 1, 7) >= :month) or (substr(period_start, 1, 7) = :month "
        "and substr(period_end, 1, 7) = :month) order by reporting_state, delivery_id",
        month=month,
    )
    return [
        f"{text(row['reporting_state'])}: {context.record(HERE, row['delivery_id'], amount(context, row))}"
        for row in rows
    ]


def amount(context: RenderContext, row: Row) -> str:
    """A notified quantity with its unit, or that a source says there was no report."""
    return "no report" if row["quantity"] is None else f"{number(row['quantity'])} {context.unit(row['unit'])}"


def looked(context: RenderContext, month: str) -> str:
    """The searches for facts of a month, with the day and what came of them."""
    rows = context.rows("select * from searches where period_start is not null order by search_id")
    covering = [row for row in rows if row["topic"] in OF_A_MONTH and covers(row, month)]
    if not covering:
        return "nobody looked"
    # Searches of one day with one outcome are one phrase: most months since December 2025 have three such.
    phrases: dict[str, list[str]] = {}
    for row in covering:
        outcome = text(context.label("searches", "outcome", row["outcome"])).lower()
        topic = context.label("searches", "topic", row["topic"]).lower()
        # Beside a call, "nothing found" would read as if it had not been found.
        if row["topic"] == "calls" and calls(context, month) != NO_CALL:
            topic = f"further {topic}"
        phrase = f"{outcome} ({day(row['searched_on'])})"
        phrases.setdefault(phrase, []).append(context.record(HERE, row["search_id"], topic))
    return "; ".join(f"{', '.join(topics)}: {phrase}" for phrase, topics in phrases.items())


def covers(row: Row, month: str) -> bool:
    """Whether the period of a search contains a whole month."""
    first, last = edtf_interval(month)
    return edtf_interval(row["period_start"])[0] <= first and last <= edtf_interval(row["period_end"])[1]
