"""The ports of the record on one page, each at its own anchor."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.publish.pages.book import Book, page
from vostochny.publish.pages.markup import pairs, text

HERE = "ports.md"


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """One section a port."""
    rows = book.rows(
        "select ports.*, (select count(*) from port_calls c where c.port_id = ports.port_id) as calls, "
        "(select count(*) from sightings s where s.port_id = ports.port_id) as sightings "
        "from ports order by calls desc, name"
    )
    blocks = [
        "Where the ships were seen, and the other oil ports that sources mention. Positions are of the port, "
        "not the berth."
    ]
    for row in rows:
        latitude, longitude = row["latitude"], row["longitude"]
        blocks.append(f"## {text(row['name'])} {{ #{row['port_id']} }}")
        blocks.append(
            pairs(
                [
                    ("Country", {"RU": "Russia", "KP": "North Korea"}.get(row["country_iso2"], row["country_iso2"])),
                    ("Other names", text(str(row["other_names"] or "").replace(";", ", "))),
                    ("UN/LOCODE", text(row["unlocode"])),
                    ("Position", f"{latitude}, {longitude}" if latitude is not None else ""),
                    ("Documented calls", str(row["calls"] or "")),
                    ("Sightings", str(row["sightings"] or "")),
                    ("Oil facilities, as reported", text(row["oil_facilities"])),
                    ("Source of the position", book.source(HERE, row["source_id"])),
                    ("Note", text(row["note"])),
                ]
            )
        )
    yield HERE, page("Ports", *blocks, book.files_note("ports"))
