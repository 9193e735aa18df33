"""Published estimates: like with like, one a study, able to fail; and what weighing them does."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.volumes.invented import call, inputs, with_rows

from vostochny.volumes import backtest, published_evidence
from vostochny.volumes.backtest import verdict
from vostochny.volumes.inputs import Series
from vostochny.volumes.loadings import loadings
from vostochny.volumes.published_evidence import Compared
from vostochny.volumes.simulate import Interval
from vostochny.volumes.world import World

SERIES = Series("count-x", 30, date(2024, 3, 1), date(2024, 10, 31), "Open Source Centre", tellings=("count-y",))
CALLS = (call(1, "ship-2000", 3, 2), call(2, "ship-700", 3, 9))


def printed(name: str, who: str, quantity: float, qualifier: str = "exactly", **more: Any) -> dict[str, Any]:
    """A row of published estimates."""
    row = {
        "estimate_id": name, "estimated_by": who, "quantity_low": None, "quantity_central": quantity,
        "quantity_high": None, "qualifier": qualifier, "unit": "barrel", "usable": 1, "flow": "sea", "load_share": None,
        "count_id": None, "port_id": "RUVYP", "at_port": 1, "period_start": None, "period_end": None,
    }  # fmt: skip
    return {**row, **more}


def against(*estimates: dict[str, Any]) -> tuple[World, dict[str, Compared | str]]:
    """The estimates beside the model."""
    world = World(with_rows(inputs(CALLS, [SERIES], draws=5000), estimates=estimates))
    return world, published_evidence.all_compared(world, loadings(world, SERIES, "even"))


def test_an_estimate_for_a_month_is_set_against_the_counted_basis_and_not_the_documented_floor() -> None:
    march = printed("e1", "White House", 1e5, "more_than", period_start="2024-03-01", period_end="2024-03-31")
    world, found = against(march)
    item = found["e1"]
    assert isinstance(item, Compared)
    floor = world.documented(CALLS)
    assert (item.barrels >= floor - 1e-6).all()
    # Twenty-eight undocumented calls in 245 days make 28 x 31 / 245 in March on average.
    expected = floor.mean() + 28 * 31 / 245 * np.mean(world.barrels_per_deadweight_tonne * world.fleet.moments()[0])
    assert item.barrels.mean() == pytest.approx(expected, rel=0.03)


def test_other_waters_and_other_units_are_not_comparable() -> None:
    estimates = (
        printed("e1", "Panel", 8e5, deliveries=46, port_id=None, at_port=0),
        printed("e2", "Panel", 8e5, port_id="KPNAM", at_port=0, period_start="2024-03-01", period_end="2024-03-31"),
        printed("e3", "Panel", 8e4, unit="tonne", count_id="count-x"),
        printed("e4", "Panel", 8e5, flow="all", count_id="count-x"),
        printed("e5", "Panel", 8e5, usable=0, count_id="count-x"),
    )
    _, found = against(*estimates)
    assert all(isinstance(item, str) for item in found.values())
    assert "no power" in str(found["e1"])
    rows = backtest.rows(found, [])
    assert {row["verdict"] for row in rows} == {"not_comparable"}
    assert backtest.coverage(rows) == {"tested_estimates": 0, "tested_inside": 0}


def test_only_a_point_estimate_can_fail_and_one_a_study_is_counted() -> None:
    estimates = (
        printed("e1", "Open Source Centre", 1e6, "more_than", count_id="count-x"),
        printed("e2", "Open Source Centre", 9e9, "about", count_id="count-y"),
        printed("e3", "iStories, Open Source Centre and OCCRP", 8e5, count_id="count-x"),
        printed("e4", "Somebody", 1.0, count_id="count-x"),
    )
    _, found = against(*estimates)
    rows = {row["estimate_id"]: row for row in backtest.rows(found, [])}
    assert [rows[name]["counts"] for name in ("e1", "e2", "e3", "e4")] == [False, True, False, True]
    assert (rows["e2"]["verdict"], rows["e4"]["verdict"]) == ("above", "below")
    assert backtest.coverage(list(rows.values())) == {"tested_estimates": 2, "tested_inside": 0}


def test_the_test_fails_when_the_model_is_wrong_by_half() -> None:
    world, _ = against()
    truth = float(np.median(world.barrels(SERIES)))
    _, found = against(
        printed("right", "A", truth, count_id="count-x"), printed("wrong", "B", 2 * truth, count_id="count-x")
    )
    rows = {row["estimate_id"]: row["verdict"] for row in backtest.rows(found, [])}
    assert rows == {"right": "inside", "wrong": "above"}


def test_evidence_is_one_estimate_a_study_and_that_of_the_headline_first() -> None:
    estimates = (
        printed("e1", "Open Source Centre", 1e6, "more_than", count_id="count-y"),
        printed("e2", "Open Source Centre", 1e6, "more_than", count_id="count-x", load_share=0.9),
        printed("e3", "White House", 1e5, "more_than", period_start="2024-03-01", period_end="2024-03-31"),
    )
    world, found = against(*estimates)
    assert [item.estimate["estimate_id"] for item in published_evidence.used(found, world.main)] == ["e2", "e3"]


def test_weighing_by_a_normal_estimate_is_the_closed_form_of_two_normals() -> None:
    # A prior that is normal in the logarithm and one measurement: the precisions add.
    generator, spread, width = np.random.default_rng(1), 0.2, 0.25
    barrels = np.exp(np.log(1e6) + spread * generator.standard_normal(400_000))
    item = Compared(printed("e", "A", 1.3e6), "A", barrels, "")
    given = published_evidence.likelihood(item, width)
    given /= given.sum()
    mean = float((np.log(barrels) * given).sum())
    precision = 1 / spread**2 + 1 / width**2
    assert mean == pytest.approx(np.log(1e6) + np.log(1.3) / width**2 / precision, abs=0.003)
    variance = float(((np.log(barrels) - mean) ** 2 * given).sum())
    assert variance == pytest.approx(1 / precision, rel=0.02)


def test_an_amount_that_is_open_above_favours_more_and_one_open_below_less() -> None:
    barrels = np.array([5e5, 1e6, 2e6])
    above = published_evidence.likelihood(Compared(printed("e", "A", 1e6, "more_than"), "A", barrels, ""), 0.25)
    below = published_evidence.likelihood(Compared(printed("e", "A", 1e6, "up_to"), "A", barrels, ""), 0.25)
    assert above[1] == pytest.approx(0.5, abs=1e-6)
    assert above[0] < 0.01
    assert above[2] > 0.99
    assert below == pytest.approx(1 - above, abs=1e-6)


def test_studies_that_share_people_count_for_less() -> None:
    world, found = against(printed("e1", "RUSI", 9e5, count_id="count-x"))
    _, other = against(printed("e1", "Nobody known", 9e5, count_id="count-x"))
    shared, alone = (
        published_evidence.weights(published_evidence.used(one, world.main), world.inputs) for one in (found, other)
    )
    assert shared is not None
    assert alone is not None
    assert published_evidence.effective(shared) > published_evidence.effective(alone)
    assert alone == pytest.approx(shared**2 / (shared**2).sum())


def test_without_evidence_there_is_no_second_column() -> None:
    world, found = against()
    assert published_evidence.weights(published_evidence.used(found, world.main), world.inputs) is None


def test_a_verdict_says_where_a_range_lies() -> None:
    model = Interval(100, 150, 200)
    assert verdict(90, 110, model) == "inside"
    assert verdict(10, 90, model) == "below"
    assert verdict(210, 300, model) == "above"
    assert verdict(50, float("inf"), model) == "inside"
