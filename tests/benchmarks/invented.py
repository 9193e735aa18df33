"""The rows of the invented record beside its calls: ships, sources, ports, and what the volume model asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

# At least so many ships, and no ship calls more often than this: 200 calls are one a month for seventeen years.
VESSELS = 5_000
CALLS_A_VESSEL = 200
SOURCES = 2_000
FIRST_DAY = date(2010, 1, 1)
PORTS = ("RUVYP", "RU-SYNTHB", "RU-SYNTHC", "RU-SYNTHD", "KP-SYNTHE", "KP-SYNTHF", "KP-SYNTHG", "KP-SYNTHH")
Row = dict[str, str]


def source_id(number: int) -> str:
    return f"source-2008-05-{number:04}"


def vessels_for(calls: int) -> int:
    """How many ships make so many calls."""
    return max(VESSELS, calls // CALLS_A_VESSEL)


def vessel_rows(vessels: int) -> Iterator[Row]:
    """Ships without an IMO number, so that none is taken for a real one; one in ten of known deadweight."""
    for number in range(vessels):
        tonnage = 800 + number % 900
        row = {
            "vessel_id": f"synthetic-{number:05}",
            "name": f"Synthetic {number:05}",
            "record_kind": "hull",
            "vessel_type": "oil_tanker",
            "gross_tonnage": str(tonnage),
            "un_listed": "false",
            "note": "Invented.",
        }
        if number % 10 == 0:
            row |= {"dwt_tonnes": str(round(tonnage * (1.6 + number % 7 / 10))), "inferred": "dwt_tonnes"}
        yield row


def name_rows(vessels: int) -> Iterator[Row]:
    for number in range(vessels):
        yield {
            "vessel_id": f"synthetic-{number:05}",
            "name": f"Synthetic {number:05}",
            "name_kind": "current",
            "script": "Latn",
            "source_id": source_id(number % SOURCES),
        }


def particular_rows(vessels: int) -> Iterator[Row]:
    """What backs the name, the tonnage and the type of each ship."""
    for number in range(vessels):
        stated = {
            "gross_tonnage": str(800 + number % 900),
            "name": f"Synthetic {number:05}",
            "vessel_type": "oil_tanker",
        }
        for attribute, value in stated.items():
            yield {
                "vessel_id": f"synthetic-{number:05}",
                "attribute": attribute,
                "value": value,
                "as_of": "2008-05",
                "source_id": source_id(number % SOURCES),
            }


def source_rows() -> Iterator[Row]:
    for number in range(SOURCES):
        yield {
            "source_id": source_id(number),
            "publisher": f"Synthetic Press {number % 40}",
            "title": f"Invented document {number}",
            "title_kind": "described",
            "read_extent": "part",
            "published_on": "2008-05",
            "url": f"https://example.org/{number}",
            "url_kind": "original",
            "kind": "news",
            "language": "en",
            "licence": "Invented",
        }


def port_rows() -> Iterator[Row]:
    """Ports far apart from each other, in order of their codes."""
    for number, name in enumerate(sorted(PORTS)):
        yield {
            "port_id": name,
            "note": "An invented port.",
            "name": f"Synthetic port {number}",
            "country_iso2": name[:2],
            "waters": "vostochny",
            "unlocode": name if len(name) == 5 else "",
            "latitude": str(38 + number),
            "longitude": str(130 + number),
            "source_id": source_id(0),
        }


def sighting_rows() -> Iterator[Row]:
    """A few ships seen at the port of the volume model, from which it draws callers that nobody identified."""
    for number in range(50):
        day = (FIRST_DAY + timedelta(days=number)).isoformat()
        yield {
            "sighting_id": f"sighting-{number:03}",
            "vessel_id": f"synthetic-{number:05}",
            "vessel_name_as_reported": f"Synthetic {number:05}",
            "place_as_reported": "Synthetic port",
            "port_id": "RUVYP",
            "waters": "vostochny",
            "activity": "load",
            "date_earliest": day,
            "date_latest": day,
            "date_precision": "day",
            "method": "ais",
            "observer": "Nobody",
            "load_state": "not_stated",
            "source_id": source_id(number),
        }


def cap_rows() -> Iterator[Row]:
    """The real ceiling of 500,000 barrels a year, without which the volume model has nothing to compare with."""
    yield {
        "cap_id": "cap-01",
        "kind": "ceiling",
        "resolution": "Invented",
        "product": "refined petroleum products",
        "quantity": "500000",
        "unit": "barrel",
        "per": "year",
        "period_start": "2018-01-01",
        "adopted_on": "2017-12-22",
        "description": "Invented.",
        "source_id": source_id(0),
    }


def plain_lines(columns: list[str], rows: Iterable[Row]) -> Iterator[str]:
    """Rows as lines, of cells that need no quotes. Raises KeyError for a column that the table does not have."""
    for row in rows:
        if unknown := row.keys() - set(columns):
            raise KeyError(f"the table has no column {min(unknown)}")
        yield ",".join(row.get(name, "") for name in columns) + "\n"
