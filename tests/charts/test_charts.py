"""What a chart or a sentence says is what the database says, and the picture explains itself without a script."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.comparing import assert_same_bytes

from vostochny.charts.chart import NARROW, WIDE, Chart
from vostochny.charts.gallery import all_charts
from vostochny.charts.svg import alone, svg, write_files
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.render.markup import day, number, span
from vostochny.render.spellings import spellings
from vostochny.site.template_facts import all_facts

NAMES = [
    "cap-by-day",
    "calls-by-month",
    "designations-and-calls",
    "estimates-against-the-model",
    "what-drives-the-range",
    "map-of-ports",
]


@pytest.fixture
def changeable(built: Project, tmp_path: Path) -> Iterator[RenderContext]:
    """The publication over a copy of its database that may be changed."""
    path = tmp_path / "changed.db"
    shutil.copy(built.database, path)
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    yield RenderContext(built.dataset, connection)
    connection.close()


def chart(context: RenderContext, name: str) -> Chart:
    """One chart by its name."""
    return next(item for item in all_charts(context) if item.name == name)


def numbers(sentence: str) -> list[int]:
    """All whole numbers of a sentence."""
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", sentence)]


def test_the_charts_are_the_promised_ones(changeable: RenderContext) -> None:
    assert [item.name for item in all_charts(changeable)] == NAMES


def test_the_headline_says_what_the_database_says(changeable: RenderContext) -> None:
    total = changeable.rows("select * from volume_totals where count_id = 'count-004'")[0]
    said = all_facts(changeable)["headline"]
    ends = [int(total["barrels_low"]), int(total["barrels_high"])]
    assert numbers(said["counted"]) == [43, 7, 5, 2024]
    assert numbers(said["modelled"]) == [*ends, 500_000]


def test_the_headline_follows_the_database(changeable: RenderContext) -> None:
    changeable.connection.execute(
        "update volume_totals set barrels_low = 110000, calls = 77 where count_id = 'count-004'"
    )
    changeable.connection.execute("update supply_caps set quantity = 333333 where quantity = 500000")
    said = all_facts(changeable)["headline"]
    assert {110_000, 77, 333_333} <= set(numbers(said["counted"] + said["modelled"]))


def test_a_second_origin_is_counted_and_a_relay_is_not(changeable: RenderContext) -> None:
    relay = changeable.rows(
        "select source_id from sources where relays_source_id = 'osc-2024-refined-tastes' and source_id not in "
        "(select source_id from record_sources where record_id = 'count-004') limit 1"
    )[0]["source_id"]
    own = "select source_id from source_roots where source_id = root_source_id and source_id like 'ft-2024%' limit 1"
    add = "insert into citations(record_id, field, source_id, relation) values ('count-004', 'record', ?, 'supports')"
    changeable.connection.execute(add, (relay,))
    assert RenderContext(changeable.dataset, changeable.connection).origins("count-004") == 1
    changeable.connection.execute(add, (changeable.rows(own)[0]["source_id"],))
    assert RenderContext(changeable.dataset, changeable.connection).origins("count-004") == 2


def test_the_days_of_passing_the_ceiling_are_those_of_the_table(changeable: RenderContext) -> None:
    days = {
        row["probability"]: row["day"]
        for row in changeable.rows(
            "select probability, day from cap_passed where basis = 'sea' and undocumented_calls = 'even'"
        )
    }
    drawn = chart(changeable, "cap-by-day")
    assert f"between {span(days[0.05], days[0.95]).replace(' to ', ' and ')};" in drawn.title
    assert "nine simulations of ten" in drawn.basis
    assert day(days[0.5]) in drawn.alternative
    last = changeable.rows("select * from cap_by_day order by day desc limit 1")[0]
    assert number(last["counted_barrels_low"]) in drawn.alternative


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_line_runs_through_the_words_of_the_ceiling_chart(changeable: RenderContext, width: int) -> None:
    drawn = svg(chart(changeable, "cap-by-day"), width)
    texts = re.findall(
        r'<text text-anchor="(\w+)" transform="translate\(([\d.]+),([\d.]+)\)"[^>]* '
        r'font-size="1[12]px"( font-weight="bold")? fill="#\w+">([^<]+)',
        drawn,
    )
    assert len(texts) == 7
    rules = [float(x) for x in re.findall(r'<line transform="translate\(([\d.]+),0\)"[^>]*stroke-dasharray', drawn)]
    assert len(rules) == 2
    paths = re.findall(r'<path d="M([\d.,L]+)" stroke="#(?:27313b|b5561f|2f76b5)"', drawn)
    assert len(paths) == 3
    corners = [[tuple(map(float, point.split(","))) for point in path.split("L")] for path in paths]
    for anchor, at, baseline, bold, words in texts:
        # So wide is a letter of a reader's font that is wider than ours; four pixels above its line is the middle.
        long, x, middle = len(words) * (7 if bold else 5.6), float(at), float(baseline) - 4
        left, right = (x - long, x) if anchor == "end" else (x, x + long)
        assert [rule for rule in rules if left <= rule <= right] == [], words
        through = [(a, b) for path in corners for a, b in path if left <= a <= right and abs(b - middle) < 5]
        assert through == [], words


def test_documented_and_only_counted_calls_make_the_series(changeable: RenderContext) -> None:
    drawn = chart(changeable, "calls-by-month")
    assert sum(row["calls"] for row in drawn.rows) == 43
    assert numbers(drawn.title) == [12, 43, 31]
    changeable.connection.execute("update port_calls set count_id = null where call_id = 'call-012'")
    assert numbers(chart(changeable, "calls-by-month").title) == [11, 43, 32]


def test_listed_ships_are_those_of_the_view_of_calls(changeable: RenderContext) -> None:
    found = changeable.rows(
        "select count(distinct vessel_id) as ships, count(distinct case when un_listed then vessel_id end) as listed "
        "from calls where port_id = 'RUVYP'"
    )[0]
    drawn = chart(changeable, "designations-and-calls")
    assert numbers(drawn.title)[:2] == [found["listed"], found["ships"]]
    assert "No source gives the IMO number of Un Hung, Wol Bong San" in drawn.alternative
    assert [(row["day"], row["last_day"]) for row in drawn.rows if row["who"] == "call-008"] == [
        tuple(changeable.rows("select date_earliest, date_latest from calls where call_id = 'call-008'")[0].values())
    ]


def test_verdicts_are_those_of_the_back_test(changeable: RenderContext) -> None:
    found = {
        row["verdict"]: row["n"]
        for row in changeable.rows("select verdict, count(*) as n from volume_backtest group by verdict")
    }
    below, above = (found.get(name, 0) for name in ("below", "above"))
    compared = found["inside"] + below + above
    # A bound that the model reaches does not lie in its interval: "more than" is true of all above it.
    bounds = changeable.rows(
        "select count(*) as n from volume_backtest join volume_estimates using (estimate_id) where verdict = 'inside' "
        "and qualifier in ('more_than', 'at_least', 'likely_more_than', 'up_to', 'at_most', 'less_than')"
    )[0]["n"]
    title = chart(changeable, "estimates-against-the-model").title
    # None is said in words.
    told = [compared, found["inside"] - bounds, bounds, below, above]
    assert numbers(title) == [count for count in told if count]
    assert ("none lies" in title) is (0 in (below, above))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_explains_itself_without_a_script(changeable: RenderContext, name: str) -> None:
    drawn = chart(changeable, name)
    for content in (alone(drawn, "Footer, CC BY 4.0"), svg(drawn, WIDE), svg(drawn, NARROW)):
        root = ElementTree.fromstring(content)
        space = "{http://www.w3.org/2000/svg}"
        assert root.findtext(f"{space}title") == drawn.title
        assert root.findtext(f"{space}desc") == drawn.alternative
        assert "<script" not in content
        assert set(re.findall(r'https?://[^"<\s]+', content)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
    assert "Footer, CC BY 4.0" in alone(drawn, "Footer, CC BY 4.0")


def test_drawing_twice_gives_the_same_bytes_and_the_numbers_behind(changeable: RenderContext, tmp_path: Path) -> None:
    charts = all_charts(changeable)
    for folder in ("one", "two"):
        write_files(charts, tmp_path / folder, "Footer")
    for path in sorted((tmp_path / "one").iterdir()):
        assert_same_bytes(path.read_bytes(), (tmp_path / "two" / path.name).read_bytes(), path.name)
    for item in charts:
        with (tmp_path / "one" / f"{item.name}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == len(item.rows)
        assert (tmp_path / "one" / f"{item.name}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Paek Yang San 1", ["Baek Yang San 1", "Baekyangsan 1", "Paekyangsan 1"]),
        ("Chon Ma San", ["Cheon Ma San", "Cheonmasan", "Chonmasan"]),
        ("Lighthouse Winmore", []),
        ("Yu Phyong 5", ["Yu Pyeong 5", "Yupyeong 5", "Yuphyong 5"]),
        ("Koti", []),
    ],
)
def test_other_romanisations_are_offered_for_korean_names_only(name: str, other: list[str]) -> None:
    assert spellings(name) == other
