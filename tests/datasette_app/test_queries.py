"""What each named query answers on the real data; the figures here are those that readers will quote."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
import pytest
from tests.serving import csv_rows

from vostochny.database.reading import named, opened
from vostochny.model.project import Project, this_checkout

DATASET = this_checkout().dataset
QUERIES = {query.name: query for query in DATASET.queries}
DATABASE = "/data/vostochny"


def answer(project: Project, name: str, **values: Any) -> list[dict[str, Any]]:
    """The rows of a named query; parameters not given take their defaults."""
    with opened(project.database) as connection:
        return named(connection, QUERIES[name], values)


def test_no_query_has_the_name_of_a_table_or_view() -> None:
    assert not set(QUERIES) & {*DATASET.tables, "records", *(view.name for view in DATASET.views)}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_what_it_shows_asks_and_answers(name: str) -> None:
    query = QUERIES[name]
    assert query.header["example"].endswith(".")
    parameters = query.header["parameters"]
    assert set(parameters) == set(re.findall(r"(?<![:\w]):([a-z_]+)", query.sql))
    for item in parameters.values():
        assert set(item) == {"title", "default"}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_shows_rows_and_its_title_without_being_asked_anything(client: httpx.Client, name: str) -> None:
    page = client.get(f"{DATABASE}/{name}")
    assert page.status_code == 200
    text = html.unescape(page.text)
    assert f"<title>{QUERIES[name].title}" in text
    assert QUERIES[name].description in text
    assert QUERIES[name].header["example"] in text
    assert '<table class="rows-and-columns">' in text


@pytest.mark.parametrize("name", QUERIES)
def test_the_server_and_the_program_give_the_same_rows(client: httpx.Client, published: Project, name: str) -> None:
    served = csv_rows(client.get(f"{DATABASE}/{name}.csv").text)
    emptied = dict.fromkeys(QUERIES[name].header["parameters"], "")
    if all(item["default"] for item in QUERIES[name].header["parameters"].values()):
        assert csv_rows(client.get(f"{DATABASE}/{name}.csv", params=emptied).text) == served
    expected = answer(published, name)
    assert served == [{key: "" if value is None else str(value) for key, value in row.items()} for row in expected]
    assert served


def test_a_parameter_in_the_address_is_used_and_shown(client: httpx.Client) -> None:
    page = client.get(f"{DATABASE}/call_with_its_sightings_and_sources", params={"call_id": "call-008"}).text
    assert 'value="call-008"' in page
    assert "CSIS" in page
    default = client.get(f"{DATABASE}/call_with_its_sightings_and_sources").text
    assert 'value="call-001"' in default


def test_calls_by_un_listed_ships(published: Project) -> None:
    calls = answer(published, "calls_by_un_listed_vessels")
    assert {"call-003", "call-004", "call-006", "call-011"} <= {row["call_id"] for row in calls}
    assert "paek-yang-san-1" not in {row["vessel_id"] for row in calls}


@pytest.mark.parametrize("month", ["4", "04", "2024-04"])
def test_calls_by_un_listed_ships_in_one_month(published: Project, month: str) -> None:
    calls = answer(published, "calls_by_un_listed_vessels", year="2024", month=month)
    assert [row["call_id"] for row in calls] == ["call-006"]


def test_a_call_shows_both_days_and_every_document(published: Project) -> None:
    shown = answer(published, "call_with_its_sightings_and_sources")
    days = {row["date_earliest"] for row in shown if row["relation"] == "states"}
    assert {"2024-03-06", "2024-03-07"} <= days
    roots = {row["source_id"]: row["root_source_id"] for row in shown}
    assert roots["tencent-news-2024-05-21"] == "rusi-2024-03-26-blood-and-oil"
    assert roots["viewus-2024-03-26"] == "ft-2024-03-26"


def test_a_ship_shows_its_listing_by_the_un(published: Project) -> None:
    listed = answer(published, "vessel_with_its_designations")
    assert ("UN", "2018-03-30") in {(row["authority"], row["listed_on"]) for row in listed}


def test_a_ship_without_a_listing_still_has_a_row(published: Project) -> None:
    shown = answer(published, "vessel_with_its_designations", vessel_id="paek-yang-san-1")
    assert [row["authority"] for row in shown] == [None]


def test_conflicts_keep_both_sides(published: Project) -> None:
    pairs = answer(published, "records_in_conflict")
    first = next(row for row in pairs if "6 or on 7 March" in row["question"])
    assert {first["record_id"], first["rival_record_id"]} == {"sighting-001", "sighting-002"}
    of_calls = answer(published, "records_in_conflict", table_name="sightings")
    assert 0 < len(of_calls) < len(pairs)
    assert {row["table_name"] for row in of_calls} == {"sightings"}


def test_months_show_calls_beside_counts_and_never_split_a_series(published: Project) -> None:
    months = {row["month"]: row for row in answer(published, "calls_and_counts_per_month")}
    march = months["2024-03"]
    assert (march["documented_calls"], march["probable"]) == (5, 5)
    assert "43 (count-004)" in march["longer_series_with_the_month"]
    assert "count-004" not in march["counted_in_the_month"]
    assert months["2024-06"]["documented_calls"] == 0
    nampo = answer(published, "calls_and_counts_per_month", year="2024", port_id="KPNAM")
    assert "8 (count-013)" in next(row for row in nampo if row["month"] == "2024-03")["counted_in_the_month"]


def test_every_call_but_the_confirmed_one_rests_on_one_observer(published: Project) -> None:
    single = {row["call_id"] for row in answer(published, "calls_with_one_witness_only")}
    with opened(published.database) as connection:
        graded = dict(connection.execute("select call_id, confidence from port_calls").fetchall())
    assert single == {call for call, confidence in graded.items() if confidence != "confirmed"}


def test_the_order_of_listing_and_call(published: Project) -> None:
    order = answer(published, "listed_before_or_after_the_call")
    an_san = [row for row in order if row["call_id"] == "call-004" and row["authority"] == "UN"]
    assert [row["order_of_events"] for row in an_san] == ["listed before the call"]
    unlisted = [row for row in order if row["call_id"] == "call-001"]
    assert [row["order_of_events"] for row in unlisted] == ["no listing on record"]


def test_first_and_last_call_of_a_ship(published: Project) -> None:
    ships = {row["vessel_id"]: row for row in answer(published, "first_and_last_call_per_vessel")}
    paek = ships["paek-yang-san-1"]
    assert (paek["documented_calls"], paek["first_day"], paek["last_day"]) == (3, "2024-03-07", "2024-04-08")
    assert (paek["first_call_id"], paek["last_call_id"]) == ("call-001", "call-008")


def test_who_lists_which_ship(published: Project) -> None:
    ships = {row["vessel_id"]: row for row in answer(published, "vessels_listed_by_whom")}
    assert ships["chon-ma-san"]["un_since"] == "2018-03-30"
    assert ships["chon-ma-san"]["us_since"] == "2018-02-23"
    by_un = answer(published, "vessels_listed_by_whom", authority="un")
    assert len(by_un) == 59


def test_estimates_for_2024_are_shown_with_who_made_them(published: Project) -> None:
    estimates = {row["estimate_id"]: row for row in answer(published, "published_estimates_for_2024")}
    assert estimates["estimate-006"]["estimated_by"] == "Open Source Centre"
    assert estimates["estimate-006"]["quantity_low"] == 1_000_000
    assert "correction-006" in estimates["estimate-009"]["corrections"]
    rail = answer(published, "published_estimates_for_2024", flow="rail")
    assert {row["flow"] for row in rail} == {"rail"}


def test_sources_are_counted_by_record(published: Project) -> None:
    sources = answer(published, "sources_most_used")
    counts = [row["records"] for row in sources]
    assert counts == sorted(counts, reverse=True)
    assert sources[0]["kind"] == "sanctions_list"
    relayed = next(row for row in sources if row["source_id"] == "viewus-2024-03-26")
    assert relayed["goes_back_to"] == "ft-2024-03-26"


def test_the_names_of_a_ship(published: Project) -> None:
    names = {row["name"]: row for row in answer(published, "rival_names_of_a_vessel")}
    assert names["Blue Ocean"]["name_kind"] == "former"
    assert names["백양산 1호"]["script"] == "Hang"
    shared = answer(published, "rival_names_of_a_vessel", vessel_id="billions-no-18")
    assert any(row["also_a_name_of"] for row in shared)


def test_origins_of_calls_are_fewer_than_documents(published: Project) -> None:
    calls = {row["call_id"]: row for row in answer(published, "independent_origins_of_each_call")}
    assert len(calls) == 12
    assert sum(row["origins"] == 1 for row in calls.values()) == 7
    assert (calls["call-008"]["documents"], calls["call-008"]["origins"]) == (4, 3)


def test_documents_of_people_who_share_an_analyst_are_one_observer(published: Project) -> None:
    calls = {row["call_id"]: row for row in answer(published, "independent_origins_of_each_call")}
    assert (calls["call-001"]["origins"], calls["call-001"]["independent_observers"]) == (4, 1)
    assert [name for name, row in calls.items() if row["independent_observers"] > 1] == ["call-008"]


def test_calls_touching_a_span_of_days(published: Project) -> None:
    march = answer(published, "calls_between_two_days")
    assert [row["call_id"] for row in march] == ["call-001", "call-002", "call-013", "call-003", "call-004", "call-005"]
    one_day = answer(published, "calls_between_two_days", first_day="2024-04-08", last_day="2024-04-08")
    assert [row["call_id"] for row in one_day] == ["call-008"]
    assert answer(published, "calls_between_two_days", first_day="2024-06-07", last_day="2024-09-30") == []


@pytest.mark.parametrize("ship", ["8660313", "chon-ma-san", "Chon Ma San", "chon ma san", "천마산호"])
def test_a_ship_is_found_by_number_identifier_or_any_name(published: Project, ship: str) -> None:
    seen = answer(published, "sightings_of_a_ship", ship=ship)
    assert len(seen) == 18
    assert {row["sighting_id"] for row in seen if row["call_id"]} == {"sighting-041", "sighting-061", "sighting-063"}


def test_listings_of_the_un_by_year(published: Project) -> None:
    years = answer(published, "designations_by_authority_and_year")
    assert [(row["listed_year"], row["listings"]) for row in years] == [(2016, 31), (2017, 8), (2018, 30)]
    everyone = answer(published, "designations_by_authority_and_year", authority="")
    assert sum(row["listings"] for row in everyone) == 352


def test_the_days_by_which_the_ceiling_was_passed(published: Project) -> None:
    days = {
        (row["basis"], row["undocumented_calls"], row["probability"]): row["day"]
        for row in answer(published, "when_the_ceiling_was_passed")
    }
    assert days["sea", "even", 0.5] == "2024-06-20"
    assert days["sea", "late", 0.5] == "2024-07-10"
    assert days["sea-and-notified", "even", 0.95] == "2024-06-23"
    assert days["sea-notified-and-rail", "even", 0.5] == "2024-04-09"


def test_amounts_are_set_against_the_model_by_verdict(published: Project) -> None:
    assert len(answer(published, "estimates_against_the_model")) == 5
    above = answer(published, "estimates_against_the_model", verdict="above")
    assert [row["estimate_id"] for row in above] == ["estimate-010"]


def test_everyone_who_repeats_a_source_is_listed_through_others_too(published: Project) -> None:
    repeaters = answer(published, "who_repeats_a_source")
    assert len(repeaters) == 33
    assert {"bbc-2024-11-22-newstoper-copy", "chosun-2024-11-22"} <= {row["source_id"] for row in repeaters}
    assert {row["relays_source_id"] for row in repeaters} > {"osc-2024-refined-tastes"}


def test_everything_that_a_publisher_says(published: Project) -> None:
    said = answer(published, "everything_a_source_says")
    assert len(said) == 29
    assert sum(row["table_name"] == "sightings" for row in said) == 9
    assert {row["record_id"] for row in said if row["table_name"] == "port_calls"} == {"call-001"}
    assert {row["publisher"] for row in answer(published, "everything_a_source_says", publisher="csis")} == {
        "CSIS Asia Maritime Transparency Initiative",
        "CSIS Beyond Parallel",
    }


def test_the_barrels_of_each_call(published: Project) -> None:
    calls = {row["call_id"]: row for row in answer(published, "barrels_of_each_call")}
    assert len(calls) == 12
    first = calls["call-001"]
    assert (first["barrels_low"], first["barrels_central"], first["barrels_high"]) == (17_000, 21_000, 36_000)
    assert len(answer(published, "barrels_of_each_call", vessel_id="paek-yang-san-1")) == 3


def test_what_happened_between_two_days(published: Project) -> None:
    spring = answer(published, "events_between_two_days")
    kinds = [row["kind"] for row in spring]
    assert (len(kinds), kinds.count("call"), kinds.count("monitoring")) == (23, 12, 3)
    assert [row["day"] for row in spring] == sorted(row["day"] for row in spring)
    march = answer(published, "events_between_two_days", first_day="2018-03-01", last_day="2018-03-31")
    assert "Chon Ma San listed by UN" in {row["what"] for row in march}


def test_what_the_named_say(published: Project) -> None:
    everybody = answer(published, "what_the_named_say")
    assert {row["organisation_id"] for row in everybody} >= {"russian-foreign-ministry", "toplivo-bunkering-company"}
    asked = answer(
        published, "what_the_named_say", organisation="Ministry of Foreign Affairs of Russia", record="count-004"
    )
    assert [(row["kind"], row["said_on"], row["asked_by"]) for row in asked] == [("no_reply", "2024-11-22", "BBC News")]
    (terminal,) = answer(published, "what_the_named_say", organisation="TBK")
    assert (terminal["kind"], terminal["said_on"], terminal["searched_on"]) == (
        "no_statement_found",
        None,
        "2026-11-28",
    )


def test_who_owns_or_operates_the_callers_and_who_lists_them(published: Project) -> None:
    rows = answer(published, "who_owns_or_operates_the_callers", ship="Paek Yang San 1")
    assert {(row["organisation_id"], row["role"]) for row in rows} == {("paekyangsan-shipping", "owner")}
    standing = {row["authority"]: (row["standing"], row["listed_on"]) for row in rows}
    assert standing["GB"] == ("listed", "2024-05-17")
    assert standing["UN"][0] == "not_found"
    everybody = answer(published, "who_owns_or_operates_the_callers")
    unowned = [row["vessel_id"] for row in everybody if row["organisation_id"] is None]
    assert {"un-hung", "wol-bong-san"} <= set(unowned)
    assert (
        answer(published, "who_owns_or_operates_the_callers", ship="8660313", authority="UN")[0]["standing"] == "listed"
    )
