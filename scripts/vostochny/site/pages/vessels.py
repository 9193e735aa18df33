"""The list of vessels, those named at Vostochny first, and one page a vessel."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.charts import ports_map
from vostochny.charts.designations import of_vessel
from vostochny.charts.gallery import figure
from vostochny.database.reading import Row
from vostochny.render.context import NO_NEIGHBOURS, RenderContext, page
from vostochny.render.country_names import country
from vostochny.render.markup import day, number, pairs, prose, span, table, text
from vostochny.render.spellings import spellings
from vostochny.site.pages.evidence import conflicts
from vostochny.site.pages.in_the_source import of_listed
from vostochny.site.pages.ship_matrix import index

INDEX = "vessels.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every vessel."""
    vessels = context.rows("select * from vessels order by name, vessel_id")
    yield INDEX, index(context, vessels)
    for vessel in vessels:
        yield f"vessels/{vessel['vessel_id']}.md", vessel_page(context, vessel)


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
