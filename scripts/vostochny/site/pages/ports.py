"""The list of ports, and one page a port with everything that is recorded there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vostochny.render.context import NO_CONTENTS, NO_NEIGHBOURS, Book, own_page, page
from vostochny.render.country_names import country
from vostochny.render.markup import anchor, pairs, plural, prose, span, table, text
from vostochny.site.charts import ports_map
from vostochny.site.charts.gallery import figure
from vostochny.site.pages.calls import listing, ship
from vostochny.site.pages.counts import count_table
from vostochny.site.pages.evidence import conflicts, documents, sighting_table
from vostochny.site.pages.figures import estimate_table

INDEX = "ports.md"


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """The index and a page for every port."""
    rows = book.rows(
        "select ports.*, (select count(*) from port_calls c where c.port_id = ports.port_id) as calls, "
        "(select count(*) from sightings s where s.port_id = ports.port_id) as sightings "
        "from ports order by calls desc, sightings desc, name"
    )
    yield INDEX, index(book, rows)
    for row in rows:
        yield own_page("ports", row["port_id"]), port_page(book, row)


def index(book: Book, rows: list[dict[str, Any]]) -> str:
    """One row a port."""
    return page(
        "Ports",
        "Where the ships were seen, and the other oil ports that sources mention. Positions are of the port, "
        "not the berth. A port without calls here is a port of which no call has been published singly, not one "
        "without traffic.",
        figure(book, INDEX, ports_map.chart(book)),
        table(
            ["Port", "Country", "Documented calls", "Sightings", "UN/LOCODE", "Oil facilities, as reported"],
            [
                [
                    anchor(row["port_id"]) + book.record(INDEX, row["port_id"], row["name"]),
                    text(country(row["country_iso2"])),
                    str(row["calls"]),
                    str(row["sightings"]),
                    text(row["unlocode"]),
                    prose(text(row["oil_facilities"])),
                ]
                for row in rows
            ],
        ),
        book.files_note("ports"),
        hide=NO_CONTENTS,
    )


def port_page(book: Book, row: dict[str, Any]) -> str:
    """One port: what it is, the calls, sightings, counts and figures there."""
    port = row["port_id"]
    here = own_page("ports", port)
    counts = book.rows("select * from call_counts where port_id = :id order by period_start, count_id", id=port)
    figures = book.rows(
        "select * from volume_estimates where port_id = :id order by period_start, estimate_id", id=port
    )
    latitude, longitude = row["latitude"], row["longitude"]
    return page(
        text(row["name"]),
        pairs(
            [
                ("Country", text(country(row["country_iso2"]))),
                ("Other names", text(str(row["other_names"] or "").replace(";", ", "))),
                ("UN/LOCODE", text(row["unlocode"])),
                ("Position", f"{latitude}, {longitude}" if latitude is not None else ""),
                ("Oil facilities, as reported", text(row["oil_facilities"])),
                ("Source of the position", book.source(here, row["source_id"])),
                ("Note", book.told(here, row["note"])),
                ("Identifier", f"`{port}`"),
            ]
        ),
        "## Calls documented one by one { data-search-exclude }",
        call_table(book, here, port),
        "## Counted series { data-search-exclude }" if counts else "",
        "Counts overlap; they must not be added." if counts else "",
        count_table(book, here, counts) if counts else "",
        f"## Published figures ({plural(len(figures), 'row')}) {{ data-search-exclude }}" if figures else "",
        estimate_table(book, here, figures) if figures else "",
        "## Sightings { data-search-exclude }",
        sighting_table(
            book, here, book.rows("select * from sightings where port_id = :id order by date_latest, 1", id=port)
        ),
        conflicts(book, here, [port]),
        documents(book, here, port),
        book.files_note("ports", port),
        hide=NO_NEIGHBOURS,
        boost=4,
    )


def call_table(book: Book, here: str, port: str) -> str:
    """The documented calls at one port."""
    calls = book.rows("select * from calls where port_id = :id order by date_earliest, call_id", id=port)
    return table(
        ["Call", "Days", "Ship", "On the UN list since", "Confidence", "Seen by"],
        [
            [
                book.record(here, call["call_id"]),
                span(call["date_earliest"], call["date_latest"]),
                ship(book, here, call),
                listing(call),
                text(call["confidence"]),
                text(call["observers"]),
            ]
            for call in calls
        ],
    )
