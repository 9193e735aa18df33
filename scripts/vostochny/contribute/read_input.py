"""Reads new rows from a CSV file or from options, and replaces names by identifiers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from vostochny.contribute.draft import Draft, NewRow
from vostochny.contribute.identifiers import free_identifier, taken
from vostochny.contribute.record_search import candidates, meant, nearest
from vostochny.contribute.row_kinds import KINDS
from vostochny.model.findings import Finding, did_you_mean
from vostochny.tables.csv_reader import RawTable

# A column that a row may bring although its table has none: the document that states a new ship's particulars.
EXTRA = {"vessels": {"source_id"}}
# Tables whose identifiers are made of references, which must be resolved first.
NAMED_LAST = {"vessel_sanctions", "organisation_designations"}
TABLE_COLUMN = "table"
# What call_id of a sighting says when its call is to be added with it.
NEW = "new"
# OpenSanctions and AIS archives write ``IMO8691702`` in one word.
LABELLED = {
    "imo_number": re.compile(r"\s*IMO\s*(?:number|no\.?)?[\s:]*([0-9]{7})\s*", re.IGNORECASE),
    "mmsi": re.compile(r"\s*MMSI\s*(?:number|no\.?)?[\s:]*([0-9]{9})\s*", re.IGNORECASE),
}
NO_LABEL = re.compile(r"(?!)")


def columns_of(raw_tables: Mapping[str, RawTable], name: str) -> set[str]:
    """What a new row of a table may bring."""
    return set(raw_tables[name].table.columns) | EXTRA.get(name, set())


def read_rows(path: Path, name: str, raw_tables: Mapping[str, RawTable]) -> tuple[list[NewRow], list[Finding]]:
    """The rows of a contributor's CSV file, as a spreadsheet may have written it.

    name: table of all rows; when empty, the file says it row by row in its column `table`
    Columns may be left out and be in any order; what cannot be parsed becomes a Finding.
    """
    shown = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], [Finding(shown, 0, "", "encoding", "", f"UTF-8 text ({error.reason}).", "Save the file as UTF-8.")]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return [], [Finding(shown, line, "", "nul-character", "", "text without NUL characters.", "Remove them.")]
    first = text.partition("\n")[0]
    delimiter = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    rows: list[NewRow] = []
    findings: list[Finding] = []
    line = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        findings += header_findings(shown, header, name, raw_tables)
        line = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row) and not findings_of_header(findings):
                take(shown, line, header, row, name, raw_tables, rows, findings)
            line = reader.line_num + 1
    except csv.Error as error:
        findings.append(Finding(shown, line, "", "quotes", "", f"cells that CSV can read ({error})."))
    if not rows and not findings:
        findings.append(Finding(shown, 1, "", "no-rows", "", "at least one row below the header."))
    return rows, findings


def findings_of_header(findings: list[Finding]) -> bool:
    """Whether the header already makes the rows unreadable."""
    return any(item.line <= 1 for item in findings)


def header_findings(shown: str, header: list[str], name: str, raw_tables: Mapping[str, RawTable]) -> list[Finding]:
    """Findings on unknown and repeated columns, and on a missing column `table`."""
    known = {TABLE_COLUMN} | (columns_of(raw_tables, name) if name else set())
    if not name:
        for table in raw_tables:
            known |= columns_of(raw_tables, table)
    found = []
    for column in header:
        if column not in known:
            hint = did_you_mean(column, known)
            expected = f"a column of {f'data/{name}.csv' if name else 'some table'}."
            found.append(Finding(shown, 1, column, "unknown-column", column, expected, hint))
        elif header.count(column) > 1:
            found.append(Finding(shown, 1, column, "repeated-column", column, "each column once."))
    if not name and TABLE_COLUMN not in header:
        expected = "a column `table` that says of which table each row is."
        found.append(
            Finding(shown, 1, TABLE_COLUMN, "missing-column", "", expected, "Or say the kind: `add sighting`.")
        )
    return sorted(set(found))


def take(
    shown: str,
    line: int,
    header: list[str],
    row: list[str],
    name: str,
    raw_tables: Mapping[str, RawTable],
    rows: list[NewRow],
    findings: list[Finding],
) -> None:
    """Append one row of the file, or a finding on it."""
    if len(row) > len(header):
        findings.append(
            Finding(shown, line, "", "row-length", "", f"at most {len(header)} cells; there are {len(row)}.")
        )
        return
    cells = {column: tidy(column, cell) for column, cell in zip(header, row, strict=False) if cell.strip()}
    said = cells.pop(TABLE_COLUMN, name)
    table = KINDS.get(said, said)
    if table not in raw_tables or (name and table != name):
        expected = f"{name}." if name else "the name of a table."
        findings.append(Finding(shown, line, TABLE_COLUMN, "table", said, expected, did_you_mean(said, raw_tables)))
        return
    for column in sorted(set(cells) - columns_of(raw_tables, table)):
        findings.append(
            Finding(shown, line, column, "foreign-column", cells[column], f"nothing: {table} has no such column.")
        )
    rows.append(NewRow(table, cells, (shown, line)))


def tidy(column: str, value: str) -> str:
    """A cell without blanks around it; an IMO number or MMSI without the word for it, as the tables have them."""
    found = LABELLED.get(column, NO_LABEL).fullmatch(value)
    return found[1] if found else value.strip()


def rows_from_options(values: list[tuple[str, str]], name: str, raw_tables: Mapping[str, RawTable]) -> list[NewRow]:
    """Rows from ``column=value`` pairs; ``table.column=value`` fills a row of another table in the same contribution.

    Raises ValueError when a column is unknown.
    """
    rows: dict[str, NewRow] = {name: NewRow(name, {})}
    for target, value in values:
        said, _, column = target.rpartition(".")
        table = KINDS.get(said, said) or name
        if table not in raw_tables:
            raise ValueError(f"no table {said!r}. {did_you_mean(said, raw_tables)}".rstrip())
        if column not in columns_of(raw_tables, table):
            known = columns_of(raw_tables, table)
            raise ValueError(f"data/{table}.csv has no column {column!r}. {did_you_mean(column, known)}".rstrip())
        rows.setdefault(table, NewRow(table, {})).cells[column] = tidy(column, value)
    return list(rows.values())


def name_things(draft: Draft, raw_tables: Mapping[str, RawTable]) -> list[Finding]:
    """Give new rows their identifiers, and replace names by identifiers; an ambiguous name becomes a Finding."""
    findings = []
    for item in draft.rows:
        table = raw_tables[item.table].table
        if len(table.primary_key) == 1 and not item.cells.get(table.primary_key[0]) and item.table not in NAMED_LAST:
            item.cells[table.primary_key[0]] = free_identifier(table, item.cells, taken(raw_tables, draft.rows))
    for item in draft.rows:
        for column, target in references(raw_tables, item.table):
            findings += resolve(item, column, target, draft, raw_tables)
    for item in draft.rows:
        if item.table in NAMED_LAST and not item.cells.get("designation_id"):
            table = raw_tables[item.table].table
            item.cells["designation_id"] = free_identifier(table, item.cells, taken(raw_tables, draft.rows))
    return findings


def references(raw_tables: Mapping[str, RawTable], name: str) -> list[tuple[str, str]]:
    """(column, table that it refers to) for every reference of a new row."""
    found = [(key.field, key.table) for key in raw_tables[name].table.foreign_keys]
    return [*found, *((column, "sources") for column in EXTRA.get(name, ()))]


def resolve(item: NewRow, column: str, target: str, draft: Draft, raw_tables: Mapping[str, RawTable]) -> list[Finding]:
    """Replace the name in one reference by its identifier, when it can mean one record only."""
    text = item.cells.get(column, "")
    if not text or (column, text) == ("call_id", NEW):
        return []
    known = candidates(raw_tables, target, draft.rows)
    found = meant(text, known)
    if len(found) == 1:
        item.cells[column] = found[0].key
        return []
    file, line = item.place or (f"data/{item.table}.csv", 0)
    if len(found) > 1:
        words = "; ".join(f"`{other.key}` ({other.label})" for other in found)
        return [
            Finding(file, line, column, "ambiguous", text, f"one record; it may be {words}.", "Write its identifier.")
        ]
    if near := nearest(text, known)[:3]:
        words = ", ".join(f"`{other.key}` ({other.label})" for other in near)
        return [
            Finding(file, line, column, "unknown-record", text, f"a record of data/{target}.csv.", f"Nearest: {words}.")
        ]
    return []
