"""Drawings that are made without a library: amounts to scale, every mark a link, values as text, a phone and a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from vostochny.charts.ceiling_bars import ceiling_bars
from vostochny.charts.drawn_bars import Bar, bars
from vostochny.charts.funnel import funnel
from vostochny.charts.relay_tree import branches, relay_tree, repeaters, study_of
from vostochny.database.reading import Row, opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.site.template_facts import series

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


@pytest.fixture
def counted(context: RenderContext) -> Row:
    return series(context)


def widths(drawing: str) -> list[float]:
    """Widths of the bars of the drawing for a desk, in their order."""
    return [
        float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', drawing.split("</svg>", maxsplit=1)[0])
    ]


def test_bars_are_as_long_as_their_amounts_and_what_is_not_known_is_apart() -> None:
    drawn = bars("name", "Title", [Bar("a", 100, 100, "100", "plain"), Bar("b", 25, 50, "25 to 50", "plain")])
    whole, sure, reach = widths(drawn)
    assert sure / whole == pytest.approx(0.25, abs=0.01)
    assert reach / whole == pytest.approx(0.25, abs=0.01)
    assert drawn.count("<svg") == 2


def test_words_of_a_bar_are_text() -> None:
    drawn = bars("name", EVIL, [Bar(EVIL, 1, 1, EVIL, "plain", f'"{EVIL}')], line=(2, EVIL))
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") >= 8


def test_the_funnel_has_the_numbers_of_the_database(context: RenderContext, counted: Row) -> None:
    drawn = funnel(context, "index.md", counted)
    calls = context.rows("select * from calls where port_id = :port", port=counted["port_id"])
    named = [row for row in calls if row["vessel_id"]]
    listed = [row for row in calls if row["un_listed"] == 1]
    shown = [int(found) for found in re.findall(r'class="amount">(\d+)<', drawn.split("</svg>")[0])]
    assert shown == [counted["count_low"], len(calls), len(named), len(listed)]
    assert shown == sorted(shown, reverse=True)


def test_the_bars_beside_the_ceiling_have_the_numbers_of_the_database(context: RenderContext, counted: Row) -> None:
    drawn = ceiling_bars(context, "index.md", counted)
    year = context.rows("select * from cap_position where year = :year", year=counted["year"])[0]
    for name in ("cap_barrels", "rail_barrels_low", "notified_barrels_low"):
        assert f"{year[name]:,.0f}" in drawn
    sea = context.rows("select * from volume_totals where count_id = :id", id=counted["count_id"])[0]
    sure, reach, rail, notified, _rival = widths(drawn)
    assert (sure + reach) / notified == pytest.approx(sea["barrels_high"] / year["notified_barrels_low"], rel=0.02)
    assert rail / notified == pytest.approx(year["rail_barrels_low"] / year["notified_barrels_low"], rel=0.02)


def test_the_bar_of_what_was_notified_says_the_other_total_of_a_recorded_contradiction(
    context: RenderContext, counted: Row
) -> None:
    assert "296,207 or 300,203" in ceiling_bars(context, "index.md", counted)
    # A temporary table comes before the published one of its name.
    context.connection.execute("create table temp.conflicts as select * from main.conflicts where 0")
    alone = ceiling_bars(context, "index.md", counted)
    assert "296,207" in alone
    assert "300,203" not in alone


def test_every_document_that_repeats_the_study_is_once_in_the_tree(context: RenderContext, counted: Row) -> None:
    drawn = relay_tree(context, "index.md", counted["count_id"]).split("</svg>")[0]
    study = study_of(context, counted["count_id"])
    found = repeaters(context, study)
    targets = re.findall(r'href="sources/([^"/]+)/"', drawn)
    missing = {row["source_id"] for row in found} - set(targets)
    # Copies of one article are the branch itself.
    publishers = {row["publisher"] for row in found if row["source_id"] in missing}
    assert publishers <= {branch.title for branch in branches(found, study)}
    assert len(targets) == len(set(targets))
    assert f'<p class="chart-title">One study, and {len(found)} documents in' in drawn


def test_what_goes_through_another_document_is_not_at_first_hand(context: RenderContext, counted: Row) -> None:
    study = study_of(context, counted["count_id"])
    found = repeaters(context, study)
    told = branches(found, study)
    first_hand = told[-1].leaves
    assert all(row["relays_source_id"] == study for row in first_hand)
    through = [row for branch in told[:-1] for row in branch.leaves]
    assert through
    assert all(row["relays_source_id"] != study for row in through)


def test_publishers_are_text_in_the_tree(context: RenderContext, counted: Row) -> None:
    context.connection.execute(
        f"create temp view sources as select source_id, '{EVIL}' as publisher, language, relays_source_id "
        "from main.sources"
    )
    drawn = relay_tree(context, "index.md", counted["count_id"])
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
