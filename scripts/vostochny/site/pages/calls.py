"""The list of documented calls, and the pages of each."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.render.context import PLAIN, RenderContext, page
from vostochny.render.markup import day, span, table, text
from vostochny.site.pages.call_record import call_page

INDEX = "calls.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every call."""
    calls = context.rows("select * from calls order by date_earliest, call_id")
    grades = {row["call_id"]: row for row in context.rows("select * from call_confidence")}
    yield INDEX, index(context, calls)
    for call in calls:
        yield f"calls/{call['call_id']}.md", call_page(context, call, grades[call["call_id"]], calls)


def index(context: RenderContext, calls: list[Row]) -> str:
    """Calls at Vostochny first, then those where ships unloaded."""
    at_port = [call for call in calls if call["port_id"] == PORT]
    elsewhere = [call for call in calls if call["port_id"] != PORT]
    return page(
        "The calls",
        "Each row is one stay of one tanker in a port, documented on its own and backed by at least one sighting that "
        "a source reports. The grade says how strong the published evidence is; how it is given is written down in "
        "[the confidence rubric](confidence.md).",
        context.warnings(INDEX, "port_calls", "Before you count"),
        "## At Vostochny",
        call_table(context, at_port),
        "## In North Korean ports" if elsewhere else "",
        call_table(context, elsewhere, with_port=True) if elsewhere else "",
        context.files_note("port_calls"),
        hide=PLAIN,
    )


def call_table(context: RenderContext, calls: list[Row], *, with_port: bool = False) -> str:
    """One row a call."""
    headers = ["Call", "Days", "Ship", "On the UN list since", "Confidence", "Sightings"]
    if with_port:
        headers.insert(2, "Port")
    rows = []
    for call in calls:
        cells = [
            context.record(INDEX, call["call_id"]),
            span(call["date_earliest"], call["date_latest"]),
            ship(context, INDEX, call),
            listing(call),
            text(call["confidence"]),
            f"{call['sightings_weighed'] or call['sightings']} ({text(call['observers'])})",
        ]
        if with_port:
            cells.insert(2, context.record(INDEX, call["port_id"], call["port_name"]))
        rows.append(cells)
    return table(headers, rows)


def ship(context: RenderContext, here: str, call: Row) -> str:
    """The ship as a link, or that nobody has named it."""
    if not call["vessel_id"]:
        return "not identified"
    return context.record(here, call["vessel_id"], call["vessel_name"])


def listing(call: Row) -> str:
    """Whether the UN listed the ship at the time, in words."""
    if call["un_listing"] == "listed":
        return day(call["un_listed_on"])
    if call["un_listing"] == "no_listing_found":
        return f"no listing found in the list of {day(call['un_list_as_of'])}"
    return "cannot be checked: " + ("no IMO number known" if call["vessel_id"] else "ship not identified")
