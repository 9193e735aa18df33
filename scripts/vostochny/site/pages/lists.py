"""Pages that list a whole table, each row at an anchor of its own: sightings, events, programmes, requests."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.render.context import NO_CONTENTS, RenderContext, page
from vostochny.render.markup import anchor, day, prose, span, table, text
from vostochny.site.pages.releases import retired_here
from vostochny.site.pages.vessel_tables import activity


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The four lists."""
    yield "sightings.md", sightings(context)
    yield "timeline.md", timeline(context)
    yield "programmes.md", programmes(context)
    yield "requests.md", requests(context)


def sightings(context: RenderContext) -> str:
    """Every sighting, the latest first, those at sea too."""
    here = "sightings.md"
    rows = context.rows("select * from sightings order by date_latest desc, sighting_id")
    cells = [
        [
            f"{anchor(row['sighting_id'])}{row['sighting_id']}",
            span(row["date_earliest"], row["date_latest"]),
            context.record(here, row["vessel_id"], row["vessel_name_as_reported"])
            or text(row["vessel_name_as_reported"]),
            context.record(here, row["port_id"], row["place_as_reported"]) or text(row["place_as_reported"]),
            text(activity(context, row)),
            text(row["observer"]),
            text(context.label("sightings", "method", row["method"])),
            context.record(here, row["call_id"]),
            context.source(here, row["source_id"]),
            prose(context.with_links(here, row["note"])),
        ]
        for row in rows
    ]
    return page(
        "Sightings",
        "One ship in one place as one source reports it. Several sightings can be of one call, and a ship seen passing "
        "at sea is evidence of no call.",
        context.warnings(here, "sightings", "Before you count"),
        table(["Sighting", "Days", "Ship", "Place", "What", "Seen by", "How", "Call", "Source", "Note"], cells),
        retired_here(context, here, "sightings"),
        context.files_note("sightings"),
        hide=NO_CONTENTS,
    )


def timeline(context: RenderContext) -> str:
    """What happened around the calls, by day."""
    rows = context.rows("select * from timeline order by happened_on, event_id")
    cells = [
        [
            f"{anchor(row['event_id'])}{day(row['happened_on'])}",
            prose(text(row["event"])),
            text(context.label("timeline", "category", row["category"])),
            context.source("timeline.md", row["source_id"]),
        ]
        for row in rows
    ]
    return page(
        "Timeline",
        "Resolutions, announcements, designations and reports around the calls, each as its source dates it.",
        table(["Day", "What happened, as reported", "Kind", "Source"], cells),
        retired_here(context, "timeline.md", "timeline"),
        context.files_note("timeline"),
        hide=NO_CONTENTS,
    )


def programmes(context: RenderContext) -> str:
    """What each sanctions programme obliges whom to do."""
    here = "programmes.md"
    rows = context.rows(
        "select programmes.*, (select count(*) from vessel_sanctions s where s.programme_id = "
        "programmes.programme_id) + "
        "(select count(*) from organisation_designations d where d.programme_id = programmes.programme_id) as "
        "listings from programmes order by authority <> 'UN', authority, programme_id"
    )
    cells = [
        [
            f"{anchor(row['programme_id'])}{text(context.label('programmes', 'authority', row['authority']))}",
            prose(text(row["name"])),
            prose(text(row["obliges"])),
            prose(text(row["legal_basis"])),
            str(row["listings"]),
            context.source(here, row["source_id"]),
            prose(context.with_links(here, row["note"])),
        ]
        for row in rows
    ]
    return page(
        "Sanctions programmes",
        "Who lists ships and organisations under which law, and what a listing obliges others to do. Listing is the "
        "act of the "
        "authority; this ledger only passes it on.",
        table(["Authority", "Programme", "What it obliges", "Legal basis", "Listings", "Source", "Note"], cells),
        retired_here(context, here, "programmes"),
        context.files_note("programmes"),
        hide=NO_CONTENTS,
    )


def requests(context: RenderContext) -> str:
    """What readers and those named here asked for, and what came of it."""
    here = "requests.md"
    rows = context.rows("select * from requests order by received_on desc, request_id desc")
    cells = [
        [
            f"{anchor(row['request_id'])}{row['request_id']}",
            day(row["received_on"]),
            context.record(here, row["record_id"], context.name(row["record_id"])),
            text(row["field"]),
            prose(text(row["asked"])),
            context.source(here, row["source_id"]),
            text(context.label("requests", "state", row["state"])),
            day(row["decided_on"]),
            prose(text(row["answer"])),
        ]
        for row in rows
    ]
    headers = ["Request", "Received", "Record", "Column", "What was asked", "Evidence", "State", "Decided", "Answer"]
    return page(
        "Requests and answers",
        "Everything that readers and those named here have asked to be corrected or answered, and what "
        "was decided and why. "
        "A first answer comes within fourteen days: see [how to correct](correct.md).",
        table(headers, cells) if cells else "No request has been received yet.",
        retired_here(context, here, "requests"),
        context.files_note("requests"),
        hide=NO_CONTENTS,
    )
