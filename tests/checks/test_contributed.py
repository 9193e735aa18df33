"""What a tired or hostile contributor adds in new rows is named, with no earlier release to compare with."""

from __future__ import annotations

from collections import Counter

from tests.checks.contributed import Case
from tests.checks.contributed_cases import CASES
from tests.checks.staged import Staged
from tests.conftest import RawTables

from vostochny.checks.agreement_findings import check_agreements
from vostochny.checks.cells import check_cells
from vostochny.checks.outdated_corrections import check_corrections
from vostochny.checks.passages import check_passages
from vostochny.checks.release_promises import check_history
from vostochny.checks.restated_numbers import check_numbers
from vostochny.checks.row_counts import check_sizes, check_totals
from vostochny.checks.shape import check_shape
from vostochny.checks.sql_rules import rule_findings
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.tables.csv_reader import RawTable

LEAST_SHARE = 0.8


def with_rows(pristine: RawTables, case: Case) -> tuple[RawTables, dict[str, list[int]]]:
    """The tables with the rows of a case at their ends, and the lines of these."""
    tables, lines = dict(pristine), dict[str, list[int]]()
    for name, cells in case.make(pristine, case.name):
        raw = tables[name]
        if raw is pristine[name]:
            raw = tables[name] = RawTable(raw.table, raw.file, [*raw.rows], [*raw.lines])
        raw.rows.append([cells.get(column, "") for column in raw.table.columns])
        raw.lines.append(max(raw.lines, default=1) + 1)
        lines.setdefault(name, []).append(raw.lines[-1])
    return tables, lines


def findings(project: Project, tables: RawTables, touched: list[str], staged: Staged) -> list[Finding]:
    """Everything that the checks of one state of the tables find; nothing is compared with an earlier one."""
    changed = {name: tables[name] for name in touched}
    targets = {key.table for raw in changed.values() for key in raw.table.foreign_keys}
    shaped = {name: raw for name, raw in tables.items() if name in changed or name in targets}
    found = [*check_shape(shaped), *check_cells(changed, project.dataset.units), *check_sizes(tables)]
    found += [*check_agreements(project.dataset, changed), *check_numbers(changed), *check_corrections(tables)]
    found += [*check_passages(project.dataset, tables), *check_history(project, tables)]
    with staged.changed(tables) as connection:
        for rule in project.dataset.rules:
            found += rule_findings(connection, rule, tables)
        found += check_totals(project.dataset, connection, tables)
    return found


def test_most_bad_new_rows_are_named_without_an_earlier_release(
    checkout: Project, pristine: RawTables, staged: Staged
) -> None:
    assert len(CASES) >= 90
    unnamed = []
    for case in CASES:
        tables, lines = with_rows(pristine, case)
        found = findings(checkout, tables, list(lines), staged)
        places = {(f"data/{name}.csv", line) for name, numbers in lines.items() for line in [0, *numbers]}
        if not any((item.file, item.line) in places for item in found):
            unnamed.append(case)
    share = 1 - len(unnamed) / len(CASES)
    told = [f"{kind}: {count}" for kind, count in Counter(case.kind for case in unnamed).items()]
    print(f"{len(CASES) - len(unnamed)} of {len(CASES)} named ({share:.0%}); not: {[case.name for case in unnamed]}")
    assert share >= LEAST_SHARE, told


def test_a_new_row_that_is_valid_is_not_named(checkout: Project, pristine: RawTables, staged: Staged) -> None:
    event = {
        "event_id": "event-900", "happened_on": "2024-06-05", "event": "A thing that a document of that month reports",
        "category": "announcement", "source_id": "voa-2024-06-06-ktn24-copy",
    }  # fmt: skip
    tables, lines = with_rows(pristine, Case("a right row", "right", lambda _tables, _name: [("timeline", event)]))
    assert [item.as_text() for item in findings(checkout, tables, list(lines), staged)] == []
