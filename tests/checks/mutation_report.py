"""Writes site/pages/missed.md: what of all corruptions the checks name, and what they cannot know; `make mutation`."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.checks.located_mutants import Tally, tally
from tests.checks.mutants import DATES, MUST, SORTS, mutants, sort_of
from tests.checks.mutation_run import COMPARED, ELSEWHERE, HERE, MISSED, Result, run, with_specimens
from tests.checks.staged import Staged

from vostochny.model.project import Project, this_checkout
from vostochny.tables.read_record import read_all

WHY = {
    "the value of another row": "The value could stand there; only the source can tell.",
    "the neighbour's value": "The two columns hold values of one form; only the source can tell.",
    "emptied": "A blank says that no source states it, which may be so.",
    "cut in half": "A phrase cut at a word reads like a phrase.",
    "another allowed word": "The word is allowed, and nothing else on record depends on it.",
    "turned round": "Either answer is allowed, and nothing else on record depends on it.",
    "another unit": "Another unit of the same measure; no second column repeats the amount.",
    "unknown": "The identifier has the right form, and either stands in the record or nothing refers to it.",
    "digits exchanged": "Another value of the same form and range, which no second column repeats.",
    "another case": "Capitals and small letters are both spellings.",
}
WHY |= dict.fromkeys(
    ("times 10", "times 1000", "last digit off by one"),
    "Another number of the same form, in the range that such numbers have, which no second column repeats.",
)
WHY |= dict.fromkeys(DATES, "Another day that the record could be about, which no second column repeats.")

OPENING = """---
search:
  exclude: true
---

# What the checks miss

A check can refuse what cannot be true. It cannot know whether a plausible figure is the one that the source prints. So
that nobody has to guess how far the checks reach, a test corrupts every column of every table in every way
that its type allows, one cell at a time, {cases:,} ways in all, and looks what is said:

- **named**: `vostochny check` names the file, the line and the column of the corrupted cell;
- **named elsewhere**: `vostochny check` fails, but names another cell, such as the one that no longer agrees with it;
- **compared**: the tables alone do not tell. Where the last release is at hand, `vostochny check` names file, line and
  column all the same, with what stood there, and a release that changes a published record is held until the log of
  changes has it and a reason is given;
- **missed**: none of these.

A new row has no published state to be compared with. For it only the first two hold, the words of its source, and the
eyes of the reviewer.

## How many

| Columns | Ways | Named | Named elsewhere | Compared | Missed |
| --- | --- | --- | --- | --- | --- |
{summary}

By the tables alone {alone:.1f} per cent are found, and {named:.1f} per cent at the very cell. With the last release at
hand `vostochny check` names the very cell of {placed:.1f} per cent; of keys, dates, identifiers, units and quantities,
{must:.1f} per cent.

## A new row, no earlier release

A cell that data/passages.csv locates is held against the words of its source. Every such cell was corrupted in every
way that its column allows, and nothing was asked but the row itself and those words:

| Table | Ways | Named at the very cell | Per cent |
| --- | --- | --- | --- |
{new_rows}

## Why a check alone cannot tell

| Corruption | Why |
| --- | --- |
{reasons}

## Column by column

What the check alone does not name at its cell. Every way that is not listed is named with file, line and column.

| Column | Named elsewhere | Compared only | Missed |
| --- | --- | --- | --- |
{columns}
"""


def page(project: Project, results: Iterable[Result], new_rows: Tally) -> str:
    """The page about these results, and about the corruptions of cells that are located."""
    found = list(results)
    by_sort = {sort: Counter[str]() for sort in SORTS}
    places: dict[str, dict[str, list[str]]] = {}
    for result in found:
        by_sort[sort_of_result(project, result)][result.found] += 1
        if result.found != HERE:
            column = places.setdefault(f"`{result.mutant.table}.{result.mutant.column}`", {})
            column.setdefault(result.found, []).append(result.mutant.kind)
    total = sum(by_sort.values(), Counter[str]())
    cases = total.total()
    rows = [*by_sort.items(), ("**all**", total)]
    kinds = dict.fromkeys(result.mutant.kind for result in found if result.found != HERE)
    return OPENING.format(
        cases=cases,
        summary="\n".join(f"| {sort} | {counts.total():,} | {numbers(counts)} |" for sort, counts in rows),
        alone=100 * (total[HERE] + total[ELSEWHERE]) / cases,
        named=100 * total[HERE] / cases,
        placed=100 * share(found),
        must=100 * share([item for item in found if sort_of_result(project, item) in MUST]),
        new_rows="\n".join(new_row_lines(new_rows)),
        reasons="\n".join(f"| {kind} | {WHY[kind]} |" for kind in sorted(kinds)),
        columns="\n".join(
            f"| {column} | {' | '.join(', '.join(ways.get(name, [])) for name in (ELSEWHERE, COMPARED, MISSED))} |"
            for column, ways in places.items()
        ),
    )


def new_row_lines(counts: Tally) -> Iterator[str]:
    """One line a table, and one for all."""
    for name, made in counts.made.items():
        yield f"| `{name}` | {made:,} | {counts.named[name]:,} | {100 * counts.named[name] / made:.1f} |"
    yield f"| **all** | {counts.made.total():,} | {counts.named.total():,} | {100 * counts.share:.1f} |"


def sort_of_result(project: Project, result: Result) -> str:
    """What sort of column was corrupted."""
    table = project.dataset.tables[result.mutant.table]
    return sort_of(table, table.by_name[result.mutant.column])


def share(found: list[Result]) -> float:
    """How many of some corruptions are named at their own cell, of one, when the last release is at hand."""
    return sum(result.placed for result in found) / len(found)


def numbers(counts: Counter[str]) -> str:
    """The four counts as cells."""
    return " | ".join(f"{counts[name]:,}" for name in (HERE, ELSEWHERE, COMPARED, MISSED))


def all_results(checkout: Project, folder: Path) -> list[Result]:
    """What becomes of every mutant of the real tables."""
    project = with_specimens(checkout, folder / "ledger")
    tables = read_all(project)
    return run(project, list(mutants(project, tables)), Staged(project, tables, folder / "staged.db"))


if __name__ == "__main__":
    here = this_checkout()
    with tempfile.TemporaryDirectory() as scratch:
        text = page(here, all_results(here, Path(scratch)), tally(here, read_all(here)))
    (here.root / "site" / "pages" / "missed.md").write_text(text, encoding="utf-8", newline="\n")
    print(text.split("## Why")[0])
