"""Row by row: nothing that differs is missed, nothing that is the same is told, and the kinds add up."""

from __future__ import annotations

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from vostochny.model.project import this_checkout
from vostochny.release.difference.compare import ADDED, CHANGED, REMOVED, RETIRED, compare, successor
from vostochny.release.difference.side import Row, Side

DATASET = this_checkout().dataset
REQUESTS = DATASET.tables["requests"].columns
Rows = dict[str, Row]


def side_of(requests: Rows, redirects: Rows | None = None) -> Side:
    """A side with nothing but requests, whose rows refer to no other table but sources."""
    rows = {"requests": requests, "redirects": redirects or {}}
    return Side("made up", "", rows, {"requests": REQUESTS, "redirects": DATASET.tables["redirects"].columns})


def request(number: int, asked: str) -> tuple[str, Row]:
    key = f"request-{number:03}"
    return key, {**dict.fromkeys(REQUESTS, ""), "request_id": key, "asked": asked}


tables = st.dictionaries(st.integers(1, 12), st.sampled_from(["a", "b", "c"]), max_size=8).map(
    lambda cells: dict(request(number, asked) for number, asked in cells.items())
)


@settings(max_examples=60, deadline=None)
@given(tables, tables)
def test_the_changes_lead_from_the_old_rows_to_the_new_ones(old: Rows, new: Rows) -> None:
    made = copy.deepcopy(old)
    for change in compare(DATASET, side_of(old), side_of(new)).changes:
        if change.kind == ADDED:
            assert change.key not in made
            assert change.after is not None
            made[change.key] = change.after
        elif change.kind == REMOVED:
            del made[change.key]
        else:
            for field in change.fields:
                assert made[change.key][field.column] == field.before
                made[change.key][field.column] = field.after
    assert made == new


@settings(max_examples=40, deadline=None)
@given(tables, tables)
def test_the_way_back_is_the_mirror_of_the_way_there(old: Rows, new: Rows) -> None:
    there = compare(DATASET, side_of(old), side_of(new)).changes
    back = compare(DATASET, side_of(new), side_of(old)).changes
    mirror = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED}
    assert sorted((mirror[item.kind], item.key) for item in there) == sorted((item.kind, item.key) for item in back)


def redirect(retired: str, heir: str) -> tuple[str, Row]:
    return retired, {"retired_id": retired, "successor_id": heir, "retired_on": "2026-12-01", "reason": "Double."}


def test_a_retired_record_is_told_once_with_its_successor_and_reason() -> None:
    old = dict([request(1, "a"), request(2, "b")])
    new = dict([request(1, "a")])
    changes = compare(DATASET, side_of(old), side_of(new, dict([redirect("request-002", "request-001")]))).changes
    assert [(item.kind, item.key, item.successor, item.reason) for item in changes] == [
        (RETIRED, "request-002", "request-001", "Double.")
    ]


def test_a_record_under_a_new_identifier_is_compared_with_itself_and_not_told_as_new() -> None:
    old, new = dict([request(2, "b")]), dict([request(3, "c")])
    changes = compare(DATASET, side_of(old), side_of(new, dict([redirect("request-002", "request-003")]))).changes
    assert [(item.kind, item.key) for item in changes] == [(CHANGED, "request-003"), (RETIRED, "request-002")]
    assert [(field.column, field.before, field.after) for field in changes[0].fields] == [("asked", "b", "c")]


def test_a_chain_of_redirects_is_followed_to_its_end_and_a_circle_to_nothing() -> None:
    chain = dict([redirect("a", "b"), redirect("b", "c"), redirect("x", "y"), redirect("y", "x")])
    assert successor(chain, "a") == "c"
    assert successor(chain, "x") == ""


def test_a_reference_that_only_follows_a_retirement_is_counted_and_not_told() -> None:
    key, row = request(1, "a")
    old = {key: {**row, "record_id": "call-007"}}
    new = {key: {**row, "record_id": "call-006"}}
    found = compare(DATASET, side_of(old), side_of(new, dict([redirect("call-007", "call-006")])))
    assert found.changes[0].table == "redirects"
    assert (len(found.changes), found.followed) == (1, 1)


def test_the_same_number_written_otherwise_is_no_change() -> None:
    columns = DATASET.tables["conversion_factors"].columns
    row = {**dict.fromkeys(columns, ""), "factor_id": "factor-001", "factor": "7.50"}

    def made(factor: str) -> Side:
        rows = {"conversion_factors": {"factor-001": {**row, "factor": factor}}}
        return Side("", "", rows, {"conversion_factors": columns})

    assert compare(DATASET, made("7.50"), made("7.5")).changes == ()
    assert len(compare(DATASET, made("7.50"), made("7.51")).changes) == 1
