"""The position against the ceiling: what is converted, what else counts, and by when the ceiling was passed."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from tests.volumes.invented import call, fixed, inputs, parameters, with_rows

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.volumes.cap import passed_tables
from vostochny.volumes.draws import Parameter
from vostochny.volumes.inputs import Inputs, Row, Series
from vostochny.volumes.loadings import CASES, cluster_end, loadings
from vostochny.volumes.supply import notified_by_year, notified_growth, notified_points, rail_by_year, rail_points
from vostochny.volumes.world import World

SERIES = Series("count-x", 40, date(2024, 3, 7), date(2024, 11, 5))
CALLS = (*(call(number, "ship-2000", 3, 7 + 3 * number) for number in range(5)), call(9, "ship-700", 10, 20))


def test_tonnes_are_turned_into_barrels_only_where_a_state_printed_no_barrels() -> None:
    per_tonne = Parameter("notified-barrels-per-tonne", 8.0, 8.2, 8.4, "triangular")
    rows = [
        notified(2018, "China", tonnes=1000.0),
        notified(2018, "Russia", barrels=241_114.0, tonnes=29_237.0),
        notified(2019, "China", tonnes=1000.0),
        notified(2018, "All suppliers", barrels=9e9),
    ]
    assert notified_by_year(rows, per_tonne) == {
        2018: {"barrels_low": 249_114, "barrels_high": 249_514, "converted": "China"}
    }


def notified(year: int, state: str, barrels: float | None = None, tonnes: float | None = None) -> dict[str, object]:
    """A state's row of the query on notified deliveries."""
    amounts = {"barrels_low": barrels, "barrels_high": barrels, "tonnes_low": tonnes, "tonnes_high": tonnes}
    return {"year": year, "state": state, **amounts}


def delivered(state: str, until: str, barrels: float, since: str = "2024-01-01") -> Row:
    """A row of what a state notified."""
    return {"state": state, "period_start": since, "period_end": until, "barrels": barrels}


def by_rail(since: str, until: str, quantity: float, unit: str = "barrel") -> Row:
    """A row of what is published of the railway."""
    return {"period_start": since, "period_end": until, "unit": unit, "quantity": quantity}


def test_rail_takes_printed_barrels_before_tonnes_and_the_most_of_several() -> None:
    per_tonne = Parameter("rail-barrels-per-tonne", 7.5, 7.8, 8.5, "triangular")
    rows = [
        by_rail("2024-01-01", "2024-12-31", 250_000.0),
        by_rail("2024-01-01", "2024-12-31", 322_000.0),
        by_rail("2024-01-01", "2024-12-31", 900_000.0, "tonne"),
        by_rail("2024-01-01", "2024-04-30", 999_000.0),
        by_rail("2023-01-01", "2023-12-31", 1000.0, "tonne"),
    ]
    assert rail_by_year(rows, per_tonne) == {2024: 322_000.0, 2023: 7500.0}


def test_amounts_belong_to_their_months_and_a_total_of_both_states_gives_the_other_one() -> None:
    rows = [
        delivered("Russia", "2024-01-31", 15_000),
        delivered("China and Russia", "2024-08-31", 165_000),
        delivered("China", "2024-11-30", 280_000),
        delivered("China", "2024-11-30", 290_000),
        delivered("China", "2024-09-30", 100_000),
        delivered("China", "2024-05-31", 1, since="2024-05-01"),
        delivered("China", "2023-11-30", 5, since="2023-01-01"),
    ]
    assert notified_points(rows, 2024) == {
        "Russia": [(date(2024, 1, 31), 15_000)],
        "China": [(date(2024, 8, 31), 150_000), (date(2024, 11, 30), 280_000)],
    }


def test_the_last_part_of_a_period_gives_what_went_before_it() -> None:
    rows = [
        by_rail("2024-01-01", "2024-04-30", 250_000),
        by_rail("2024-04-01", "2024-04-30", 125_000),
        by_rail("2024-01-01", "2024-12-31", 322_000),
        by_rail("2024-05-01", "2024-05-31", 9_000),
    ]
    assert rail_points(rows, 2024) == [
        (date(2024, 3, 31), 125_000),
        (date(2024, 4, 30), 250_000),
        (date(2024, 12, 31), 322_000),
    ]


