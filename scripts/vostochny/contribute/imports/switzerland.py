"""Switzerland's list of sanctioned persons, organisations and ships as XML, entries that were removed included.

Format: SECO, SESAM export of the whole list (swiss-sanctions-list, list-type whole-list). Each target has its
modifications; one whose last modification is ``de-listed`` was removed on that day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import IMO, iso_day, ship_facts, ship_numbers
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, VESSEL, Listed, Reading
from vostochny.contribute.imports.xml_stream import entries, text_at
from vostochny.model.imo_number import is_ship_number

SUBJECTS = {"entity": ORGANISATION, "individual": PERSON, "object": VESSEL}
NAME_KINDS = {"primary-name": "current", "formerly-known-as": "former"}
DELISTED = "de-listed"
# Values of list-type; others are lists of changes.
WHOLE = {"whole-list", "full-list"}


def read_switzerland(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """All targets; `programmes` gives our identifier for the beginning of a programme's English name."""
    reading = Reading(findings=file.findings)
    sets: dict[str, str] = {}
    for element, number in entries(file, "swiss-sanctions-list", ("sanctions-program", "target"), 2):
        if not number:
            reading.published_on = iso_day(element.get("date", ""))
            if (kind := element.get("list-type", "")) not in WHOLE:
                file.fault(0, "not-whole", f"the whole list; this is one of the type {kind or 'that it does not say'}.")
                return reading
        elif element.tag == "sanctions-program":
            name = programme_name(element)
            sets |= {item.get("ssid", ""): name for item in element.findall("sanctions-set")}
        elif (found := target(element, sets, programmes, number)) is not None:
            reading.entries.append(found)
    return reading


def programme_name(element: Element) -> str:
    """A programme's English name, or its key where it has none."""
    for tag in ("program-name", "program-key"):
        for part in element.findall(tag):
            if part.get("lang") == "eng" and part.text:
                return " ".join(part.text.split())
    return element.get("ssid", "")


def target(element: Element, sets: Mapping[str, str], programmes: Mapping[str, str], number: int) -> Listed | None:
    """One target; None where it is a thing that is no ship, or has no name."""
    part = next((child for child in element if child.tag in SUBJECTS), None)
    if part is None or (part.tag == "object" and part.get("object-type") != "vessel"):
        return None
    names = [(name, kind) for name, kind in map(whole_name, part.iterfind("identity/name")) if name]
    names.sort(key=lambda item: item[1] != "current")
    if not names:
        return None
    set_id = element.get("sanctions-set-id") or text_at(element, "sanctions-set-id")
    tag = sets.get(set_id, "")
    other_information = " ".join(" ".join(other.itertext()) for other in part.iterfind("other-information"))
    numbers = [found for found in ship_numbers(other_information) if is_ship_number(found)]
    subject = SUBJECTS[part.tag]
    listed_on, removed_on = days(element)
    return Listed(
        f"SSID {element.get('ssid', '')}",
        ((names[0][0], "current"), *dict.fromkeys(names[1:])),
        ship_facts(("imo_number", item) for item in numbers[:1]) if subject == VESSEL else (),
        listed_on=listed_on,
        programmes=tuple(ours for beginning, ours in programmes.items() if beginning in tag.casefold()),
        line=number,
        subject=subject,
        tags=(tag,) if tag else (),
        numbers=company_numbers(other_information) if subject == ORGANISATION else (),
        removed_on=removed_on,
    )


def company_numbers(text: str) -> tuple[str, ...]:
    """IMO numbers and registration numbers in a text."""
    return (*IMO.findall(text), *re.findall(r"(?<!\d)\d{8,}(?!\d)", text))


def whole_name(element: Element) -> tuple[str, str]:
    """A name from its parts in their order, and its kind."""
    parts = sorted(element.findall("name-part"), key=lambda item: item.get("order", "").zfill(4))
    words = [
        text_at(part, "value") or (part.text or "").strip() for part in parts if part.get("name-part-type") != "title"
    ]
    return " ".join(filter(None, words)), NAME_KINDS.get(element.get("name-type", "primary-name"), "alias")


def days(element: Element) -> tuple[str, str]:
    """Days of listing and of removal; empty where there is none. A target may be listed again after a removal."""
    steps = []
    for item in element.findall("modification"):
        if day := iso_day(item.get("effective-date") or item.get("publication-date") or ""):
            steps.append((day, item.get("modification-type", "")))
    steps.sort()
    removed = steps[-1][0] if steps and steps[-1][1] == DELISTED else ""
    listed = [day for day, kind in steps if kind == "listed"]
    return (listed[-1] if listed and not removed else next(iter(listed), "")), removed
