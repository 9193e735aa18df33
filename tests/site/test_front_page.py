"""The front page says what is counted, documented and modelled as the database has it, in words that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from vostochny.charts.calls_strip import calls_strip
from vostochny.database.reading import Row, opened
from vostochny.model.project import Project
from vostochny.model.wording import day
from vostochny.render.context import RenderContext
from vostochny.site.front_page import disputes, headline, other_counts, repeated, ships_at_port
from vostochny.site.template_facts import cap, series


@pytest.fixture
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


@pytest.fixture
def counted(context: RenderContext) -> Row:
    return series(context)


def test_the_sentences_to_quote_have_at_most_45_words_and_no_parenthesis(context: RenderContext, counted: Row) -> None:
    said = headline(context, counted, cap(context))
    quoted = f"{said['counted']} {said['modelled']}"
    assert len(quoted.split()) <= 45
    assert "(" not in quoted
    assert quoted.count(". ") == 1


def test_the_modelled_range_is_that_of_the_database_rounded_to_10_000(context: RenderContext, counted: Row) -> None:
    said = headline(context, counted, cap(context))["modelled"]
    total = context.rows("select * from volume_totals where count_id = :count", count=counted["count_id"])[0]
    printed = [int(figure.replace(",", "")) for figure in re.findall(r"[\d,]{7,}", said)]
    for shown, exact in zip(printed, (total["barrels_low"], total["barrels_high"]), strict=False):
        assert abs(shown - exact) <= 5_000
        assert shown % 10_000 == 0


def test_each_documented_call_is_one_mark_that_leads_to_it_in_both_drawings(
    context: RenderContext, counted: Row
) -> None:
    strip = calls_strip(context, "index.md", counted)
    calls = context.rows("select * from calls where port_id = :port", port=counted["port_id"])
    for row in calls:
        assert strip.count(f'href="calls/{row["call_id"]}/"') == 2
    assert strip.count("<a href=") == 2 * len(calls) + 1
    undated = counted["count_low"] - sum(row["count_id"] == counted["count_id"] for row in calls)
    assert strip.count(f">{undated} more counted") == 2


def test_the_form_of_a_mark_is_its_grade(context: RenderContext, counted: Row) -> None:
    strip = calls_strip(context, "index.md", counted)
    for row in context.rows("select * from calls where port_id = :port", port=counted["port_id"]):
        drawn = re.search(rf'<a href="calls/{row["call_id"]}/".*?</a>', strip)
        assert drawn
        filled, open_ = "call full" in drawn[0], "call open" in drawn[0]
        assert (filled, open_) == {"confirmed": (True, False), "probable": (True, True), "possible": (False, True)}[
            row["confidence"]
        ]


def test_a_name_with_markup_is_text_in_the_strip(context: RenderContext, counted: Row) -> None:
    context.connection.execute(
        "create temp view calls as select call_id, vessel_id, '<script>alert(1)</script>' as vessel_name, imo_number, "
        "un_listed, port_id, date_earliest, date_latest, confidence, count_id from main.calls"
    )
    strip = calls_strip(context, "index.md", counted)
    assert "<script" not in strip
    assert "&lt;script&gt;" in strip


def test_ships_without_a_number_are_counted_apart_from_those_on_the_list(context: RenderContext, counted: Row) -> None:
    ships = ships_at_port(context, counted)
    assert ships["listed"] <= ships["numbered"] <= len(ships["rows"])
    assert all(row["un_since"] is None for row in ships["rows"] if row["imo_number"] is None)
    assert ships["listed"] == sum(
        bool(
            context.rows(
                "select 1 from vessel_sanctions where vessel_id = :ship and authority = 'UN'", ship=row["vessel_id"]
            )
        )
        for row in ships["rows"]
    )


def test_the_day_of_the_version_is_that_of_its_release(context: RenderContext, counted: Row) -> None:
    released = context.rows("select released_on from releases order by version desc limit 1")[0]["released_on"]
    assert context.released_on == released
    said = headline(context, counted, cap(context))
    for citation in (said["citation"], said["short"], context.files_note("vessels")):
        assert day(released).replace(" ", "") in citation.replace("&#32;", "").replace(" ", "")


def test_each_card_of_a_ship_has_its_calls_with_their_grades(context: RenderContext, counted: Row) -> None:
    for ship in ships_at_port(context, counted)["rows"]:
        found = context.rows(
            "select call_id, confidence as grade from port_calls where vessel_id = :ship and port_id = :port "
            "order by date_earliest",
            ship=ship["vessel_id"],
            port=counted["port_id"],
        )
        assert [{**mark, "grade": mark["grade"].partition(",")[0]} for mark in ship["marks"]] == found
        assert len(found) == ship["calls"]


def test_a_card_of_a_ship_says_beside_the_grade_that_its_observers_hedge_the_name(
    context: RenderContext, counted: Row
) -> None:
    grades = {
        mark["call_id"]: mark["grade"] for ship in ships_at_port(context, counted)["rows"] for mark in ship["marks"]
    }
    assert grades["call-008"] == "confirmed, name hedged"
    assert grades["call-001"] == "probable"


def test_three_questions_are_shown_that_sources_answer_in_contradiction(context: RenderContext) -> None:
    shown = disputes(context)
    assert len(shown) == 3
    for row in shown:
        kind = context.rows("select kind from conflicts where conflict_id = :id", id=row["conflict_id"])
        assert kind == [{"kind": "contradiction"}]


def test_repeaters_are_counted_without_the_study_itself(context: RenderContext, counted: Row) -> None:
    found = repeated(context, counted)
    roots = context.rows("select count(*) as n from source_roots where root_source_id = :id", id=found["study"])
    assert found["documents"] == roots[0]["n"] - 1


def test_counts_of_the_port_by_others_are_said_and_how_they_are_read(context: RenderContext, counted: Row) -> None:
    found = {row["counted_by"]: row for row in other_counts(context, counted)}
    assert counted["counted_by"] not in found
    assert (found["RUSI"]["words"], found["RUSI"]["read_here"]) == ("at least 5 calls", True)
    assert any(row["words"] == "at least 50 calls" for row in found.values())


def test_a_count_known_from_a_digest_alone_says_whose(context: RenderContext, counted: Row) -> None:
    through = {row["source_id"]: row["through"] for row in other_counts(context, counted)}
    assert through["brit-panorama-follow-the-money"] == "Brit Panorama"
    assert through["ft-2024-03-26"] is None
