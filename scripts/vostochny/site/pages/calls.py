"""The list of documented calls, and the pages of each."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.render.context import RenderContext
from vostochny.render.markup import day
from vostochny.site.pages.call_list import index
from vostochny.site.pages.call_record import call_page

INDEX = "calls.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every call."""
    calls = context.rows("select * from calls order by date_earliest, call_id")
    grades = {row["call_id"]: row for row in context.rows("select * from call_confidence")}
    yield INDEX, index(context, calls)
    for call in calls:
        yield f"calls/{call['call_id']}.md", call_page(context, call, grades[call["call_id"]], calls)


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
