"""Whatever is corrupted in the record is named by the check, or shown by the comparison with the published state."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.checks.located_mutants import tally
from tests.checks.mutants import Mutant, choose, mutants
from tests.checks.mutation_report import all_results, page
from tests.checks.mutation_run import HERE, MISSED, Result, run, with_specimens
from tests.checks.staged import Staged

from vostochny.checks.run import checked
from vostochny.model.project import Project
from vostochny.tables.read_record import read_all

# Of every so many ways one is tried in the quick run; the whole of them are in the deep one.
ONE_OF = 20


@pytest.fixture(scope="module")
def project(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the record in which no table is empty."""
    return with_specimens(checkout, tmp_path_factory.mktemp("mutation") / "ledger")


@pytest.fixture(scope="module")
def sample(project: Project, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """What becomes of a sample of all corruptions, the same on every machine."""
    tables = read_all(project)
    chosen = [mutant for mutant in mutants(project, tables) if choose(mutant.name, ONE_OF) == 0]
    return run(project, chosen, Staged(project, tables, tmp_path_factory.mktemp("staged") / "staged.db"))


def listed(checkout: Project) -> dict[str, set[str]]:
    """The ways that the page lists as not named at their cell, by column."""
    text = (checkout.root / "site" / "pages" / "missed.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9_.]+)` \| (.*?) \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    return {column: {way for cell in cells for way in cell.split(", ") if way} for column, *cells in rows}


def test_the_record_with_specimens_is_valid_before_anything_is_corrupted(project: Project) -> None:
    with checked(project, lambda _message: None) as (verdict, _staged):
        assert [item.as_text() for item in verdict.findings] == []


def test_every_column_of_every_table_is_corrupted(project: Project) -> None:
    made = {(mutant.table, mutant.column) for mutant in mutants(project, read_all(project))}
    filled = {
        (name, column)
        for name, raw in read_all(project).items()
        for position, column in enumerate(raw.table.columns)
        if any(row[position] for row in raw.rows)
    }
    assert made == filled


def test_a_sample_of_all_corruptions_is_named_or_listed(sample: list[Result], checkout: Project) -> None:
    known = listed(checkout)
    assert len(sample) > 100
    assert [result.mutant.name for result in sample if not result.placed] == []
    unnamed = [result.mutant for result in sample if result.found != HERE]
    assert [item.name for item in unnamed if item.kind not in known.get(f"{item.table}.{item.column}", ())] == []


def test_a_check_that_stops_looking_is_noticed(project: Project, tmp_path: Path) -> None:
    tables = read_all(project)
    raw = tables["vessels"]
    row = next(index for index, cells in enumerate(raw.rows) if cells[0] == "chon-ma-san")
    column = raw.table.columns.index("dwt_tonnes")
    right = Mutant("vessels", "dwt_tonnes", "none", row, raw.rows[row][column], raw.rows[row][column])
    assert run(project, [right], Staged(project, tables, tmp_path / "staged.db"))[0].found == MISSED


def test_a_corrupted_cell_that_is_located_is_named_in_a_new_row(checkout: Project) -> None:
    told = tally(checkout, read_all(checkout))
    assert told.made.total() > 5000
    assert told.share >= 0.95, told.unnamed.most_common(10)


@pytest.mark.deep
def test_all_corruptions_come_out_as_the_page_says(checkout: Project, tmp_path: Path) -> None:
    results = all_results(checkout, tmp_path)
    found = Counter(result.found for result in results)
    assert len(results) > 2500
    assert found[HERE] / len(results) > 0.84
    assert [result.mutant.name for result in results if not result.placed] == []
    text = (checkout.root / "site" / "pages" / "missed.md").read_text(encoding="utf-8")
    assert page(checkout, results, tally(checkout, read_all(checkout))) == text, (
        "run `make mutation` and look at what changed"
    )
