"""Every rule of schemas/rules/ bites: one change to the real tables, and that rule names the row and the column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import RawTables, add_row, drop_row, set_cell

from vostochny.checks.rules import broken_rules, check_rules, rule_findings
from vostochny.database.reading import opened
from vostochny.database.staging import stage
from vostochny.model.finding import Finding
from vostochny.model.project import Project

# Spoils some tables and tells which line of which table it touched last.
Spoil = Callable[[RawTables], tuple[str, int]]


def cell(table: str, key: str, column: str, value: str) -> Spoil:
    """A change of one cell."""
    return lambda tables: (table, set_cell(tables[table], key, column, value))


def copied(table: str, like: str, **cells: str) -> Spoil:
    """A further row that differs from `like` in a few cells."""
    return lambda tables: (table, add_row(tables[table], like, **cells))


def dropped(table: str, key: str) -> Spoil:
    """A row taken out."""

    def spoil(tables: RawTables) -> tuple[str, int]:
        drop_row(tables[table], key)
        return table, 0

    return spoil


def both(first: Spoil, second: Spoil) -> Spoil:
    """Two changes; the line is that of the second."""

    def spoil(tables: RawTables) -> tuple[str, int]:
        first(tables)
        return second(tables)

    return spoil


# rule -> (what is spoilt, the file and the column that the finding must name)
SPOILT: dict[str, tuple[Spoil, str, str]] = {
    "call_dates_meet_sightings": (
        both(
            cell("sightings", "sighting-004", "date_earliest", "2024-03-12"),
            cell("sightings", "sighting-004", "date_latest", "2024-03-12"),
        ),
        "sightings",
        "date_earliest",
    ),
    "call_dates_not_wider_than_sightings": (
        cell("port_calls", "call-002", "date_latest", "2024-03-20"), "port_calls", "date_latest"
    ),
    "call_has_a_sighting": (cell("sightings", "sighting-044", "call_id", ""), "port_calls", "call_id"),
    "call_agrees_with_sightings_on_ship_and_port": (
        cell("sightings", "sighting-004", "vessel_id", "an-san-1"), "sightings", "vessel_id"
    ),
    "vessel_not_in_two_far_ports": (
        copied("port_calls", "call-013", call_id="call-900", port_id="KPNAM"), "port_calls", "port_id"
    ),
    "call_inside_its_count": (cell("port_calls", "call-002", "count_id", "count-035"), "port_calls", "count_id"),
    "count_not_below_documented_calls": (
        both(cell("call_counts", "count-004", "count_low", "9"), cell("call_counts", "count-004", "count_high", "9")),
        "call_counts",
        "count_high",
    ),
    "count_low_not_above_high": (cell("call_counts", "count-002", "count_low", "6"), "call_counts", "count_low"),
    "count_has_a_number": (cell("call_counts", "count-001", "count_low", ""), "call_counts", "count_low"),
    "confidence_follows_the_rubric": (
        cell("port_calls", "call-002", "confidence", "confirmed"), "port_calls", "confidence"
    ),
    "transit_supports_no_call": (cell("sightings", "sighting-014", "call_id", "call-011"), "sightings", "call_id"),
    "dates_in_order": (cell("port_calls", "call-008", "date_earliest", "2024-04-09"), "port_calls", "date_earliest"),
    "date_precision_matches_dates": (
        cell("sightings", "sighting-008", "date_precision", "day"), "sightings", "date_precision"
    ),
    "listed_before_delisted": (
        cell("vessel_sanctions", "un-2018-03-30-chon-ma-san", "delisted_on", "2017-01-01"),
        "vessel_sanctions",
        "delisted_on",
    ),
    "un_listed_vessel_has_designation": (cell("vessels", "un-hung", "un_listed", "true"), "vessels", "un_listed"),
    "designation_under_its_authority": (
        cell("vessel_sanctions", "un-2018-03-30-chon-ma-san", "programme_id", "kr-autonomous"),
        "vessel_sanctions",
        "programme_id",
    ),
    "designation_not_repeated": (
        copied("vessel_sanctions", "un-2018-03-30-chon-ma-san", designation_id="un-2018-03-30-chon-ma-san-2"),
        "vessel_sanctions",
        "vessel_id",
    ),
    "low_central_high": (
        cell("volume_estimates", "estimate-001", "quantity_low", "200000"), "volume_estimates", "quantity_low"
    ),
    "figure_has_a_unit": (cell("volume_estimates", "estimate-001", "unit", ""), "volume_estimates", "unit"),
    "notified_status_fits": (
        cell("notified_deliveries", "delivery-001", "status", "not_reported"), "notified_deliveries", "status"
    ),
    "two_units_agree": (
        cell("notified_deliveries", "delivery-139", "quantity_alt", "71.5"), "notified_deliveries", "quantity_alt"
    ),
    "tonnes_not_taken_for_barrels": (dropped("corrections", "correction-001"), "notified_deliveries", "unit"),
    "estimate_says_something": (
        both(
            cell("volume_estimates", "estimate-001", "quantity_central", ""),
            cell("volume_estimates", "estimate-001", "basis", ""),
        ),
        "volume_estimates",
        "quantity_central",
    ),
    "vessel_value_is_backed": (cell("vessels", "chon-ma-san", "dwt_tonnes", "3600"), "vessels", "dwt_tonnes"),
    "vessel_has_its_name": (cell("vessels", "chon-ma-san", "name", "Chon Ma San 2"), "vessels", "name"),
    "every_source_is_used": (
        copied("sources", "ft-2024-03-26", source_id="aaa-2024", url="https://example.org/a", title="Another"),
        "sources",
        "source_id",
    ),
    "no_two_sources_are_one_document": (
        copied("sources", "ft-2024-03-26", source_id="zzz-2024", title="Another"), "sources", "url"
    ),
    "relays_lead_to_a_root": (
        both(
            cell("sources", "nrc-2024-03-26", "relays_source_id", "ft-2024-03-26"),
            cell("sources", "ft-2024-03-26", "relays_source_id", "nrc-2024-03-26"),
        ),
        "sources",
        "relays_source_id",
    ),
    "references_exist": (
        cell("conflicts", "conflict-006", "rival_record_id", "sighting-999"), "conflicts", "rival_record_id"
    ),
    "identifiers_are_never_reused": (
        lambda tables: add_redirect(tables, "call-001", "call-002"), "redirects", "retired_id"
    ),
    "source_check_fits": (lambda tables: add_source_check(tables, result="gone"), "source_checks", "first_dead_on"),
    "decided_request_has_answer": (
        lambda tables: add_request(tables, "accepted", "", ""), "requests", "state"
    ),
    "calls_are_not_near_duplicates": (
        copied("port_calls", "call-008", call_id="call-900"), "port_calls", "date_earliest"
    ),
    "sightings_are_not_near_duplicates": (
        copied("sightings", "sighting-004", sighting_id="sighting-900"), "sightings", "sighting_id"
    ),
    "vessels_are_not_near_duplicates": (
        copied("vessels", "a-sa-bong", vessel_id="a-sa-bong-2"), "vessels", "name"
    ),
    "port_code_fits_country": (cell("ports", "KPNAM", "country_iso2", "RU"), "ports", "unlocode"),
    "inferred_is_explained": (cell("port_calls", "call-008", "note", ""), "port_calls", "note"),
    "share_between_zero_and_one": (cell("model_parameters", "load-share", "high", "1.1"), "model_parameters", "high"),
    "caller_has_a_size": (cell("port_calls", "call-014", "operation", "load"), "port_calls", "vessel_id"),
    "conflict_has_two_sides": (
        cell("conflicts", "conflict-006", "rival_record_id", "sighting-001"), "conflicts", "rival_record_id"
    ),
}  # fmt: skip


def add_redirect(tables: RawTables, retired: str, successor: str) -> tuple[str, int]:
    """A first row of data/redirects.csv."""
    tables["redirects"].rows.append([retired, successor, "2026-11-01", "Merged."])
    tables["redirects"].lines.append(2)
    return "redirects", 2


def add_source_check(tables: RawTables, **cells: str) -> tuple[str, int]:
    """A first row of data/source_checks.csv: an address that is gone since a day after it was found so."""
    raw = tables["source_checks"]
    given = {"source_id": "ft-2024-03-26", "address_checked_on": "2026-12-01", "result": "gone", "http_status": "404"}
    given |= {"first_dead_on": "2026-12-02"} | cells
    raw.rows.append([given.get(column, "") for column in raw.table.columns])
    raw.lines.append(2)
    return "source_checks", 2


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"first_dead_on": "2026-12-01"}, ""),
        ({"first_dead_on": ""}, "first_dead_on"),
        ({"result": "alive"}, "first_dead_on"),
        ({"result": "alive", "first_dead_on": ""}, ""),
        ({"result": "moved", "first_dead_on": ""}, "moved_to"),
        ({"result": "", "first_dead_on": ""}, "result"),
        ({"address_checked_on": "", "first_dead_on": ""}, "result"),
        ({"address_checked_on": "", "result": "", "first_dead_on": ""}, "content_read_on"),
        ({"address_checked_on": "", "result": "", "first_dead_on": "", "content_read_on": "2026-12-01"}, ""),
        ({"source_id": "ft-2024-03-26"}, "address_checked_on"),
    ],
)
def test_a_check_of_a_source_says_one_thing(
    checkout: Project, tables: RawTables, tmp_path: Path, cells: dict[str, str], column: str
) -> None:
    if "source_id" in cells:
        set_cell(tables["sources"], "ft-2024-03-26", "url", "")
    add_source_check(tables, **({"first_dead_on": "2026-12-01"} if "source_id" in cells else cells))
    found = findings_of(checkout, tables, "source_check_fits", tmp_path / "staged.db")
    assert [item.column for item in found] == ([column] if column else [])


def add_request(tables: RawTables, state: str, decided_on: str, answer: str) -> tuple[str, int]:
    """A first row of data/requests.csv."""
    row = ["request-001", "2026-12-01", "correction", "call-001", "date_earliest", "A day later.", ""]
    tables["requests"].rows.append([*row, state, decided_on, answer])
    tables["requests"].lines.append(2)
    return "requests", 2


@pytest.mark.parametrize(
    ("state", "decided_on", "answer", "right"),
    [
        ("open", "", "", True),
        ("accepted", "2026-12-09", "Changed.", True),
        ("declined", "2026-12-09", "", False),
        ("recorded", "", "Entered.", False),
        ("open", "2026-12-09", "", False),
        ("accepted", "2026-11-30", "Changed.", False),
    ],
)
def test_a_request_is_answered_when_it_is_decided_and_not_before(
    checkout: Project, tables: RawTables, tmp_path: Path, state: str, decided_on: str, answer: str, right: bool
) -> None:
    add_request(tables, state, decided_on, answer)
    found = findings_of(checkout, tables, "decided_request_has_answer", tmp_path / "staged.db")
    assert (found == []) is right


def findings_of(project: Project, tables: RawTables, rule_name: str, staged: Path) -> list[Finding]:
    """What one rule says of changed tables."""
    stage(project.dataset, tables, staged, lenient=True)
    rule = next(rule for rule in project.dataset.rules if rule.name == rule_name)
    with opened(staged) as connection:
        return list(rule_findings(connection, rule, tables))


@pytest.mark.parametrize("rule_name", sorted(SPOILT))
def test_rule_names_the_spoilt_row_and_column(
    rule_name: str, checkout: Project, tables: RawTables, tmp_path: Path
) -> None:
    spoil, table, column = SPOILT[rule_name]
    touched, line = spoil(tables)
    findings = findings_of(checkout, tables, rule_name, tmp_path / "staged.db")
    assert (f"data/{table}.csv", column) in {(item.file, item.column) for item in findings}
    if touched == table:
        assert line in {item.line for item in findings}
    assert all(item.line > 0 for item in findings)
    assert all(item.rule == rule_name.replace("_", "-") for item in findings)


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


def test_all_offending_rows_are_named_and_not_only_the_first_two_hundred(
    checkout: Project, tables: RawTables, tmp_path: Path
) -> None:
    for number in range(300):
        add_row(tables["sources"], "ft-2024-03-26", source_id=f"unused-{number}", url=f"https://example.org/{number}")
    findings = findings_of(checkout, tables, "every_source_is_used", tmp_path / "staged.db")
    assert len(findings) == 300
