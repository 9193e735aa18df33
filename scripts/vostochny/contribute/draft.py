"""The rows and cells that a contribution adds or changes; they are written only if the whole record is valid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from vostochny.checks.checker import check_rows
from vostochny.checks.run import checked
from vostochny.checks.verdict import Verdict
from vostochny.contribute.file_transaction import replace_all
from vostochny.model.errors import BuildError
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.tables.canonical_form import write_text
from vostochny.tables.csv_reader import RawTable, parse_rows
from vostochny.tables.read_record import read_all

RawTables = Mapping[str, RawTable]
Cells = dict[str, str]


@dataclass
class NewRow:
    """A row to add; `place` is where it came from, such as ``new.csv`` and a line, where it came from a file."""

    table: str
    cells: Cells
    place: tuple[str, int] | None = None


@dataclass(frozen=True)
class CellEdit:
    """A cell of an existing row that gets another value."""

    table: str
    key: str
    column: str
    value: str


@dataclass
class Draft:
    """All that one contribution adds and changes."""

    rows: list[NewRow] = field(default_factory=list)
    changes: list[CellEdit] = field(default_factory=list)

    @property
    def tables(self) -> list[str]:
        """Names of the tables that the draft touches."""
        return sorted({item.table for item in self.rows} | {item.table for item in self.changes})


def row_key(raw: RawTable, cells: Mapping[str, str]) -> str:
    """The key of a row given as cells by column, its parts joined by ``|``."""
    return "|".join(cells.get(name, "") for name in raw.table.primary_key)


def would_be(draft: Draft, raw_tables: RawTables) -> dict[str, RawTable]:
    """The tables with the draft applied, each row on the line that it would have."""
    result = dict(raw_tables)
    for name in draft.tables:
        raw = raw_tables[name]
        columns = raw.table.columns
        rows = [list(row) for row in raw.rows]
        by_key = {"|".join(raw.key(row)): row for row in rows}
        for change in draft.changes:
            if change.table == name and change.key in by_key:
                by_key[change.key][columns.index(change.column)] = change.value
        rows += [[item.cells.get(column, "") for column in columns] for item in draft.rows if item.table == name]
        text = write_text(sorted(rows, key=raw.key), columns)
        result[name] = parse_rows(RawTable(raw.table, raw.file, findings=list(raw.findings)), text)
    return result


def placed(draft: Draft, tables: RawTables, findings: list[Finding]) -> list[Finding]:
    """Findings on rows of a contributor's file, moved to the file and line in which the contributor wrote them."""
    places = {}
    for item in draft.rows:
        if item.place:
            raw = tables[item.table]
            places[raw.file, raw.line_of().get(row_key(raw, item.cells), 0)] = item.place
    moved = []
    for finding in findings:
        file, line = places.get((finding.file, finding.line), (finding.file, finding.line))
        moved.append(replace(finding, file=file, line=line))
    return sorted(moved)


def lines_of(draft: Draft, tables: RawTables) -> list[str]:
    """``file:line`` of every row that the draft adds or changes."""
    found = []
    for name in draft.tables:
        raw, lines = tables[name], tables[name].line_of()
        keys = [row_key(raw, item.cells) for item in draft.rows if item.table == name]
        keys += [item.key for item in draft.changes if item.table == name]
        found += [f"{raw.file}:{lines[key]}: {key}" for key in dict.fromkeys(keys)]
    return found


def wrong_cells(project: Project, draft: Draft, raw_tables: RawTables, named: list[Finding]) -> list[Finding]:
    """Further findings on the cells of a draft that cannot be checked as a whole; `named` are the findings so far."""
    tables = would_be(draft, raw_tables)
    targets = {key.table for name in draft.tables for key in tables[name].table.foreign_keys}
    looked_at = {name: tables[name] for name in sorted({*draft.tables, *targets})}
    found = placed(draft, tables, check_rows(looked_at, project.dataset.units))
    known = {(item.file, item.line, item.column) for item in named}
    return [item for item in found if (item.file, item.line, item.column) not in known]


def judge(project: Project, draft: Draft, say: Callable[[str], None], *, write: bool) -> tuple[Verdict, list[str]]:
    """Run the checks of `vostochny check` on the record with the draft applied, and write it only if it is valid.

    To be called alone in build/, so that no other contribution comes between. Gives the verdict and the places of the
    rows. Raises BuildError when a file changed meanwhile, OSError when one cannot be written; in both cases nothing is.
    """
    before = {name: project.csv_path(name).read_bytes() for name in draft.tables}
    tables = would_be(draft, read_all(project))
    with checked(project, say, tables) as (verdict, _staged):
        pass
    if not verdict.valid:
        verdict.findings = placed(draft, tables, verdict.findings)
        return verdict, []
    if write:
        for name, content in before.items():
            if project.csv_path(name).read_bytes() != content:
                raise BuildError(f"data/{name}.csv was changed meanwhile. Nothing is written; run this again.")
        texts = {f"{name}.csv": write_text(tables[name].rows, tables[name].table.columns) for name in draft.tables}
        replace_all(project.data, texts)
    return verdict, lines_of(draft, tables)


def cells_of(raw: RawTable, key: str) -> Cells | None:
    """An existing row by its key, as cells by column."""
    with suppress(StopIteration):
        row = next(row for row in raw.rows if "|".join(raw.key(row)) == key)
        return raw.table.record(row)
    return None
