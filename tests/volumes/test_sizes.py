"""A ship's size is what its readings allow, with the errors that ships share kept apart from their own."""

from __future__ import annotations

import numpy as np
import pytest
from tests.volumes.invented import fixed, parameters, tankers

from vostochny.volumes.deadweight import Ship, Sizes, sizes
from vostochny.volumes.fit import Measures, fit, left_out_error
from vostochny.volumes.simulate import interval

COUNT = 200_000
OFF = {700.0: 0.1, 1100.0: -0.08, 1800.0: 0.03, 2600.0: -0.05, 3900.0: 0.06, 5200.0: -0.06}
SCATTERED = [Measures(2 * tonnage**0.95 * (1 + off), tonnage) for tonnage, off in OFF.items()]


def known(**changed: tuple[float, float, float, str]) -> Sizes:
    return sizes(tankers(), parameters(**changed), 1)


def test_the_fit_finds_an_exact_law_again() -> None:
    fitted = known().fitted
    assert fitted.slope == pytest.approx(0.98)
    assert fitted.ships == 4
    assert fitted.central(1500) == pytest.approx(2 * 1500**0.98)
    assert fitted.residual == pytest.approx(0, abs=1e-9)


def test_a_predicted_ship_has_the_t_distribution_of_least_squares() -> None:
    # Closed form: the standardised error of a new observation is Student's t with n - 2 degrees of freedom, whose
    # 95 per cent point is 2.1318 for four.
    fitted = fit(SCATTERED)
    errors = fitted.errors(1, COUNT)
    own = np.random.default_rng(1).standard_normal(COUNT)
    drawn = fitted.predicted(1200.0, errors) + errors.scatter * own - np.log(fitted.central(1200.0))
    distance = (np.log(1200.0) - fitted.mean_log_tonnage) ** 2 / fitted.spread_log_tonnage
    points = interval(drawn / (fitted.residual * np.sqrt(1 + 1 / 6 + distance)))
    assert (points.low, points.high) == pytest.approx((-2.1318, 2.1318), rel=0.02)


def test_ships_that_the_fit_predicts_share_its_error() -> None:
    ships = [Ship(f"k{n}", one.dwt_tonnes, one.gross_tonnage) for n, one in enumerate(SCATTERED)]
    two = [Ship("a", gross_tonnage=2000.0), Ship("b", gross_tonnage=2000.0)]
    wide = parameters(caller_deadweight=(1, 3000, 1e9, "triangular"))
    found = sizes([*ships, *two], wide, 1)
    a, b = (np.log(found.draws(name, name, COUNT)) for name in "ab")
    # What is shared at the mean tonnage is one part in ships + 1 of the variance.
    assert np.corrcoef(a, b)[0, 1] == pytest.approx(1 / 7, abs=0.05)


def test_each_kind_of_knowledge_has_its_basis() -> None:
    found = known()
    names = ["ship-700", "tonnage-only", "either", "nobody-knows"]
    assert [found.ship(name).basis for name in names] == ["sourced", "tonnage", "readings", "range"]


def test_a_sourced_deadweight_has_the_small_error_of_registers() -> None:
    points = interval(known().draws("ship-2000", "ship-2000", COUNT))
    stated = 2 * 2000**0.98
    assert (points.low / stated, points.high / stated) == pytest.approx((0.97, 1.03), abs=0.002)


@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_a_tonnage_of_unknown_kind_is_a_mixture_of_its_readings(chance: float) -> None:
    drawn = known(unknown_tonnage_is_gross=fixed(chance)).draws("either", "either", COUNT)
    gross, dead = 2 * 2000**0.98, 2000.0
    assert np.mean(abs(drawn / gross - 1) < 0.1) == pytest.approx(chance, abs=0.01)
    assert np.mean(abs(drawn / dead - 1) < 0.1) == pytest.approx(1 - chance, abs=0.01)


def test_a_reported_cargo_is_a_lower_bound() -> None:
    found = known(cargo_share_of_deadweight=(0.9, 0.95, 0.98, "triangular"))
    assert found.draws("no-less", "no-less", COUNT).min() >= 2500 / 0.98


def test_a_cargo_above_the_tonnage_rules_the_reading_as_deadweight_out() -> None:
    found = known(unknown_tonnage_is_gross=fixed(0.0))
    assert found.read_as_gross(found.ship("cannot-be-deadweight"), 10).all()
    assert found.draws("cannot-be-deadweight", "x", COUNT).min() >= 1500 / 0.98


def test_an_unknown_ship_is_drawn_from_the_reported_range() -> None:
    drawn = known().draws(None, "unnamed/0", COUNT)
    assert drawn.mean() == pytest.approx((1000 + 4 * 3000 + 9000) / 6, rel=0.01)
    assert 0.75 < np.mean(drawn < 5000) < 0.85


def test_too_few_ships_for_a_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 tankers only"):
        sizes(tankers()[:2], parameters(), 1)


def test_a_ship_left_out_is_predicted_exactly_from_an_exact_law() -> None:
    x = np.log(np.array([[500.0], [1000.0], [2000.0], [4000.0]]))
    assert left_out_error(x, 0.7 + 0.9 * x[:, 0]) == pytest.approx(0, abs=1e-9)
    assert left_out_error(x, 0.7 + 0.9 * x[:, 0] + np.array([0.1, -0.1, 0.1, -0.1])) > 0.1
