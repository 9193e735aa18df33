"""The grade of a call follows from its sightings: the rule in SQL against an independent oracle in Python."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables, set_cell

from vostochny.checks.sql_rules import rule_findings
from vostochny.database.reading import opened
from vostochny.database.staging import stage
from vostochny.model.project import Project, this_checkout

Row = dict[str, Any]
FIRST, LAST = date(2024, 3, 6), date(2024, 3, 8)
SOURCES = ("a", "b", "c", "d")
NEEDED = {"source_roots", "shared_people", "call_evidence", "call_confidence"}
VIEWS = [view for view in this_checkout().dataset.views if view.name in NEEDED]
TABLES = {
    "sources": ("source_id", "relays_source_id"),
    "source_people": ("source_id", "person", "made_analysis"),
    "port_calls": (
        "call_id", "vessel_id", "port_id", "operation", "date_earliest", "date_latest", "confidence",
        "confidence_departure", "independence_reason",
    ),
    "sightings": (
        "sighting_id", "call_id", "vessel_id", "port_id", "activity", "date_earliest", "date_latest",
        "date_precision", "method", "observer", "source_id", "inferred", "identity_hedge",
    ),
    "conflicts": ("conflict_id", "record_id", "rival_record_id", "kind"),
}  # fmt: skip


DOUBTS: dict[str, tuple[Any, ...]] = {
    "vessel_id": ("other", None),
    "port_id": ("KPNAM", None),
    "activity": ("transit",),
    "date_precision": ("month", "before", "interval"),
    "identity_hedge": ("likely", "believed_to_be"),
    "date_earliest": (None, "2024-03-01", "2024-03-09"),
    "date_latest": ("2024-03-05", "2024-03-20"),
    "inferred": ("call_id", "port_id", "date_earliest;date_latest", "date_latest", "vessel_id;call_id"),
}


@st.composite
def sighting(draw: st.DrawFn, number: int) -> Row:
    """One sighting that fits the call, spoilt in up to two columns."""
    item: Row = {
        "sighting_id": f"sighting-{number:03}",
        "call_id": "call-001",
        "vessel_id": "ship",
        "port_id": "RUVYP",
        "activity": draw(st.sampled_from(("load", "in_port", "discharge"))),
        "date_earliest": FIRST.isoformat(),
        "date_latest": draw(st.sampled_from((FIRST, LAST))).isoformat(),
        "date_precision": "day",
        "method": draw(st.sampled_from(("optical_imagery", "ais", "imagery_and_other", "not_stated"))),
        "observer": draw(st.sampled_from(("RUSI", "CSIS", "VOA"))),
        "source_id": draw(st.sampled_from(SOURCES)),
        "inferred": None,
        "identity_hedge": None,
    }
    for column in draw(st.lists(st.sampled_from(sorted(DOUBTS)), max_size=2, unique=True)):
        item[column] = draw(st.sampled_from(DOUBTS[column]))
    return item


@st.composite
def evidence(draw: st.DrawFn) -> tuple[Row, dict[str, str | None], list[Row], list[Row]]:
    """A call, who relays whom (never in a circle), up to five sightings, and who stands behind the documents."""
    relays: dict[str, str | None] = {"a": None}
    for position, name in enumerate(SOURCES[1:], 1):
        relays[name] = draw(st.sampled_from((None, *SOURCES[:position])))
    call = {
        "call_id": "call-001",
        "vessel_id": draw(st.sampled_from(("ship", "ship", "ship", None))),
        "port_id": "RUVYP",
        "operation": draw(st.sampled_from(("load", "discharge"))),
        "date_earliest": FIRST.isoformat(),
        "date_latest": LAST.isoformat(),
        "confidence": "possible",
        "confidence_departure": None,
        "independence_reason": draw(st.sampled_from((None, "Other teams read images and signal."))),
    }
    number = draw(st.integers(0, 5))
    behind = draw(st.sets(st.tuples(st.sampled_from(SOURCES), st.sampled_from(("Ann", "Bo"))), max_size=4))
    people = [
        {"source_id": name, "person": person, "made_analysis": draw(st.sampled_from((1, 1, 0)))}
        for name, person in sorted(behind)
    ]
    return call, relays, [draw(sighting(index)) for index in range(number)], people


def graded_by_hand(
    call: Row, relays: dict[str, str | None], sightings: list[Row], people: list[Row]
) -> tuple[str, str]:
    """Grade and number of independent origins, as a careful reader of the rubric would give them."""
    good = [item for item in sightings if speaks_for(call, item)]

    def root(source: str) -> str:
        above = relays[source]
        return root(above) if above else source

    def analysts(source: str) -> set[str]:
        return {item["person"] for item in people if item["source_id"] == source and item["made_analysis"]}

    def independent(one: Row, other: Row) -> bool:
        above, beside = root(one["source_id"]), root(other["source_id"])
        if one["observer"] == other["observer"] or above == beside:
            return False
        seen_and_heard = {"ais"} < {one["method"], other["method"]} and "not_stated" not in (
            one["method"], other["method"],
        )  # fmt: skip
        return not analysts(above) & analysts(beside) or (bool(call["independence_reason"]) and seen_and_heard)

    two = any(independent(one, other) for one, other in combinations(good, 2))
    seen = any("imagery" in item["method"] for item in good)
    heard = any(item["method"] == "ais" for item in good)
    origins = "two or more" if two else "one" if good else "none"
    if two or (seen and heard):
        return "confirmed", origins
    if any(item["activity"] == call["operation"] and not item["identity_hedge"] for item in good):
        return "probable", origins
    return "possible", origins


def speaks_for(call: Row, item: Row) -> bool:
    """Whether a sighting fixes ship, port and day of the call by itself."""
    inferred = set((item["inferred"] or "").split(";"))
    if "call_id" in inferred or "port_id" in inferred or {"date_earliest", "date_latest"} <= inferred:
        return False
    if call["vessel_id"] is None or item["vessel_id"] != call["vessel_id"] or item["port_id"] != call["port_id"]:
        return False
    if item["activity"] == "transit" or item["date_precision"] in {"month", "before"}:
        return False
    first = date.min if item["date_earliest"] is None else date.fromisoformat(item["date_earliest"])
    return first <= LAST and date.fromisoformat(item["date_latest"]) >= FIRST


def graded_by_rule(tables: dict[str, list[Row]]) -> Row:
    """The one row of the view, over tables that hold just this."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    for name, columns in TABLES.items():
        connection.execute(f"create table {name} ({', '.join(columns)})")
        named = ", ".join(f":{column}" for column in columns)
        connection.executemany(f"insert into {name} values ({named})", tables[name])
    for view in VIEWS:
        connection.execute(f"create view {view.name} as {view.sql}")
    found = [dict(row) for row in connection.execute("select * from call_confidence")]
    connection.close()
    assert len(found) == 1
    return found[0]


