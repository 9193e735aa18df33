"""What the checks accept is in its one spelling, so that no later stage fails on it or reads another value."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vostochny.checks.cell_errors import LONGEST_CELL, LONGEST_WORD, value_faults
from vostochny.checks.fast_path import ColumnWatch
from vostochny.database.results import cell_text
from vostochny.database.sql_values import record, stored
from vostochny.model.project import this_checkout
from vostochny.model.schema import Field

DATASET = this_checkout().dataset
# Digits that Python reads as numbers: ASCII, full-width, Arabic-Indic, Devanagari.
DIGITS = "0123456789" + "".join(chr(first + n) for first in (0xFF10, 0x0660, 0x0966) for n in range(10))
NUMBERS = st.from_regex(rf"\A[+-]?[{DIGITS}_]{{1,6}}(\.[{DIGITS}]{{0,4}})?([eE][+-]?[0-9])?\Z")
DAYS = st.builds(
    lambda year, month, day, form, zero: form.format(y=year, m=month, d=day).translate(
        {ord("0") + n: zero + n for n in range(10)}
    ),
    st.integers(1800, 2200),
    st.integers(0, 13),
    st.integers(0, 32),
    st.sampled_from(["{y}-{m}-{d}", "{y}-{m:02}-{d:02}", "{y}-{m:02}", "{y}", "{y}{m:02}{d:02}", "{y}/{m:02}/{d:02}"]),
    st.sampled_from([ord("0"), 0xFF10, 0x0660]),
)
WORDS = st.sampled_from(["true", "false", "True", "1", "0", "yes", "nan", "inf", "", " ", "-", "0.0", "-0", "00"])
TEXTS = st.one_of(NUMBERS, DAYS, WORDS, st.text(max_size=12))


def fields(*types: str) -> list[Any]:
    """One field of each type and text format of the dataset, with the name of its table."""
    found: dict[tuple[object, ...], tuple[str, Field]] = {}
    for table in DATASET.tables.values():
        for field in table.fields:
            if field.type in types and not field.categories:
                found.setdefault(
                    (field.type, field.format_name, *map(str, field.constraints.items())), (table.name, field)
                )
    return [pytest.param(name, field, id=f"{name}-{field.name}") for name, field in found.values()]


def accepted(field: Field, value: str) -> bool:
    return ColumnWatch(field, DATASET.units).exact(value)


@pytest.mark.parametrize(("table", "field"), fields("integer", "boolean", "date"))
@settings(deadline=None, max_examples=60)
@given(value=TEXTS)
def test_an_accepted_value_is_written_back_as_it_was(table: str, field: Field, value: str) -> None:
    assert table
    if value and accepted(field, value):
        assert cell_text(stored(field, value), field.type == "boolean") == value


@pytest.mark.parametrize(("table", "field"), fields("number"))
@settings(deadline=None, max_examples=60)
@given(value=TEXTS)
def test_an_accepted_number_is_the_same_number_in_every_reader(table: str, field: Field, value: str) -> None:
    assert table
    if value and accepted(field, value):
        assert value.isascii()
        assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", value)
        assert float(cell_text(stored(field, value), boolean=False)) == float(value)


@pytest.mark.parametrize(("table", "field"), fields("string", "date"))
@settings(deadline=None, max_examples=60)
@given(value=TEXTS)
def test_what_is_accepted_can_be_stored_with_all_that_is_derived_from_it(table: str, field: Field, value: str) -> None:
    described = DATASET.tables[table]
    if accepted(field, value):
        stored_row = record(described, [value if name == field.name else "" for name in described.columns])
        assert stored_row[field.name] == (value or None)


@pytest.mark.parametrize(
    "value", ["2024-3-6", "2024-03-6", "２０２４-03-06", "٢٠٢٤-03-06", "20240306", "2024-03-06T00:00"]
)
def test_a_day_in_another_spelling_is_a_finding(value: str) -> None:
    field = next(item for table in DATASET.tables.values() for item in table.fields if item.type == "date")
    assert ("type-date", "a day as 2024-03-07.", "") in value_faults(field, value, DATASET.units)


def test_frictionless_alone_would_accept_a_day_without_zeros() -> None:
    # The reason for the check above; when it fails, the check may go.
    read = frictionless.Field.from_descriptor({"name": "day", "type": "date"}).create_cell_reader()
    assert read("2024-3-6") == (date(2024, 3, 6), None)


NOTE = DATASET.tables["port_calls"].by_name["note"]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("Word. " * (LONGEST_CELL // 6 + 1), "max-length"),
        ("W" * (LONGEST_WORD + 1), "long-word"),
        ("A mark \ufffd where a letter was.", "replacement-character"),
    ],
)
def test_text_that_a_later_stage_cannot_carry_is_a_finding_on_both_paths(value: str, rule: str) -> None:
    assert rule in {name for name, _expected, _remedy in value_faults(NOTE, value.strip(), DATASET.units)}
    assert not accepted(NOTE, value.strip())
    import pyarrow as pa

    watch = ColumnWatch(NOTE, DATASET.units)
    assert watch.screen is None or watch.screen(pa.array([value.strip()])).to_pylist() == [False]


@pytest.mark.parametrize("value", ["A" * LONGEST_WORD, ("Word " * (LONGEST_CELL // 5)).strip()])
def test_text_at_the_limit_is_accepted(value: str) -> None:
    rules = {name for name, _expected, _remedy in value_faults(NOTE, value, DATASET.units)}
    assert not rules & {"max-length", "long-word"}
