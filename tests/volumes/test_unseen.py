"""Calls that nobody saw: none with every day seen, the closed form in between, else a refusal."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tests.volumes.invented import call, fixed, inputs, parameters

from vostochny.volumes.draws import stream
from vostochny.volumes.inputs import Series
from vostochny.volumes.simulate import Interval, interval
from vostochny.volumes.unseen import chance_of_being_seen, missed, rows, sentence, ships_at_least, with_missed
from vostochny.volumes.world import World

SERIES = Series("count-x", 43, date(2024, 3, 7), date(2024, 11, 5))


def test_with_every_day_seen_the_count_is_all_there_was() -> None:
    world = World(inputs((), [SERIES]))
    calls, barrels = with_missed(world, SERIES, 1.0)
    assert (calls == 43).all()
    assert (barrels == world.barrels(SERIES)).all()


def test_without_persistence_each_day_is_a_chance_of_its_own() -> None:
    stay, none = np.array([1.0, 2.0, 3.0]), np.zeros(3)
    assert chance_of_being_seen(0.6, stay, none) == pytest.approx([0.6, 1 - 0.4**2, 1 - 0.4**3])


def test_cloud_that_stays_makes_a_long_stay_worth_no_more_than_one_day() -> None:
    assert chance_of_being_seen(0.6, np.array([1.0, 7.0]), np.ones(2)) == pytest.approx([0.6, 0.6])


def test_the_chance_is_that_of_days_simulated_one_by_one() -> None:
    generator, seen, stay, persistence, worlds = np.random.default_rng(1), 0.55, 4, 0.35, 200_000
    hidden = generator.random(worlds) < 1 - seen
    never = hidden.copy()
    for _ in range(stay - 1):
        stays = np.where(hidden, 1 - seen + persistence * seen, (1 - seen) * (1 - persistence))
        hidden = generator.random(worlds) < stays
        never &= hidden
    assert chance_of_being_seen(seen, np.array([4.0]), np.array([0.35]))[0] == pytest.approx(
        1 - never.mean(), abs=0.003
    )


@pytest.mark.parametrize("days_seen", [0.0, -0.1, 1.01])
def test_a_share_of_days_that_says_nothing_is_refused(days_seen: float) -> None:
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        chance_of_being_seen(days_seen, np.ones(1), np.zeros(1))


def test_what_was_missed_has_the_mean_and_variance_of_the_negative_binomial() -> None:
    more = missed(43, np.full(400_000, 0.7), stream(1, "missed"))
    assert more.mean() == pytest.approx(43 * 0.3 / 0.7, rel=0.01)
    assert more.var() == pytest.approx(43 * 0.3 / 0.7**2, rel=0.02)


def test_a_share_of_days_that_is_not_known_widens_the_range() -> None:
    def width(stay: tuple[float, float, float, str]) -> float:
        world = World(inputs((), [SERIES], parameters(stay_days=stay, cloud_persistence=fixed(0.0))))
        points = interval(with_missed(world, SERIES, 0.5)[0])
        return points.high - points.low

    assert width((1, 2, 7, "uniform")) > 1.5 * width(fixed(2))


def test_the_three_scenarios_are_shown_with_the_count_and_each_is_a_condition() -> None:
    found = rows(World(inputs((), [SERIES])))
    assert [row["days_seen"] for row in found] == [1.0, 0.67, 0.5, 0.33]
    assert all(str(row["sentence"]).startswith("If ") for row in found)
    assert found[0]["calls_low"] == found[0]["calls_high"] == 43
    highs = [row["barrels_high"] for row in found]
    assert highs == sorted(highs)


def test_a_share_without_words_of_its_own_is_said_in_a_hundred() -> None:
    amounts = {"barrels_low": 10_000.0, "barrels_high": 20_000.0}
    assert sentence(5, 0.8, Interval(5, 6, 7), amounts).startswith("If 80 days in a hundred could be seen, the 5")


def test_ships_seen_once_and_twice_bound_the_ships_there_were() -> None:
    names = ["a", "a", "a", "b", "b", "c", "d", "e", "f", "g"]
    calls = [call(number, name, 3, number + 1) for number, name in enumerate(names)]
    # Seven ships, five of them once and one twice: 7 + 5 x 4 / (2 x 2).
    assert ships_at_least([*calls, call(11, None, 4, 1)]) == {"ships_named": 7, "ships_at_least": 12.0}
    assert ships_at_least([]) == {"ships_named": 0, "ships_at_least": 0.0}