@settings(max_examples=300, deadline=None)
@given(case=evidence())
def test_the_rule_gives_the_grade_that_the_rubric_gives(
    case: tuple[Row, dict[str, str | None], list[Row], list[Row]],
) -> None:
    call, relays, sightings, people = case
    sides = {"record_id": "call-001", "rival_record_id": "sighting-000"}
    found = graded_by_rule(
        {
            "port_calls": [call],
            "sightings": sightings,
            "sources": [{"source_id": name, "relays_source_id": above} for name, above in relays.items()],
            "source_people": people,
            "conflicts": [
                {**sides, "conflict_id": "conflict-001", "kind": "contradiction"},
                {**sides, "conflict_id": "conflict-002", "kind": "wording"},
            ],
        }
    )
    assert (found["confidence_by_rule"], found["independent_origins"]) == graded_by_hand(
        call, relays, sightings, people
    )
    assert found["sightings_weighed"] == sum(speaks_for(call, item) for item in sightings)
    for item in sightings:
        weightless = f"{item['sighting_id']} by {item['observer']} (" in found["reasons"]
        assert weightless is not speaks_for(call, item)
    assert "Disputed in conflict-001. Sources differ on it in conflict-002, where both" in found["reasons"]


@pytest.mark.parametrize(("column", "value"), [(name, value) for name, values in DOUBTS.items() for value in values])
def test_one_doubt_alone_takes_the_weight_of_a_sighting_where_the_rubric_says_so(column: str, value: Any) -> None:
    call = {
        "call_id": "call-001", "vessel_id": "ship", "port_id": "RUVYP", "operation": "load", "confidence": "probable",
        "date_earliest": FIRST.isoformat(), "date_latest": LAST.isoformat(), "confidence_departure": None,
        "independence_reason": None,
    }  # fmt: skip
    item = {
        "sighting_id": "sighting-000", "call_id": "call-001", "vessel_id": "ship", "port_id": "RUVYP",
        "activity": "load", "date_earliest": FIRST.isoformat(), "date_latest": LAST.isoformat(), "inferred": None,
        "date_precision": "day", "method": "optical_imagery", "observer": "RUSI", "source_id": "a",
        "identity_hedge": None,
    }  # fmt: skip
    item[column] = value
    found = graded_by_rule(
        {
            "port_calls": [call],
            "sightings": [item],
            "sources": [{"source_id": "a", "relays_source_id": None}],
            "source_people": [],
            "conflicts": [],
        }
    )
    sure = speaks_for(call, item) and not item["identity_hedge"]
    assert found["confidence_by_rule"] == ("probable" if sure else "possible")


