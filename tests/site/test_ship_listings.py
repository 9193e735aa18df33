"""A ship's page sets a document that gives another day of its listing beside the day on record."""

from __future__ import annotations

from html import unescape

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.site.pages.vessel_record import standing
from vostochny.site.pages.vessel_tables import designations


@pytest.mark.parametrize(
    ("ship", "differs"),
    [
        ("sin-phyong-9", "Prints 21 June 2017"),
        ("jie-shun", "5 October 2017"),
        ("chon-ma-san", "3 April 2018"),
        ("lady-r", ""),
    ],
)
def test_another_day_of_a_listing_is_shown_with_its_document(built: Project, ship: str, differs: str) -> None:
    with opened(built.database) as connection:
        context = RenderContext(built.dataset, connection)
        (vessel,) = context.rows("select * from vessels where vessel_id = :id", id=ship)
        shown = designations(context, f"vessels/{ship}.md", vessel)
    assert ("Documents that differ" in shown) is bool(differs)
    assert differs in shown


def test_canada_is_named_by_its_name_where_its_list_was_searched(built: Project) -> None:
    with opened(built.database) as connection:
        context = RenderContext(built.dataset, connection)
        (vessel,) = context.rows("select * from vessels where vessel_id = 'paek-yang-san-1'")
        shown = designations(context, "vessels/paek-yang-san-1.md", vessel)
    assert "Canada (8 June 2025)" in shown


@pytest.mark.parametrize(
    ("ship", "said"),
    [
        (
            "dawnlight",
            "Dawnlight, taken off the UN list in December 2016, is in no sighting recorded here. "
            "On the US list since 2015, as read in the list of 20 March 2026.",
        ),
        (
            "grand-karo",
            "taken off the UN list on 21 March 2016, is in no sighting recorded here. "
            "On the US list since 16 March 2016, as read in the list of 20 March 2026.",
        ),
        # Whom nobody else lists, and whom the list that took it off has again.
        ("jw-jewel", " It was taken off the US list by 27 March 2024, day not known."),
        ("fan-ke", "on the UN list since 30 March 2018, is in no sighting recorded here. On the US list since"),
    ],
)
def test_the_summary_of_a_ship_taken_off_a_list_says_who_still_lists_it(built: Project, ship: str, said: str) -> None:
    with opened(built.database) as connection:
        context = RenderContext(built.dataset, connection)
        shown = unescape(summary(context, ship))
    assert said in shown
    assert "taken off the UN list" not in shown or ship != "fan-ke"


def test_a_ship_taken_off_no_list_has_nothing_of_it_in_its_summary_and_none_is_on_record_for_being_printed(
    built: Project,
) -> None:
    with opened(built.database) as connection:
        context = RenderContext(built.dataset, connection)
        ended = {
            row["vessel_id"]
            for row in context.rows(
                "select * from vessel_sanctions where delisted_on is not null or gone_by is not null"
            )
        }
        for row in context.rows("select vessel_id from vessels"):
            shown = summary(context, row["vessel_id"])
            assert "is on record for what" not in shown
            assert (". On the " in shown or "taken off" in shown) is (row["vessel_id"] in ended)


def summary(context: RenderContext, ship: str) -> str:
    (vessel,) = context.rows("select * from vessels where vessel_id = :id", id=ship)
    calls = context.rows("select * from calls where vessel_id = :id order by date_earliest", id=ship)
    reports = context.rows("select * from sightings where vessel_id = :id order by date_latest", id=ship)
    return standing(context, vessel, calls, reports)
