"""Every constraint of every field bites: one spoilt cell, and the finding names file, line and column."""

from __future__ import annotations

import pytest
from tests.conftest import RawTables

from vostochny.checks.cells import check_cells
from vostochny.checks.shape import check_shape
from vostochny.model.finding import Finding
from vostochny.model.project import Project
from vostochny.model.schema import Field

Place = tuple[str, int, str]


def wrong_value(field: Field, constraint: str) -> str:
    """A value that breaks just this constraint."""
    fixed = {"required": "", "category": "no-such-category", "pattern": "No Such ¤ Form"}
    if constraint in fixed:
        return fixed[constraint]
    if constraint == "type":
        return "abc" if field.type != "boolean" else "yes"
    limit = field.constraints[constraint]
    if constraint == "maxLength":
        return "x" * (int(limit) + 1)
    if field.type == "date":
        return "1000-01-01" if constraint == "minimum" else "9000-01-01"
    return str(float(limit) + (-1 if constraint == "minimum" else 1)).removesuffix(".0")


def constraints_of(field: Field) -> set[str]:
    """What a field's cells must keep to, each to be broken once."""
    found = {name for name in field.constraints if name not in {"unique", "pattern"}}
    if field.categories:
        found.add("category")
    elif field.pattern and field.type == "string":
        found.add("pattern")
    if field.type != "string":
        found.add("type")
    return found


def spoil_everywhere(tables: RawTables, constraint: str) -> set[Place]:
    """Break one constraint once in every field that has it, each in a row of its own; a short table is lengthened."""
    places: set[Place] = set()
    for raw in tables.values():
        while 0 < len(raw.rows) < len(raw.table.fields):
            raw.rows.append(list(raw.rows[0]))
            raw.lines.append(raw.lines[-1] + 1)
        for number, field in enumerate(raw.table.fields):
            if raw.rows and constraint in constraints_of(field):
                row = number % len(raw.rows)
                raw.rows[row][number] = wrong_value(field, constraint)
                places.add((raw.file, raw.lines[row], field.name))
    return places


def places(findings: list[Finding]) -> set[Place]:
    return {(item.file, item.line, item.column) for item in findings}


@pytest.mark.parametrize("constraint", ["required", "category", "pattern", "type", "minimum", "maximum", "maxLength"])
def test_a_broken_constraint_is_found_in_every_field_that_has_it(
    constraint: str, checkout: Project, tables: RawTables
) -> None:
    spoilt = spoil_everywhere(tables, constraint)
    found = places(check_shape(tables) + check_cells(tables, checkout.dataset.units))
    assert spoilt - found == set()
    assert len(spoilt) >= (20 if constraint in {"required", "category", "pattern", "type"} else 3)


def test_a_repeated_key_is_found_in_every_table(tables: RawTables) -> None:
    spoilt = set()
    for raw in tables.values():
        if raw.rows:
            raw.rows.append(list(raw.rows[0]))
            raw.lines.append(raw.lines[-1] + 1)
            spoilt.add((raw.file, raw.lines[-1], raw.table.primary_key[0]))
    findings = [item for item in check_shape(tables) if item.rule == "primary-key"]
    assert spoilt - places(findings) == set()


def test_a_dangling_reference_is_found_for_every_foreign_key(tables: RawTables) -> None:
    spoilt = set()
    for raw in tables.values():
        for number, key in enumerate(raw.table.foreign_keys):
            row = number % max(len(raw.rows), 1)
            if raw.rows:
                raw.rows[row][raw.table.columns.index(key.field)] = "no-such-record"
                spoilt.add((raw.file, raw.lines[row], key.field))
    found = places([item for item in check_shape(tables) if item.rule in {"foreign-key", "pattern"}])
    assert len(spoilt) > 15
    assert spoilt - found == set()


def test_a_dangling_reference_brings_the_nearest_identifier(tables: RawTables) -> None:
    raw = tables["port_calls"]
    raw.rows[0][1] = "paek-yang-san"
    finding = next(item for item in check_shape(tables) if item.rule == "foreign-key")
    assert finding.remedy == "did you mean `paek-yang-san-1`?"


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("vessels", "imo_number", "9129654", "imo"),
        ("vessels", "flag_iso2", "XQ", "country"),
        ("sources", "language", "xq", "language"),
        ("ports", "unlocode", "XQVYP", "locode"),
        ("sources", "published_on", "2023-02-29", "edtf"),
        ("vessels", "dwt_tonnes", "NaN", "finite"),
        ("vessels", "dwt_tonnes", "1e3", "plain-number"),
        ("vessels", "name", " Chon Ma San", "blank-ends"),
        ("vessels", "name", "Chon Ma San\u00a0", "blank-ends"),
        ("vessels", "name", "Chon\tMa San", "control-character"),
        ("vessels", "name", "Chon\nMa San", "line-break"),
        ("vessels", "name", "\u202eChon Ma San", "text-direction"),
        ("vessels", "name", "Cho\u0301n Ma San", "unicode-form"),
        ("vessels", "note", "<script>alert(1)</script>", "markup"),
        ("vessels", "note", "=HYPERLINK(1)", "formula"),
        ("vessels", "note", "@SUM(1)", "formula"),
        ("vessels", "inferred", "flag", "inferred-column"),
        ("vessels", "inferred", "mmsi", "inferred-empty"),
        ("volume_estimates", "unit", "barels", "unit"),
    ],
)
def test_what_a_schema_cannot_say_is_found(
    table: str, column: str, value: str, rule: str, checkout: Project, tables: RawTables
) -> None:
    raw = tables[table]
    row = next(index for index, cells in enumerate(raw.rows) if table != "vessels" or cells[0] == "chon-ma-san")
    raw.rows[row][raw.table.columns.index(column)] = value
    found = check_cells({table: raw}, checkout.dataset.units)
    assert (raw.lines[row], column, rule) in {(item.line, item.column, item.rule) for item in found}


def test_the_real_tables_have_no_fault(checkout: Project, tables: RawTables) -> None:
    assert check_shape(tables) + check_cells(tables, checkout.dataset.units) == []


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("vessels", "imo_number", "９１２９６５３"),
        ("vessels", "mmsi", "٤٤٥١٢٣٤٥٦"),
        ("sources", "published_on", "２０２４"),
    ],
)
def test_digits_of_another_script_are_no_number(table: str, column: str, value: str, tables: RawTables) -> None:
    raw = tables[table]
    raw.rows[3][raw.table.columns.index(column)] = value
    assert (raw.lines[3], column) in {(item.line, item.column) for item in check_shape(tables)}
