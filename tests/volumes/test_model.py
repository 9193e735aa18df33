"""The volume model: shared errors widen a total, a seed fixes everything, published arithmetic comes out exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from subprocess import CompletedProcess

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vostochny.database.model_results import estimate
from vostochny.database.reading import named, opened
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.volumes.backtest import at_share, verdict
from vostochny.volumes.cap import daily_sea
from vostochny.volumes.deadweight import Ship, Sizes, fit, left_out_error, sizes
from vostochny.volumes.draws import Parameter, draw, stream
from vostochny.volumes.inputs import Call, Inputs, Series
from vostochny.volumes.simulate import Interval, interval, shared_factor, total, variance_shares

COUNT = 200_000


def parameter(name: str, low: float, central: float, high: float, distribution: str) -> Parameter:
    return Parameter(name, low, central, high, distribution)


def test_an_error_that_all_calls_share_widens_the_total_as_the_closed_form_says() -> None:
    calls, tonnes, spread = 43, 3000.0, 0.1
    shared = stream(1, "shared").normal(1, spread, COUNT)
    alone = [stream(1, f"alone/{number}").normal(1, spread, COUNT) * tonnes for number in range(calls)]
    together = total(shared, [np.full(COUNT, tonnes)] * calls)
    apart = total(np.ones(COUNT), alone)
    assert np.std(together) == pytest.approx(calls * tonnes * spread, rel=0.01)
    assert np.std(apart) == pytest.approx(calls**0.5 * tonnes * spread, rel=0.01)
    assert np.std(together) / np.std(apart) == pytest.approx(calls**0.5, rel=0.02)


@pytest.mark.parametrize("distribution", ["triangular", "uniform", "pert", "fixed"])
def test_draws_stay_within_their_ends_and_have_the_mean_of_their_distribution(distribution: str) -> None:
    low, central, high = 0.6, 0.9, 1.0
    values = draw(parameter("x", low, central, high, distribution), stream(3, distribution), COUNT)
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
    points = interval(draw(parameter("x", 7, 8, 9, "normal"), stream(4, "normal"), COUNT))
    assert (points.low, points.central, points.high) == pytest.approx((7, 8, 9), abs=0.02)


def test_an_unknown_distribution_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"load-share.*cauchy"):
        draw(parameter("load-share", 0, 1, 2, "cauchy"), stream(1, "x"), 1)


def test_a_share_above_one_is_refused() -> None:
    given_parameters = {
        "cargo-share-of-deadweight": parameter("cargo-share-of-deadweight", 0.9, 0.95, 0.98, "uniform"),
        "load-share": parameter("load-share", 0.9, 1.1, 1.2, "uniform"),
        "barrels-per-tonne": parameter("barrels-per-tonne", 7, 8, 9, "uniform"),
    }
    with pytest.raises(ValueError, match="load-share"):
        shared_factor(given_parameters, 1, 100)


@given(st.integers(0, 10**9), st.text(max_size=20))
def test_a_stream_depends_on_seed_and_purpose_alone(seed: int, purpose: str) -> None:
    first = stream(seed, purpose).random(4)
    stream(seed, purpose + "/other").random(100)
    assert (stream(seed, purpose).random(4) == first).all()
    assert (stream(seed + 1, purpose).random(4) != first).any()


def tankers() -> list[Ship]:
    """Ships on an exact power law, one of them without a deadweight."""
    return [
        *(Ship(f"ship-{gt:.0f}", 2.0 * gt**0.9, gt) for gt in (500.0, 1000.0, 2000.0, 4000.0)),
        Ship("no-dwt", None, 1500.0),
    ]


def known_sizes(share: float = 0.0) -> Sizes:
    unseen = parameter("unseen-share", share, share, share, "fixed")
    return sizes(tankers(), ["ship-500", "ship-1000"], unseen, parameter("size", 1, 3000, 9000, "triangular"), 1)


def test_the_fit_finds_an_exact_law_again() -> None:
    fitted = fit(tankers())
    assert fitted.slope == pytest.approx(0.9)
    assert fitted.ships == 4
    assert fitted.central(1500) == pytest.approx(2 * 1500**0.9)
    assert fitted.residual == pytest.approx(0, abs=1e-9)


def test_sourced_wins_then_tonnage_then_the_fleet() -> None:
    known = known_sizes()
    assert [known.basis(name) for name in ("ship-500", "no-dwt", "who", None)] == [
        "sourced",
        "tonnage",
        "fleet",
        "fleet",
    ]
    assert (known.draws("ship-500", "a", 10) == 2 * 500**0.9).all()
    assert known.central("no-dwt") == pytest.approx(2 * 1500**0.9)
    drawn = known.draws(None, "call", 1000)
    assert set(np.round(drawn, 3)) == {round(2 * 500**0.9, 3), round(2 * 1000**0.9, 3)}


def test_unnamed_callers_are_drawn_from_the_reported_range() -> None:
    drawn = known_sizes(share=1.0).draws(None, "call", COUNT)
    assert drawn.mean() == pytest.approx((1 + 3000 + 9000) / 3, rel=0.01)


def test_too_few_ships_for_a_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 tankers only"):
        fit(tankers()[:2])


def inputs(calls: tuple[Call, ...], series: Series) -> Inputs:
    return Inputs({}, "none", known_sizes(), calls, (series,), (), (), (), 500_000.0, 1, 1000)


def test_loadings_add_up_by_the_end_of_the_series() -> None:
    series = Series("count-x", 5, date(2024, 3, 7), date(2024, 11, 5))
    call = Call("call-x", "ship-500", date(2024, 3, 8), date(2024, 3, 9))
    shared = np.ones(1000)
    sea = daily_sea(inputs((call,), series), series, shared)
    assert (np.diff(sea, axis=0) >= 0).all()
    assert (sea[(date(2024, 3, 6) - date(2024, 1, 1)).days] == 0).all()
    assert (sea[(date(2024, 11, 5) - date(2024, 1, 1)).days] == sea[-1]).all()
    assert sea[-1].mean() > 4 * 2 * 500**0.9


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300))
def test_the_points_are_those_of_numpy(values: list[float]) -> None:
    found = interval(np.array(values))
    assert (found.low, found.central, found.high) == pytest.approx(np.quantile(values, [0.05, 0.5, 0.95]), abs=1e-6)


def test_tonnage_alone_tells_a_ship_left_out_better_than_tonnage_and_length(built: Project) -> None:
    with opened(built.database) as connection:
        run = connection.execute("select * from model_runs").fetchone()
    assert run["fit_alone_error_percent"] < run["fit_with_length_error_percent"]


def test_a_ship_left_out_is_told_exactly_from_an_exact_law() -> None:
    x = np.log(np.array([[500.0], [1000.0], [2000.0], [4000.0]]))
    assert left_out_error(x, 0.7 + 0.9 * x[:, 0]) == pytest.approx(0, abs=1e-9)
    assert left_out_error(x, 0.7 + 0.9 * x[:, 0] + np.array([0.1, -0.1, 0.1, -0.1])) > 0.1


@pytest.mark.parametrize(
    ("printed", "known_share", "wanted_share", "expected"),
    [
        (1_367_628, 0.9, 0.5, 759_793),
        (1_692_646, 1.0, 0.6, 1_015_588),
        (1_692_646, 1.0, 0.9, 1_523_381),
        (614_000, 0.5, 0.75, 921_000),
        (614_000, 0.5, 0.9, 1_105_200),
    ],
)
def test_published_arithmetic_comes_out_exactly(
    printed: float, known_share: float, wanted_share: float, expected: float
) -> None:
    assert round(at_share(printed, known_share, wanted_share)) == expected


def test_the_published_pairs_stand_in_the_record_as_the_arithmetic_gives_them(built: Project) -> None:
    with opened(built.database) as connection:
        printed = {
            row["estimate_id"]: row["q"]
            for row in connection.execute(
                "select estimate_id, coalesce(quantity_central, quantity_low, quantity_high) as q from volume_estimates"
            )
        }
        values = set(printed.values())
    assert round(at_share(printed["estimate-075"], 0.9, 0.5)) in values
    assert {1_015_588, 1_523_381, 614_000, 921_000, 1_105_000, 3_780_000} <= values
    assert round(at_share(614_000, 0.5, 0.9), -3) == 1_105_000
    assert round(3_780_000 / 263) == 14_373


def test_a_verdict_says_where_a_range_lies() -> None:
    model = Interval(100, 150, 200)
    assert verdict(90, 110, model) == "inside"
    assert verdict(10, 90, model) == "below"
    assert verdict(210, 300, model) == "above"
    assert verdict(50, float("inf"), model) == "inside"


def test_shares_of_the_spread_add_to_one_and_follow_the_variance() -> None:
    parts = {"a": np.exp(stream(1, "a").normal(0, 0.3, COUNT)), "b": np.exp(stream(1, "b").normal(0, 0.1, COUNT))}
    shares = variance_shares(parts)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["a"] == pytest.approx(0.9, abs=0.01)


def test_the_same_run_gives_the_same_tables_and_another_seed_others(built: Project) -> None:
    first = estimate(built.dataset, built.database, 5, 500)
    assert json.dumps(estimate(built.dataset, built.database, 5, 500)) == json.dumps(first)
    assert json.dumps(estimate(built.dataset, built.database, 6, 500)) != json.dumps(first)


def test_the_floor_lies_below_the_series_that_holds_it(built: Project) -> None:
    with opened(built.database) as connection:
        totals = {row["total_id"]: dict(row) for row in connection.execute("select * from volume_totals")}
    documented, counted = totals["documented-2024"], totals["counted-count-004"]
    assert counted["documented_calls"] == documented["calls"] == 12
    assert documented["barrels_high"] < counted["barrels_low"]
    assert counted["calls"] == 43


def test_what_if_in_sql_agrees_with_the_model_to_rounding(built: Project) -> None:
    query = next(query for query in built.dataset.queries if query.name == "what_if")
    with opened(built.database) as connection:
        answered = {row["count_id"]: row["barrels"] for row in named(connection, query)}
        scenarios = connection.execute("select * from volume_scenarios where load_share = 0.9").fetchall()
    for scenario in scenarios:
        assert answered[scenario["count_id"]] == pytest.approx(scenario["barrels"], abs=2)


def test_every_result_names_its_run(built: Project) -> None:
    with opened(built.database) as connection:
        run = dict(connection.execute("select * from model_runs").fetchone())
        modelled = [table.name for table in built.dataset.results.values() if "run_id" in table.columns]
        assert len(modelled) == 9
        for name in modelled:
            ids = {row["run_id"] for row in connection.execute(f"select run_id from {name}")}
            assert ids == {run["run_id"]}, name
    for part in (run["model_version"], str(run["seed"]), str(run["draws"]), run["parameter_set"]):
        assert part in run["run_id"]


def test_a_missing_parameter_is_named(built: Project, tmp_path: object) -> None:
    import shutil
    import sqlite3
    from pathlib import Path

    copy = Path(str(tmp_path)) / "copy.db"
    shutil.copy(built.database, copy)
    connection = sqlite3.connect(copy)
    connection.execute("delete from model_parameters where parameter_id = 'load-share'")
    connection.commit()
    connection.close()
    with pytest.raises(BuildError, match="load-share"):
        estimate(built.dataset, copy, 1, 100)


def test_the_command_prints_totals_with_their_run(
    built: Project, vostochny: Callable[..., CompletedProcess[str]]
) -> None:
    run = vostochny("--project", str(built.root), "estimate", "--seed", "7", "--draws", "1000")
    assert run.returncode == 0
    assert "Run model-1.0-seed-7-draws-1000-set-" in run.stdout
    assert "count-004    2024-03-07/2024-11-05    43 calls" in run.stdout
