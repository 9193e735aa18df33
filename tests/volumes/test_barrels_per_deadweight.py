"""Load, cargo share and product are one thing, and volume limits light cargoes."""

from __future__ import annotations

import numpy as np
import pytest
from tests.volumes.invented import fixed, parameters

from vostochny.volumes.barrels_per_deadweight import BARRELS_PER_CUBIC_METRE, Cargo, cargo
from vostochny.volumes.simulate import total


def one(load: float, share: float, of_deadweight: bool, per_tonne: float, tanks: float) -> float:
    values = [np.array([number]) for number in (load, share, per_tonne, tanks)]
    return float(
        Cargo(values[0], values[1], np.array([of_deadweight]), values[2], values[3]).barrels_per_deadweight_tonne()[0]
    )


def test_nothing_is_taken_off_twice() -> None:
    assert one(0.9, 0.95, False, 7.5, 99) == pytest.approx(0.9 * 0.95 * 7.5)
    assert one(0.9, 0.95, True, 7.5, 99) == pytest.approx(0.9 * 7.5)


def test_a_load_of_all_deadweight_leaves_room_for_fuel_and_stores() -> None:
    assert one(1.0, 0.95, True, 7.5, 99) == pytest.approx(0.95 * 7.5)


def test_light_products_fill_the_tanks_before_the_ship_is_down_to_its_marks() -> None:
    tanks = 1.1 * 0.98 * BARRELS_PER_CUBIC_METRE
    assert one(1.0, 0.95, False, 8.5, tanks) == pytest.approx(tanks)
    assert one(1.0, 0.95, False, 6.5, tanks) == pytest.approx(0.95 * 6.5)


def test_the_mix_lies_between_its_products_and_follows_their_shares() -> None:
    pure = {f"product_{name}_share": fixed(0.0) for name in ("gasoline", "fuel_oil")}
    only = cargo(parameters(product_gasoil_share=fixed(0.7), **pure), 1, 1000)
    assert only.per_tonne.min() >= 7.23
    assert only.per_tonne.max() <= 7.48
    halves = parameters(product_gasoil_share=fixed(0.3), product_gasoline_share=fixed(0.3),
                        product_fuel_oil_share=fixed(0.0), barrels_per_tonne_gasoil=fixed(7.4),
                        barrels_per_tonne_gasoline=fixed(8.4))  # fmt: skip
    assert cargo(halves, 1, 10).per_tonne == pytest.approx(np.full(10, 7.9))


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="load-share"):
        cargo(parameters(load_share=(0.9, 1.1, 1.2, "uniform")), 1, 100)


def test_an_error_that_all_calls_share_widens_the_total_as_the_closed_form_says() -> None:
    calls, tonnes, spread, count = 43, 3000.0, 0.1, 200_000
    generator = np.random.default_rng(1)
    shared = generator.normal(1, spread, count)
    alone = [generator.normal(1, spread, count) * tonnes for _ in range(calls)]
    together = total(shared, [np.full(count, tonnes)] * calls)
    apart = total(np.ones(count), alone)
    assert np.std(together) == pytest.approx(calls * tonnes * spread, rel=0.01)
    assert np.std(apart) == pytest.approx(calls**0.5 * tonnes * spread, rel=0.01)
