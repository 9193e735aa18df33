"""A cell that does not follow from the words of its source is named, and so are the words, in a row new to all."""

from __future__ import annotations

import pytest
from tests.conftest import RawTables, add_row, set_cell

from vostochny.checks.passages import check_passages
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.passages.text import digest


def said_of(project: Project, tables: RawTables) -> list[Finding]:
    return list(check_passages(project.dataset, tables))


def new_row(tables: RawTables, find: str, language: str = "en", **fields: str) -> tuple[int, int]:
    """A count that no release has, with one passage for it; gives their lines."""
    cells = {
        "counted": "calls", "count_low": "51", "count_high": "", "qualifier": "more_than", "vessels_low": "",
        "vessels_high": "", "vessels_as_printed": "", "period_start": "2024-03-07", "period_end": "2024-11-05",
    }  # fmt: skip
    line = add_row(tables["call_counts"], "count-003", count_id="count-900", **(cells | fields))
    passage = add_row(
        tables["passages"], "passage-001", passage_id="passage-99900", record_id="count-900", find=find,
        source_id="osc-2024-refined-tastes", language=language, fields="count_low;qualifier;counted",
        passage_sha256=digest(f"Since March {find} were made, it says."),
    )  # fmt: skip
    return line, passage


def test_the_record_follows_from_its_words(checkout: Project, tables: RawTables) -> None:
    assert [item.as_text() for item in said_of(checkout, tables)] == []


def test_a_new_row_that_follows_is_accepted(checkout: Project, tables: RawTables) -> None:
    new_row(tables, "more than 51 trips")
    assert said_of(checkout, tables) == []


@pytest.mark.parametrize(
    ("column", "value", "given"),
    [
        ("count_low", "15", "51 call"),
        ("count_low", "510", "51 call"),
        ("count_low", "", "51 call"),
        ("qualifier", "at_least", "more_than"),
        ("qualifier", "", "more_than"),
        ("counted", "vessels", "call"),
    ],
)
def test_one_wrong_figure_in_a_new_row_is_named_with_what_the_words_give(
    checkout: Project, tables: RawTables, column: str, value: str, given: str
) -> None:
    line, passage = new_row(tables, "more than 51 trips", **{column: value})
    cell, words = sorted(said_of(checkout, tables))
    assert (cell.file, cell.line, cell.column, cell.value) == ("data/call_counts.csv", line, column, value)
    assert cell.expected.startswith(given)
    assert "more than 51 trips" in cell.expected
    assert (words.file, words.line, words.column, words.value) == (
        "data/passages.csv", passage, "find", "more than 51 trips",
    )  # fmt: skip


@pytest.mark.parametrize(
    "find",
    ["nore than 51 trips", "more then 51 trips", "more than 57 trips", "more than 51 tripe", "more than 5l trips"],
)
def test_one_altered_letter_in_the_words_is_named(checkout: Project, tables: RawTables, find: str) -> None:
    _line, passage = new_row(tables, find)
    named = {(item.file, item.line, item.column) for item in said_of(checkout, tables)}
    assert ("data/passages.csv", passage, "find") in named


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"find": "more than 51 trips of the same tankers in a year"}, "find", "passage-length"),
        ({"passage_sha256": digest("more than 51 trips")}, "find", "passage-sentence"),
        ({"language": "de"}, "language", "passage-language"),
        ({"fields": "count_low;note"}, "fields", "passage-field"),
        ({"fields": "count_low;counts"}, "fields", "passage-field"),
    ],
)
def test_a_passage_keeps_to_its_form(
    checkout: Project, tables: RawTables, cells: dict[str, str], column: str, rule: str
) -> None:
    _line, passage = new_row(tables, "more than 51 trips")
    for name, value in cells.items():
        set_cell(tables["passages"], "passage-99900", name, value)
    assert [(item.line, item.column, item.rule) for item in said_of(checkout, tables)] == [(passage, column, rule)]


def test_a_column_is_not_both_located_and_not(checkout: Project, tables: RawTables) -> None:
    new_row(tables, "more than 51 trips")
    line = add_row(
        tables["passages"], "passage-99900", passage_id="passage-99901", find="", passage_sha256="", language="",
        locator="", read_from="", not_located="picture", fields="qualifier;port_id",
    )  # fmt: skip
    assert [(item.line, item.rule) for item in said_of(checkout, tables)] == [(line, "passage-twice")]


def test_the_day_is_that_of_the_publication(checkout: Project, tables: RawTables) -> None:
    set_cell(tables["sources"], "viewus-2024-03-26", "published_on", "2025-03-26")
    named = {(item.file, item.column) for item in said_of(checkout, tables)}
    assert ("data/sightings.csv", "date_earliest") in named


def weekday_row(tables: RawTables, listed_on: str, published_on: str = "2014-07-31") -> None:
    """A ship listed on a day of the week that its source prints without a date."""
    set_cell(tables["sources"], "china-daily-2014-07-31", "published_on", published_on)
    set_cell(tables["vessel_sanctions"], "us-2014-07-30-am-nok-gang", "listed_on", listed_on)


@pytest.mark.parametrize(
    ("listed_on", "published_on", "named"),
    [
        ("2014-07-30", "2014-07-31", False),
        ("2014-07-23", "2014-07-31", True),
        ("2014-07-31", "2014-07-31", True),
        ("2014-07-30", "2014-08-07", True),
    ],
)
def test_a_day_of_the_week_is_the_last_one_before_publication(
    checkout: Project, tables: RawTables, listed_on: str, published_on: str, named: bool
) -> None:
    weekday_row(tables, listed_on, published_on)
    places = {(item.file, item.column, item.value) for item in said_of(checkout, tables)}
    assert (("data/vessel_sanctions.csv", "listed_on", listed_on) in places) is named


@pytest.mark.parametrize(
    "address", ["Puksong 2-dong, Pyong", "Puksong 3-dong, Pyongchon-guyok, Pyongyang", "", "Pyongyang"]
)
def test_an_address_that_the_source_does_not_print_is_named(checkout: Project, tables: RawTables, address: str) -> None:
    set_cell(tables["organisations"], "korea-yujong-shipping", "address", address)
    named = {(item.file, item.column, item.rule) for item in said_of(checkout, tables)}
    assert ("data/organisations.csv", "address", "passage-differs") in named


def test_the_words_of_a_title_need_no_list_and_are_held_against_it(checkout: Project, tables: RawTables) -> None:
    cell = "러시아, 작년 12월부터 북한에 정제유 공급 재개"
    assert said_of(checkout, tables) == []
    set_cell(tables["sources"], "etoday-2023-06-13", "title_original", cell.replace("재개", "중단"))
    named = {(item.file, item.column) for item in said_of(checkout, tables)}
    assert named == {("data/sources.csv", "title_original"), ("data/passages.csv", "find")}
