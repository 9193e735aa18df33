"""The rows of a table's page: what stands in a cell comes out as text, under its heading, whatever it holds."""

from __future__ import annotations

import re
from typing import Any

import html5lib
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vostochny.datasette_app.record_context import RecordContext, read_record_context
from vostochny.datasette_app.row_rendering import DisplayRows, query_rows, table_rows
from vostochny.model.project import Project

HOSTILE = st.text(st.sampled_from("<>&\"'`=/ \n;:scriptonjavhef2024-10"), max_size=250)


@pytest.fixture(scope="module")
def ledger(built: Project) -> RecordContext:
    return read_record_context(built, "/data/vostochny", "x", {})


@given(
    value=st.one_of(HOSTILE, st.integers(), st.floats(allow_nan=False)), column=st.sampled_from(["note", "vessel_id"])
)
@settings(deadline=None)
def test_a_cell_holds_the_text_of_its_value_and_no_markup_of_it(ledger: RecordContext, value: Any, column: str) -> None:
    drawn = table_rows(ledger, DisplayRows([(value,)], [column], []), "sightings", "/data/vostochny/sightings")
    assert query_rows(ledger, [column], [(value,)]).count("<td") == 1
    page = f"<table><tbody>{drawn}</tbody></table>"
    body = html5lib.parse(page, namespaceHTMLElements=False)
    found = list(body.iter("td"))
    assert len(found) == 1
    raw = "" if value == "" else str(value)
    assert found[0].get("data-value") == raw.replace("\r", "\n")
    assert {element.tag for element in found[0].iter()} <= {"td", "a", "span", "time", "details", "summary"}
    for element in found[0].iter():
        assert not any(name.startswith("on") for name in element.attrib)
        assert element.get("href", "/").startswith(("/", "http://", "https://"))


def test_a_statement_that_comes_to_infinity_is_answered(client: httpx.Client) -> None:
    answer = client.get("/data/vostochny", params={"sql": "select 1e999 as much, -1e999 as little"})
    assert answer.status_code == 200
    assert re.search(r">inf</span>.*>-inf</span>", answer.text, re.DOTALL)


def test_each_row_says_its_own_number(client: httpx.Client) -> None:
    page = client.get("/data/vostochny/citations?_size=5").text
    assert re.findall(r'aria-label="Row (\d+): open"', page) == ["1", "2", "3", "4", "5"]
    assert re.findall(r'<tr id="row-(\d+)">', page) == ["1", "2", "3", "4", "5"]
