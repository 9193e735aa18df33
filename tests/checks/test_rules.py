"""Every rule of schemas/rules/ bites: one change to the real tables, and that rule names the row and the column."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.spoiling import Spoil, add_request, add_source_check
from tests.checks.spoilt_contributions import ALL as SPOILT
from tests.checks.spoilt_further import FURTHER as CONTRIBUTED
from tests.checks.spoilt_organisations import FURTHER
from tests.checks.staged import Staged
from tests.conftest import RawTables, add_row, set_cell

from vostochny.checks.cell_errors import check_cells
from vostochny.checks.expectations import broken_rules
from vostochny.checks.sql_rules import check_rules, rule_findings
from vostochny.database.reading import opened
from vostochny.database.staging import stage
from vostochny.model.findings import Finding
from vostochny.model.project import Project


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"first_dead_on": "2026-11-11"}, ""),
        ({"first_dead_on": ""}, "first_dead_on"),
        ({"result": "alive", "http_status": "200"}, "first_dead_on"),
        ({"result": "alive", "first_dead_on": "", "http_status": "200"}, ""),
        ({"result": "moved", "first_dead_on": "", "http_status": "200"}, "moved_to"),
        ({"result": "alive", "first_dead_on": ""}, "http_status"),
        ({"result": "", "first_dead_on": ""}, "result"),
        ({"address_checked_on": "", "first_dead_on": ""}, "result"),
        ({"address_checked_on": "", "result": "", "first_dead_on": ""}, "content_read_on"),
        ({"address_checked_on": "", "result": "", "first_dead_on": "", "content_read_on": "2026-11-11"}, ""),
        ({"source_id": "ft-2024-03-26"}, "address_checked_on"),
    ],
)
def test_a_check_of_a_source_says_one_thing(
    checkout: Project, tables: RawTables, staged: Staged, cells: dict[str, str], column: str
) -> None:
    if "source_id" in cells:
        set_cell(tables["sources"], "ft-2024-03-26", "url", "")
    add_source_check(tables, **({"first_dead_on": "2026-11-11"} if "source_id" in cells else cells))
    found = findings_of(checkout, tables, "source_check_fits", staged)
    assert [item.column for item in found] == ([column] if column else [])


@pytest.mark.parametrize(
    ("state", "decided_on", "answer", "right"),
    [
        ("open", "", "", True),
        ("accepted", "2026-11-19", "Changed.", True),
        ("declined", "2026-11-19", "", False),
        ("recorded", "", "Entered.", False),
        ("open", "2026-11-19", "", False),
        ("accepted", "2026-11-10", "Changed.", False),
    ],
)
def test_a_request_is_answered_when_it_is_decided_and_not_before(
    checkout: Project, tables: RawTables, staged: Staged, state: str, decided_on: str, answer: str, right: bool
) -> None:
    add_request(tables, state, decided_on, answer)
    found = findings_of(checkout, tables, "decided_request_has_answer", staged)
    assert (found == []) is right


@pytest.mark.parametrize(
    ("state", "words", "right"),
    [
        ("loading", "Appeared to be loading.", True),
        ("loading", "Appeared to be unloading.", False),
        ("laden", "Arrived empty.", False),
        ("empty", "Arrived fully laden.", False),
        ("empty", "Arrived empty, after unloading elsewhere.", True),
        ("discharging", "Appeared to be unloading.", True),
        ("discharging", "Appeared to be loading.", False),
        ("loading", "Loading presumed.", False),
        ("presumed_laden", "Loading presumed.", True),
        ("not_stated", "Docked; loading implied.", True),
    ],
)
def test_the_state_of_a_load_is_what_its_words_say(
    checkout: Project, tables: RawTables, staged: Staged, state: str, words: str, right: bool
) -> None:
    set_cell(tables["sightings"], "sighting-032", "load_state", state)
    set_cell(tables["sightings"], "sighting-032", "load_detail", words)
    assert (findings_of(checkout, tables, "load_state_is_what_its_words_say", staged) == []) is right


def findings_of(project: Project, tables: RawTables, rule_name: str, staged: Staged) -> list[Finding]:
    """What one rule says of changed tables."""
    return staged.findings([rule for rule in project.dataset.rules if rule.name == rule_name], tables)


WAYS = [*sorted(SPOILT.items()), *sorted(FURTHER.items()), *CONTRIBUTED]


@pytest.mark.parametrize(("rule_name", "way"), WAYS, ids=[f"{name}-{way[1]}" for name, way in WAYS])
def test_rule_names_the_spoilt_row_and_column(
    rule_name: str, way: tuple[Spoil, str, str], checkout: Project, tables: RawTables, staged: Staged
) -> None:
    spoil, table, column = way
    touched, line = spoil(tables)
    findings = findings_of(checkout, tables, rule_name, staged)
    assert (f"data/{table}.csv", column) in {(item.file, item.column) for item in findings}
    if touched == table:
        assert line in {item.line for item in findings}
    assert all(item.line > 0 for item in findings)
    assert all(item.rule == rule_name.replace("_", "-") for item in findings)


@pytest.mark.parametrize("rule_name", sorted(SPOILT))
def test_what_breaks_a_rule_breaks_no_other_check(
    rule_name: str, checkout: Project, tables: RawTables, staged: Staged
) -> None:
    SPOILT[rule_name][0](tables)
    assert {item.rule for item in staged.findings(checkout.dataset.rules, tables)} == {rule_name.replace("_", "-")}
    assert [item.as_text() for item in check_cells(tables, checkout.dataset.units)] == []


def test_every_rule_is_spoilt_once(checkout: Project) -> None:
    assert {rule.name for rule in checkout.dataset.rules} == set(SPOILT)


def test_the_real_tables_break_no_rule(checkout: Project, tables: RawTables, tmp_path: Path) -> None:
    stage(checkout.dataset, tables, tmp_path / "staged.db")
    assert check_rules(checkout.dataset, tmp_path / "staged.db", tables) == []


def test_the_suite_finds_exactly_the_rules_whose_statement_finds_rows(
    checkout: Project, tables: RawTables, tmp_path: Path
) -> None:
    for name in (
        "listed_before_delisted",
        "low_central_high",
        "port_code_fits_country",
        "calls_are_not_near_duplicates",
    ):
        SPOILT[name][0](tables)
    staged = tmp_path / "staged.db"
    stage(checkout.dataset, tables, staged, lenient=True)
    with opened(staged) as connection:
        by_statement = {rule.name for rule in checkout.dataset.rules if list(rule_findings(connection, rule, tables))}
    assert broken_rules(checkout.dataset.rules, staged) == by_statement
    assert {"listed_before_delisted", "low_central_high"} <= by_statement


def test_the_suite_runs_again_in_one_process_without_a_complaint(
    checkout: Project, staged: Staged, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for _time in range(2):
        assert broken_rules(checkout.dataset.rules[:1], staged.path) == set()
    told = capfd.readouterr()
    assert "Overwriting" not in told.out + told.err + caplog.text


def test_all_offending_rows_are_named_and_not_only_the_first_two_hundred(
    checkout: Project, tables: RawTables, staged: Staged
) -> None:
    for number in range(300):
        add_row(tables["sources"], "ft-2024-03-26", source_id=f"unused-{number}", url=f"https://example.org/{number}")
    findings = findings_of(checkout, tables, "every_source_is_used", staged)
    assert len(findings) == 300
