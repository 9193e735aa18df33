"""The position against the ceiling: what is converted, what wins, and by when the ceiling was passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.volumes.cap import notified_by_year, rail_by_year
from vostochny.volumes.draws import Parameter


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


def test_rail_takes_printed_barrels_before_tonnes_and_the_most_of_several() -> None:
    per_tonne = Parameter("rail-barrels-per-tonne", 7.5, 7.8, 8.5, "triangular")
    rows = [
        {"year": 2024, "unit": "barrel", "quantity": 250_000.0},
        {"year": 2024, "unit": "barrel", "quantity": 322_000.0},
        {"year": 2024, "unit": "tonne", "quantity": 900_000.0},
        {"year": 2023, "unit": "tonne", "quantity": 1000.0},
    ]
    assert rail_by_year(rows, per_tonne) == {2024: 322_000.0, 2023: 7500.0}


def test_russia_2023_stands_at_its_barrels_and_not_at_the_sum_with_tonnes_in_it(built: Project) -> None:
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
    for name in ("probability_sea", "probability_sea_and_notified", "counted_barrels_low", "documented_barrels_high"):
        column = [row[name] for row in days]
        assert column == sorted(column), name
    for basis, column_name in (("sea", "probability_sea"), ("sea-and-notified", "probability_sea_and_notified")):
        on = passed[f"{basis}-at-50-per-cent"]["day"]
        before, at = (next(row for row in days if row["day"] == when) for when in (day_before(on), on))
        assert before[column_name] < 0.5 <= at[column_name]
    assert days[-1]["documented_barrels_central"] == pytest.approx(total_2024["barrels_central"], abs=1000)


def day_before(text: str) -> str:
    return (date.fromisoformat(text) - timedelta(days=1)).isoformat()
