"""What a source says of a ship is valid in the column of the table of vessels that it is about."""

from __future__ import annotations

import pytest
from tests.checks.spoiling import add_particular
from tests.conftest import RawTables

from vostochny.checks.particulars import check_particulars


@pytest.mark.parametrize(
    ("attribute", "value", "expected"),
    [
        ("flag_iso2", "NK", "no such code in ISO 3166-1"),
        ("previous_flag_iso2", "UK", "no such code in ISO 3166-1"),
        ("operating_country", "kp", "a two-letter country code"),
        ("vessel_type", "oil tanker", "one of "),
        ("imo_number", "9074720", "the check digit"),
        # What transmitters without a number send; its check digit fits.
        ("imo_number", "0000000", "begins with 0"),
        ("mmsi", "44512300", "nine digits"),
    ],
)
def test_a_value_that_the_column_of_vessels_would_not_take_is_named(
    tables: RawTables, attribute: str, value: str, expected: str
) -> None:
    _table, line = add_particular(tables, "koti", attribute, value)
    found = list(check_particulars(tables))
    assert [(item.line, item.column, item.value) for item in found] == [(line, "value", value)]
    assert expected in found[0].expected


def test_what_the_record_has_is_valid(pristine: RawTables) -> None:
    assert list(check_particulars(pristine)) == []
