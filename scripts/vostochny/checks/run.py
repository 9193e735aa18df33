"""Runs all checks over one checkout and collects every finding in one go."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from vostochny.checks.cells import check_cells
from vostochny.checks.expectations_process import Suite
from vostochny.checks.fast_path import TableWatch, accepted, dangling
from vostochny.checks.licences import check_terms
from vostochny.checks.outdated_corrections import check_corrections
from vostochny.checks.passages import check_passages
from vostochny.checks.release_promises import check_history
from vostochny.checks.row_counts import check_sizes, check_totals
from vostochny.checks.shape import check_shape
from vostochny.checks.sql_rules import check_rules, guarded_sql, tables_read
from vostochny.checks.staged_database_cache import Kept
from vostochny.checks.verdict_cache import Known
from vostochny.database.reading import opened
from vostochny.database.speculative_load import filled_early
from vostochny.database.staging import complete, create_all, fill, list_records
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.schema import Dataset, Table
from vostochny.model.sqlfile import SqlFile
from vostochny.tables.arrow_reader import ColumnarTable, Loaded, NotPlainError
from vostochny.tables.canonical_form import check_canonical
from vostochny.tables.csv_reader import RawTable, read_raw

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass
class Verdict:
    """What the checks say: the findings in file order, and how much was looked at.

    skipped: what could not be looked at, because of the findings or because the tables are long, as sentences
    unlogged: cells of the last release that read otherwise without an entry in the log, as a correction does
    """

    findings: list[Finding] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    rules: int = 0
    skipped: list[str] = field(default_factory=list)
    unlogged: list[Finding] = field(default_factory=list)

    @property
    def right(self) -> bool:
        return not self.findings and not self.skipped


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


def load_all(project: Project, known: Known | None = None, early: Path | None = None) -> dict[str, Loaded]:
    """Every table: those that are right at first sight by column, the others by row, so that they can be explained.

    known: what was found right before, by default as build/ holds it; a table that is among it is not looked at again
    early: where to write a database while the tables are being looked at; it is there afterwards, with all rows, only
    when nothing was known and every table was right at first sight
    """
    known = known or Known(project)
    if early is None or not known.nothing:
        return look_at_all(project, known)
    with filled_early(project.dataset, early) as database:
        found = look_at_all(project, known, database.take)
        database.right &= all(isinstance(loaded, ColumnarTable) for loaded in found.values())
    return found


def look_at_all(
    project: Project,
    known: Known,
    take: Callable[[Table, pa.RecordBatch], object] = lambda _table, _batch: None,
) -> dict[str, Loaded]:
    """As `load_all`; each block of a table that may be right is given to `take` as well."""
    found: dict[str, Loaded] = {}
    watches: list[TableWatch] = []
    for table in project.dataset.tables.values():
        path = project.csv_path(table.name)
        if (remembered := known.table(table, project.shown(path))) is not None:
            found[table.name] = remembered
            continue
        try:
            found[table.name], watch = accepted(table, path, project.shown(path), project.dataset.units, take)
            watches.append(watch)
        except NotPlainError:
            found[table.name] = read_by_row(project, table)
    for watch in watches:
        if dangling(watch, found):
            found[watch.table.name] = read_by_row(project, watch.table)
    for watch in watches:
        loaded = found[watch.table.name]
        if isinstance(loaded, ColumnarTable):
            known.note_table(loaded, found)
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
    The staged file lies in build/, beside the published one. It is renamed by whoever publishes it; if nobody does and
    it is right, it is kept for the build that may follow.
    """
    project.build.mkdir(exist_ok=True)
    known = Known(project)
    beside = tempfile.TemporaryDirectory(prefix=f".staged-{os.getpid()}-", dir=project.build)
    with Suite(project.schemas) as suite, beside as folder, ThreadPoolExecutor(1) as aside:
        staged = Path(folder) / "staged.db"
        kept = Kept(known, staged, aside) if tables is None else None
        if known.nothing:
            suite.start()
        say("reading the tables")
        loaded = load_all(project, known, early=staged) if tables is None else tables
        say("checking their shape")
        findings = check_tables(project, loaded)
        unread = [item.file for item in loaded.values() if not item.readable]
        if not unread:
            say("staging the database")
            remembered = None if findings else known
            rules = rules_to_run(project.dataset, loaded, remembered)
            if kept and kept.holds(loaded) and not findings:
                suite.ask(rules, staged)
            else:
                stage_and_ask(project.dataset, loaded, staged, suite, rules, lenient=bool(findings))
                if kept and not findings:
                    kept.read_through()
            say("checking the rules")
            broken = suite.broken()
            findings += further(check_content(project, staged, loaded, remembered, rules, broken), findings)
        rows = sum(item.count for item in loaded.values())
        skipped = [f"The rules were not run, because {', '.join(unread)} could not be read."] if unread else []
        verdict = Verdict(sorted(set(findings)), len(loaded), rows, len(project.dataset.rules), skipped)
        if tables is None:
            known.write()
        yield verdict, staged
        if verdict.right and kept and staged.exists():
            kept.keep(loaded)


def check_tables(project: Project, tables: Mapping[str, Loaded]) -> list[Finding]:
    """What can be said of the tables without a database."""
    findings = check_rows(tables, project.dataset.units)
    return [
        *findings,
        *check_sizes(tables),
        *check_corrections(tables),
        *check_passages(project.dataset, tables),
        *check_terms(project.schemas, tables),
        *check_history(project, tables),
    ]


def rules_to_run(dataset: Dataset, tables: Mapping[str, Loaded], known: Known | None) -> list[SqlFile]:
    """All rules but those known to be kept over exactly these tables."""
    return [rule for rule in dataset.rules if known is None or not known.rule_right(rule, tables)]


def stage_and_ask(
    dataset: Dataset,
    tables: Mapping[str, Loaded],
    staged: Path,
    suite: Suite,
    rules: list[SqlFile],
    *,
    lenient: bool,
) -> None:
    """Stage the database and have the rules run, over a copy, while what only readers need is added to it."""
    if lenient or not staged.exists():
        create_all(dataset, staged, lenient=lenient)
        fill(dataset, tables, staged, lenient=lenient)
    list_records(dataset, staged)
    if rules:
        suite.ask(rules, Path(copyfile(staged, staged.with_name("rules.db"))))
    complete(dataset, staged)


def check_content(
    project: Project,
    staged: Path,
    tables: Mapping[str, Loaded],
    known: Known | None,
    rules: list[SqlFile],
    broken: set[str],
) -> list[Finding]:
    """What the rules that were run and the expected totals say of the staged database."""
    dataset = project.dataset
    findings = check_rules(dataset, staged, tables, rules, broken)
    stale = {item.file for item in findings}
    with opened(staged) as connection:
        if known is not None:
            for rule in rules:
                if rule.name not in broken and f"schemas/rules/{rule.path.name}" not in stale:
                    known.note_rule(rule, tables_read(dataset, connection, guarded_sql(rule)), tables)
        return [*findings, *check_totals(dataset, connection, tables)]


def further(new: list[Finding], known: list[Finding]) -> list[Finding]:
    """Findings about lines of which nothing is known yet: a misspelt key should not be reported five times."""
    faulty = {(item.file, item.line) for item in known if item.line}
    return [item for item in new if (item.file, item.line) not in faulty]
