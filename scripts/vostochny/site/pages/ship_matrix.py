"""The list of ships as a matrix: one row a ship, one column an authority, the day of the listing in the cell."""

from __future__ import annotations

import re

from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.render.context import PLAIN, RenderContext, page
from vostochny.render.lists_read import lists_read, short_name
from vostochny.render.markup import day, number, table, text
from vostochny.site.pages.completeness import un_numbers

INDEX = "vessels.md"
# Authorities with a column of their own; the few listings of others share one.
COLUMNS = ("UN", "US", "EU", "GB", "KR", "JP")
MONTH = re.compile("[A-Z][a-z]{3,}")
# How the sentences of a programme's note begin that say in which editions its listings were read.
HOW_READ = "The listings were read"
NOT_FOUND, NOT_READ, UNCHECKED = "not found", "list not read", "cannot be checked"


def index(context: RenderContext, vessels: list[Row]) -> str:
    """Ships named at Vostochny first, then all others, each against the authorities that list ships."""
    found = context.rows("select distinct vessel_id from sightings where port_id = :port", port=PORT)
    named = {row["vessel_id"] for row in found}
    at_port = [item for item in vessels if item["vessel_id"] in named]
    others = [item for item in vessels if item["vessel_id"] not in named]
    return page(
        "Ships and who lists them",
        "Each cell is the day on which an authority listed the ship, as the list or report named on the ship's page "
        "has it. [What the other words mean](#what-the-cells-mean).",
        f"## Named at Vostochny ({len(at_port)})",
        "Ships that at least one source names in the port, with a day or without.",
        matrix(context, at_port, calls=True),
        f"## All others ({len(others)})",
        "Listed by an authority, removed from a list, or named in a sighting elsewhere.",
        matrix(context, others),
        "## What the cells mean",
        f"*{NOT_FOUND}*: the ship was looked for by its IMO number in these lists: {lists_read(context)}. "
        f"*{NOT_READ}*: that authority's list was not read as a whole, so nothing follows. *{UNCHECKED}*: no source "
        "gives an IMO number. Being in this table says what sources and lists print about a ship, nothing more.",
        how_read(context),
        un_numbers(context),
        context.warnings(INDEX, "vessels", "Before you use it"),
        "[What each programme obliges whom to do](programmes.md). For screening: "
        "[the watchlist as a file](/downloads/watchlist.csv), and [how to use it](load.md#screening).",
        context.files_note("vessels"),
        hide=PLAIN,
    )


def how_read(context: RenderContext) -> str:
    """In which editions the listings of the UN were read, as the note of its programme says; empty if it does not."""
    (row,) = context.rows("select note from programmes where programme_id = 'un-1718'")
    said = str(row["note"] or "").partition(HOW_READ)
    return f"**UN.** {text(said[1] + said[2])}" if said[1] else ""


def matrix(context: RenderContext, vessels: list[Row], *, calls: bool = False) -> str:
    """One row a ship; with the number of its documented calls at the port where `calls` is set."""
    listed = listings(context)
    others: dict[str, list[Row]] = {}
    for (ship, code), entries in listed.items():
        if code not in COLUMNS:
            others.setdefault(ship, []).extend(entries)
    number_of = {
        row["vessel_id"]: row["calls"]
        for row in context.rows(
            "select vessel_id, count(*) as calls from port_calls where port_id = :port group by vessel_id", port=PORT
        )
    }
    named = [short_name(context, code) for code in COLUMNS]
    headers = ["Ship", "IMO number", *(["Calls"] if calls else []), "Deadweight, tonnes", *named, "Others"]
    rows = []
    for item in vessels:
        name = item["vessel_id"]
        cells = [context.record(INDEX, name, item["name"]), text(item["imo_number"] or "not known")]
        cells += [str(number_of.get(name, 0))] if calls else []
        cells.append(number(item["dwt_tonnes"]))
        cells += [cell(listed.get((name, code), []), item, code in context.lists_read) for code in COLUMNS]
        further = (f"{context.authorities[row['authority']]} {listing(row)}" for row in others.get(name, []))
        cells.append("<br>".join(further))
        rows.append(cells)
    return table(headers, rows)


def listings(context: RenderContext) -> dict[tuple[str, str], list[Row]]:
    """The designations of each ship by each authority, the earliest first."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in context.rows(
        "select vessel_id, authority, listed_on, delisted_on, gone_by from vessel_sanctions "
        "order by coalesce(listed_on, '9999'), designation_id"
    ):
        found.setdefault((row["vessel_id"], row["authority"]), []).append(row)
    return found


def cell(entries: list[Row], vessel: Row, read: bool) -> str:
    """What one authority says of one ship: days, or why there is none."""
    if entries:
        return "<br>".join(dict.fromkeys(listing(entry) for entry in entries))
    if not vessel["imo_number"]:
        return f'<span class="unknown">{UNCHECKED}</span>'
    return f'<span class="unknown">{NOT_FOUND if read else NOT_READ}</span>'


def short(value: object) -> str:
    """A day with its month in three letters, so that six of them fit beside each other."""
    return MONTH.sub(lambda found: found[0][:3], day(value))


def listing(entry: Row) -> str:
    """One designation: since when, and until when where it has ended."""
    since = short(entry["listed_on"]) or "day not stated"
    until = short(entry["delisted_on"]) or (f"by {short(entry['gone_by'])}" if entry["gone_by"] else "")
    if not until:
        return f'<span class="listed-day">{since}</span>'
    return f'<span class="gone">{since}</span> removed {until}'
