"""Cells by row: nothing that differs is missed, nothing that is the same is told, and the kinds add up."""

from __future__ import annotations

import copy
import tracemalloc
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vostochny.diff.compare import ADDED, CHANGED, REMOVED, RETIRED, Difference, compare, successor
from vostochny.diff.merging import UnsortedError, merged
from vostochny.diff.side import Cells, Side
from vostochny.model.project import this_checkout

DATASET = this_checkout().dataset
REQUESTS = DATASET.tables["requests"].columns
Rows = dict[str, Cells]


def side_of(requests: Rows, redirects: Rows | None = None) -> Side:
    """A side with nothing but requests, whose rows refer to no other table but sources."""
    rows = {"requests": requests.items(), "redirects": (redirects or {}).items()}
    return Side("made up", "", rows, {"requests": REQUESTS, "redirects": DATASET.tables["redirects"].columns})


def request(number: int, asked: str) -> tuple[str, Cells]:
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


def redirect(retired: str, heir: str) -> tuple[str, Cells]:
    return retired, {"retired_id": retired, "successor_id": heir, "retired_on": "2026-12-01", "reason": "Double."}


def test_a_retired_record_is_reported_once_with_its_successor_and_reason() -> None:
    old = dict([request(1, "a"), request(2, "b")])
    new = dict([request(1, "a")])
    changes = compare(DATASET, side_of(old), side_of(new, dict([redirect("request-002", "request-001")]))).changes
    assert [(item.kind, item.key, item.successor, item.reason) for item in changes] == [
        (RETIRED, "request-002", "request-001", "Double.")
    ]


def test_a_record_under_a_new_identifier_is_compared_with_itself_and_not_reported_as_new() -> None:
    old, new = dict([request(2, "b")]), dict([request(3, "c")])
    changes = compare(DATASET, side_of(old), side_of(new, dict([redirect("request-002", "request-003")]))).changes
    assert [(item.kind, item.key) for item in changes] == [(CHANGED, "request-003"), (RETIRED, "request-002")]
    assert [(field.column, field.before, field.after) for field in changes[0].fields] == [("asked", "b", "c")]


def test_a_chain_of_redirects_is_followed_to_its_end_and_a_circle_to_nothing() -> None:
    chain = dict([redirect("a", "b"), redirect("b", "c"), redirect("x", "y"), redirect("y", "x")])
    assert successor(chain, "a") == "c"
    assert successor(chain, "x") == ""


def test_a_reference_that_only_follows_a_retirement_is_counted_and_not_listed() -> None:
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
        rows = {"conversion_factors": [("factor-001", {**row, "factor": factor})]}
        return Side("", "", rows, {"conversion_factors": columns})

    assert compare(DATASET, made("7.50"), made("7.5")).changes == ()
    assert len(compare(DATASET, made("7.50"), made("7.51")).changes) == 1


@settings(max_examples=60, deadline=None)
@given(tables, tables, st.randoms(use_true_random=False))
def test_rows_out_of_order_are_compared_as_rows_in_order(old: Rows, new: Rows, random: Random) -> None:
    def shuffled(rows: Rows) -> Rows:
        return dict(random.sample(list(rows.items()), len(rows)))

    assert in_form(compare(DATASET, side_of(shuffled(old)), side_of(shuffled(new)))) == in_form(
        compare(DATASET, side_of(dict(sorted(old.items()))), side_of(dict(sorted(new.items()))))
    )


def in_form(found: Difference) -> list[tuple[str, str, Cells | None, Cells | None]]:
    return [(item.kind, item.key, item.before, item.after) for item in found.changes]


def test_a_key_of_two_parts_is_sorted_by_its_parts() -> None:
    # Joined by a stroke the second would come first.
    keys = ["a|x", "a-b|x", "b|a"]
    assert [key for key, _, _ in merged([(key, {}) for key in keys], [(keys[1], {})])] == keys
    with pytest.raises(UnsortedError):
        list(merged([], [("b", {}), ("a", {})]))
    with pytest.raises(UnsortedError):
        list(merged([("a", {}), ("a", {})], []))


class Many:
    """As many requests as one asks for, made as they are gone through; one of them says something else."""

    def __init__(self, count: int, other: int) -> None:
        self.count, self.other = count, other

    def __iter__(self) -> Iterator[tuple[str, Cells]]:
        for number in range(self.count):
            key = f"request-{number:06}"
            asked = "b" if number == self.other else "a"
            yield key, {**dict.fromkeys(REQUESTS, ""), "request_id": key, "asked": asked}


def test_rows_that_read_alike_are_not_kept_in_memory() -> None:
    def many(other: int) -> Side:
        return Side("many", "", {"requests": Many(20_000, other)}, {"requests": REQUESTS})

    tracemalloc.start()
    try:
        changes = compare(DATASET, many(7), many(19_000)).changes
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [item.key for item in changes] == ["request-000007", "request-019000"]
    # All rows of one side would take 10 MB.
    assert peak < 1_000_000


def test_a_row_led_to_its_successor_meets_the_row_that_stood_there_already() -> None:
    columns = DATASET.tables["citations"].columns

    def citation(record: str, note: str) -> tuple[str, Cells]:
        row = {**dict.fromkeys(columns, "x"), "record_id": record, "note": note}
        return "|".join(row[name] for name in DATASET.tables["citations"].primary_key), row

    kept = citation("call-004", "kept")
    redirects = [redirect("call-005", "call-004")]
    there = {"citations": columns, "redirects": DATASET.tables["redirects"].columns}
    old = Side("old", "", {"citations": [kept, citation("call-005", "kept")]}, there)
    new = Side("new", "", {"citations": [kept], "redirects": redirects}, there)
    assert [item for item in compare(DATASET, old, new).changes if item.table == "citations"] == []
