"""The UK Sanctions List as CSV: a line with the date of the report, a header, one row for each name of an entry.

Format: FCDO, UK Sanctions List, file UK-Sanctions-List.csv and its guide to the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from vostochny.contribute.imports.headed_table import missing_columns, plain
from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import country, iso_day, mapped, ship_facts, ship_type, whole_number, year
from vostochny.contribute.imports.listing import ORGANISATION, PERSON, VESSEL, Listed, Reading
from vostochny.model.imo_number import is_ship_number

NEEDED = ("Unique ID", "Name 6", "Name type", "Regime Name", "Date Designated", "IMO number", "Sanctions Imposed")
KIND_COLUMNS = ("Designation Type", "Individual, Entity, Ship")
NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
NUMBERS = ("OFSI Group ID", "Business registration number (s)", "IMO number")
SUBJECTS = {"ship": VESSEL, "vessel": VESSEL, "entity": ORGANISATION, "individual": PERSON}
NOTHING = {"", "n/a", "unknown"}
MEASURES = {"prohibition of port entry": "port-entry ban", "port entry ban": "port-entry ban"}
READS: dict[str, tuple[str, Callable[[str], str]]] = {
    "Type of ship": ("vessel_type", ship_type),
    "Current believed flag of ship": ("flag_iso2", country),
    "Previous flags": ("previous_flag_iso2", country),
    "Tonnage of ship": ("listed_tonnage", whole_number),
    "Length of ship": ("length_m", whole_number),
    "Year Built": ("year_built", year),
    "Current owner/operator (s)": ("owner", str.strip),
    "Previous owner/operator (s)": ("previous_owner", str.strip),
}
READ = (*NEEDED, *KIND_COLUMNS, *NAMES, *NUMBERS, *READS)
COLUMNS = {plain(name): name for name in READ}
Rows = list[tuple[int, dict[str, str]]]


def read_uk(file: ListFile, programmes: Mapping[str, str]) -> Reading:
    """All entries; `programmes` gives our identifier for each regime by its folded name."""
    reading = Reading(findings=file.findings)
    header: list[str] = []
    entries: dict[str, Rows] = {}
    first: list[str] = []
    for line, row in file.rows():
        first = first or row
        if not any(cell.strip() for cell in row):
            continue
        if not header:
            reading.published_on = reading.published_on or report_date(row)
            named = [COLUMNS.get(plain(cell), " ".join(cell.split())) for cell in row]
            if "Unique ID" in named:
                header = named
                missing(file, line, header)
            continue
        if len(row) != len(header):
            expected = f"{len(header)} cells, as in the header; there are {len(row)}."
            file.fault(line, "row-length", expected, value=row[0][:40] if row else "")
            continue
        cells = {name: "" if value.strip().casefold() in NOTHING else value.strip()
                 for name, value in zip(header, row, strict=True)}  # fmt: skip
        if cells.get("Unique ID") and plain(cells["Unique ID"]) != plain("Unique ID"):
            entries.setdefault(cells["Unique ID"], []).append((line, cells))
    if not header and not file.findings:
        expected = f"a header with {', '.join(NEEDED)}."
        file.fault(1, "header", expected, "Is this UK-Sanctions-List.csv?", ",".join(first)[:40])
    elif not entries and not file.findings:
        file.fault(0, "not-whole", "entries below the header; there are none.", "Download it again.")
    if not file.findings:
        reading.entries = [uk_entry(rows, programmes, reading) for rows in entries.values()]
    return reading


def regime(name: str) -> str:
    """A regime's name without the article and without regard to capitals and apostrophes."""
    return re.sub(r"[’']", "", " ".join(name.split()).casefold()).removeprefix("the ").strip()


def report_date(row: list[str]) -> str:
    """The day in ``Report Date: 11-Sep-2026``, as 2026-09-11; empty when the row is another."""
    found = re.search(r"Report Date:?\s*(\d{1,2}-[A-Za-z]{3}-\d{4})", " ".join(row))
    return iso_day(found[1], ("%d-%b-%Y",)) if found else ""


def missing(file: ListFile, line: int, header: list[str]) -> None:
    """Name the columns that must be there and are not, in one finding."""
    wanted = [name for name in NEEDED if name not in header]
    if not set(KIND_COLUMNS) & set(header):
        wanted.append(KIND_COLUMNS[0])
    if wanted:
        missing_columns(file, line, wanted, header)


def uk_entry(rows: Rows, programmes: Mapping[str, str], reading: Reading) -> Listed:
    """One entry from all its rows: a row for each name, the other columns repeated."""
    primary = next((cells for _line, cells in rows if cells["Name type"].casefold() == "primary name"), rows[0][1])
    kind = next((primary[name] for name in KIND_COLUMNS if name in primary), "")
    subject = SUBJECTS.get(kind.casefold(), ORGANISATION)
    names = [(full_name(primary) or primary["Unique ID"], "current")]
    for _line, cells in rows:
        if (name := full_name(cells)) and name not in {known for known, _kind in names}:
            names.append((name, "alias"))
    numbers = {number for _line, cells in rows for column in NUMBERS
               for number in re.findall(r"(?<!\d)\d{5,}(?!\d)", cells.get(column, ""))}  # fmt: skip
    parts = (part.strip().casefold() for part in re.split(r"[|;]", primary["Sanctions Imposed"]))
    tag = regime(primary["Regime Name"])
    return Listed(
        primary["Unique ID"],
        tuple(names),
        ship_facts(facts(rows, names[0][0], reading)) if subject == VESSEL else (),
        listed_on=reading.day(primary["Date Designated"][:10], names[0][0], ("%d/%m/%Y", "%Y-%m-%d")),
        programmes=mapped((tag,), programmes),
        measures="; ".join(sorted({MEASURES.get(part, part) for part in parts if part})),
        line=rows[0][0],
        subject=subject,
        tags=(primary["Regime Name"],),
        numbers=tuple(sorted(numbers)) if subject != VESSEL else (),
    )


def facts(rows: Rows, name: str, reading: Reading) -> list[tuple[str, str]]:
    """What the rows state of a ship; an IMO number without a valid check digit is noted and left out."""
    found: list[tuple[str, str]] = []
    for number in dict.fromkeys(
        number for _line, cells in rows for number in re.findall(r"(?<!\d)\d{7}(?!\d)", cells["IMO number"])
    ):
        if is_ship_number(number):
            found = found or [("imo_number", number)]
        else:
            reading.notes.append(f"{name}: {number} has no valid check digit and is not taken.")
    for column, (attribute, reads) in READS.items():
        values = dict.fromkeys(reads(cells[column]) for _line, cells in rows if cells.get(column))
        found += [(attribute, value) for value in values if value]
    return found


def full_name(cells: Mapping[str, str]) -> str:
    """The parts of a name in their order; a ship and a company have only the last."""
    return " ".join(cells[part] for part in NAMES if cells.get(part))
