"""Finds out which mutants the checks name at their own file, line and column, and which only a comparison shows."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.checks.mutants import ANY, Mutant
from tests.checks.staged import Staged
from tests.conftest import RawTables

from vostochny.checks.agreement_findings import check_agreements
from vostochny.checks.checker import check_tables
from vostochny.checks.fast_reading import load_all
from vostochny.checks.licences import check_terms
from vostochny.checks.located_cells import check_located
from vostochny.checks.outdated_corrections import check_corrections
from vostochny.checks.passages import check_passages
from vostochny.checks.release_promises import check_history
from vostochny.checks.repeated_texts import check_repeated
from vostochny.checks.restated_numbers import check_numbers
from vostochny.checks.row_counts import check_totals
from vostochny.checks.sql_rules import rule_findings
from vostochny.checks.whole_texts import check_whole
from vostochny.diff.compare import OWN_HISTORY, compare
from vostochny.diff.side import Side
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.sqlfile import SqlFile
from vostochny.release.history.unlogged import unlogged_between
from vostochny.tables.canonical_form import write_text
from vostochny.tables.csv_reader import RawTable
from vostochny.tables.read_record import read_all

HERE, ELSEWHERE, COMPARED, MISSED = "here", "elsewhere", "compared", "missed"

# Rows for the tables that hold none yet, so that their columns too can be corrupted.
NUMBERS = range(901, 921)
CHECKED = (
    "38-north-2015-07-10", "a-news-2025-05-29", "donga-2024-01-30", "ft-2024-03-26", "gcaptain-2024-05-02",
    "nrc-2024-03-26", "osc-2024-refined-tastes", "rfa-2021-02-17", "voa-2024-05-08", "yonhap-2024-03-27-cdnk-copy",
)  # fmt: skip
GONE = (
    "{},2026-11-20,gone,404,,2026-11-11,https://web.archive.org/web/2024/https://example.org/a,2026-11-12,"
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08,some_found,The host says so.,Read on paper."
)
MOVED = "{},2026-11-20,moved,200,https://example.org/new,,,2026-11-12,,,,Read again."
SPECIMENS = {
    "redirects": [f"call-{number},call-001,2026-11-01,Merged with the other call of that day." for number in NUMBERS],
    "requests": [
        f"request-{number},2026-11-11,correction,call-001,date_earliest,The ship came a day later.,ft-2024-03-26,"
        "declined,2026-11-19,Two sources give the day."
        for number in NUMBERS
    ],
    "source_checks": [(GONE if number % 2 else MOVED).format(source) for number, source in enumerate(CHECKED)],
}
CHANGED = "2026.11.0,ports,{0},name,changed,Old name {1},{2},The name of the port is now given as {2}."


@dataclass(frozen=True)
class Result:
    """What became of one mutant: found here, found elsewhere only, shown by a comparison only, or missed.

    placed: whether its own cell is named, be it only by the comparison with the last release
    """

    mutant: Mutant
    found: str
    placed: bool = True


def with_specimens(checkout: Project, folder: Path) -> Project:
    """A copy of data/ and schemas/ in which no table is empty."""
    for name in ("data", "schemas"):
        shutil.copytree(checkout.root / name, folder / name)
    for table, rows in SPECIMENS.items():
        with (folder / "data" / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            file.writelines(f"{row}\n" for row in rows)
    shutil.copy(checkout.root / "CITATION.cff", folder)
    ports = [row for row in read_all(checkout)["ports"].rows if "," not in row[1]]
    with (folder / "data" / "changes.csv").open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{CHANGED.format(row[0], number, row[1])}\n" for number, row in enumerate(ports, 901))
    return Project(folder)


def batches(mutants: Iterable[Mutant]) -> list[list[Mutant]]:
    """Groups with at most one mutant a row, and one a table where only the file's order or its keys may tell."""
    groups: list[tuple[list[Mutant], set[tuple[str, int]], set[str]]] = []
    for mutant in mutants:
        place = (mutant.table, mutant.row)
        keyed = is_key(mutant) and mutant.kind not in {*ANY, "another case", "letter of another script"}
        fitting = (item for item in groups if place not in item[1] and not (keyed and mutant.table in item[2]))
        group, places, tables = next(fitting, ([], set(), set()))
        if not group:
            groups.append((group, places, tables))
        group.append(mutant)
        places.add(place)
        if keyed:
            tables.add(mutant.table)
    return [group for group, _places, _tables in groups]


KEYS: set[tuple[str, str]] = set()


def is_key(mutant: Mutant) -> bool:
    """Whether the mutant touches a part of its table's key."""
    return (mutant.table, mutant.column) in KEYS


def changed(tables: RawTables, group: Iterable[Mutant]) -> RawTables:
    """The tables with the cells of these mutants corrupted; what is not touched is shared."""
    result = dict(tables)
    for mutant in group:
        raw = result[mutant.table]
        if raw is tables[mutant.table]:
            raw = result[mutant.table] = RawTable(raw.table, raw.file, copy.deepcopy(raw.rows), list(raw.lines))
        raw.rows[mutant.row][raw.table.columns.index(mutant.column)] = mutant.after
    return result


