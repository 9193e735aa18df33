"""The named query of what states notified: which figure of a year is taken, and against which ceiling."""

from __future__ import annotations

from typing import Any

import pytest
from tests.datasette_app.test_queries import answer

from vostochny.model.project import Project


def delivered(project: Project, year: int, state: str, basis: str = "as reported") -> dict[str, Any]:
    """One row of the notified deliveries per year."""
    found = answer(project, "notified_deliveries_per_year_against_the_cap", year=str(year))
    return next(row for row in found if row["state"] == state and row["basis"] == basis)


@pytest.mark.parametrize(
    ("year", "state", "low", "high"),
    [
        (2018, "Russia", 241114, 241114),
        (2019, "Russia", 232941, 277365),
        (2021, "China", 91909, 91909),
        (2021, "Russia", 0, 0),
        (2022, "China", 66099, 66099),
        (2022, "Russia", 3225, 3225),
        (2023, "China", 256861, 256861),
        (2023, "Russia", 105845, 105845),
        (2024, "China", 280928, 280928),
        (2024, "Russia", 15279, 15279),
        (2025, "China", 99220, 99220),
        (2025, "Russia", None, None),
    ],
)
def test_what_a_state_reported_for_a_year(
    published: Project, year: int, state: str, low: float | None, high: float | None
) -> None:
    row = delivered(published, year, state)
    assert (row["barrels_low"], row["barrels_high"]) == (low, high)


def test_the_share_of_the_ceiling_uses_the_one_in_force(published: Project) -> None:
    together = delivered(published, 2023, "China and Russia", "added here")
    assert (together["barrels_low"], together["cap_barrels"]) == (362706, 500000)
    assert together["cap_share_low_percent"] == 72.5
    assert together["cap_id"] == "cap-03"
    assert delivered(published, 2017, "China")["cap_id"] == "cap-01"


def test_a_withdrawn_figure_takes_no_part(published: Project) -> None:
    used = " ".join(
        str(row["barrels_from"]) for row in answer(published, "notified_deliveries_per_year_against_the_cap")
    )
    for withdrawn in ("delivery-144", "delivery-145", "delivery-146", "delivery-147", "delivery-151"):
        assert withdrawn not in used


def test_tonnes_stand_apart_and_are_not_turned_into_barrels(published: Project) -> None:
    china = delivered(published, 2018, "China")
    assert china["barrels_low"] is None
    assert china["tonnes_low"] == 19188
