"""Canada's Consolidated Autonomous Sanctions List as XML: one record for each person, organisation or ship.

Format: Global Affairs Canada, sema-lmes.xml. The elements have an English and a French name since 2026
(``EntityOrShip-EntiteOuNavire``) and had the English one alone before (``EntityOrShip``); both are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import mapped, ship_facts, ship_type, year
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, VESSEL, Listed, Reading
from vostochny.contribute.imports.xml_stream import entries
from vostochny.model.imo_number import imo_digits, is_ship_number

ALIAS_BREAKS = re.compile(r";|\(a\.k\.a\.|\(also known as|\ba\.k\.a\.|,(?=\s)", re.IGNORECASE)


def read_canada(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """All records; `programmes` gives our identifier for the English name of the country in small letters."""
    reading = Reading(findings=file.findings)
    for element, number in entries(file, "data-set", ("record",), 2):
        if number:
            fields = {child.tag.partition("-")[0]: " ".join((child.text or "").split()) for child in element}
            found = canada_entry(fields, programmes, number, reading)
            if found is None:
                file.fault(0, "entry", f"record {number} with a name and a country.", value=preview(element))
            else:
                reading.entries.append(found)
    return reading


def preview(element: Element) -> str:
    """The beginning of what a record says."""
    return " ".join("".join(element.itertext()).split())[:60]


def canada_entry(
    fields: Mapping[str, str], programmes: Mapping[str, str], number: int, reading: Reading
) -> Listed | None:
    """One record; None where it has no name or no country."""
    entity = fields.get("EntityOrShip", "")
    person = " ".join(filter(None, (fields.get("GivenName", ""), fields.get("LastName", ""))))
    name, country = entity or person, fields.get("Country", "").partition("/")[0].strip()
    if not name or not country:
        return None
    written = fields.get("ShipIMONumber", "")
    imo = imo_digits(written)
    kind = (fields.get("TitleOrShipType") or fields.get("TitleOrShip", "")).partition("|")[0].strip()
    is_ship = bool(written) and not person
    if is_ship and not is_ship_number(imo):
        reading.notes.append(f"{name}: {written!r} is no IMO number with a valid check digit and is not taken.")
        imo = ""
    built = year(fields.get("DateOfBirthOrShipBuildDate", ""))
    aliases = [part.strip(" ().;") for part in ALIAS_BREAKS.split(fields.get("Aliases", ""))]
    if is_ship:
        name = re.sub(r"^M/?[VT]\s+", "", name)
    return Listed(
        reference(fields),
        tuple(dict.fromkeys([(name, "current"), *((alias, "alias") for alias in aliases if len(alias) > 1)])),
        ship_facts([("imo_number", imo), ("vessel_type", ship_type(kind)), ("year_built", built)]) if is_ship else (),
        listed_on=reading.day(fields.get("DateOfListing", ""), name),
        programmes=mapped((country.casefold(),), programmes),
        line=number,
        subject=VESSEL if is_ship else ORGANISATION if entity else PERSON,
        tags=(country,),
    )


def reference(fields: Mapping[str, str]) -> str:
    """Where the record is in the regulations, as ``Schedule 1, part 2, item 696``."""
    schedule, item = fields.get("Schedule", ""), fields.get("Item", "")
    parts = [
        f"Schedule {schedule}" if schedule and schedule.casefold() != "n/a" else "",
        f"item {item}" if item else "",
    ]
    return ", ".join(filter(None, parts)).replace(", Part ", ", part ")
