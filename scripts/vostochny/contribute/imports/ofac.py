"""The US list as sdn.csv: twelve columns without a header, ``-0-`` for what is not known, particulars in the remarks.

Other names stand in alt.csv, which is read where it lies beside sdn.csv, and in old lists in the remarks.

Format: OFAC, SDN data specification (DAT_SPEC.TXT, updated 25 September 2023).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from vostochny.contribute.imports.listing import (
    IMO,
    Listed,
    Reading,
    country,
    csv_rows,
    ship_type,
    text_of,
    whole_number,
)
from vostochny.model.findings import Finding

COLUMNS = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
    "Vess_owner", "Remarks",
)  # fmt: skip
ALT_COLUMNS = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
ALT_KINDS = {"aka": "alias", "fka": "former", "nka": "alias"}
NULL = "-0-"
REMARKS_LIMIT = 1000
NAME_KINDS = {"a.k.a.": "alias", "f.k.a.": "former", "n.k.a.": "alias"}
OTHER_NAME = re.compile(r"\b([afn]\.k\.a\.)\s+[\"']([^\"';]+)[\"']")


def read(path: Path, programmes: Mapping[str, str]) -> Reading:
    """Ships under the programmes named; `programmes` gives our identifier for each of the list's tags."""
    reading = Reading()
    alternates = other_names(path.with_name("alt.csv"), reading)
    text = text_of(path, reading.findings).rstrip("\x1a\r\n")
    for line, row in csv_rows(path, text, reading.findings):
        if len(row) != len(COLUMNS):
            expected = f"{len(COLUMNS)} columns, as sdn.csv has; there are {len(row)}."
            reading.findings.append(Finding(path.name, line, "", "row-length", row[0][:40] if row else "", expected))
            continue
        cells = {name: "" if cell.strip() == NULL else cell.strip() for name, cell in zip(COLUMNS, row, strict=True)}
        tags = re.findall(r"[A-Z0-9-]+", cells["Program"])
        known = next((programmes[tag] for tag in tags if tag in programmes), "")
        if cells["SDN_Type"] == "vessel" and known:
            reading.entries.append(entry(cells, known, line, alternates.get(cells["ent_num"], ())))
            if len(cells["Remarks"]) >= REMARKS_LIMIT:
                reading.notes.append(f"{path.name}:{line}: the remarks go on in sdn_comments.csv, which is not read.")
    return reading


def other_names(path: Path, reading: Reading) -> dict[str, tuple[tuple[str, str], ...]]:
    """The names of alt.csv by entry, each with its kind; none, with a note, where the file is not there."""
    if not path.exists():
        reading.notes.append(f"{path.name} is not beside the list, so names that only it gives are not compared.")
        return {}
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for line, row in csv_rows(path, text_of(path, reading.findings).rstrip("\x1a\r\n"), reading.findings):
        if len(row) != len(ALT_COLUMNS):
            expected = f"{len(ALT_COLUMNS)} columns, as alt.csv has; there are {len(row)}."
            reading.findings.append(Finding(path.name, line, "", "row-length", row[0][:40] if row else "", expected))
            continue
        number, _alternate, kind, name, _remarks = (cell.strip() for cell in row)
        found[number] = (*found.get(number, ()), (name, ALT_KINDS.get(kind, "alias")))
    return found


def entry(cells: Mapping[str, str], programme_id: str, line: int, alternates: tuple[tuple[str, str], ...]) -> Listed:
    """One row of a ship, with its names from alt.csv."""
    remarks = cells["Remarks"]
    facts = [
        *(("imo_number", number) for number in IMO.findall(remarks)[:1]),
        ("vessel_type", ship_type(cells["Vess_type"])),
        ("flag_iso2", country(cells["Vess_flag"])),
        ("dwt_tonnes", whole_number(cells["Tonnage"])),
        ("gross_tonnage", whole_number(cells["GRT"])),
        ("owner", cells["Vess_owner"]),
        *(("mmsi", number) for number in re.findall(r"\bMMSI\s+(\d{9})\b", remarks)[:1]),
        *(("year_built", year) for year in re.findall(r"Vessel Year of Build\s+(\d{4})", remarks)[:1]),
        *(("previous_flag_iso2", country(name)) for name in re.findall(r"Former Vessel Flag ([^;.]+)", remarks)),
        *(
            ("linked_company", name.strip(" ."))
            for name in re.findall(r"Linked To:\s*([^;]+?)\s*(?:[;)]|\.?$)", remarks)
        ),
    ]
    remarked = tuple((name.strip(), NAME_KINDS[kind]) for kind, name in OTHER_NAME.findall(remarks))
    others = tuple(dict.fromkeys((*alternates, *remarked)))
    secondary = "; secondary-sanctions risk" if "econdary sanctions" in remarks else ""
    return Listed(
        f"OFAC UID {cells['ent_num']}",
        ((cells["SDN_Name"], "current"), *others),
        tuple((name, value) for name, value in facts if value),
        "",
        programme_id,
        f"blocking of property{secondary}",
        line,
    )
