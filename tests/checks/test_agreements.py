"""schemas/agreements.yaml bites: another spelling, a borrowed text, rows that disagree, a cell that is called for."""

from __future__ import annotations

import pytest
import yaml
from tests.conftest import RawTables, add_row, set_cell

from vostochny.checks.agreement_findings import check_agreements
from vostochny.checks.fast_reading import load_all
from vostochny.model.errors import SchemaError
from vostochny.model.findings import Finding
from vostochny.model.project import Project


def found(project: Project, tables: RawTables, *names: str) -> list[Finding]:
    return list(check_agreements(project.dataset, {name: tables[name] for name in names}))


@pytest.mark.parametrize("spelling", ["Rusi", "R.U.S.I.", "RUSI (London)"])
def test_a_second_spelling_of_an_observer_is_named_with_the_listed_one(
    checkout: Project, tables: RawTables, spelling: str
) -> None:
    line = add_row(tables["sightings"], "sighting-004", sighting_id="sighting-900", observer=spelling)
    (item,) = [item for item in found(checkout, tables, "sightings") if item.rule == "unlisted-name"]
    assert (item.file, item.line, item.column) == ("data/sightings.csv", line, "observer")
    assert item.remedy


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "rule"),
    [
        (
            "listing_checks",
            "aleksey-vorotnikov|australia-consolidated-2025-06",
            "list_as_of",
            "2025-06-09",
            "rows-disagree",
        ),
        ("timeline", "event-005", "event", "*event-004", "rows-disagree"),
        ("supply_caps", "cap-03", "adopted_on", "2017-12-23", "rows-disagree"),
        ("vessel_names", "7-28|Jul-28|ofac-sdn-2023-01", "note", "", "needed"),
        ("corrections", "correction-005", "unit_as_used", "", "needed"),
        ("vessels", "a-bong-1", "inferred", "", "needed"),
        ("sightings", "sighting-042", "note", "*sighting-001", "rows-disagree"),
        ("conversion_factors", "factor-006", "derivation", "*factor-007", "rows-disagree"),
        ("volume_estimates", "estimate-031", "subject", "*estimate-028", "rows-disagree"),
        ("sightings", "sighting-045", "method", "imagery_and_other", "rows-disagree"),
        ("supply_caps", "duty-03", "period_start", "2018-01-01", "rows-disagree"),
        ("supply_caps", "cap-04", "inferred", "", "needed"),
        (
            "listing_checks",
            "aleksey-vorotnikov|australia-consolidated-2025-06",
            "searched_as",
            "voro",
            "rows-disagree",
        ),
    ],
)
def test_a_cell_that_departs_from_the_rows_like_it_is_named(
    checkout: Project, tables: RawTables, table: str, key: str, column: str, value: str, rule: str
) -> None:
    raw = tables[table]
    if value.startswith("*"):
        value = raw.rows_of({value[1:]})[value[1:]][raw.table.columns.index(column)]
    line = set_cell(raw, key, column, value)
    places = {(item.file, item.line, item.column, item.rule) for item in found(checkout, tables, table)}
    assert (f"data/{table}.csv", line, column, rule) in places


def test_a_short_remark_may_be_the_same_in_rows_of_other_documents(checkout: Project, tables: RawTables) -> None:
    for key in ("sighting-042", "sighting-044"):
        set_cell(tables["sightings"], key, "note", "At the quay.")
    assert found(checkout, tables, "sightings") == []


@pytest.mark.parametrize(
    ("table", "key", "column", "value"),
    [("timeline", "event-005", "event", "*event-004"), ("corrections", "correction-005", "unit_as_used", "")],
)
def test_a_row_that_is_excepted_by_its_key_may_depart(
    spoilable: Project, tables: RawTables, table: str, key: str, column: str, value: str
) -> None:
    raw = tables[table]
    value = raw.rows_of({value[1:]})[value[1:]][raw.table.columns.index(column)] if value else value
    set_cell(raw, key, column, value)
    assert found(spoilable, tables, table)
    file = spoilable.schemas / "agreements.yaml"
    known = yaml.safe_load(file.read_text(encoding="utf-8"))
    for item in [*known["agreements"], *known["needed"]]:
        if item["table"] == table:
            item["except"] = {key: "The source has it so."}
    file.write_text(yaml.safe_dump(known), encoding="utf-8")
    assert found(Project(spoilable.root), tables, table) == []


def test_the_real_tables_keep_them_read_by_row_and_by_column(checkout: Project, tables: RawTables) -> None:
    assert found(checkout, tables, *tables) == []
    assert list(check_agreements(checkout.dataset, load_all(checkout))) == []


@pytest.mark.parametrize(
    "text",
    [
        "vocabularies: {}\nagreements: []\n",
        "vocabularies: {}\nagreements: [{table: ports, alike: [nam], agree: name, because: x}]\nneeded: []\n",
        "vocabularies: {a: {title: A, columns: [observer], values: []}}\nagreements: []\nneeded: []\n",
        "vocabularies: {}\nagreements: []\nneeded: [{table: ports, column: note, where: {x: '*'}, because: x}]\n",
    ],
)
def test_a_file_that_names_what_is_not_there_is_refused(spoilable: Project, text: str) -> None:
    (spoilable.schemas / "agreements.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=r"agreements\.yaml"):
        list(check_agreements(spoilable.dataset, {}))
