"""The plain checker: reads the tables, checks them, stages a database, runs the rules and totals, gives the verdict.

Nothing here is cached. `quick_checker` gives the same verdict faster by replacing some of the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from vostochny.checks.agreement_findings import check_agreements
from vostochny.checks.cell_errors import check_cells
from vostochny.checks.data_folder import check_build, check_folder
from vostochny.checks.expectations import broken_rules
from vostochny.checks.frictionless_errors import check_shape
from vostochny.checks.licences import check_terms
from vostochny.checks.located_cells import check_located
from vostochny.checks.outdated_corrections import check_corrections
from vostochny.checks.particulars import check_particulars
from vostochny.checks.passages import check_passages
from vostochny.checks.release_promises import check_history
from vostochny.checks.repeated_texts import check_repeated
from vostochny.checks.restated_numbers import check_numbers
from vostochny.checks.row_counts import check_sizes, check_totals
from vostochny.checks.sql_rules import check_rules
from vostochny.checks.verdict import Verdict
from vostochny.checks.whole_texts import check_whole
from vostochny.database.reading import LONGEST_STATEMENT, limit_time, opened
from vostochny.database.staging import stage
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.tables.arrow_reader import Loaded
from vostochny.tables.csv_reader import RawTable
from vostochny.tables.read_record import read_all


class Checker:
    """One check of one checkout.

    staged: where the staged database is written; it is complete when the verdict is valid
    report: called with the name of each step as it begins
    rules: those to run
    """

    def __init__(self, project: Project, staged: Path, report: Callable[[str], None]) -> None:
        self.project = project
        self.staged = staged
        self.report = report
        self.rules = project.dataset.rules

    def check(self) -> Verdict:
        """Check everything and collect every finding in one go."""
        self.report("reading the tables")
        tables = self.read()
        self.report("checking their shape")
        findings = [
            *self.table_findings(tables),
            *check_folder(self.project),
            *check_build(self.project),
            *check_history(self.project, tables),
        ]
        skipped = []
        if unread := [loaded.file for loaded in tables.values() if not loaded.readable]:
            skipped = [f"The rules were not run, because {', '.join(unread)} could not be read."]
        else:
            self.report("staging the database")
            self.stage(tables, valid=not findings)
            self.report("checking the rules")
            findings += further(self.content_findings(tables, self.broken()), findings)
        rows = sum(loaded.count for loaded in tables.values())
        return Verdict(sorted(set(findings)), len(tables), rows, len(self.project.dataset.rules), skipped)

    def table_findings(self, tables: Mapping[str, Loaded]) -> list[Finding]:
        """Findings that need no database."""
        return check_tables(self.project, tables)

    def read(self) -> Mapping[str, Loaded]:
        """Every table, with the findings about the form of its file."""
        return read_all(self.project)

    def stage(self, tables: Mapping[str, Loaded], *, valid: bool) -> None:
        """Write the tables into the staged database; without keys and types when they are not valid."""
        stage(self.project.dataset, tables, self.staged, lenient=not valid)

    def broken(self) -> set[str]:
        """The names of the rules that the staged database breaks."""
        return broken_rules(self.rules, self.staged)

    def content_findings(self, tables: Mapping[str, Loaded], broken: set[str]) -> list[Finding]:
        """What the rules and the expected totals find in the staged database."""
        dataset = self.project.dataset
        findings = check_rules(dataset, self.staged, tables, self.rules, broken)
        with opened(self.staged) as connection:
            limit_time(connection, LONGEST_STATEMENT)
            return [*findings, *check_totals(dataset, connection, tables)]


def check_tables(project: Project, tables: Mapping[str, Loaded]) -> list[Finding]:
    """Findings from the tables alone, without a database and without the history of releases."""
    return [
        *check_rows(tables, project.dataset.units),
        *check_sizes(tables),
        *check_corrections(tables),
        *check_passages(project.dataset, tables),
        *check_terms(project.schemas, tables),
        *check_agreements(project.dataset, tables),
        *check_numbers(tables),
        *check_particulars(tables),
        *check_whole(project.dataset, tables),
        *check_repeated(project.dataset, tables),
        *check_located(project.dataset, tables),
    ]


def check_rows(tables: Mapping[str, Loaded], units: Mapping[str, object]) -> list[Finding]:
    """Findings in the tables that were read row by row; tables read by column are already valid."""
    doubtful = {name: loaded for name, loaded in tables.items() if isinstance(loaded, RawTable)}
    if not doubtful:
        return []
    findings = [item for raw in doubtful.values() for item in raw.findings]
    targets = {key.table for raw in doubtful.values() for key in raw.table.foreign_keys}
    needed = {name: loaded.raw for name, loaded in tables.items() if name in doubtful or name in targets}
    return [*findings, *check_shape(needed), *check_cells(doubtful, units)]


def further(new: list[Finding], earlier: list[Finding]) -> list[Finding]:
    """Findings about lines without an earlier finding: a misspelt key should not be reported five times."""
    faulty = {(item.file, item.line) for item in earlier if item.line}
    return [item for item in new if (item.file, item.line) not in faulty]
