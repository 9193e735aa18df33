"""Every cell that matters leads to its passage, is said to be inferred, or says why it could not be located."""

from __future__ import annotations

import pytest
from tests.conftest import RawTables

from vostochny.model.passage_plan import PassagePlan, Scope, read_passage_plan
from vostochny.model.project import Project
from vostochny.passages.coverage import coverage, total


def rows(tables: RawTables, name: str) -> list[dict[str, str]]:
    return [dict(zip(tables[name].table.columns, row, strict=True)) for row in tables[name].rows]


def covered(project: Project, tables: RawTables) -> tuple[float, float, list[tuple[str, str]]]:
    """The share located, the floor, and what is neither located nor explained."""
    plan = read_passage_plan(project.dataset)
    keys = {name: project.dataset.tables[name].primary_key[0] for name in plan.coverage}
    told = total(coverage(plan, {name: rows(tables, name) for name in plan.tables}, keys).values())
    return told.share, plan.floor, told.missing


def test_every_cell_that_matters_is_located_or_says_why_not(checkout: Project, tables: RawTables) -> None:
    assert covered(checkout, tables)[2] == []


def test_the_share_of_located_cells_never_falls_below_the_floor(checkout: Project, tables: RawTables) -> None:
    share, floor, _missing = covered(checkout, tables)
    assert share >= floor > 0.5
    assert share - floor < 0.02, "raise the floor in schemas/passages.yaml"


PLAN = PassagePlan({}, {"calls": Scope(("day", "ship"), where="call_id")}, 0.5)


@pytest.mark.parametrize(
    ("passages", "located", "reasons", "missing"),
    [
        ([], 0, 0, 2),
        ([("day", "")], 1, 0, 1),
        ([("day;ship", "")], 2, 0, 0),
        ([("day", ""), ("ship", "picture")], 1, 1, 0),
        ([("day", "language"), ("day", "")], 1, 0, 1),
    ],
)
def test_a_cell_is_counted_once(passages: list[tuple[str, str]], located: int, reasons: int, missing: int) -> None:
    given = [{"record_id": "s", "fields": fields, "not_located": reason} for fields, reason in passages]
    calls = [
        {"id": "s", "call_id": "c", "day": "1", "ship": "a", "inferred": ""},
        {"id": "t", "call_id": "", "day": "1", "ship": "a", "inferred": ""},
        {"id": "u", "call_id": "c", "day": "", "ship": "a", "inferred": "ship"},
    ]
    told = coverage(PLAN, {"calls": calls, "passages": given}, {"calls": "id"})["calls"]
    assert (told.located, told.reasons.total(), len(told.missing)) == (located, reasons, missing)
