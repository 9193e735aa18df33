"""The UK Sanctions List as CSV: a line with the date of the report, a header, one row for each name of an entry.

Format: FCDO, UK Sanctions List, file UK-Sanctions-List.csv and its guide to the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from vostochny.contribute.imports.listing import Listed, Reading, country, csv_rows, ship_type, text_of, whole_number
from vostochny.model.findings import Finding, did_you_mean

NEEDED = ("Unique ID", "Name 6", "Name type", "Regime Name", "Date Designated", "IMO number", "Sanctions Imposed")
KIND_COLUMNS = ("Designation Type", "Individual, Entity, Ship")
NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
NOTHING = {"", "n/a", "unknown"}
READS: dict[str, tuple[str, Callable[[str], str]]] = {
    "IMO number": ("imo_number", lambda text: "".join(re.findall(r"(?<!\d)\d{7}(?!\d)", text)[:1])),
    "Type of ship": ("vessel_type", ship_type),
    "Current believed flag of ship": ("flag_iso2", country),
    "Previous flags": ("previous_flag_iso2", country),
    "Tonnage of ship": ("listed_tonnage", whole_number),
    "Length of ship": ("length_m", whole_number),
    "Year Built": ("year_built", lambda text: text if re.fullmatch(r"\d{4}", text) else ""),
    "Current owner/operator (s)": ("owner", str.strip),
    "Previous owner/operator (s)": ("previous_owner", str.strip),
}


def read(path: Path, programmes: Mapping[str, str]) -> Reading:
    """Ships under the regimes named; `programmes` gives our identifier for each regime by its folded name."""
    reading = Reading()
    text = text_of(path, reading.findings)
    header: list[str] = []
    entries: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in csv_rows(path, text, reading.findings):
        if not header:
            reading.published_on = reading.published_on or report_date(row)
            if "Unique ID" in row:
                header = [" ".join(cell.split()) for cell in row]
                reading.findings += missing(path, line, header)
            continue
        if len(row) != len(header):
            expected = f"{len(header)} cells, as in the header; there are {len(row)}."
            reading.findings.append(Finding(path.name, line, "", "row-length", row[0][:40] if row else "", expected))
            continue
        cells = {name: "" if value.strip().casefold() in NOTHING else value.strip()
                 for name, value in zip(header, row, strict=True)}  # fmt: skip
        kind = next((cells[name] for name in KIND_COLUMNS if name in cells), "")
        if kind.casefold() == "ship" and regime(cells.get("Regime Name", "")) in programmes:
            entries.setdefault(cells.get("Unique ID", ""), []).append((line, cells))
    if not header and not reading.findings:
        expected = f"a header with {', '.join(NEEDED)}."
        reading.findings.append(
            Finding(path.name, 1, "", "header", text[:40], expected, "Is this UK-Sanctions-List.csv?")
        )
    if not reading.findings:
        reading.entries = [entry(rows, programmes) for rows in entries.values()]
    return reading


def regime(name: str) -> str:
    """A regime's name without the article and without regard to capitals and apostrophes."""
    return re.sub(r"[’']", "", name.casefold()).removeprefix("the ").strip()


def report_date(row: list[str]) -> str:
    """The day in ``Report Date: 11-Sep-2026``, as 2026-09-11; empty when the row is another."""
    found = re.search(r"Report Date:?\s*(\d{1,2}-[A-Za-z]{3}-\d{4})", " ".join(row))
    return day(found[1], "%d-%b-%Y") if found else ""


def day(text: str, form: str) -> str:
    """A day in ISO form; empty when the text is none of this form."""
    try:
        return datetime.strptime(text.strip()[:11], form).date().isoformat()
    except ValueError:
        return ""


def missing(path: Path, line: int, header: list[str]) -> list[Finding]:
    """Columns that must be there and are not."""
    wanted = [name for name in NEEDED if name not in header]
    if not set(KIND_COLUMNS) & set(header):
        wanted.append(KIND_COLUMNS[0])
    return [
        Finding(path.name, line, name, "missing-column", "", f"a column {name}.", did_you_mean(name, header))
        for name in wanted
    ]


def entry(rows: list[tuple[int, dict[str, str]]], programmes: Mapping[str, str]) -> Listed:
    """One ship from all its rows: a row for each name, the other columns repeated."""
    primary = next((cells for _line, cells in rows if cells["Name type"].casefold() == "primary name"), rows[0][1])
    names = [(full_name(primary), "current")]
    for _line, cells in rows:
        if (name := full_name(cells)) and name not in {known for known, _kind in names}:
            names.append((name, "alias"))
    facts: list[tuple[str, str]] = []
    for column, (attribute, reads) in READS.items():
        values = dict.fromkeys(reads(cells[column]) for _line, cells in rows if cells.get(column))
        facts += [(attribute, value) for value in values if value]
    measures = "; ".join(
        part.strip().casefold() for part in re.split(r"[|;]", primary["Sanctions Imposed"]) if part.strip()
    )
    listed_on = day(primary["Date Designated"][:10], "%d/%m/%Y")
    programme_id = programmes[regime(primary["Regime Name"])]
    return Listed(primary["Unique ID"], tuple(names), tuple(facts), listed_on, programme_id, measures, rows[0][0])


def full_name(cells: Mapping[str, str]) -> str:
    """The parts of a name in their order; a ship has only the last."""
    return " ".join(cells[part] for part in NAMES if cells.get(part))
