"""The list of vessels, those named at Vostochny first, and one page a vessel."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.charts import ports_map
from vostochny.charts.designations import of_vessel
from vostochny.charts.gallery import figure
from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.render.context import NO_NEIGHBOURS, PLAIN, RenderContext, page
from vostochny.render.country_names import country
from vostochny.render.markup import day, number, pairs, prose, span, table, text
from vostochny.site.pages.evidence import conflicts
from vostochny.site.pages.in_the_source import of_listed
from vostochny.site.pages.spellings import spellings

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


def vessel_page(context: RenderContext, vessel: Row) -> str:
    """Everything the record holds about one vessel."""
    name = vessel["vessel_id"]
    here = f"vessels/{name}.md"
    return page(
        text(vessel["name"]),
        facts(context, here, vessel),
        "## Designations { data-search-exclude }",
        timeline(context, here, name),
        designation_table(context, here, name),
        of_listed(context, here, "vessel_sanctions", "vessel_id", name),
        "## Calls { data-search-exclude }",
        call_table(context, here, name),
        "## Sightings { data-search-exclude }",
        whereabouts(context, here, name),
        sighting_table(context, here, name),
        conflicts(context, here, [name]),
        names_heading(context, name, vessel["name"]),
        name_table(context, here, name),
        other_spellings(vessel["name"]),
        "## What sources say, value by value { data-search-exclude }",
        particular_table(context, here, name),
        context.files_note("vessels", name),
        hide=NO_NEIGHBOURS,
        # A ship's name stands in the titles of sources and calls too; who types it mostly means the ship.
        boost=4,
    )


def timeline(context: RenderContext, here: str, name: str) -> str:
    """Listings and calls on one line, for a ship that has a documented call."""
    chart = of_vessel(context, name)
    return figure(context, here, chart) if chart else ""


def whereabouts(context: RenderContext, here: str, name: str) -> str:
    """The ports where sources report the ship, on a map."""
    chart = ports_map.of_vessel(context, name)
    return figure(context, here, chart) if chart else ""


def facts(context: RenderContext, here: str, vessel: Row) -> str:
    """The chosen value of each particular."""
    tonnes = number(vessel["dwt_tonnes"])
    metres = number(vessel["length_m"])
    return pairs(
        [
            ("IMO number", text(vessel["imo_number"] or "no source read states it")),
            ("Type", text(context.label("vessels", "vessel_type", vessel["vessel_type"]))),
            ("Flag", text(country(vessel["flag_iso2"]))),
            ("MMSI", text(vessel["mmsi"])),
            ("Deadweight", f"{tonnes} tonnes" if tonnes else ""),
            ("Gross tonnage", number(vessel["gross_tonnage"])),
            ("Length", f"{metres} metres" if metres else ""),
            ("Built", text(vessel["year_built"])),
            ("Owner as listed or reported", text(vessel["owner"])),
            ("Inferred, not printed by a source", context.fields("vessels", vessel["inferred"])),
            ("Note", context.with_links(here, vessel["note"])),
            ("Identifier", f"`{vessel['vessel_id']}`"),
        ]
    )


def designation_table(context: RenderContext, here: str, name: str) -> str:
    """Each listing by each authority."""
    rows = context.rows(
        "select s.*, p.name as programme from vessel_sanctions s join programmes p using (programme_id) "
        "where s.vessel_id = :id order by s.listed_on, s.designation_id",
        id=name,
    )
    headers = [
        "Listed by",
        "Listed on",
        "Removed on",
        "Programme",
        "Reference",
        "Name on the list",
        "Reason given",
        "Source",
    ]
    return table(
        headers,
        [
            [
                context.label("vessel_sanctions", "authority", row["authority"]),
                day(row["listed_on"]),
                removed(row),
                text(row["programme"]),
                text(row["list_reference"]),
                text(row["vessel_name_as_listed"]),
                prose(text(row["reason"])),
                context.source(here, row["source_id"]),
            ]
            for row in rows
        ],
    )


def call_table(context: RenderContext, here: str, name: str) -> str:
    """The ship's documented calls."""
    rows = context.rows("select * from calls where vessel_id = :id order by date_earliest", id=name)
    return table(
        ["Call", "Days", "Port", "Confidence"],
        [
            [
                context.record(here, row["call_id"]),
                span(row["date_earliest"], row["date_latest"]),
                context.record(here, row["port_id"], row["port_name"]),
                text(row["confidence"]),
            ]
            for row in rows
        ],
    )


def sighting_table(context: RenderContext, here: str, name: str) -> str:
    """Everything that sources report to have seen of the ship."""
    rows = context.rows("select * from sightings where vessel_id = :id order by date_latest, sighting_id", id=name)
    return table(
        ["Days", "Name as reported", "Place as reported", "What", "Seen by", "Call", "Source"],
        [
            [
                span(row["date_earliest"], row["date_latest"]),
                text(row["vessel_name_as_reported"]),
                text(row["place_as_reported"]),
                text(context.label("sightings", "activity", row["activity"])),
                text(row["observer"]),
                context.record(here, row["call_id"]),
                context.source(here, row["source_id"]),
            ]
            for row in rows
        ],
    )


def names_heading(context: RenderContext, vessel_id: str, current: str) -> str:
    """A heading that says the other names, because the search gives most weight to headings."""
    rows = context.rows(
        "select distinct name from vessel_names where vessel_id = :id and name <> :current "
        "and name_kind in ('former', 'alias') order by name",
        id=vessel_id,
        current=current,
    )
    told = ", ".join(text(row["name"]) for row in rows)
    return f"## Names: {told} {{ #names }}" if told else "## Names"


def other_spellings(name: str) -> str:
    """Spellings that no source needs to have used, so that a search for them leads here."""
    found = spellings(name)
    told = ", ".join(map(text, found))
    return (
        f"Also to be found as {told}: other romanisations, made by rule and not reported by a source." if found else ""
    )


def name_table(context: RenderContext, here: str, name: str) -> str:
    """Names the ship bears or has borne."""
    rows = context.rows("select * from vessel_names where vessel_id = :id order by name_kind, name, source_id", id=name)
    return table(
        ["Name", "Kind", "Source"],
        [
            [
                text(row["name"]),
                text(context.label("vessel_names", "name_kind", row["name_kind"])),
                context.source(here, row["source_id"]),
            ]
            for row in rows
        ],
    )


def particular_table(context: RenderContext, here: str, name: str) -> str:
    """Each value of each attribute, with who states it."""
    rows = context.rows(
        "select * from vessel_particulars where vessel_id = :id order by attribute, value, source_id", id=name
    )
    return table(
        ["Attribute", "Value", "As of", "Source", "Note"],
        [
            [
                text(context.label("vessel_particulars", "attribute", row["attribute"])),
                f"{text(row['value'])} {text(context.unit(row['unit']))}".strip(),
                day(row["as_of"]),
                context.source(here, row["source_id"]),
                prose(context.with_links(here, row["note"])),
            ]
            for row in rows
        ],
    )
