"""Draws follow their distributions, and a stream depends on its seed and purpose alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vostochny.volumes.draws import Draws, Parameter, draw, share, stream, whole, within
from vostochny.volumes.simulate import interval, middle, weighted_interval

COUNT = 200_000


@pytest.mark.parametrize("distribution", ["triangular", "uniform", "pert", "fixed"])
def test_draws_stay_within_their_ends_and_have_the_mean_of_their_distribution(distribution: str) -> None:
    low, central, high = 0.6, 0.9, 1.0
    values = draw(Parameter("x", low, central, high, distribution), stream(3, distribution), COUNT)
    means = {
        "triangular": (low + central + high) / 3,
        "uniform": (low + high) / 2,
        "pert": (low + 4 * central + high) / 6,
        "fixed": central,
    }
    assert low <= values.min()
    assert values.max() <= high
    assert values.mean() == pytest.approx(means[distribution], abs=0.002)


def test_a_normal_has_its_ends_at_five_and_ninety_five_per_cent() -> None:
    points = interval(draw(Parameter("x", 7, 8, 9, "normal"), stream(4, "normal"), COUNT))
    assert (points.low, points.central, points.high) == pytest.approx((7, 8, 9), abs=0.02)


def test_an_unknown_distribution_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"load-share.*cauchy"):
        draw(Parameter("load-share", 0, 1, 2, "cauchy"), stream(1, "x"), 1)


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="load-share leaves the range"):
        share(Parameter("load-share", 0.9, 1.1, 1.2, "uniform"), stream(1, "x"), 100)


@given(st.integers(0, 10**9), st.text(max_size=20))
def test_a_stream_depends_on_seed_and_purpose_alone(seed: int, purpose: str) -> None:
    first = stream(seed, purpose).random(4)
    stream(seed, purpose + "/other").random(100)
    assert (stream(seed, purpose).random(4) == first).all()
    assert (stream(seed + 1, purpose).random(4) != first).any()


def test_what_is_cut_off_is_drawn_again_and_does_not_heap_up_at_the_end() -> None:
    generator = stream(1, "cut")
    cut = within(0.5, 10, generator.random(COUNT), lambda which: generator.random(len(which)))
    assert cut.min() >= 0.5
    assert cut.mean() == pytest.approx(0.75, abs=0.002)
    assert (cut == 0.5).sum() < 10


def test_a_distribution_that_lies_beyond_an_end_is_set_to_it() -> None:
    assert (within(2, 3, np.zeros(5), lambda which: np.zeros(len(which))) == 2).all()


def test_whole_numbers_keep_the_mean() -> None:
    numbers = whole(np.full(COUNT, 3.25), stream(2, "whole"))
    assert set(numbers) == {3, 4}
    assert numbers.mean() == pytest.approx(3.25, abs=0.005)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300))
def test_the_points_are_those_of_numpy(values: list[float]) -> None:
    found = interval(np.array(values))
    assert (found.low, found.central, found.high) == pytest.approx(np.quantile(values, [0.05, 0.5, 0.95]), abs=1e-6)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300))
def test_the_middle_alone_is_that_of_all_points_and_the_values_stay_in_their_order(values: list[float]) -> None:
    given_values = np.array(values)
    assert middle(given_values) == interval(given_values).central
    assert given_values.tolist() == values


def test_weighted_points_are_those_of_the_distribution_that_the_weights_make() -> None:
    values: Draws = stream(5, "uniform").random(COUNT)
    weights = values / values.sum()  # a density that rises from 0 to 1: its quantiles are square roots
    found = weighted_interval(values, weights)
    assert (found.low, found.central, found.high) == pytest.approx(np.sqrt([0.05, 0.5, 0.95]), abs=0.005)
