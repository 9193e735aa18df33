"""The US list as sdn.csv: twelve columns without a header, ``-0-`` for what is not known, particulars in the remarks.

Other names are in alt.csv, which is read from the same folder or archive, and in old lists in the remarks. Both end
with the character 0x1A; one that does not is cut off.

Format: OFAC, SDN data specification (DAT_SPEC.TXT, updated 25 September 2023).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import IMO, country, mapped, ship_facts, ship_type, whole_number
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, VESSEL, Listed, Reading
from vostochny.model.imo_number import is_ship_number

COLUMNS = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
    "Vess_owner", "Remarks",
)  # fmt: skip
ALT_COLUMNS = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
SUBJECTS = {"vessel": VESSEL, "individual": PERSON, "": ORGANISATION, "entity": ORGANISATION}
ALT_KINDS = {"aka": "alias", "fka": "former", "nka": "alias"}
NULL = "-0-"
END_MARK = "\x1a"
REMARKS_LIMIT = 1000
NAME_KINDS = {"a.k.a.": "alias", "f.k.a.": "former", "n.k.a.": "alias"}
OTHER_NAME = re.compile(r"\b([afn]\.k\.a\.)\s+[\"']([^\"';]+)[\"']")
Names = Mapping[str, tuple[tuple[str, str], ...]]


def read_ofac(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """All entries; `programmes` gives our identifier for each of the list's tags."""
    reading = Reading(findings=file.findings)
    alternates = other_names(file, reading)
    for line, row in whole_rows(file, COLUMNS):
        cells = {name: cell.strip() for name, cell in zip(COLUMNS, row, strict=True)}
        cells = {name: "" if cell == NULL else cell for name, cell in cells.items()}
        subject = SUBJECTS.get(cells["SDN_Type"].casefold(), "")
        if not cells["ent_num"].isdecimal() or not cells["SDN_Name"]:
            file.fault(line, "entry", "a number and a name, as every entry has.", value=",".join(row)[:60])
        elif subject:
            reading.entries.append(ofac_entry(cells, subject, programmes, line, alternates.get(cells["ent_num"], ())))
            number = next(iter(IMO.findall(cells["Remarks"])), "")
            if subject == VESSEL and number and not is_ship_number(number):
                reading.notes.append(f"{cells['SDN_Name']}: {number} has no valid check digit and is not taken.")
            if subject == VESSEL and reading.entries[-1].programmes and len(cells["Remarks"]) >= REMARKS_LIMIT:
                reading.notes.append(f"{file.name}:{line}: the remarks go on in sdn_comments.csv, which is not read.")
    return reading


def whole_rows(file: ListFile, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Rows of one of OFAC's files; one that is empty, cut off or of another form ends in a finding."""
    ended = file.kind.kind == "xlsx"
    count = 0
    for line, cells in file.rows(","):
        row = cells[: len(columns)] if not any(cells[len(columns) :]) else cells
        ended = ended or set(row[-1] if row else "") == {END_MARK}
        if not any(cell.strip(END_MARK) for cell in row) or row[0].casefold() == columns[0]:
            continue
        if len(row) != len(columns):
            expected = (
                f"{len(columns)} columns, as {'sdn' if columns == COLUMNS else 'alt'}.csv has; there are {len(row)}."
            )
            file.fault(line, "row-length", expected, "" if count else "Download it again.", row[0][:40])
            if not count:
                # Another form from the first row on, of which one finding says enough.
                return
            continue
        count += 1
        yield line, row
    if not file.findings and not count and file.kind.kind == "xlsx":
        file.fault(0, "not-whole", "rows with entries; there are none.", "Download it again.")
    elif not file.findings and not (count and ended):
        expected = "a file that ends with the character 0x1A, as OFAC's do; this one is cut off or empty."
        file.fault(0, "not-whole", expected, "Download it again.")


def other_names(file: ListFile, reading: Reading) -> Names:
    """The names of alt.csv by entry, each with its kind; none, with a note, where the file is not there."""
    alternates = file.sibling("alt.csv")
    if alternates is None:
        reading.notes.append("alt.csv is not beside the list, so names that only it gives are not compared.")
        return {}
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for _line, row in whole_rows(alternates, ALT_COLUMNS):
        number, _alternate, kind, name, _remarks = (cell.strip() for cell in row)
        found[number] = (*found.get(number, ()), (name, ALT_KINDS.get(kind.casefold(), "alias")))
    return found


def ofac_entry(
    cells: Mapping[str, str],
    subject: str,
    programmes: Mapping[str, str],
    line: int,
    alternates: tuple[tuple[str, str], ...],
) -> Listed:
    """One row, with its names from alt.csv."""
    remarks = cells["Remarks"]
    tags = tuple(re.findall(r"[A-Z0-9-]+", cells["Program"].upper()))
    remarked = tuple((name.strip(), NAME_KINDS[kind]) for kind, name in OTHER_NAME.findall(remarks))
    names = {(cells["SDN_Name"], "current"): None} | dict.fromkeys((*alternates, *remarked))
    secondary = "; secondary-sanctions risk" if "econdary sanctions" in remarks else ""
    return Listed(
        f"OFAC UID {cells['ent_num']}",
        tuple(names),
        ship_facts(facts(cells)) if subject == VESSEL else (),
        programmes=mapped(tags, programmes),
        measures=f"blocking of property{secondary}",
        line=line,
        subject=subject,
        tags=tags,
        numbers=tuple(re.findall(r"(?<!\d)\d{6,}(?!\d)", remarks)) if subject == ORGANISATION else (),
    )


def facts(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a row states of a ship, in its columns and in its remarks."""
    remarks = cells["Remarks"]
    yield from (("imo_number", number) for number in IMO.findall(remarks)[:1] if is_ship_number(number))
    yield "vessel_type", ship_type(cells["Vess_type"])
    yield "flag_iso2", country(cells["Vess_flag"])
    yield "dwt_tonnes", whole_number(cells["Tonnage"])
    yield "gross_tonnage", whole_number(cells["GRT"])
    yield "owner", cells["Vess_owner"]
    yield from (("mmsi", number) for number in re.findall(r"\bMMSI\s+(\d{9})\b", remarks)[:1])
    yield from (("year_built", year) for year in re.findall(r"Vessel Year of Build\s+(\d{4})", remarks)[:1])
    yield from (("previous_flag_iso2", country(name)) for name in re.findall(r"Former Vessel Flag ([^;.]+)", remarks))
    linked = re.findall(r"Linked To:\s*([^;]+?)\s*(?:[;)]|\.?$)", remarks)
    yield from (("linked_company", name.strip(" .")) for name in linked)
