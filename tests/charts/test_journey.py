"""The journey chart and the day bars: one mark a report, in the waters and on the days on record, each a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from vostochny.charts.day_axis import DayAxis
from vostochny.charts.day_bars import day_bars
from vostochny.charts.designations import chart
from vostochny.charts.journey import WATERS, journey
from vostochny.database.reading import Row, opened
from vostochny.model.port import PORT
from vostochny.model.project import Project
from vostochny.model.wording import span
from vostochny.render.context import RenderContext
from vostochny.site.pages.call_record import reports_of

RECT = re.compile(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="[\d.]+" class="([^"]+)"')


@pytest.fixture
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


def seen_ships(context: RenderContext) -> list[str]:
    rows = context.rows("select distinct vessel_id from sightings where vessel_id is not null order by 1")
    return [row["vessel_id"] for row in rows]


def test_every_report_of_a_ship_is_one_mark_that_leads_to_its_call_or_its_row(context: RenderContext) -> None:
    assert len(seen_ships(context)) > 15
    for ship in seen_ships(context):
        rows = context.rows(
            "select * from sightings where vessel_id = :id and waters <> 'not_stated' and date_earliest <> ''", id=ship
        )
        wide = journey(context, f"vessels/{ship}.md", [ship]).split('<div class="narrow"')[0]
        targets = sorted(re.findall(r'<a href="\.\./\.\./([^"]+)"', wide))
        wanted = [f"calls/{row['call_id']}/" if row["call_id"] else f"sightings/#{row['sighting_id']}" for row in rows]
        assert targets == sorted(wanted), ship


def test_a_mark_lies_in_the_row_of_the_waters_that_the_record_names(context: RenderContext) -> None:
    drawn = journey(context, "vessels/yu-son.md", ["yu-son"]).split('<div class="narrow"')[0]
    bands = dict(
        zip(WATERS, re.findall(r'<rect x="[\d.]+" y="([\d.]+)"[^>]*class="(?:sea|coast)"', drawn), strict=True)
    )
    rows = {row["sighting_id"]: row for row in context.rows("select * from sightings where vessel_id = 'yu-son'")}
    found = re.findall(r'sightings/#(sighting-\d+)".*?' + RECT.pattern, drawn)
    assert len(found) > 6
    for name, _x, y, _width, height, _kind in found:
        middle = float(y) + float(height) / 2
        top = float(bands[rows[name]["waters"]])
        assert top <= middle <= top + 30, name


def test_ships_in_port_are_filled_and_ships_at_sea_are_not(context: RenderContext) -> None:
    drawn = journey(context, "vessels/chon-ma-san.md", ["chon-ma-san"])
    rows = context.rows("select port_id from sightings where vessel_id = 'chon-ma-san' and date_earliest <> ''")
    in_port = sum(row["port_id"] is not None for row in rows)
    # A drawing for a desk and one for a phone.
    assert len(re.findall(r'class="report in-port', drawn)) == 2 * in_port > 0
    assert len(re.findall(r'class="report at-sea', drawn)) == 2 * (len(rows) - in_port) > 0


def test_a_report_that_names_a_month_or_bounds_alone_is_thin_and_on_no_line(context: RenderContext) -> None:
    rows = context.rows(
        "select * from sightings where vessel_id is not null and waters <> 'not_stated' and date_earliest <> '' "
        "and (date_precision in "
        "('month', 'before') or (inferred like '%date_earliest%date_latest%' and date_earliest <> date_latest))"
    )
    assert len(rows) > 8
    for row in rows:
        drawn = journey(context, "index.md", [row["vessel_id"]]).split('<div class="narrow"')[0]
        said = f"{row['place_as_reported']}; "
        marks = [
            item for item in re.findall(r"<a href.*?</a>", drawn) if said in item and f"<title>{span_of(row)}, " in item
        ]
        assert marks, row["sighting_id"]
        assert all("vague" in item for item in marks), row["sighting_id"]


def span_of(row: Row) -> str:
    return span(row["date_earliest"], row["date_latest"])


def test_a_report_without_a_first_day_is_counted_and_not_drawn(context: RenderContext) -> None:
    ships = ["paek-yang-san-1", *(row["vessel_id"] for row in context.rows(
        "select distinct vessel_id from sightings where vessel_id is not null and date_earliest is null"
    ))]  # fmt: skip
    (row,) = context.rows(
        "select count(*) as number from sightings where waters <> 'not_stated' and date_earliest is null "
        f"and vessel_id in ({', '.join(repr(ship) for ship in ships)})"
    )
    assert row["number"] > 0
    assert f"Not drawn: {row['number']} report" in journey(context, "index.md", ships)


@pytest.mark.parametrize("size", [0, 1], ids=["desk", "phone"])
def test_no_mark_or_name_covers_another(context: RenderContext, size: int) -> None:
    callers = [
        row["vessel_id"] for row in context.rows("select distinct vessel_id from port_calls where vessel_id > ''")
    ]
    drawn = journey(context, "index.md", callers).split('<div class="narrow"')[size]
    boxes = [tuple(map(float, found[:4])) for found in RECT.findall(drawn)]
    named = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"(?: text-anchor="(end)")? class="of-ship">([^<●]+)<', drawn)
    for x, y, anchor, name in named:
        # Letters of this size are at least so wide.
        width = 5.5 * len(name)
        boxes.append((float(x) - (width if anchor else 0), float(y) - 9, width, 10))
    assert len(boxes) > 25 + (0 if size else len(callers) - 1)
    over = [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[:number]
        if one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
        if one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
    ]
    assert over == []


@pytest.mark.parametrize("size", [0, 1], ids=["desk", "phone"])
def test_a_key_below_the_drawing_names_every_ship_in_its_colour(context: RenderContext, size: int) -> None:
    drawn = journey(context, "index.md", ["yu-son", "chon-ma-san"]).split('<div class="narrow"')[size]
    groups = re.findall(r'<g class="ship s(\d)">(.*?)</g>', drawn)
    keys = {number: re.findall("● ([^<]+)", group) for number, group in groups}
    assert sorted(keys) == ["0", "1"]
    assert sorted(keys.values()) == [["Chon Ma San"], ["Yu Son"]]


def test_one_ship_alone_needs_no_key(context: RenderContext) -> None:
    assert "●" not in journey(context, "vessels/yu-son.md", ["yu-son"])


def test_a_place_with_markup_is_text_in_the_drawing(context: RenderContext) -> None:
    # A temporary table comes before the published one of its name.
    context.connection.execute("create table temp.sightings as select * from main.sightings")
    context.connection.execute("update temp.sightings set place_as_reported = 'Off <script>alert(1)</script>'")
    drawn = journey(context, "vessels/yu-son.md", ["yu-son"])
    assert "&lt;script&gt;" in drawn
    assert "<script>" not in drawn


def test_a_drawing_for_a_ship_has_links_and_weighs_a_few_kilobytes(context: RenderContext) -> None:
    drawn = [ship for ship in seen_ships(context) if journey(context, f"vessels/{ship}.md", [ship])]
    assert len(drawn) > 15
    for ship in drawn:
        assert 1_500 < len(journey(context, f"vessels/{ship}.md", [ship])) < 25_000, ship
    callers = [row["vessel_id"] for row in context.rows(
        "select distinct vessel_id from port_calls where vessel_id is not null and port_id = :port", port=PORT
    )]  # fmt: skip
    assert 5_000 < len(journey(context, "index.md", callers)) < 60_000


@pytest.mark.parametrize("days", [1, 3, 9, 15, 29, 60, 95, 180, 364, 366, 500, 900, 3000])
@pytest.mark.parametrize("most", [4, 5, 10, 15])
def test_an_axis_names_few_days_and_none_twice(days: int, most: int) -> None:
    first = date(2023, 11, 17)
    axis = DayAxis(first, first + timedelta(days), 0, 700)
    labels = [label for _, label in axis.labels(most)]
    assert 0 < len(labels) <= most
    assert len(set(labels)) == len(labels)


def test_each_report_of_a_call_is_a_bar_of_its_days_and_repeats_are_hollow(context: RenderContext) -> None:
    call = context.rows("select * from calls where call_id = 'call-008'")[0]
    reports = reports_of(context, "call-008")
    wide = day_bars(context, "calls/call-008.md", call, reports).split('<div class="narrow"')[0]
    kinds = {}
    for name, _x, _y, width, _height, kind in re.findall(r'sightings/#(sighting-\d+)".*?' + RECT.pattern, wide):
        kinds[name] = (kind, float(width))
    assert {name: kind for name, (kind, _) in kinds.items()} == {
        "sighting-018": "bar counts", "sighting-020": "bar counts", "sighting-021": "bar open",
    }  # fmt: skip
    # Seven days against one.
    assert kinds["sighting-020"][1] == pytest.approx(7 * kinds["sighting-018"][1], rel=0.05)
    assert "Un Hung in the port, 3 April 2024" in wide


def test_no_call_elsewhere_is_drawn_as_one_at_vostochny(context: RenderContext) -> None:
    elsewhere = {row["call_id"] for row in context.rows("select call_id from port_calls where port_id <> :p", p=PORT)}
    drawn = {row["who"] for row in chart(context).rows if row["what"] == "call"}
    named = context.rows("select call_id from port_calls where port_id = :p and vessel_id is not null", p=PORT)
    assert drawn == {row["call_id"] for row in named}
    assert elsewhere
    assert not drawn & elsewhere
