"""The UN Security Council's consolidated list as XML: companies and persons, and the ships that their entries name.

Format: UN Security Council, consolidated.xsd. Ships have no entries in this file (the 1718 Committee publishes a list
of its own); the entries on shipping companies say in COMMENTS1 which ships each owns or manages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from vostochny.contribute.imports.comment_roles import ships_in
from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import IMO, iso_day
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, Listed, Reading, ShipLink
from vostochny.contribute.imports.xml_stream import entries, text_at
from vostochny.model.imo_number import is_company_number

# What the references of entries under the North Korea sanctions begin with: companies and bodies, and persons.
COMMITTEES = ("KPe", "KPi")
PROGRAMME = "1718"


def read_un(file: ListFile, programmes: Mapping[str, str], ships: Mapping[str, str]) -> Reading:
    """Companies and persons under the North Korea sanctions, and what their comments say about ships.

    ships: ship for each of its names, in small letters, and for its IMO number
    """
    reading = Reading(findings=file.findings)
    for element, number in entries(file, "CONSOLIDATED_LIST", ("ENTITY", "INDIVIDUAL"), 3):
        if not number:
            reading.published_on = iso_day(element.get("dateGenerated", "")[:10])
            continue
        reference = text_at(element, "REFERENCE_NUMBER").rstrip(".")
        if reference.startswith(COMMITTEES):
            found = un_entry(element, reference, programmes, number)
            reading.entries.append(found)
            reading.links += ship_links(found, text_at(element, "COMMENTS1"), ships)
    if reading.links:
        reading.notes.append("Ships and roles are extracted from comments by a program; read each comment first.")
    return reading


def un_entry(element: Element, reference: str, programmes: Mapping[str, str], number: int) -> Listed:
    """One company or person."""
    person = element.tag == "INDIVIDUAL"
    parts = [text_at(element, name) for name in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")]
    names = [(" ".join(part for part in parts if part) or reference, "current")]
    for alias in element.findall("INDIVIDUAL_ALIAS" if person else "ENTITY_ALIAS"):
        if name := text_at(alias, "ALIAS_NAME"):
            names.append((name, "former" if text_at(alias, "QUALITY").casefold() == "f.k.a." else "alias"))
    numbers = [found[1] for found in IMO.finditer(text_at(element, "COMMENTS1")) if is_company_number(found[1])]
    return Listed(
        reference,
        tuple(dict.fromkeys(names)),
        listed_on=iso_day(text_at(element, "LISTED_ON")[:10]),
        programmes=tuple(filter(None, [programmes.get(PROGRAMME, "")])),
        line=number,
        subject=PERSON if person else ORGANISATION,
        tags=(text_at(element, "UN_LIST_TYPE") or PROGRAMME,),
        numbers=tuple(numbers),
    )


def ship_links(entry: Listed, comment: str, ships: Mapping[str, str]) -> Iterator[ShipLink]:
    """What the comment of a company says of each ship that it names."""
    if entry.subject == ORGANISATION:
        for vessel_id, called, roles in ships_in(comment, entry.name, ships):
            yield ShipLink(entry.reference, entry.name, vessel_id, called, roles, comment)
