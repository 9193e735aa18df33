"""The UN Security Council's consolidated list as XML, read as a stream: companies, and the ships that entries name.

Format: UN Security Council, consolidated.xsd. Ships are not in this file (the 1718 Committee lists them apart); its
entries on shipping companies say in COMMENTS1 which ship each owns or manages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from vostochny.contribute.imports.listing import IMO, Listed, Reading
from vostochny.model.findings import Finding

COMMITTEE = "KPe"
ROLES = (("manager", "manager"), ("owner", "owner"), ("operator", "operator"))


def read(path: Path, ships: dict[str, str]) -> Reading:
    """Links of companies to ships under the North Korea sanctions.

    ships: a ship for each of its names, in small letters, and for its IMO number

    A file that is cut off, is no XML, or declares entities or a document type ends in a Finding.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    reading = Reading()
    seen = 0
    try:
        with path.open("rb") as file:
            for number, (tag, fields) in enumerate(parts(file), 1):
                if tag == "CONSOLIDATED_LIST":
                    reading.published_on = fields.get("dateGenerated", "")[:10]
                    continue
                seen += 1
                if fields.get("REFERENCE_NUMBER", "").startswith(COMMITTEE):
                    reading.entries += links(fields, ships, number)
    except ParseError as error:
        line = error.position[0] if error.position else 0
        remedy = "Download it again; it may be cut off."
        reading.findings.append(Finding(path.name, line, "", "xml", "", f"XML that can be read ({error}).", remedy))
    except DefusedXmlException as error:
        expected = "an XML file without entities and document types of its own."
        reading.findings.append(
            Finding(path.name, 0, "", "xml-entities", type(error).__name__, expected, "Do not use it.")
        )
    if not seen and not reading.findings:
        expected = "a CONSOLIDATED_LIST with entries."
        reading.findings.append(Finding(path.name, 0, "", "format", "", expected, "Is this the UN's consolidated.xml?"))
    if reading.findings:
        reading.entries = []
    return reading


def parts(file: IO[bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    """The list's own attributes, then each entry as texts by tag; what was read is thrown away at once."""
    from defusedxml.ElementTree import iterparse

    root: Any = None
    for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
        if root is None:
            root = element
            if element.tag != "CONSOLIDATED_LIST":
                return
            yield "CONSOLIDATED_LIST", dict(element.attrib)
        elif event == "end" and element.tag in {"ENTITY", "INDIVIDUAL"}:
            yield element.tag, {child.tag: (child.text or "").strip() for child in element}
            element.clear()
            for branch in root:
                branch.clear()


def links(fields: dict[str, str], ships: dict[str, str], number: int) -> Iterator[Listed]:
    """One entry for each ship that a company's comment names, by IMO number or by name."""
    comment = " ".join(fields.get("COMMENTS1", "").split())
    company = " ".join(fields.get("FIRST_NAME", "").split())
    role = next((role for word, role in ROLES if word in comment.casefold()), "linked_company")
    found = {ships.get(imo, ""): imo for imo in IMO.findall(comment)}
    rest = comment.casefold().replace(company.casefold(), " ") if company else comment.casefold()
    for name in sorted(ships, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if len(name) > 3 and not name.isdigit() and re.search(pattern, rest):
            found.setdefault(ships[name], name)
            rest = re.sub(pattern, " ", rest)
    for vessel_id, name in found.items():
        facts = (("vessel_id", vessel_id), (role, company))
        listed_on = fields.get("LISTED_ON", "")[:10]
        yield Listed(fields["REFERENCE_NUMBER"].rstrip("."), ((name, ""),), facts, listed_on, "", "", number)
