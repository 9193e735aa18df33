"""The EU's consolidated list of financial sanctions as CSV (semicolons) or XML, version 1.1 of both.

Ships that the EU bans from its ports only (annex XIV of Regulation (EU) 2017/1509, annex XLII of Regulation (EU)
833/2014) are not in this file, so that a ship which is missing here was not removed.

Format: European Commission, FSF, csvFullSanctionsList_1_1 and xmlFullSanctionsList_1_1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from vostochny.contribute.imports.headed_table import headed_rows
from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import IMO, iso_day, mapped, ship_facts
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, VESSEL, Listed, Reading
from vostochny.contribute.imports.xml_stream import entries, text_at
from vostochny.model.imo_number import imo_digits, is_company_number, is_ship_number

NEEDED = ("Entity_LogicalId", "Entity_SubjectType", "Entity_Regulation_Programme", "NameAlias_WholeName")
OPTIONAL = (
    "fileGenerationDate", "Entity_EU_ReferenceNumber", "Entity_DesignationDate", "Entity_Remark",
    "Entity_SubjectType_ClassificationCode", "NameAlias_NameLanguage",
    "Identification_Number", "Identification_TypeCode", "Identification_TypeDescription",
)  # fmt: skip
SHIP_WORDS = re.compile(r"\b(?:vessels?|ships?|tankers?|m/?[vt]|flag(?:ged)?)\b", re.IGNORECASE)
ENGLISH = {"", "EN", "en"}
Item = TypeVar("Item")


@dataclass
class EuEntity:
    """One entity as either form gives it."""

    key: str
    reference: str = ""
    subject: str = ""
    designated: str = ""
    line: int = 0
    programmes: list[str] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    remark: str = ""


def read_eu(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """All entries; `programmes` gives our identifier for each of the list's programmes, such as PRK."""
    reading = Reading(findings=file.findings)
    found = from_xml(file, reading) if file.kind.kind == "xml" else from_csv(file, reading)
    entities = list(found)
    reading.entries = [eu_entry(item, programmes, reading) for item in entities if item.names]
    return reading


def from_csv(file: ListFile, reading: Reading) -> Iterator[EuEntity]:
    """Entities of the CSV, which has a row for each name, address, birth date and number of an entity."""
    entities: dict[str, EuEntity] = {}
    for line, cells in headed_rows(file, NEEDED, dict.fromkeys(OPTIONAL, ())):
        reading.published_on = reading.published_on or iso_day(cells.get("fileGenerationDate", ""))
        key = cells["Entity_LogicalId"]
        if not key:
            file.fault(line, "entry", "a number in Entity_LogicalId.")
            continue
        one = entities.setdefault(key, EuEntity(key, line=line))
        one.reference = one.reference or cells.get("Entity_EU_ReferenceNumber", "")
        # In some editions the code and the word are exchanged.
        one.subject = (
            one.subject or cells["Entity_SubjectType"] or cells.get("Entity_SubjectType_ClassificationCode", "")
        )
        one.designated = one.designated or cells.get("Entity_DesignationDate", "")
        one.remark = one.remark or cells.get("Entity_Remark", "")
        add_once(one.programmes, cells["Entity_Regulation_Programme"])
        if cells["NameAlias_WholeName"]:
            add_once(one.names, (cells["NameAlias_WholeName"], cells.get("NameAlias_NameLanguage", "")))
        if cells.get("Identification_Number"):
            kinds = f"{cells.get('Identification_TypeCode', '')} {cells.get('Identification_TypeDescription', '')}"
            add_once(one.numbers, (kinds, cells["Identification_Number"]))
    yield from entities.values()


def from_xml(file: ListFile, reading: Reading) -> Iterator[EuEntity]:
    """Entities of the XML."""
    for element, number in entries(file, "export", ("sanctionEntity",), 2):
        if not number:
            reading.published_on = iso_day(element.get("generationDate", "")[:10])
            continue
        one = EuEntity(element.get("logicalId", ""), element.get("euReferenceNumber", ""), line=number)
        one.designated = element.get("designationDate", "")
        one.remark = text_at(element, "remark")
        for child in element:
            if child.tag == "subjectType":
                one.subject = child.get("code", "") or child.get("classificationCode", "")
            elif child.tag == "regulation":
                add_once(one.programmes, child.get("programme", ""))
            elif child.tag == "nameAlias" and child.get("wholeName"):
                add_once(one.names, (child.get("wholeName", ""), child.get("nameLanguage", "")))
            elif child.tag == "identification":
                kinds = f"{child.get('identificationTypeCode', '')} {child.get('identificationTypeDescription', '')}"
                add_once(one.numbers, (kinds, child.get("number", "") or child.get("latinNumber", "")))
        yield one


def add_once(items: list[Item], item: Item) -> None:
    """Add what is not there yet, and no empty text."""
    if item and item not in items:
        items.append(item)


def eu_entry(one: EuEntity, programmes: Mapping[str, str], reading: Reading) -> Listed:
    """One entity; one with an IMO number of a ship is a ship, as the list has no kind for ships."""
    is_person = one.subject.casefold() in {"person", "p"}
    names = sorted(one.names, key=lambda item: item[1] not in ENGLISH)
    imo = "" if is_person else ship_number(one, names[0][0], reading)
    subject = PERSON if is_person else VESSEL if imo else ORGANISATION
    return Listed(
        one.reference or f"logical id {one.key}",
        tuple(dict.fromkeys((name, "current" if place == 0 else "alias") for place, (name, _lang) in enumerate(names))),
        ship_facts([("imo_number", imo)]),
        # The date of a regulation may be that of an amendment, so it is not taken as the date of designation.
        listed_on=reading.day(one.designated, names[0][0]),
        programmes=mapped(one.programmes, programmes),
        measures="asset freeze",
        line=one.line,
        subject=subject,
        tags=tuple(one.programmes),
        numbers=tuple(number for _kinds, number in one.numbers) if subject == ORGANISATION else (),
    )


def ship_number(one: EuEntity, name: str, reading: Reading) -> str:
    """The IMO number of a ship; empty for a company, whose number has another check digit."""
    written = [(kinds, imo_digits(number)) for kinds, number in one.numbers if "imo" in kinds.casefold()]
    written += [("", found[1]) for found in IMO.finditer(one.remark)]
    for kinds, number in written:
        called_ship = SHIP_WORDS.search(f"{kinds} {one.remark}") is not None
        if is_ship_number(number) and (not is_company_number(number) or called_ship):
            return number
        if number and not is_ship_number(number) and not is_company_number(number):
            reading.notes.append(f"{name}: {number} has no valid check digit and is not taken.")
    return ""
