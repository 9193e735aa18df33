"""Australia's Consolidated List as a workbook or CSV: a row for each name of a person, an organisation or a ship.

Format: Department of Foreign Affairs and Trade, consolidated list (xlsx). Further names of entry 101 have the
references 101a, 101b and so on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from vostochny.contribute.imports.headed_table import headed_rows
from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import iso_day, ship_facts
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, VESSEL, Listed, Reading
from vostochny.model.imo_number import imo_digits, is_ship_number

NEEDED = ("Reference", "Name of Individual or Entity", "Type", "Name Type", "Committees")
ALIASES = {"Name of Individual or Entity": ("Name",), "Listing Information": (), "IMO Number": ("IMO",)}
SUBJECTS = {"vessel": VESSEL, "individual": PERSON, "person": PERSON}
NAME_KINDS = {"primary name": "current", "formerly known as": "former"}
LISTED = re.compile(r"\b(?:listed|designated)\b[^.;]*?\bon\s+(\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4})", re.IGNORECASE)
Rows = list[tuple[int, dict[str, str]]]


def read_australia(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """All entries; `programmes` gives our identifier for a part of the list's name of a programme, in small letters."""
    reading = Reading(findings=file.findings)
    groups: dict[str, Rows] = {}
    for line, cells in headed_rows(file, NEEDED, ALIASES):
        found = re.fullmatch(r"(\d+)\s*([A-Za-z]*)", cells["Reference"])
        if found and cells["Name of Individual or Entity"]:
            groups.setdefault(found[1], []).append((line, cells))
        else:
            file.fault(line, "entry", "a reference such as 101 or 101a, and a name.", value=cells["Reference"][:40])
    reading.entries = [australia_entry(number, rows, programmes, reading) for number, rows in groups.items()]
    return reading


def australia_entry(number: str, rows: Rows, programmes: Mapping[str, str], reading: Reading) -> Listed:
    """One entry from all its rows."""
    names = [(cells["Name of Individual or Entity"], NAME_KINDS.get(cells["Name Type"].casefold(), "alias"))
             for _line, cells in rows]  # fmt: skip
    names.sort(key=lambda item: item[1] != "current")
    first = next((cells for _line, cells in rows if cells["Name Type"].casefold() == "primary name"), rows[0][1])
    subject = SUBJECTS.get(first["Type"].casefold(), ORGANISATION)
    tags = tuple(dict.fromkeys(cells["Committees"] for _line, cells in rows if cells["Committees"]))
    written = next((cells["IMO Number"] for _line, cells in rows if cells.get("IMO Number")), "")
    imo = imo_digits(written)
    if subject == VESSEL and written and not is_ship_number(imo):
        reading.notes.append(f"{names[0][0]}: {written!r} is no IMO number with a valid check digit and is not taken.")
        imo = ""
    information = first.get("Listing Information", "")
    day = LISTED.search(information)
    return Listed(
        number,
        ((names[0][0], "current"), *((name, kind) for name, kind in names[1:])),
        ship_facts([("imo_number", imo)]) if subject == VESSEL else (),
        listed_on=iso_day(day[1]) if day else iso_day(information),
        programmes=tuple(
            dict.fromkeys(ours for tag in tags for part, ours in programmes.items() if part in tag.casefold())
        ),
        measures="; ".join(measures(first)) if subject == VESSEL else "",
        line=rows[0][0],
        subject=subject,
        tags=tags,
        numbers=tuple(re.findall(r"(?<!\d)\d{7,}(?!\d)", first.get("Additional Information", ""))),
    )


def measures(cells: Mapping[str, str]) -> list[str]:
    """What the columns of TRUE and FALSE say is imposed."""
    words = {"Targeted Financial Sanction": "asset freeze", "Maritime Restriction": "maritime restriction"}
    return [word for column, word in words.items() if cells.get(column, "").casefold() in {"true", "1", "yes"}]
