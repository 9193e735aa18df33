"""A block of lines is accepted only if each line that holds a quote is what the cells that were read are written as."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vostochny.model.project import this_checkout
from vostochny.model.schema import Table
from vostochny.tables.arrow_reader import NotPlainError, lines_with_quotes, parse

TABLE: Table = this_checkout().dataset.tables["redirects"]
WIDTH = len(TABLE.columns)
PLAIN = b",".join([b"a"] * WIDTH) + b"\n"


def first_cell(text: bytes) -> bytes:
    """A line with this as its first cell, as it is written in the file."""
    return b",".join([text] + [b"b"] * (WIDTH - 1)) + b"\n"


@given(st.lists(st.text("ab,\"'é", max_size=6), min_size=1, max_size=12))
@settings(deadline=None)
def test_the_lines_with_a_quote_are_found_with_their_numbers(texts: list[str]) -> None:
    lines = [f"{text}\n".encode() for text in texts]
    assert lines_with_quotes(b"".join(lines)) == [(at, line) for at, line in enumerate(lines) if b'"' in line]


@given(st.lists(st.lists(st.text('ab,"é', max_size=4), min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=8))
@settings(deadline=None)
def test_what_is_written_canonically_is_read_as_the_standard_library_reads_it(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    assert [list(row.values()) for row in parse(text.getvalue().encode(), TABLE).to_pylist()] == rows


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(first_cell(b'"a"'), id="quotes that nothing calls for"),
        pytest.param(first_cell(b'a"b'), id="a quote inside a cell without quotes"),
        pytest.param(first_cell(b'"a,b"c'), id="text after the closing quote"),
        pytest.param(first_cell(b'"a,b'), id="a quote that is not closed"),
        pytest.param(first_cell(b'"a\n,b"'), id="a line end within a cell"),
        pytest.param(b"\n", id="an empty line"),
    ],
)
@pytest.mark.parametrize("quoted", [PLAIN, first_cell(b'"a,b"')], ids=["beside plain lines", "beside quoted lines"])
def test_a_line_in_another_form_is_refused_wherever_it_is(line: bytes, quoted: bytes) -> None:
    assert parse(PLAIN + quoted + PLAIN, TABLE).num_rows == 3
    for block in (line + PLAIN + quoted, quoted + line + PLAIN, PLAIN + quoted + line):
        with pytest.raises(NotPlainError):
            parse(block, TABLE)


def test_a_quote_that_is_closed_in_a_later_line_is_refused() -> None:
    with pytest.raises(NotPlainError):
        parse(PLAIN + first_cell(b'"a') + PLAIN * 3 + first_cell(b'b"'), TABLE)
