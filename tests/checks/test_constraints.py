"""Every constraint of the schemas is proven by a row that it alone refuses, by file, line, column and rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.checks.constraints import Constraint, broken_rows, constraints_of, surroundings, without
from tests.checks.mutants import choose
from tests.checks.mutation_run import with_specimens
from tests.checks.staged import Staged
from tests.conftest import RawTables

from vostochny.checks.cell_errors import check_cells
from vostochny.checks.frictionless_errors import check_shape
from vostochny.checks.row_counts import check_sizes, check_totals
from vostochny.model.findings import Finding
from vostochny.model.project import Project, this_checkout
from vostochny.model.schema import Table
from vostochny.model.schema_reader import CONSTRAINTS as ASKED
from vostochny.tables.csv_reader import RawTable
from vostochny.tables.read_record import read_all

Place = tuple[str, int, str]
DATASET = this_checkout().dataset
CONSTRAINTS = [item for table in DATASET.tables.values() for item in constraints_of(table)]
# Of every so many constraints one is proven in the quick run; all of them are in the deep one.
ONE_OF = 8
# Where a column refers to another table, no row can break the column's kind alone, since every key there is of that
# kind. It stays in the schema, because who reads this one table only learns the form of the reference from it.
IMPLIED = ("kind", "foreign-key")


@pytest.fixture(scope="module")
def filled(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> RawTables:
    """The real tables, with specimens in those that hold nothing yet."""
    return read_all(with_specimens(checkout, tmp_path_factory.mktemp("constraints") / "ledger"))


def findings_of(tables: RawTables, name: str) -> list[Finding]:
    """What the schema says of one table."""
    # What both say alike is one finding, as in the whole check.
    return sorted({*check_shape(tables), *check_cells({name: tables[name]}, DATASET.units)})


def rows_that_break(constraint: Constraint, table: Table, filled: RawTables) -> Iterator[list[list[str]]]:
    """Rows of which the last breaks this constraint and nothing else, named by file, line, column and rule."""
    raw = filled[constraint.table]
    for rows in broken_rows(constraint, raw):
        around = surroundings(filled, raw.table.name, rows, table)
        found = [(item.file, item.line, item.column, item.rule) for item in findings_of(around, raw.table.name)]
        if found == [(raw.file, around[raw.table.name].lines[-1], constraint.columns[0], constraint.rule)]:
            yield rows


def prove(constraint: Constraint, filled: RawTables) -> None:
    """That there is a row which this constraint, and no other, refuses."""
    table = DATASET.tables[constraint.table]
    if constraint.name == IMPLIED[0] and table.reference(constraint.columns[0]):
        reference = replace(constraint, name=IMPLIED[1])
        bare = without(table, constraint)
        wrong = next(broken_rows(constraint, filled[table.name]))
        rules = {item.rule for item in findings_of(surroundings(filled, table.name, wrong, bare), table.name)}
        assert rules == {"foreign-key"}, f"{constraint.place} is not implied by the reference"
        table = without(table, reference)
    loose = without(table, constraint)
    for rows in rows_that_break(constraint, table, filled):
        if findings_of(surroundings(filled, table.name, rows, loose), table.name) == []:
            return
    raise AssertionError(f"{constraint.place}: no row is refused by it alone")


@pytest.mark.parametrize(
    "constraint", [item for item in CONSTRAINTS if choose(item.place, ONE_OF) == 0], ids=lambda item: item.place
)
def test_a_constraint_refuses_a_row_that_nothing_else_refuses(constraint: Constraint, filled: RawTables) -> None:
    prove(constraint, filled)


@pytest.mark.deep
@pytest.mark.parametrize("name", DATASET.tables)
def test_every_constraint_of_a_table_refuses_a_row_that_nothing_else_refuses(name: str, filled: RawTables) -> None:
    for constraint in CONSTRAINTS:
        if constraint.table == name:
            prove(constraint, filled)


def test_everything_that_a_schema_may_ask_of_a_row_is_among_the_constraints() -> None:
    assert {item.name for item in CONSTRAINTS} == {
        *ASKED,
        "primary-key",
        "unique-key",
        "foreign-key",
        "type",
        "kind",
        "category",
    }
    assert len(CONSTRAINTS) > 500
    assert [
        field.name
        for table in DATASET.published.values()
        for field in table.fields
        if field.categories and (field.pattern or field.format_name != "text")
    ] == []


@pytest.mark.parametrize("name", DATASET.tables)
def test_a_table_has_no_row_fewer_than_its_floor_nor_more_than_its_ceiling(name: str, filled: RawTables) -> None:
    table, row = DATASET.tables[name], filled[name].rows[0]

    def found(count: int) -> list[tuple[str, str]]:
        raw = RawTable(table, filled[name].file, [row] * count, [2] * count)
        return [(item.file, item.rule) for item in check_sizes({name: raw})]

    refused = [(filled[name].file, "row-count")]
    assert found(table.rows_min) == found(table.rows_max) == []
    assert found(table.rows_max + 1) == refused
    if table.rows_min:
        assert found(table.rows_min - 1) == refused


def ways_to_miss(total: dict[str, Any], bound: str, rows: list[int], others: list[int]) -> Iterator[str]:
    """Statements of which each brings a total just out of one of its bounds: rows, a cell, or cells copied.

    rows, others: the rows that the total counts, and those of the table that it does not
    """
    table, where = total["table"], total["where"]
    asked = [name for name in DATASET.tables[table].columns if re.search(rf"\b{name}\b", where)]
    if bound == "minimum":
        for first in range(len(rows)):
            out = ", ".join(str(row) for row in [*rows[first:], *rows[:first]][: len(rows) - total["minimum"] + 1])
            yield f"delete from [{table}] where rowid in ({out})"
            yield from (f"update [{table}] set [{name}] = null where rowid in ({out})" for name in asked)
        return
    more = total["maximum"] + 1 - len(rows)
    columns = ", ".join(f"[{name}]" for name in DATASET.tables[table].columns)
    numbers = f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {more})"
    for row in rows:
        yield f"insert into [{table}] ({columns}) {numbers} select {columns} from [{table}], n where rowid = {row}"
    for name in asked:
        value = f"(select [{name}] from [{table}] where rowid = {rows[0]})"
        for row in others[:200]:
            yield f"update [{table}] set [{name}] = {value} where rowid = {row}"
    # A row over which one that counts was copied, in the columns that the total is about.
    copied = ", ".join(f"[{name}]" for name in asked)
    for row in others[:200]:
        counting = f"select {copied} from [{table}] where rowid = {rows[0]}"
        yield f"update [{table}] set ({copied}) = ({counting}) where rowid = {row}"


@pytest.mark.parametrize("total", DATASET.totals, ids=lambda item: item["name"])
@pytest.mark.parametrize("bound", ["minimum", "maximum"])
def test_a_total_is_missed_by_a_change_that_no_other_total_misses(
    total: dict[str, Any], bound: str, pristine: RawTables, staged: Staged
) -> None:
    with staged.changed(pristine, keys=False) as connection:
        asked = f"select rowid, coalesce({total['where']}, 0) from [{total['table']}]"
        counted = {row[0]: bool(row[1]) for row in connection.execute(asked)}
        rows, others = ([row for row, is_in in counted.items() if is_in == wanted] for wanted in (True, False))
        for change in ways_to_miss(total, bound, rows, others):
            connection.execute("savepoint one")
            connection.execute(change)
            missed = [item.rule for item in check_totals(DATASET, connection, pristine)]
            connection.execute("rollback to one")
            if missed == [f"total-{total['name']}"]:
                return
    raise AssertionError(f"no change misses {total['name']} alone")


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
        ("vessels", "inferred", "name;name", "inferred-twice"),
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
