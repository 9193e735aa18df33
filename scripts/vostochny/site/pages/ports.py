"""The list of ports, and one page a port with everything that is recorded there."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.charts import ports_map
from vostochny.charts.gallery import figure
from vostochny.database.reading import Row
from vostochny.render.context import NO_CONTENTS, RenderContext, own_page, page
from vostochny.render.country_names import country
from vostochny.render.inert_text import in_markdown
from vostochny.render.markup import anchor, plural, prose, span, table, text
from vostochny.render.record_page import (
    Fact,
    actions,
    chip,
    linked_text,
    record_card,
    record_page,
    to_source,
)
from vostochny.site.pages.calls import listing, ship
from vostochny.site.pages.counts import count_table
from vostochny.site.pages.evidence import conflicts, documents, sighting_table
from vostochny.site.pages.figures import estimate_table
from vostochny.site.pages.observer_notes import counting_as_one, grade

INDEX = "ports.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every port."""
    rows = context.rows(
        "select ports.*, (select count(*) from port_calls c where c.port_id = ports.port_id) as calls, "
        "(select count(*) from sightings s where s.port_id = ports.port_id) as sightings "
        "from ports order by calls desc, sightings desc, name"
    )
    yield INDEX, index(context, rows)
    for row in rows:
        yield own_page("ports", row["port_id"]), port_page(context, row)


def index(context: RenderContext, rows: list[Row]) -> str:
    """One row a port."""
    return page(
        "Ports",
        "Where the ships were seen, and the other oil ports that sources mention. Positions are of the port, "
        "not the berth. A port without calls here is a port of which no single call was found in what was read, not "
        "one without traffic.",
        figure(context, INDEX, ports_map.chart(context)),
        table(
            ["Port", "Country", "Documented calls", "Sightings", "UN/LOCODE", "Oil facilities, as reported"],
            [
                [
                    anchor(row["port_id"]) + context.record(INDEX, row["port_id"], row["name"]),
                    text(country(row["country_iso2"])),
                    str(row["calls"]),
                    str(row["sightings"]),
                    text(row["unlocode"]),
                    prose(text(row["oil_facilities"])),
                ]
                for row in rows
            ],
        ),
        context.files_note("ports"),
        hide=NO_CONTENTS,
    )


def port_page(context: RenderContext, row: Row) -> str:
    """One port: what it is, the calls, sightings, counts and figures there."""
    port = row["port_id"]
    here = own_page("ports", port)
    counts = context.rows("select * from call_counts where port_id = :id order by period_start, count_id", id=port)
    figures = context.rows(
        "select * from volume_estimates where port_id = :id order by period_start, estimate_id", id=port
    )
    return record_page(
        context,
        ("ports", port),
        row["name"],
        card(context, here, row),
        "## Calls documented one by one { data-search-exclude }",
        call_table(context, here, port),
        "## Counted series { data-search-exclude }" if counts else "",
        "Counts overlap; they must not be added." if counts else "",
        count_table(context, here, counts) if counts else "",
        f"## Published figures ({plural(len(figures), 'row')}) {{ data-search-exclude }}" if figures else "",
        estimate_table(context, here, figures) if figures else "",
        "## Sightings { data-search-exclude }",
        sighting_table(
            context, here, context.rows("select * from sightings where port_id = :id order by date_latest, 1", id=port)
        ),
        conflicts(context, here, [port]),
        documents(context, here, port),
        above=["All ports"],
        boost=4,
    )


def card(context: RenderContext, here: str, row: Row) -> str:
    """The header: where the port is, what is documented there, what sources say of its oil facilities."""
    land = country(row["country_iso2"])
    position = f"{row['latitude']}, {row['longitude']}" if row["latitude"] is not None else ""
    oil = row["oil_facilities"]
    return record_card(
        chips=[chip(plural(row["calls"], "documented call")), chip(plural(row["sightings"], "report"), "quiet")],
        standing=in_markdown(
            f"{row['name']}, a port of {land}: {plural(row['calls'], 'call')} documented one by one, and "
            f"{plural(row['sightings'], 'report')} of a North Korean ship in the port."
        ),
        more=[
            f"<b>Oil facilities, as reported:</b> {linked_text(context, here, oil) if oil else 'none mentioned.'}",
            f"<b>Note:</b> {linked_text(context, here, row['note'])}" if row["note"] else "",
        ],
        facts=[
            Fact("Country", in_markdown(land)),
            Fact("Other names", in_markdown(str(row["other_names"] or "").replace(";", ", "))),
            Fact("UN/LOCODE", in_markdown(row["unlocode"])),
            Fact("Position", in_markdown(position), to_source(context, here, row["source_id"])),
            Fact("Waters", in_markdown(context.label("ports", "waters", row["waters"]))),
            Fact("Identifier", f"<code>{in_markdown(row['port_id'])}</code>"),
        ],
        side=[actions(row["port_id"], "port", "ports")],
    )


def call_table(context: RenderContext, here: str, port: str) -> str:
    """The documented calls at one port."""
    calls = context.rows("select * from calls where port_id = :id order by date_earliest, call_id", id=port)
    shown = table(
        ["Call", "Days", "Ship", "On the UN list since", "Confidence", "Seen by"],
        [
            [
                context.record(here, call["call_id"]),
                span(call["date_earliest"], call["date_latest"]),
                ship(context, here, call),
                listing(call),
                text(grade(context, call)),
                text(call["observers"]),
            ]
            for call in calls
        ],
    )
    return "\n\n".join(filter(None, [shown, counting_as_one(context, calls)]))