def test_an_amount_goes_through_its_known_days_and_never_falls() -> None:
    made = with_rows(
        inputs(draws=500), deliveries=[delivered("China", "2024-06-30", 100.0), delivered("China", "2024-09-30", 160.0)]
    )
    china, russia = notified_growth(made, 2024)
    days = np.array([china.by(number) for number in range(366)])
    assert (np.diff(days, axis=0) >= 0).all()
    known = [(date(2024, month, 30) - date(2024, 1, 1)).days for month in (6, 9)]
    assert days[known] == pytest.approx(np.array([[100.0] * 500, [160.0] * 500]))
    assert days[-1] == pytest.approx(np.full(500, 160.0))
    middle = days[known[0] // 2]
    assert middle.min() < 35
    assert middle.max() > 65
    assert (russia.by(365) == 0).all()


def test_the_last_cluster_is_three_calls_or_more_within_two_weeks_of_each_other() -> None:
    assert cluster_end(inputs(CALLS, [SERIES]), SERIES) == date(2024, 3, 19)
    alone = (CALLS[0], CALLS[-1])
    assert cluster_end(inputs(alone, [SERIES]), SERIES) == SERIES.first - timedelta(days=1)


def test_loadings_add_up_by_the_end_of_the_series_in_both_cases() -> None:
    world = World(inputs(CALLS, [SERIES], draws=300))
    whole = world.barrels(SERIES)
    for case in CASES:
        made = loadings(world, SERIES, case)
        assert made.during(date(2024, 1, 1), date(2024, 12, 31)) == pytest.approx(whole)
        assert (made.during(date(2024, 1, 1), date(2024, 3, 6)) == 0).all()
        assert (made.during(date(2024, 11, 6), date(2024, 12, 31)) == 0).all()
    late = loadings(world, SERIES, "late").during(date(2024, 1, 1), date(2024, 3, 19))
    assert late == pytest.approx(world.documented(CALLS[:5]))


def known_world() -> Inputs:
    """Ten equal calls of ten thousand barrels on ten days, and nothing uncertain."""
    calls = tuple(call(number, "ship-2000", 4, number + 1) for number in range(10))
    series = Series("count-x", 10, date(2024, 4, 1), date(2024, 4, 30))
    given = parameters(register_error=fixed(1.0), load_share=fixed(1.0), load_is_of_deadweight=fixed(0.0))
    return inputs(calls, [series], given, draws=400)


def test_with_nothing_uncertain_in_time_the_day_is_that_of_the_arithmetic() -> None:
    made = known_world()
    world = World(made)
    assert world.main is not None
    each = np.median(world.barrels_per_deadweight_tonne) * 2 * 2000**0.98
    rail = [by_rail("2024-01-01", "2024-03-31", 500_000 - 4.5 * each)]
    sure = {**made.parameters, **{name: Parameter(name, 1, 1, 1, "fixed") for name in ("rail-reported-error",)}}
    found = World(with_rows(inputs(made.calls, made.series, sure, draws=400), rail=rail))
    tables = passed_tables(found, {case: loadings(found, world.main, case) for case in CASES}, None)
    days = {row["passed_id"]: row["day"] for row in tables["cap_passed"]}
    # The fifth call of the median ship passes what rail left.
    assert days["sea-notified-and-rail-at-50-per-cent"] == "2024-04-05"
    assert days["sea-at-5-per-cent"] is None


def test_russia_2023_is_taken_at_its_barrels_and_not_at_the_sum_with_tonnes_in_it(built: Project) -> None:
    with opened(built.database) as connection:
        years = {row["year"]: dict(row) for row in connection.execute("select * from cap_position")}
    assert years[2023]["notified_barrels_low"] == years[2023]["notified_barrels_high"] == 256_861 + 105_845
    assert years[2018]["notified_converted"] == "China"
    assert years[2018]["notified_barrels_low"] == round(19_188 * 7.97 + 241_114)
    assert years[2018]["notified_barrels_high"] == round(19_188 * 8.34 + 241_114)
    assert years[2024]["notified_converted"] is None


def test_every_day_of_the_year_has_its_probability_and_none_falls(built: Project) -> None:
    with opened(built.database) as connection:
        days = [dict(row) for row in connection.execute("select * from cap_by_day order by day")]
        passed = {row["passed_id"]: dict(row) for row in connection.execute("select * from cap_passed")}
        total_2024 = connection.execute("select * from volume_totals where total_id = 'documented-2024'").fetchone()
    assert [days[0]["day"], days[-1]["day"], len(days)] == ["2024-01-01", "2024-12-31", 366]
    bases = ("sea", "sea-and-notified", "sea-notified-and-rail")
    columns = {f"probability_{basis.replace('-', '_')}{late}" for basis in bases for late in ("", "_late")}
    for name in (
        *columns,
        "counted_barrels_low",
        "documented_barrels_high",
        "notified_barrels_low",
        "rail_barrels_low",
    ):
        column = [row[name] for row in days]
        assert column == sorted(column), name
    for basis in bases:
        on = passed[f"{basis}-at-50-per-cent"]["day"]
        before, at = (next(row for row in days if row["day"] == when) for when in (day_before(on), on))
        name = f"probability_{basis.replace('-', '_')}"
        assert before[name] <= 0.5 <= at[name]
    assert days[-1]["documented_barrels_central"] == total_2024["barrels_central"]


def test_more_that_counts_passes_the_ceiling_sooner_and_a_late_start_later(built: Project) -> None:
    with opened(built.database) as connection:
        days = {row["passed_id"]: row["day"] for row in connection.execute("select * from cap_passed")}
    for percent in (5, 50, 95):
        sea, notified_too, rail_too = (
            days[f"{basis}-at-{percent}-per-cent"] for basis in ("sea", "sea-and-notified", "sea-notified-and-rail")
        )
        assert rail_too < notified_too < sea
        assert sea < days[f"sea-late-at-{percent}-per-cent"]


def day_before(text: str) -> str:
    return (date.fromisoformat(text) - timedelta(days=1)).isoformat()
