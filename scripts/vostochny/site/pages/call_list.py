"""The list of documented calls: ship, number, listing on the day, barrels, grade and who saw it, in one row."""

from __future__ import annotations

from vostochny.charts.funnel import funnel
from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.model.site_url import DATABASE_PATH
from vostochny.render.context import PLAIN, RenderContext, page
from vostochny.render.lists_read import list_read
from vostochny.render.markup import day, link, number, span, table, text
from vostochny.site.pages.observer_notes import counting_as_one, grade

INDEX = "calls.md"
# How a listing reads in a column; the reasons and days are on the page of the call.
LISTING = {"listed": "listed", "no_listing_found": "not found", "cannot_be_checked": "cannot be checked"}

# The query whose answer is asked for most, as a file.
BY_LISTED = "calls_by_un_listed_vessels"


def index(context: RenderContext, calls: list[Row]) -> str:
    """Calls at Vostochny first, then those where ships unloaded."""
    series = context.rows("select * from call_counts where count_id = (select count_id from headline_series)")[0]
    at_port = [call for call in calls if call["port_id"] == PORT]
    elsewhere = [call for call in calls if call["port_id"] != PORT]
    read = list_read(context, "UN")
    return page(
        "Documented calls",
        "Each row is one stay of one tanker in a port, documented on its own by at least one sighting that a source "
        "reports. The grade says how strong the published evidence is: [how it is given](confidence.md). Barrels are "
        "what the ship would have taken if it loaded, in nine simulations of ten: [modelled](model.md), not measured.",
        "## At Vostochny",
        "As files: [all calls](/downloads/calls.csv), "
        f"{link('calls by ships on the UN list in 2024', f'{DATABASE_PATH}/{BY_LISTED}.csv?year=2024')} (CSV).",
        call_table(context, at_port),
        f"*Not found*: no UN listing found {read} by IMO number. *Cannot be checked*: no "
        "source gives an IMO number, or none names the ship."
        if read
        else "",
        counting_as_one(context, at_port),
        "## In North Korean ports" if elsewhere else "",
        call_table(context, elsewhere, with_port=True) if elsewhere else "",
        "## From a count to ships on a list",
        funnel(context, INDEX, series),
        context.warnings(INDEX, "port_calls", "Before you count"),
        context.files_note("port_calls", view="calls"),
        hide=PLAIN,
    )


def call_table(context: RenderContext, calls: list[Row], *, with_port: bool = False) -> str:
    """One row a call; its days lead to its page."""
    headers = [
        "Days",
        "Ship",
        "IMO number",
        "UN list",
        "Listed on",
        "Barrels, if it loaded",
        "Grade",
        "Observers for it",
    ]
    if with_port:
        headers.insert(1, "Port")
    volumes = {row["call_id"]: row for row in context.rows("select * from volumes_per_call")}
    rows = []
    for call in calls:
        volume = volumes.get(call["call_id"])
        cells = [
            context.record(INDEX, call["call_id"], span(call["date_earliest"], call["date_latest"])),
            context.record(INDEX, call["vessel_id"], call["vessel_name"]) or "not identified",
            text(call["imo_number"] or "not known"),
            LISTING[call["un_listing"]],
            day(call["un_listed_on"]),
            f"{number(volume['barrels_low'])} to {number(volume['barrels_high'])}" if volume else "",
            text(grade(context, call)),
            text(call["observers"]),
        ]
        if with_port:
            cells.insert(1, context.record(INDEX, call["port_id"], call["port_name"]))
        rows.append(cells)
    return table(headers, rows)
