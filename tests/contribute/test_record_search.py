"""A ship answers to each of its names and to its number; identifiers are free; an answer is judged as `check` does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables

from vostochny.checks.agreement_findings import check_agreements
from vostochny.checks.cell_errors import check_cells
from vostochny.checks.frictionless_errors import check_shape
from vostochny.contribute.answer_checks import answer_findings
from vostochny.contribute.call_proposals import fits
from vostochny.contribute.draft import CellEdit, Draft, NewRow, would_be
from vostochny.contribute.identifiers import free_identifier, taken
from vostochny.contribute.record_search import candidates, meant, nearest
from vostochny.model.project import Project


def test_every_ship_is_found_by_each_of_its_names_and_by_its_number(pristine: RawTables) -> None:
    known = candidates(pristine, "vessels")
    columns = pristine["vessel_names"].table.columns
    for row in pristine["vessel_names"].rows:
        name = row[columns.index("name")]
        for text in (name, name.upper(), name.replace(" ", "")):
            assert row[0] in {item.key for item in meant(text, known)}, text
    numbers = [row for row in pristine["vessels"].rows if row[3]]
    for row in numbers:
        assert [item.key for item in meant(f"IMO {row[3]}", known)] == [row[0]]


@pytest.mark.parametrize(("text", "key"), [("Chon Ma Sam", "chon-ma-san"), ("peak yang san", "paek-yang-san-1")])
def test_a_misspelt_name_proposes_the_nearest(pristine: RawTables, text: str, key: str) -> None:
    known = candidates(pristine, "vessels")
    assert meant(text, known) == []
    assert key in [item.key for item in nearest(text, known)]


@settings(max_examples=20, deadline=None)
@given(names=st.lists(st.sampled_from(["A Ship", "Chon Ma San", "Ünïcode 1", "x" * 40]), min_size=1, max_size=4))
def test_identifiers_of_several_new_rows_are_free_and_differ(names: list[str], pristine: RawTables) -> None:
    draft = Draft()
    used = taken(pristine, [])
    for name in names:
        for table, cells in (("vessels", {"name": name}), ("sightings", {})):
            raw = pristine[table]
            key = raw.table.primary_key[0]
            found = free_identifier(raw.table, cells, taken(pristine, draft.rows))
            draft.rows.append(NewRow(table, {**cells, key: found}))
    given_out = [item.cells.get("vessel_id") or item.cells["sighting_id"] for item in draft.rows]
    assert len(set(given_out)) == len(given_out)
    assert not used & set(given_out)


def test_a_retired_identifier_is_not_given_again(tables: RawTables) -> None:
    tables["redirects"].rows.append(["sighting-900", "sighting-001", "2026-11-01", "Merged."])
    assert free_identifier(tables["sightings"].table, {}, taken(tables, [])) == "sighting-901"


def test_a_draft_leaves_every_other_row_as_it_is_and_keeps_the_order(pristine: RawTables) -> None:
    row = NewRow("ports", {"port_id": "KPAAA", "name": 'With, comma and "quotes"'})
    draft = Draft([row], [CellEdit("ports", "RUVYP", "note", "Changed.")])
    after = would_be(draft, pristine)["ports"]
    keys = [after.key(item) for item in after.rows]
    assert keys == sorted(keys)
    changed = [item for item in after.rows if item not in pristine["ports"].rows]
    assert {item[0] for item in changed} == {"KPAAA", "RUVYP"}
    assert len(after.rows) == len(pristine["ports"].rows) + 1
    assert would_be(draft, pristine)["vessels"] is pristine["vessels"]


ANSWERS = {
    "port_id": ("ruvyp", "RUXXX"),
    "activity": ("loads",),
    "date_latest": ("2024-02-30", ""),
    "observer": (" VOA", "=VOA", "VOA"),
    "sighting_id": ("sighting-001", "sighting-1"),
    "inferred": ("note", "nothing", "observer"),
    "source_id": ("no-such-source", "viewus-2024-03-26"),
}


@pytest.mark.parametrize(("column", "value"), [(name, value) for name, values in ANSWERS.items() for value in values])
def test_an_answer_is_judged_as_the_whole_check_judges_the_cell(
    checkout: Project, tables: RawTables, column: str, value: str
) -> None:
    raw = tables["sightings"]
    row = NewRow("sightings", dict(zip(raw.table.columns, raw.rows[0], strict=True)) | {"sighting_id": "sighting-999"})
    row.cells[column] = value
    told = answer_findings(checkout.dataset, tables, [row], row, column)
    raw.rows.append([row.cells[name] for name in raw.table.columns])
    raw.lines.append(max(raw.lines) + 1)
    whole = [*check_shape({name: tables[name] for name in ("sightings", "ports", "sources", "vessels", "port_calls")}),
             *check_cells({"sightings": raw}, checkout.dataset.units),
             *check_agreements(checkout.dataset, {"sightings": raw})]  # fmt: skip
    expected = [item for item in whole if (item.line, item.column) == (raw.lines[-1], column)]
    assert sorted((item.rule, item.value, item.expected) for item in told) == sorted(
        (item.rule, item.value, item.expected) for item in expected
    )


@pytest.mark.parametrize(
    ("change", "fitting"),
    [
        ({}, True),
        ({"vessel_id": ""}, True),
        ({"vessel_id": "an-san-1"}, False),
        ({"port_id": "KPNAM"}, False),
        ({"port_id": ""}, False),
        ({"activity": "transit"}, False),
        ({"date_earliest": "2024-04-08", "date_latest": "2024-04-09"}, True),
        ({"date_earliest": "2024-04-09", "date_latest": "2024-04-09"}, False),
        ({"date_earliest": "", "date_latest": "2024-04-02"}, True),
        ({"date_earliest": "", "date_latest": "2024-04-01"}, False),
    ],
)
def test_a_call_is_proposed_for_the_same_port_days_in_common_and_no_other_ship(
    change: dict[str, str], fitting: bool
) -> None:
    call = {
        "vessel_id": "paek-yang-san-1",
        "port_id": "RUVYP",
        "date_earliest": "2024-04-02",
        "date_latest": "2024-04-08",
    }
    sighting = {**call, "activity": "load", "date_earliest": "2024-04-07", "date_latest": "2024-04-07", **change}
    assert fits(sighting, call) is fitting


def test_columns_that_are_not_asked_yet_are_not_reported(checkout: Project, pristine: RawTables) -> None:
    row = NewRow("sightings", {"sighting_id": "sighting-999", "port_id": "RUVYP"})
    assert answer_findings(checkout.dataset, pristine, [row], row, "port_id") == []
    assert answer_findings(checkout.dataset, pristine, [row], row, "observer") != []