def test_two_organisations_that_share_an_analyst_are_one_observer(built: Project) -> None:
    with opened(built.database) as connection:
        groups = dict(connection.execute("select observer, independent_group from observers"))
    assert groups["RUSI"] == groups["Open Source Centre"]
    assert groups["CSIS"] != groups["RUSI"]
    assert groups["Yomiuri Shimbun"] not in {groups["CSIS"], groups["RUSI"]}


def test_what_a_ship_did_is_worded_as_in_the_sightings(built: Project) -> None:
    labels = built.dataset.tables["sightings"].by_name["activity"].categories
    with opened(built.database) as connection:
        told = connection.execute(
            "select operation, at_work, reasons from call_confidence join port_calls using (call_id) "
            "where sightings_weighed > 0"
        ).fetchall()
    assert {bool(at_work) for _operation, at_work, _reasons in told} == {True, False}
    for operation, at_work, reasons in told:
        assert labels[operation if at_work else "in_port"] in reasons


@pytest.mark.parametrize(
    ("grade", "departure", "column"),
    [
        ("probable", "", None),
        ("possible", "", "confidence"),
        ("confirmed", "", "confidence"),
        ("possible", "The image was later said to be of another day.", None),
        ("probable", "No reason is needed.", "confidence_departure"),
    ],
)
def test_a_grade_set_by_hand_needs_a_reason_and_a_reason_needs_such_a_grade(
    checkout: Project, tables: RawTables, tmp_path: Path, grade: str, departure: str, column: str | None
) -> None:
    set_cell(tables["port_calls"], "call-002", "confidence", grade)
    line = set_cell(tables["port_calls"], "call-002", "confidence_departure", departure)
    stage(checkout.dataset, tables, tmp_path / "staged.db", lenient=True)
    rule = next(rule for rule in checkout.dataset.rules if rule.name == "confidence_follows_the_rubric")
    with opened(tmp_path / "staged.db") as connection:
        found = [(item.line, item.column) for item in rule_findings(connection, rule, tables)]
        reasons = connection.execute("select reasons from call_confidence where call_id = 'call-002'").fetchone()[0]
    assert found == ([(line, column)] if column else [])
    assert reasons.startswith("One independent observer identifies the ship: RUSI.")
