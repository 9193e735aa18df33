"""Reads one CSV file byte by byte into rows that remember their lines; what is malformed becomes Findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vostochny.model.findings import Finding, did_you_mean, shorten
from vostochny.model.schema import Table

# What Python's csv module takes by itself; a quote that is never closed would go on to the end of the file.
CELL_CHARACTERS_AT_MOST = 131_072
FORMAT_REMEDY = "Run `vostochny format`."


@dataclass
class RawTable:
    """The text of one table as it is in its file.

    rows: one list of cells a row, in file order, all as long as the header
    lines: line number of each row, the header being line 1
    findings: what is wrong with the form of the file
    readable: False when the file's rows could not be parsed, so that nothing more can be checked
    """

    table: Table
    file: str
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    readable: bool = True

    def add(self, line: int, column: str, rule: str, value: str, expected: str, remedy: str = "") -> None:
        """Note one problem of this file."""
        self.findings.append(Finding(self.file, line, column, rule, value, expected, remedy))

    def give_up(self, line: int, rule: str, value: str, expected: str, remedy: str, column: str = "") -> RawTable:
        """Note a problem that makes the rows of this file unusable."""
        self.add(line, column, rule, value, expected, remedy)
        self.readable = False
        return self

    @property
    def key_columns(self) -> list[int]:
        """Positions of the primary key's columns."""
        return [self.table.columns.index(name) for name in self.table.primary_key]

    def key(self, row: list[str]) -> tuple[str, ...]:
        """Primary key of a row, as text."""
        return tuple(row[position] for position in self.key_columns)

    def records(self) -> list[dict[str, str]]:
        """Every row as its cells by column."""
        return [self.table.record(row) for row in self.rows]

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def raw(self) -> RawTable:
        """Itself: the rows are in memory already."""
        return self

    def rows_of(self, records: set[str]) -> dict[str, list[str]]:
        """The rows whose key, joined with ``|``, is one of `records`; the first where a key is repeated."""
        return {key: row for key, _line, row in self.found(records)}

    def lines_of(self, records: set[str]) -> dict[str, int]:
        """The line of each of `records`, by the key joined with ``|``; the first where a key is repeated."""
        return {key: line for key, line, _row in self.found(records)}

    def found(self, records: set[str]) -> Iterator[tuple[str, int, list[str]]]:
        """Key, line and cells of the rows whose key is one of `records`; the first where a key is repeated."""
        for key, position in self.positions(records).items():
            yield key, self.lines[position], self.rows[position]

    def line_of(self) -> dict[str, int]:
        """Line of each record, by its key joined with ``|``; the first where a key is repeated."""
        return self.lines_of({"|".join(self.key(row)) for row in self.rows})

    def missing(self, records: set[str]) -> set[str]:
        """Those of `records` that are the key of no row."""
        return records - set(self.positions(records))

    def positions(self, records: set[str]) -> dict[str, int]:
        """Where in `rows` each of `records` is first."""
        found: dict[str, int] = {}
        for position, row in enumerate(self.rows):
            if (key := "|".join(self.key(row))) in records:
                found.setdefault(key, position)
        return found


def read_raw(table: Table, path: Path, shown: str) -> RawTable:
    """Read `path` as `table`; `shown` is how findings name the file. Never raises for bad content."""
    raw = RawTable(table, shown)
    if path.is_symlink():
        expected = "a file, not a link: a link could lead to any file of the machine, and is not read."
        return raw.give_up(0, "linked-file", "", expected, "Replace the link with the file itself.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return raw.give_up(
            0,
            "missing-file",
            "",
            "this file must exist.",
            f"Restore it, or write its header: {','.join(table.columns)}",
        )
    text = decode(raw, content)
    if text is None:
        return raw
    return parse_rows(raw, text)


def decode(raw: RawTable, content: bytes) -> str | None:
    """UTF-8 text with plain line ends, or None when the bytes are not UTF-8."""
    if not content.strip():
        raw.give_up(1, "empty-file", "", "a header line.", f"Begin with: {','.join(raw.table.columns)}")
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        raw.add(1, "", "byte-order-mark", "", "no byte-order mark before the header.", FORMAT_REMEDY)
        content = content[3:]
    if b"\r" in content:
        line = content.count(b"\n", 0, content.index(b"\r")) + 1
        raw.add(line, "", "line-end", "", "lines that end with LF alone.", FORMAT_REMEDY)
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        start = content.rfind(b"\n", 0, error.start) + 1
        cells = content[start : error.start].decode("utf-8").count(",")
        column = raw.table.columns[min(cells, len(raw.table.columns) - 1)]
        bad = content[error.start : error.end].decode("latin-1")
        raw.give_up(line, "encoding", bad, "UTF-8 text.", "Save the file as UTF-8; this looks like Latin-1.", column)
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raw.give_up(line, "nul-character", "", "text without NUL characters.", "Remove them.")
        return None
    if not text.endswith("\n"):
        raw.add(text.count("\n") + 1, "", "final-line-end", "", "a line end after the last row.", FORMAT_REMEDY)
    return text


def parse_rows(raw: RawTable, text: str) -> RawTable:
    """Split the text into rows of cells, each with its line."""
    # Other libraries raise the limit, which is one for the whole process.
    csv.field_size_limit(CELL_CHARACTERS_AT_MOST)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        check_header(raw, next(reader, []))
        line = reader.line_num + 1
        for row in reader:
            if raw.readable:
                take_row(raw, row, line)
            line = reader.line_num + 1
    except csv.Error as error:
        return raw.give_up(line, "quotes", "", f"cells that CSV can read ({error}).", "Close or double the quotes.")
    return raw


def take_row(raw: RawTable, row: list[str], line: int) -> None:
    """Keep a row that has the header's number of cells, or say what is wrong with it."""
    columns = raw.table.columns
    if not any(row):
        raw.add(line, "", "blank-row", "", "a row with a key.", "Delete the line.")
    elif len(row) != len(columns):
        more = row[len(columns) :]
        column = columns[len(row)] if len(row) < len(columns) else ""
        raw.add(
            line,
            column,
            "row-length",
            shorten(",".join(more)),
            f"{len(columns)} cells, as in the header; there are {len(row)}.",
            "Quote a cell that holds a comma." if more else "Add the missing cells, empty if need be.",
        )
    else:
        raw.rows.append(row)
        raw.lines.append(line)


def check_header(raw: RawTable, header: list[str]) -> None:
    """The header must be exactly the columns of the schema, in their order."""
    columns = raw.table.columns
    if header == columns:
        return
    raw.readable = False
    wanted = f"Begin with: {','.join(columns)}"
    for name in header:
        if name not in columns:
            hint = did_you_mean(name, columns)
            raw.add(1, name, "unknown-column", name, "a column that the schema describes.", hint or wanted)
        elif header.count(name) > 1:
            raw.add(1, name, "repeated-column", name, "each column once.", wanted)
    for name in columns:
        if name not in header:
            raw.add(1, name, "missing-column", "", f"the column {name}.", wanted)
    if not raw.findings or sorted(header) == sorted(columns):
        raw.add(1, "", "column-order", ",".join(header), "the columns in the schema's order.", wanted)
