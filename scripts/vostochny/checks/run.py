"""Runs all checks over one checkout and collects every finding in one go."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from vostochny.checks.cells import check_cells
from vostochny.checks.corrections import check_corrections
from vostochny.checks.firstsight import TableWatch, accepted, dangling
from vostochny.checks.numbers import check_sizes, check_totals
from vostochny.checks.rules import check_rules
from vostochny.checks.shape import check_shape
from vostochny.database.reading import opened
from vostochny.database.staging import stage
from vostochny.model.finding import Finding
from vostochny.model.project import Project
from vostochny.model.schema import Table
from vostochny.tables.canonical import check_canonical
from vostochny.tables.columnar import Loaded, NotPlainError
from vostochny.tables.reading import RawTable, read_raw


@dataclass
class Verdict:
    """What the checks say: the findings in file order, and how much was looked at.

    skipped: what could not be looked at because of the findings, as sentences
    """

    findings: list[Finding] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    rules: int = 0
    skipped: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return not self.findings


def read_all(project: Project) -> dict[str, RawTable]:
    """Every table of the dataset as it stands in data/, row by row."""
    return {table.name: read_by_row(project, table) for table in project.dataset.tables.values()}


def read_by_row(project: Project, table: Table) -> RawTable:
    """One table, with the findings about the form of its file."""
    path = project.csv_path(table.name)
    raw = read_raw(table, path, project.shown(path))
    if raw.readable:
        check_canonical(raw, path)
    return raw


def load_all(project: Project) -> dict[str, Loaded]:
    """Every table: those that are right at first sight by column, the others by row, so that they can be explained."""
    found: dict[str, Loaded] = {}
    watches: list[TableWatch] = []
    for table in project.dataset.tables.values():
        path = project.csv_path(table.name)
        try:
            found[table.name], watch = accepted(table, path, project.shown(path), project.dataset.units)
            watches.append(watch)
        except NotPlainError:
            found[table.name] = read_by_row(project, table)
    for watch in watches:
        if dangling(watch, found):
            found[watch.table.name] = read_by_row(project, watch.table)
    return found


def check_rows(tables: Mapping[str, Loaded], units: Mapping[str, object]) -> list[Finding]:
    """What is wrong with the tables that were not right at first sight, said by the checks that look row by row."""
    doubtful = {name: loaded for name, loaded in tables.items() if isinstance(loaded, RawTable)}
    if not doubtful:
        return []
    findings = [item for raw in doubtful.values() for item in raw.findings]
    targets = {key.table for raw in doubtful.values() for key in raw.table.foreign_keys}
    looked_at = {name: loaded.raw for name, loaded in tables.items() if name in doubtful or name in targets}
    return [*findings, *check_shape(looked_at), *check_cells(doubtful, units)]


@contextmanager
def checked(
    project: Project, say: Callable[[str], None], tables: Mapping[str, RawTable] | None = None
) -> Iterator[tuple[Verdict, Path]]:
    """Check everything; gives the verdict and the staged database, which is complete when the verdict is right.

    tables: the record as it would be with a contribution in it; without it, as it stands in data/
    The staged file lies in build/, beside the published one, and is deleted at the end unless it was renamed.
    """
    dataset = project.dataset
    say("reading the tables")
    raw_tables = load_all(project) if tables is None else tables
    say("checking their shape")
    findings = check_rows(raw_tables, dataset.units)
    findings += check_sizes(raw_tables)
    findings += check_corrections(raw_tables)
    project.build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".staged-", dir=project.build) as folder:
        staged = Path(folder) / "staged.db"
        unread = [raw.file for raw in raw_tables.values() if not raw.readable]
        if not unread:
            say("staging the database")
            stage(dataset, raw_tables, staged, lenient=bool(findings))
            say("checking the rules")
            findings += further(check_rules(dataset, staged, raw_tables), findings)
            with opened(staged) as connection:
                findings += check_totals(dataset, connection, raw_tables)
        rows = sum(raw.count for raw in raw_tables.values())
        skipped = [f"The rules were not run, because {', '.join(unread)} could not be read."] if unread else []
        yield Verdict(sorted(set(findings)), len(raw_tables), rows, len(dataset.rules), skipped), staged


def further(new: list[Finding], known: list[Finding]) -> list[Finding]:
    """Findings about lines of which nothing is known yet: a misspelt key should not be reported five times."""
    faulty = {(item.file, item.line) for item in known if item.line}
    return [item for item in new if (item.file, item.line) not in faulty]
