"""The chart of growth and the figures kept for it: what was measured is what is shown, size by size."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.benchmarks.measured import keep

from vostochny.charts.chart import NARROW, WIDE
from vostochny.charts.growth import OTHERS, OURS, chart
from vostochny.charts.svg import svg
from vostochny.model.project import Project

SMALL = {
    "calls": 10_000,
    "sqlite_import_seconds": 0.5,
    "ratio_to_sqlite_import": 8.0,
    "frictionless_seconds": 2.0,
    "sqlite_utils_seconds": 3.0,
}
LARGE = {"calls": 10_000_000, "sqlite_import_seconds": 50.0, "ratio_to_sqlite_import": 1.25}


def test_each_way_is_shown_in_multiples_of_the_import() -> None:
    drawn = chart([SMALL, LARGE])
    assert [dict(row) for row in drawn.rows] == [
        {"calls": 10_000, "way": OURS, "times_the_import": 8.0},
        {"calls": 10_000, "way": OTHERS, "times_the_import": 10.0},
        {"calls": 10_000_000, "way": OURS, "times_the_import": 1.25},
    ]
    assert drawn.title.startswith("At 10,000,000 calls a check and a build together take 1.2 times as long")
    assert f"{OTHERS} at 10,000 calls 10.0 times" in drawn.alternative


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_drawing_says_every_figure_and_fits_its_place(width: int) -> None:
    drawn = svg(chart([SMALL, LARGE]), width)
    assert all(f">{figure}<" in drawn for figure in ("8", "10", "1.3", "10M"))
    assert float(drawn.split('viewBox="0 0 ')[1].split()[0]) <= width


def test_a_size_measured_again_takes_the_place_of_the_first_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "measured" / "growth.json"
    for result in (LARGE, SMALL, {**LARGE, "ratio_to_sqlite_import": 1.5}):
        keep(path, result, "calls")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert [(item["calls"], item["ratio_to_sqlite_import"]) for item in kept] == [(10_000, 8.0), (10_000_000, 1.5)]
    assert all(len(item["measured_on"]) == 10 for item in kept)


def test_what_is_kept_for_the_page_names_the_machine_and_the_day(checkout: Project) -> None:
    kept = sorted((checkout.root / "site" / "measured").glob("*.json"))
    assert "growth" in {path.stem for path in kept}
    for path in kept:
        for item in json.loads(path.read_text(encoding="utf-8")):
            assert item["calls"] > 0
            assert item["measured_on"]
            assert {"processor", "cores", "memory_gib"} <= set(item["machine"])
