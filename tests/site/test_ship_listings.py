"""A ship's page sets a document that gives another day of its listing beside the day on record."""

from __future__ import annotations

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
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
    assert "Canada (8 June 2025" in shown
