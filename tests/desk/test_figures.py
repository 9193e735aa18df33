"""Figures and embeds: every figure has what it must not be quoted without, and a pinned page stays as it is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.desk.citations import citations
from vostochny.desk.embeds import FOLDER, embeds, snippets
from vostochny.desk.figures_json import figures_and_ships, quotable_figures, ship_line
from vostochny.model.project import Project
from vostochny.model.wording import number
from vostochny.render.context import RenderContext


@pytest.fixture(scope="module")
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


HEDGES = {"more_than": "more than", "at_least": "at least", "about": "about", "likely_more_than": "likely more than"}


def test_every_figure_has_its_hedge_range_origin_and_what_it_does_not_say(context: RenderContext) -> None:
    found = quotable_figures(context)
    assert [item["unit"] for item in found if item["headline"]].count("calls") == 2
    for item in found:
        assert item["low"] <= item["high"]
        assert (item["value"] is None) == (item["low"] != item["high"])
        sentence = item["sentence"].lower()
        assert HEDGES.get(item["hedge"], "") in sentence, item["id"]
        assert number(item["low"]) in sentence
        assert (
            item["by"].partition(" (" if item["by"].startswith("not stated") else " (United Nations)")[0].lower()
            in sentence
        )
        assert item["does_not_say"]
        assert item["must_not_be_added"]
        assert item["version"] in str(context.dataset.package["version"])
        assert not re.search(r"\b1 ships|ships by ships|by not stated|counted by (?:UN|United|Open) ", item["sentence"])


def test_a_figure_says_what_of_it_is_inferred_rounded_or_contradicted(context: RenderContext) -> None:
    found = {(item["id"], item["unit"]): item for item in quotable_figures(context)}
    counted = found["count-005", "calls"]
    assert counted["inferred"] == ["count_low", "qualifier"]
    assert "more than half" in counted["note"]
    assert found["count-004", "calls"]["conflicts"]
    rounded = {row["id"] for row in context.rows("select delivery_id as id from notified_deliveries where rounded")}
    assert {item["hedge"] for item in found.values() if item["id"] in rounded} == {"about"}
    [ceiling] = [item for item in found.values() if item["headline"] and "ceiling" in item["sentence"]]
    assert ceiling["period_start"] == "2018-01-01"
    assert found["cap-05", "barrels"]["sentence"].startswith("The UN ceiling on crude oil")
    modelled = next(item for item in found.values() if item["hedge"] == "modelled" and item["headline"])
    assert modelled["sources"] == found["count-004", "calls"]["sources"]


def test_no_figure_that_the_record_does_not_take_as_printed_is_quotable(context: RenderContext) -> None:
    quoted = {item["id"] for item in quotable_figures(context)}
    unusable = context.rows("select estimate_id as id from volume_estimates where not usable")
    corrected = context.rows("select record_id as id from corrections")
    assert unusable
    assert quoted.isdisjoint(row["id"] for row in [*unusable, *corrected])


def test_a_ship_by_its_number_says_who_lists_it_its_calls_and_which_lists_were_read(context: RenderContext) -> None:
    files = dict(figures_and_ships(context))
    ships = [json.loads(files[f"desk/ships/{imo}.json"]) for imo in ("8660313", "9129653", "9402964")]
    listed, other, delisted = (ship["line"] for ship in ships)
    assert "the United Nations since 2018-03-30" in listed
    assert "Japan since 2018-03 (from a report; its list was not read)" in listed
    assert "between 2024-10-20 and 2024-10-21 at Vostochny (load, inferred; possible)" in listed
    assert "no listing found in the lists read" in other
    assert all("UN (17 December 2025, the EU's copy)" in ship["line"] for ship in ships)
    assert all(ship["lists_as_of"]["UN"] == "2025-12-17" for ship in ships)
    assert all(ship["lists_read_in_copy_of"] == {"UN": "EU"} for ship in ships)
    assert "no longer listed by the United States from 2018-10-25, gone by 2024-03-27" in delisted
    for ship in ships:
        assert len(ship["calls_on_record"]) == ship["calls"]
        assert {item["authority"] for item in ship["listings"] if not item["gone"]} == set(
            re.findall(r"(?:^|;)([A-Z]{2}) since", ship["listed_by"] or "")
        )


def test_a_ship_that_nobody_lists_says_that_its_reported_owner_is_listed(context: RenderContext) -> None:
    line = ship_line(context, "paek-yang-san-1")["line"]
    assert "no listing found in the lists read; reported owner listed (Paekyangsan Shipping" in line
    assert ": GB since 2024-05-17)" in line


def test_pinned_and_following_embeds_are_alike_and_load_nothing_from_elsewhere(context: RenderContext) -> None:
    files, version = dict(embeds(context)), str(context.dataset.package["version"])
    pages = [name for name in files if name.endswith(".html")]
    assert len(pages) > 12
    for name in pages:
        assert files[name.replace(f"/{version}/", "/latest/")] == files[name]
        assert f'data-version="{version}"' in files[name]
        assert "What this does not say" in files[name]
        assert re.findall(r'(?:src|href)="(?!http://127)([^"]*)"', files[name])[-1] == "../../../assets/desk/newer.js"
        assert 'src="http' not in files[name]


def test_a_block_to_paste_has_one_frame_that_follows_or_one_that_is_pinned(context: RenderContext) -> None:
    version, blocks = (
        str(context.dataset.package["version"]),
        re.findall("```html\n(.*?)\n```", snippets(context), re.DOTALL),
    )
    assert len(blocks) > 12
    for following, pinned in zip(blocks[::2], blocks[1::2], strict=True):
        assert [block.count("<iframe") for block in (following, pinned)] == [1, 1]
        assert following.partition('"')[2].partition('"')[0] == pinned.split('"')[1].replace(f"/{version}/", "/latest/")


def test_a_wide_table_has_one_row_a_month_and_one_column_a_series(context: RenderContext) -> None:
    rows = list(csv.DictReader(io.StringIO(dict(embeds(context))[f"{FOLDER}/latest/calls-by-month.csv"])))
    months = [row["month"] for row in rows]
    assert len(months) == len(set(months))
    documented = context.rows("select count(*) as n from calls where port_id = 'RUVYP'")[0]["n"]
    assert sum(int(float(row["documented one by one"] or 0)) for row in rows) == documented


def test_a_citation_has_version_and_day_in_every_style_and_no_bare_markup(built: Project) -> None:
    version, released = str(built.dataset.package["version"]), str(built.dataset.package["created"])[:10]
    cited = citations(built.dataset.package, 'Oil & "barrels" at 50%', "https://example.org/data/x?a=1&b=2", released)
    for style, words in cited.items():
        assert "https://example.org/data/x?a=1&b=2" in words, style
        assert version in words or style == "print"
        assert released[:4] in words
    assert r"Oil \& " in cited["bibtex"]
    assert json.loads(cited["csl"])[0]["issued"]["date-parts"][0] == [int(part) for part in released.split("-")]
