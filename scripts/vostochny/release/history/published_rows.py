"""Compares data/ with the digests of the last release: which published rows and cells are not what they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vostochny.diff.compare import OWN_HISTORY, REDIRECTS, references, successor
from vostochny.diff.side import Cells, Side
from vostochny.model.atomic_file import sha256_of
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.released import RECORD
from vostochny.model.released_rows import ROW_BYTES, ReleasedRows, cell_digest, cell_digests, digests, row_digest
from vostochny.model.schema import Table
from vostochny.release.history.versions import parts
from vostochny.tables.csv_reader import RawTable, read_raw

RULE = "published-cell"
REMEDY = "Put it back; or leave it, and `vostochny prepare` logs it in data/changes.csv with the reason."
LOG = "data/changes.csv"
LOG_RULE = "change-logged"
LOG_REMEDY = "Take the entry out; `vostochny prepare` writes the log."


@dataclass(frozen=True)
class Entry:
    """One row of the log of changes, with its line."""

    line: int
    cells: Cells


class PublishedRows:
    """One comparison of a checkout with the digests of a release."""

    def __init__(self, project: Project, released: ReleasedRows, now: Side) -> None:
        self.project, self.released = project, released
        self.redirects = now.rows(REDIRECTS)
        self.entries: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.late: list[Entry] = []
        for key, entry in log_entries(project):
            if parts(entry.cells["version"]) > parts(released.version):
                self.entries[entry.cells["table_name"], entry.cells["record_key"]].append(entry)
            elif key not in released.rows.get("changes", {}):
                self.late.append(entry)

    def findings(self) -> Iterator[Finding]:
        """Everything that differs and is not in the log, and everything in the log that does not differ."""
        for name, rows in self.released.rows.items():
            table = self.project.dataset.tables.get(name)
            if table is None:
                expected = f"the table, which {self.released.version} has."
                yield Finding(f"data/{name}.csv", 0, "", RULE, "", expected, REMEDY)
                continue
            path = self.project.csv_path(name)
            same = sha256_of(path) == self.released.files[name]
            if not same or any(table_name == name for table_name, _key in self.entries):
                yield from self.table_findings(table, rows, read_raw(table, path, self.project.shown(path)))
        yield from self.false_entries()

    def table_findings(self, table: Table, rows: Mapping[str, str], raw: RawTable) -> Iterator[Finding]:
        """The same of one table whose file is another one."""
        now = {"|".join(raw.key(row)): (line, table.record(row)) for row, line in zip(raw.rows, raw.lines, strict=True)}
        for key, digest in rows.items():
            found = now.get(key) or (now.get(self.led(key)) if len(table.primary_key) > 1 else None)
            entries = self.entries.get((table.name, key), [])
            if found is not None:
                yield from self.row_findings(table, key, digest, *found)
            elif not any(entry.cells["field"] == RECORD for entry in entries):
                expected = f"the row with this key, which {self.released.version} has."
                yield Finding(raw.file, 0, "", RULE, key, expected, REMEDY)

    def led(self, key: str) -> str:
        """A key with each retired record in it replaced by its successor."""
        return "|".join(successor(self.redirects, part) or part for part in key.split("|"))

    def row_findings(self, table: Table, key: str, digest: str, line: int, row: Cells) -> Iterator[Finding]:
        """What differs in one row without an entry in the log, and entries for it that are not true."""
        columns = self.released.columns[table.name]
        if digests(columns, row) == digest:
            for entry in self.entries.get((table.name, key), []):
                expected = f"the key of a row that is not as {self.released.version} has it."
                yield Finding(LOG, entry.line, "record_key", LOG_RULE, key, expected, LOG_REMEDY)
            return
        then = cell_digests(columns, digest)
        differing = [name for name in columns if cell_digest(name, row.get(name, "")) != then[name]]
        differing = [name for name in differing if not self.followed(table, name, row, then[name])]
        entries = {entry.cells["field"]: entry for entry in self.entries.get((table.name, key), [])}
        before = {**row, **{name: entry.cells["before"] for name, entry in entries.items() if name in row}}
        if row_digest(before.get(name, "") for name in columns) == digest[: 2 * ROW_BYTES]:
            return
        file = f"data/{table.file_name}"
        if table.name in OWN_HISTORY:
            differing = [name for name in differing if then[name] != cell_digest(name, "") or row[name] == ""]
        for name in differing:
            if name not in entries:
                expected = f"what {self.released.version} has here, or an entry in the log of changes."
                yield Finding(file, line, name, RULE, row.get(name, ""), expected, REMEDY)
            elif cell_digest(name, entries[name].cells["before"]) != then[name]:
                yield self.untrue(entries[name])
        if not differing and not any(self.followed(table, name, row, then[name]) for name in references(table)):
            expected = f"the row as {self.released.version} has it."
            if table.name not in OWN_HISTORY:
                yield Finding(file, line, "", RULE, key, expected, REMEDY)

    def followed(self, table: Table, column: str, row: Cells, then: str) -> bool:
        """Whether a reference only follows a record that was retired to its successor."""
        if column not in references(table):
            return False
        return any(
            cell_digest(column, retired) == then and successor(self.redirects, retired) == row.get(column)
            for retired in self.redirects
        )

    def untrue(self, entry: Entry) -> Finding:
        """An entry of the log that says what the release had, and is wrong."""
        expected = f"what {self.released.version} has in this cell."
        before = entry.cells["before"]
        return Finding(LOG, entry.line, "before", LOG_RULE, before, expected, LOG_REMEDY)

    def false_entries(self) -> Iterator[Finding]:
        """Entries about rows that cannot have become what the log says, and late ones about a release that is out."""
        for (name, key), entries in self.entries.items():
            for entry in entries:
                if (entry.cells["kind"] == "added") == (key in self.released.rows.get(name, {})):
                    state = "is not" if entry.cells["kind"] == "added" else "is"
                    expected = f"the key of a row that {state} in {self.released.version}."
                    yield Finding(LOG, entry.line, "record_key", LOG_RULE, key, expected, LOG_REMEDY)
        for entry in self.late:
            expected = f"a release after {self.released.version}, whose log is closed."
            yield Finding(LOG, entry.line, "version", LOG_RULE, entry.cells["version"], expected, LOG_REMEDY)


def log_entries(project: Project) -> Iterator[tuple[str, Entry]]:
    """The rows of the log of changes with their keys."""
    table = project.dataset.tables["changes"]
    raw = read_raw(table, project.csv_path("changes"), LOG)
    for row, line in zip(raw.rows, raw.lines, strict=True):
        yield "|".join(raw.key(row)), Entry(line, table.record(row))