def by_the_files(project: Project, group: list[Mutant], tables: RawTables) -> set[Mutant]:
    """Mutants of which a rule names the cell when a whole group stands in the files, known by the value that it saw.

    Findings of the rules in SQL are left to `by_the_rules`, where mutants are alone.
    """
    spoilt = changed(tables, group)
    before = {}
    for name in {mutant.table for mutant in group}:
        path = project.csv_path(name)
        before[path] = path.read_bytes()
        path.write_text(write_text(spoilt[name].rows, spoilt[name].table.columns), encoding="utf-8", newline="")
    try:
        loaded = load_all(project)
        findings = [*check_tables(project, loaded), *check_history(project, loaded)]
    finally:
        for path, content in before.items():
            path.write_bytes(content)
    in_sql = {rule.name.replace("_", "-") for rule in project.dataset.rules}
    places: dict[tuple[str, int, str], list[Finding]] = {}
    for item in findings:
        if item.rule not in in_sql:
            places.setdefault((item.file, item.line, item.column), []).append(item)
    found = set()
    for mutant in group:
        raw = tables[mutant.table]
        for item in places.get((raw.file, raw.lines[mutant.row], mutant.column), []):
            # The row whose value it took may be corrupted in the same group: the reference dangles only there.
            borrowed = item.rule == "foreign-key" and mutant.kind == "the value of another row"
            if not borrowed and (mutant.after in item.value or item.rule == "row-order"):
                found.add(mutant)
        for item in findings:
            # A key that stands twice is named at its second line, together with the first.
            twice, line = item.rule == "primary-key" and item.file == raw.file and is_key(mutant), raw.lines[mutant.row]
            if twice and (item.line == line or f"already in line {line}." in item.expected):
                found.add(mutant)
    return found


def by_the_rules(project: Project, mutant: Mutant, tables: RawTables, staged: Staged) -> Result:
    """What the rules and totals say of one mutant alone, whose cell is well formed."""
    spoilt = changed(tables, [mutant])
    raw = tables[mutant.table]
    place = (raw.file, raw.lines[mutant.row], mutant.column)
    rules = about(project, mutant.table)
    with staged.changed(spoilt, keys=is_key(mutant)) as connection:
        findings = [item for rule in rules for item in rule_findings(connection, rule, spoilt)]
        findings += check_totals(project.dataset, connection, spoilt)
        findings += [*check_corrections(spoilt), *check_terms(project.schemas, spoilt)]
        findings += check_passages(project.dataset, spoilt)
        findings += [*check_located(project.dataset, spoilt), *check_whole(project.dataset, spoilt)]
        findings += check_repeated(project.dataset, spoilt)
    own = {mutant.table: spoilt[mutant.table]}
    findings += [*check_history(project, spoilt), *check_agreements(project.dataset, own), *check_numbers(own)]
    for item in findings:
        if (item.file, item.line, item.column) == place:
            return Result(mutant, HERE)
    placed = place in compared(project, tables, spoilt)
    return Result(mutant, ELSEWHERE if findings else COMPARED if placed else MISSED, placed)


def about(project: Project, table: str) -> list[SqlFile]:
    """The rules that look at a table, by name or through a view; the others cannot change with it."""
    names = {table, "records"}
    for _depth in project.dataset.views:
        names |= {view.name for view in project.dataset.views if any(name in view.sql for name in names)}
    return [rule for rule in project.dataset.rules if any(name in rule.sql for name in names)]


def compared(project: Project, tables: RawTables, spoilt: RawTables) -> set[tuple[str, int, str]]:
    """Places that `vostochny check` names when these tables are the last release's and nothing is logged since."""
    difference = compare(project.dataset, side(tables), side(spoilt))
    touched = {change.table for change in difference.touched} | OWN_HISTORY
    lines = {name: spoilt[name].line_of() for name in touched}
    findings = unlogged_between(project.dataset, difference, "", lines)
    return {(item.file, item.line, item.column) for item in findings}


def side(tables: RawTables) -> Side:
    """One state of the tables as `vostochny diff` reads it."""
    rows = {
        name: {"|".join(raw.key(row)): dict(zip(raw.table.columns, row, strict=True)) for row in raw.rows}
        for name, raw in tables.items()
    }
    return Side(
        "one",
        "",
        {name: table.items() for name, table in rows.items()},
        {name: raw.table.columns for name, raw in tables.items()},
    )


def run(project: Project, chosen: list[Mutant], staged: Staged) -> list[Result]:
    """What became of each mutant."""
    tables = read_all(project)
    KEYS.update((name, column) for name, raw in tables.items() for column in raw.table.primary_key)
    results = []
    for group in batches(chosen):
        found = by_the_files(project, group, tables)
        for mutant in group:
            result = Result(mutant, HERE) if mutant in found else by_the_rules(project, mutant, tables, staged)
            # Another mutant of its group may have been in the way.
            if not result.placed and by_the_files(project, [mutant], tables):
                result = Result(mutant, HERE)
            results.append(result)
    return results
