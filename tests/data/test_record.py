"""What the record must keep saying: the totals, and both sides of every known conflict."""

from __future__ import annotations

from typing import Any

import pytest

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project


def ask(project: Project, sql: str) -> list[dict[str, Any]]:
    with opened(project.database) as connection:
        return rows(connection, sql)


def test_twelve_calls_at_vostochny_are_documented_and_forty_three_are_one_row(built: Project) -> None:
    assert ask(built, "select count(*) as n from port_calls where port_id = 'RUVYP'") == [{"n": 12}]
    series = ask(built, "select period_start, period_end from call_counts where count_low = 43 and count_high = 43")
    assert series == [{"period_start": "2024-03-07", "period_end": "2024-11-05"}]


def test_designations_per_authority_are_those_of_the_lists(built: Project) -> None:
    counts = ask(built, "select authority, count(*) as n from vessel_sanctions group by 1 order by 1")
    assert {row["authority"]: row["n"] for row in counts} == {
        "CA": 2, "CN": 4, "EU": 79, "GB": 39, "JP": 30, "KR": 21, "TW": 2, "UN": 69, "US": 106,
    }  # fmt: skip
    assert ask(built, "select count(*) as n from vessels where un_listed = 1") == [{"n": 59}]


def test_each_ship_on_the_uns_own_list_has_its_designation_and_a_rival_day_is_kept_beside_it(built: Project) -> None:
    cited = ask(
        built,
        "select relation, listed_on, count(*) as n from citations join vessel_sanctions on designation_id = record_id "
        "where citations.source_id = 'un-1718-designated-vessels-2020-06-04' group by 1, 2",
    )
    by_day = {(row["relation"], row["listed_on"]): row["n"] for row in cited}
    assert by_day[("contradicts", "2016-03-02")] == 22
    assert sum(by_day.values()) == 60
    ships = ask(
        built,
        "select count(distinct vessel_id) as n from vessel_sanctions where designation_id in (select record_id from "
        "citations where source_id = 'un-1718-designated-vessels-2020-06-04')",
    )
    assert ships == [{"n": 59}]


def test_a_call_by_a_ship_without_a_number_cannot_be_checked_and_no_listing_found_has_a_day(built: Project) -> None:
    calls = ask(built, "select call_id, vessel_id, imo_number, un_listed, un_listing, un_list_as_of from calls")
    for call in calls:
        if call["un_listing"] == "cannot_be_checked":
            assert (call["un_listed"], call["imo_number"]) == (None, None)
        else:
            assert call["un_listed"] == (1 if call["un_listing"] == "listed" else 0)
        assert call["un_list_as_of"] == "2025-12-17"
    by_ship = {call["vessel_id"]: call["un_listing"] for call in calls}
    assert (by_ship["un-hung"], by_ship["paek-yang-san-1"], by_ship["chon-ma-san"]) == (
        "cannot_be_checked", "no_listing_found", "listed",
    )  # fmt: skip


def test_the_series_the_ceiling_and_the_designations_in_force_are_each_said_once(built: Project) -> None:
    assert ask(built, "select count_id, documented_calls from headline_series") == [
        {"count_id": "count-004", "documented_calls": 12}
    ]
    ceilings = ask(built, "select product, quantity, unit from ceiling_in_force")
    assert ceilings == [
        {"product": "refined petroleum products", "quantity": 500000.0, "unit": "barrel"},
    ]
    in_force = {row["designation_id"] for row in ask(built, "select designation_id from designations_in_force")}
    assert "un-2018-03-30-chon-ma-san" in in_force
    assert not in_force & {"un-2016-03-02-dawnlight", "us-2018-10-25-jw-jewel"}


def test_no_more_than_the_printed_days_make_a_call(built: Project) -> None:
    fifth = ask(built, "select vessel_id, call_id, observer from sightings where sighting_id = 'sighting-062'")
    assert fifth == [{"vessel_id": "chon-ma-san", "call_id": None, "observer": "RUSI"}]


@pytest.mark.parametrize(
    "question",
    [
        "6 or on 7 March",
        "Chongjin or at Rajin",
        "105,845",
        "165,000",
        "43 calls or 43 tankers",
        "18 or from 20 October",
    ],
)
def test_a_known_conflict_is_shown_with_both_sides(built: Project, question: str) -> None:
    found = ask(
        built, f"select * from conflict_pairs where question || coalesce(note, '') || handling like '%{question}%'"
    )
    assert found
    assert all(row["record_title"] and row["rival_title"] for row in found)


@pytest.mark.parametrize(
    ("quantity", "unit", "source"),
    [
        (125000, "barrel", "yonhap-%"),
        (165000, "barrel", "gcaptain-%"),
        (155000, "barrel", "voa-%"),
        (1000000, "barrel", "osc-2024-refined-tastes"),
        (1300000, "barrel", "certainrisk%"),
        (1500000, "barrel", "brit-panorama%"),
        (56000, "tonne", "%pravda%"),
    ],
)
def test_a_published_figure_is_kept_as_its_source_prints_it(
    built: Project, quantity: float, unit: str, source: str
) -> None:
    found = ask(
        built,
        f"select * from volume_estimates where {quantity} in (quantity_low, quantity_central, quantity_high) "
        f"and unit = '{unit}' and source_id like '{source}'",
    )
    assert len(found) >= 1


def test_both_russian_totals_for_2023_stand_and_the_wrong_one_is_corrected(built: Project) -> None:
    totals = ask(
        built,
        "select quantity, corrections.as_used from notified_deliveries left join corrections "
        "on corrections.record_id = delivery_id where reporting_state = 'Russia' and period_start = '2023-01-01' "
        "and period_end = '2023-12-31' and quantity in (105845, 83152) order by quantity",
    )
    assert totals[0] == {"quantity": 83152.0, "as_used": "105845"}
    assert {row["quantity"] for row in totals} == {83152.0, 105845.0}


def test_a_relay_is_no_second_witness(built: Project) -> None:
    roots = ask(
        built,
        "select count(distinct root_source_id) as n, count(*) as stories from source_roots "
        "where root_source_id = 'osc-2024-refined-tastes'",
    )
    assert roots[0]["n"] == 1
    assert roots[0]["stories"] > 10


def test_no_row_speaks_of_how_it_was_looked_up(checkout: Project) -> None:
    words = ("archived copy", "excerpt", "not retained", "my arithmetic")
    # What was read of a document is what the table of passages is about.
    for path in sorted(set(checkout.data.glob("*.csv")) - {checkout.csv_path("passages")}):
        text = path.read_text(encoding="utf-8").lower()
        assert [word for word in words if word in text] == [], path.name
