"""Ships make calls: a size is kept over them, and counts on record hold in every simulation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.volumes.invented import call, fixed, inputs, parameters

from vostochny.model.errors import InputError
from vostochny.volumes.deadweight import Ship
from vostochny.volumes.fleet import LISTED, OTHER, UNNAMED
from vostochny.volumes.inputs import Series
from vostochny.volumes.world import World

SERIES = Series("count-x", 12, date(2024, 3, 1), date(2024, 10, 31), listed=7)
CALLS = (call(1, "ship-700", 3, 2), call(2, "ship-2000", 3, 9), call(3, None, 5, 1))


def test_never_fewer_calls_by_listed_ships_than_were_counted() -> None:
    world = World(inputs(CALLS, [SERIES], parameters(unseen_share=(0.0, 0.5, 1.0, "uniform"))))
    quota = world.fleet.quota
    # One of the named callers is listed, so six of the ten unidentified calls must be.
    assert quota[LISTED].min() == 6
    assert (quota.sum(axis=0) == 10).all()
    assert quota[UNNAMED].max() == 4
    assert quota.min() >= 0


def test_all_calls_of_the_series_use_up_the_quota_of_each_group() -> None:
    world = World(inputs(CALLS, [SERIES], draws=2000))
    listed = world.size("ship-700", "ship-700"), world.size("ship-1000", "ship-1000")
    every = np.array(world.tonnes(SERIES))
    by_listed = sum((every == size).sum(axis=0) for size in listed)
    assert (by_listed == world.fleet.quota[LISTED] + 1).all()
    assert by_listed.min() >= 7


def test_a_ship_keeps_its_size_over_its_calls() -> None:
    world = World(inputs(CALLS, [SERIES], parameters(fleet_ships=fixed(5)), draws=500))
    every = np.array(world.tonnes(SERIES))
    different = [len(np.unique(column)) for column in every.T]
    assert max(different) <= 5  # three named ships and two unnamed ones make twelve calls
    assert sum(different) / len(different) > 3


def test_fewer_ships_make_the_total_less_sure() -> None:
    def width(ships: int) -> float:
        given = parameters(fleet_ships=fixed(ships), unseen_share=fixed(1.0))
        series = Series("count-x", 40, date(2024, 3, 1), date(2024, 10, 31))
        total = sum(World(inputs((), [series], given, fleet=())).tonnes(series))
        return float(np.std(total))

    # Closed form for the ends: one ship makes all calls, or each call has a ship of its own.
    assert width(1) > 4 * width(200)


def test_how_often_ships_called_is_uneven_as_the_dirichlet_distribution_says() -> None:
    series = Series("count-x", 1, date(2024, 3, 1), date(2024, 10, 31))
    given = parameters(unseen_share=fixed(0.0), listed_share=fixed(0.0))
    world = World(inputs((), [series], given, fleet=("ship-2000", "ship-4000"), draws=100_000))
    shares = world.fleet.ends[-2] - OTHER  # of the first of the two ships
    assert shares.mean() == pytest.approx(0.5, abs=0.01)
    assert shares.var() == pytest.approx(1 / 12, rel=0.03)  # two ships, uniform


def test_mean_and_spread_of_a_caller_are_those_of_single_callers() -> None:
    world = World(inputs(CALLS, [SERIES], draws=50_000))
    mean, spread = world.fleet.moments()
    single = world.fleet.any_caller("somebody")[0]
    assert mean.mean() == pytest.approx(single.mean(), rel=0.01)
    assert np.mean(spread**2) + mean.var() == pytest.approx(single.var(), rel=0.03)


def test_a_count_of_listed_calls_that_cannot_hold_is_refused() -> None:
    too_many = replace(SERIES, listed=12)
    with pytest.raises(InputError, match=r"call_counts\.csv: 11 of 10 unidentified calls"):
        World(inputs(CALLS, [too_many])).fleet  # noqa: B018
    unlisted = [Ship(f"s{gt}", 2.0 * gt, float(gt)) for gt in (700, 900, 2000, 4000)]
    with pytest.raises(InputError, match="cannot be by listed ships"):
        World(inputs((), [SERIES], ships=unlisted, fleet=("s700",))).fleet  # noqa: B018


def test_series_share_their_callers_so_that_they_differ_by_what_they_count() -> None:
    smaller = Series("count-y", 5, date(2024, 6, 1), date(2024, 6, 30))
    world = World(inputs(CALLS, [SERIES, smaller], draws=100))
    assert (np.array(world.tonnes(smaller)) == np.array(world.tonnes(SERIES))[3:8]).all()
