"""The list of vessels, those named at Vostochny first, and one page a vessel."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.render.context import PLAIN, RenderContext, page
from vostochny.render.markup import day, number, table, text
from vostochny.site.pages.vessel_record import vessel_page

INDEX = "vessels.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every vessel."""
    vessels = context.rows("select * from vessels order by name, vessel_id")
    yield INDEX, index(context, vessels)
    for vessel in vessels:
        yield f"vessels/{vessel['vessel_id']}.md", vessel_page(context, vessel)


def index(context: RenderContext, vessels: list[Row]) -> str:
    """Three lists: named at Vostochny, on the UN list, all others."""
    found = context.rows("select distinct vessel_id from sightings where port_id = :port", port=PORT)
    named = {row["vessel_id"] for row in found}
    at_port = [item for item in vessels if item["vessel_id"] in named]
    un_listed = [item for item in vessels if item["un_listed"] and item["vessel_id"] not in named]
    others = [item for item in vessels if not item["un_listed"] and item["vessel_id"] not in named]
    return page(
        "Vessels",
        "Being in this list says what sources and sanctions lists print about a ship, nothing more. Authorities appear "
        "with the day on which each listed the ship, according to the list or report named on the ship's page.",
        context.warnings(INDEX, "vessels", "Before you use it"),
        f"## Named at Vostochny ({len(at_port)})",
        "Ships that at least one source names in the port, dated or not.",
        vessel_table(context, at_port, calls=True),
        f"## Others on the UN list ({len(un_listed)})",
        vessel_table(context, un_listed),
        f"## Others in the record ({len(others)})",
        "Listed by another authority, removed from a list, or named in a sighting elsewhere.",
        vessel_table(context, others),
        context.files_note("vessels"),
        hide=PLAIN,
    )


def vessel_table(context: RenderContext, vessels: list[Row], *, calls: bool = False) -> str:
    """One row a vessel, with its designations by authority."""
    headers = ["Ship", "IMO number", "Deadweight, tonnes", "Listed by"]
    counts = {}
    if calls:
        headers.insert(1, "Documented calls at Vostochny")
        counts = {
            row["vessel_id"]: row["calls"]
            for row in context.rows(
                "select vessel_id, count(*) as calls from port_calls where port_id = :port group by vessel_id",
                port=PORT,
            )
        }
    listed = listings(context)
    rows = []
    for item in vessels:
        cells = [
            context.record(INDEX, item["vessel_id"], item["name"]),
            text(item["imo_number"] or "not known"),
            number(item["dwt_tonnes"]),
            "; ".join(listed.get(item["vessel_id"], [])) or unlisted(context, item),
        ]
        if calls:
            cells.insert(1, str(counts.get(item["vessel_id"], "named without a dated call")))
        rows.append(cells)
    return table(headers, rows)


def unlisted(context: RenderContext, vessel: Row) -> str:
    """What can be said of a ship without a listing: not found in lists of their days, or not to be checked."""
    if not vessel["imo_number"]:
        return "cannot be checked: no IMO number known"
    days = [f"{text(row['authority'])} {day(row['list_as_of'])}" for row in context.rows("select * from lists_read")]
    return f"no listing found in the lists of {', '.join(days)}"


def listings(context: RenderContext) -> dict[str, list[str]]:
    """For every vessel its designations in short: UN 30 March 2018."""
    found: dict[str, list[str]] = {}
    rows = context.rows("select vessel_id, authority, listed_on, delisted_on, gone_by from vessel_sanctions")
    rows.sort(key=lambda row: (list(context.authorities).index(row["authority"]), str(row["listed_on"] or "")))
    for row in rows:
        words = f"{text(row['authority'])} {day(row['listed_on']) or 'on a day not stated'}"
        if removed(row):
            words += f" (removed {removed(row)})"
        entries = found.setdefault(row["vessel_id"], [])
        if words not in entries:
            entries.append(words)
    return found


def removed(row: Row) -> str:
    """When a designation ended, as far as it is known; an empty text while it stands."""
    return day(row["delisted_on"]) or (f"by {day(row['gone_by'])}, day not known" if row["gone_by"] else "")
