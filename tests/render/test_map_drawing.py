"""A small map shows all its places, in the shape of the drawing, and land only within its frame."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vostochny.render.map_drawing import LEAST, MAP_HEIGHT, MAP_WIDTH, clipped, coast, framed, projected

PLACES = st.lists(st.tuples(st.floats(-60, 60), st.floats(-170, 170)), min_size=1, max_size=6)


@given(PLACES)
def test_every_place_is_on_the_drawing(places: list[tuple[float, float]]) -> None:
    frame = framed(places)
    for place in places:
        x, y = projected(place, frame)
        assert 0 < x < MAP_WIDTH
        assert 0 < y < MAP_HEIGHT


def test_one_place_alone_is_shown_with_the_land_around_it() -> None:
    south, west, north, east = framed([(42.73, 133.07)])
    assert east - west == pytest.approx(LEAST)
    assert south < 42.73 < north
    x, y = projected((42.73, 133.07), (south, west, north, east))
    assert (x, y) == pytest.approx((MAP_WIDTH / 2, MAP_HEIGHT / 2))


def test_a_shape_is_cut_at_the_edges_and_one_outside_is_gone() -> None:
    across = clipped([(-1000.0, 100.0), (2000.0, 100.0), (2000.0, 200.0), (-1000.0, 200.0)])
    assert {x for x, _ in across} == {-20.0, MAP_WIDTH + 20.0}
    assert {y for _, y in across} == {100.0, 200.0}
    assert clipped([(-300.0, -300.0), (-200.0, -300.0), (-200.0, -200.0)]) == []


def test_the_coast_is_drawn_within_the_frame() -> None:
    path = coast(framed([(42.73, 133.07), (38.7, 125.4)]))
    if not path:
        pytest.skip("the outlines of land are not installed")
    for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path):
        assert -21 <= float(x) <= MAP_WIDTH + 21
        assert -21 <= float(y) <= MAP_HEIGHT + 21
