"""Pages say of counts, days, observers and documents no more than was read, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.site.pages import call_record, counts, evidence, lists, vessel_tables


@pytest.fixture
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


@pytest.mark.parametrize(
    ("whole", "listed"),
    [
        ("''", "what was read does not list its calls one by one"),
        # The document alone is not enough where it tells of a study that was not read.
        ("'bbc-2024-11-22-newsatw-copy'", "what was read does not list its calls one by one"),
        ("'bbc-2024-11-22-newsatw-copy', 'osc-2024-refined-tastes'", "were not published one by one"),
    ],
)
def test_only_a_study_read_whole_is_said_not_to_list_its_calls(context: RenderContext, whole: str, listed: str) -> None:
    context.connection.execute(
        "create temp view sources as select source_id, publisher, published_on, "
        f"case when source_id in ({whole}) then 'whole' else read_extent end as read_extent from main.sources"
    )
    row = context.rows("select * from call_counts where count_id = 'count-004'")[0]
    assert counts.standing(context, row).endswith(f"{listed}.")


def test_what_is_said_of_a_load_begins_with_its_observer_and_says_which_report_is_joined_by_inference(
    context: RenderContext,
) -> None:
    said = unescape(call_record.loading(call_record.reports_of(context, "call-001")))
    assert said.startswith("RUSI: Judged to be loading at the oil berth; how full is not stated. ")
    assert "RUSI (joined by inference): Close alongside the oil storage. A Chinese digest of the study adds" in said
    assert "Open Source Centre (joined by inference): Docked; loading implied." in said
    assert call_record.loading(call_record.reports_of(context, "call-005")) == "no report describes it."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Loading, or at the oil berth to load, as reported"),
        ({"inferred": "vessel_id;activity"}, "Loading, or at the oil berth to load (inferred)"),
        (
            {"load_detail": "Docked; loading implied."},
            "Loading, or at the oil berth to load (not stated outright). Docked; loading implied.",
        ),
        (
            {"load_detail": "Appeared to be loading."},
            "Loading, or at the oil berth to load, as reported. Appeared to be loading.",
        ),
        ({"activity": "transit", "inferred": "activity"}, "At sea (inferred)"),
    ],
)
def test_a_ships_report_is_called_reported_only_where_it_is_neither_inferred_nor_implied(
    context: RenderContext, changed: dict[str, str], said: str
) -> None:
    row = {"activity": "load", "load_detail": None, "inferred": "vessel_id", **changed}
    assert vessel_tables.activity(context, row) == said


def test_a_ships_page_has_the_reports_own_words_for_the_load(context: RenderContext) -> None:
    reports = context.rows("select * from sightings where sighting_id = 'sighting-003'")
    shown = vessel_tables.report_table(context, "vessels/paek-yang-san-1.md", reports)
    assert "loading implied" in shown
    assert "to load, as reported" not in shown
    (listed,) = (line for line in lists.sightings(context).splitlines() if 'id="sighting-003"' in line)
    assert "(not stated outright). Docked; loading implied." in listed


def test_documents_are_called_those_cited_for_the_record_and_not_every_one(context: RenderContext) -> None:
    for record, heading in (("count-004", True), ("call-001", False)):
        shown = evidence.documents(context, "somewhere.md", record, heading=heading)
        assert " documents cited for this record; what they say goes back to " in shown
        assert ("## Documents cited for this record" in shown) is heading
        assert ("cited for one of its reports alone stand with that report" in shown) is not heading


def test_no_document_is_said_to_speak_on_its_own_account(context: RenderContext) -> None:
    # Many of those that support a record tell of another document.
    for rows in context.evidence.values():
        for row in (row for row in rows if row["relation"] == "supports"):
            shown = evidence.document_table(context, "somewhere.md", [row])
            assert "Says the same or adds to it" in shown
            assert "own account" not in shown
