"""Dates known to the day, the month or the year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vostochny.model.edtf import FIRST_YEAR, LAST_YEAR, edtf_interval, edtf_month, edtf_year


@given(st.dates(min_value=date(FIRST_YEAR, 1, 1), max_value=date(LAST_YEAR, 12, 31)))
def test_a_day_lies_in_its_day_its_month_and_its_year(day: date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        first, last = edtf_interval(text)
        assert first <= day <= last
        assert edtf_year(text) == day.year


def test_a_month_ends_on_its_last_day() -> None:
    assert edtf_interval("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert edtf_month("2024-02") == "2024-02"


def test_a_year_has_no_month() -> None:
    assert edtf_interval("2023") == (date(2023, 1, 1), date(2023, 12, 31))
    assert edtf_month("2023") is None


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "24-03-07", "2024/03", "2024-3-7", "", "2024-00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"2024|day"):
        edtf_interval(text)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1, 1000, 9999])
def test_a_year_that_no_ship_or_document_here_can_have_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        edtf_interval(f"{year}-05")
