"""The list of documented calls, and one page a call with the evidence behind it."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.render.context import PLAIN, RenderContext, href, page
from vostochny.render.markup import day, link, pairs, span, text
from vostochny.site.pages.call_list import index
from vostochny.site.pages.evidence import conflicts, documents, sighting_table
from vostochny.site.pages.in_the_source import in_the_source

INDEX = "calls.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every call."""
    calls = context.rows("select * from calls order by date_earliest, call_id")
    grades = {row["call_id"]: row for row in context.rows("select * from call_confidence")}
    yield INDEX, index(context, calls)
    for call in calls:
        yield f"calls/{call['call_id']}.md", call_page(context, call, grades[call["call_id"]])


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


def call_page(context: RenderContext, call: Row, grade: Row) -> str:
    """What is concluded about one call, and what it rests on."""
    here = f"calls/{call['call_id']}.md"
    record = context.rows("select * from port_calls where call_id = :id", id=call["call_id"])[0]
    sightings = context.rows(
        "select * from sightings where call_id = :id order by date_latest, sighting_id", id=call["call_id"]
    )
    title = f"{text(call['vessel_name'])} at {text(call['port_name'])}, "
    return page(
        title + span(call["date_earliest"], call["date_latest"]),
        facts(context, here, call, {**record, **grade}),
        "## The sightings behind it",
        sighting_table(context, here, sightings),
        in_the_source(context, here, [item["sighting_id"] for item in sightings]),
        conflicts(context, here, [call["call_id"], *(item["sighting_id"] for item in sightings)]),
        documents(context, here, call["call_id"]),
        context.files_note("port_calls", call["call_id"]),
        hide=PLAIN,
    )


def facts(context: RenderContext, here: str, call: Row, record: Row) -> str:
    """The call's own columns as a list."""
    return pairs(
        [
            ("Ship", ship(context, here, call)),
            ("IMO number", text(call["imo_number"])),
            ("Port", context.record(here, call["port_id"], call["port_name"])),
            ("Berth", text(call["berth"])),
            ("Days reported", span(call["date_earliest"], call["date_latest"])),
            ("Purpose", text(context.label("port_calls", "operation", call["operation"]))),
            ("On the UN list since", listing(call)),
            ("Confidence", f"{text(call['confidence'])}. {context.with_links(here, call['confidence_reason'])}"),
            ("Confidence by the rule", by_rule(context, here, record)),
            ("Counted in", count(context, here, call["count_id"])),
            ("Inferred, not printed by a source", context.fields("port_calls", record["inferred"])),
            ("Note", context.with_links(here, record["note"])),
            ("Identifier", f"`{call['call_id']}`"),
        ]
    )


def by_rule(context: RenderContext, here: str, record: Row) -> str:
    """The grade that the rule computes, its reasons, and why the record departs from it where it does."""
    departure = f" The record departs from it: {text(record['confidence_departure'])}"
    return (
        f"{text(record['confidence_by_rule'])}. {context.with_links(here, record['reasons'])}"
        f"{departure if record['confidence_departure'] else ''} "
        f"({link('how grades are given', href(here, 'confidence.md'))})"
    )


def count(context: RenderContext, here: str, count_id: str | None) -> str:
    """The counted series that a call falls in, by the name of who counted."""
    for row in context.rows("select * from call_counts where count_id = :id", id=count_id):
        return context.record(here, count_id, f"the count of {row['count_low']} by the {row['counted_by']}")
    return ""
