"""What a tired or hostile contributor adds in new rows is named, with no earlier release to compare with."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.checks.contributed import Case, findings, with_rows
from tests.checks.contributed_cases import CASES
from tests.checks.staged import Staged
from tests.conftest import RawTables

from vostochny.model.project import Project

LEAST_SHARE = 0.95


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.deep, id="all"), pytest.param(4, id="a sample")])
def test_most_bad_new_rows_are_named_without_an_earlier_release(
    checkout: Project, pristine: RawTables, staged: Staged, every: int
) -> None:
    assert len(CASES) >= 90
    unnamed, tried = [], CASES[::every]
    for case in tried:
        tables, lines = with_rows(pristine, case)
        found = findings(checkout, tables, list(lines), staged)
        places = {(f"data/{name}.csv", line) for name, numbers in lines.items() for line in [0, *numbers]}
        if not any((item.file, item.line) in places for item in found):
            unnamed.append(case)
    share = 1 - len(unnamed) / len(tried)
    told = [f"{kind}: {count}" for kind, count in Counter(case.kind for case in unnamed).items()]
    print(f"{len(tried) - len(unnamed)} of {len(tried)} named ({share:.0%}); not: {[case.name for case in unnamed]}")
    assert share >= LEAST_SHARE, told


def test_a_new_row_that_is_valid_is_not_named(checkout: Project, pristine: RawTables, staged: Staged) -> None:
    event = {
        "event_id": "event-900", "happened_on": "2024-06-05", "event": "A thing that a document of that month reports",
        "category": "announcement", "source_id": "voa-2024-06-06-ktn24-copy",
    }  # fmt: skip
    tables, lines = with_rows(pristine, Case("a right row", "right", lambda _tables, _name: [("timeline", event)]))
    assert [item.as_text() for item in findings(checkout, tables, list(lines), staged)] == []
