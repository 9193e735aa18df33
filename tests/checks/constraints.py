"""Every constraint that schemas/tables/ puts on a row: rows that break it alone, and the table without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tests.conftest import RawTables

from vostochny.model.schema import Field, Table
from vostochny.model.text_formats import TEXT_FORMATS
from vostochny.tables.csv_reader import RawTable

# For each kind, texts of another form, and texts of its form that it still cannot be.
FORMLESS = {
    "id": "No Such Form", "port": "vyp", "edtf": "May 2024", "url": "example.org/a", "imo": "912965",
    "mmsi": "44512345", "country": "Korea", "language": "English", "locode": "VYP", "unit": "Barrels!",
    "columns": "Name of the ship", "sentences": "No full stop",
}  # fmt: skip
UNTRUE = {
    "port": "XQVYP", "edtf": "2023-02-29", "url": "https://localhost/a", "imo": "9129654", "country": "XQ",
    "language": "xq", "locode": "XQVYP", "unit": "barels", "columns": "no_such_column",
    "sentences": "One (two.",
}  # fmt: skip
UNTRUE_RULES = {"columns": "inferred-column"}
WRONG_TYPE = {"integer": "1.5", "number": "abc", "boolean": "yes", "date": "7 March 2024"}


@dataclass(frozen=True)
class Constraint:
    """One thing that a row must keep to.

    columns: those that it is about; a finding names the first
    name: primary-key, unique-key, foreign-key, type, kind, category, or what `constraints` calls it
    rule: under which a finding must come
    """

    table: str
    columns: tuple[str, ...]
    name: str
    rule: str

    @property
    def place(self) -> str:
        return f"{self.table}.{'+'.join(self.columns)}: {self.rule}"


def constraints_of(table: Table) -> Iterator[Constraint]:
    """Everything that a schema asks of the rows of one table."""
    yield Constraint(table.name, table.primary_key, "primary-key", "primary-key")
    for columns in table.unique_keys:
        yield Constraint(table.name, columns, "unique-key", "unique-key")
    for key in table.foreign_keys:
        yield Constraint(table.name, (key.field,), "foreign-key", "foreign-key")
    for field in table.fields:
        for name, rule in field_constraints(field):
            yield Constraint(table.name, (field.name,), name, rule)


def field_constraints(field: Field) -> Iterator[tuple[str, str]]:
    """The constraints of one field with their rules; a kind has a form, and often more than a form can say."""
    if field.type != "string":
        yield "type", f"type-{field.type}"
    for name in field.constraints:
        yield name, "max-length" if name == "maxLength" else name
    if field.categories:
        yield "category", "category"
    if field.format.pattern and "pattern" not in field.constraints and not field.categories:
        yield "kind", "pattern"
    if field.format_name in UNTRUE:
        yield "kind", UNTRUE_RULES.get(field.format_name, field.format_name)


def without(table: Table, constraint: Constraint) -> Table:
    """The table as it would be if its schema did not have this constraint."""
    if constraint.name == "primary-key":
        return replace(table, primary_key=())
    if constraint.name == "unique-key":
        return replace(table, unique_keys=tuple(key for key in table.unique_keys if key != constraint.columns))
    if constraint.name == "foreign-key":
        return replace(
            table, foreign_keys=tuple(key for key in table.foreign_keys if key.field != constraint.columns[0])
        )
    fields = (loosened(item, constraint.name) if item.name in constraint.columns else item for item in table.fields)
    return replace(table, fields=tuple(fields))


def loosened(field: Field, name: str) -> Field:
    """The field without one constraint; limits of a number or a day go with its type."""
    if name == "type":
        limits = {key: value for key, value in field.constraints.items() if key not in {"minimum", "maximum"}}
        return replace(field, type="string", constraints=limits)
    if name == "category":
        return replace(field, categories={})
    if name == "kind":
        # Any text but an address may be in a column of text, so the form of addresses is taken away in another way.
        if field.format_name == "url":
            return replace(field, format_name="id", constraints={**field.constraints, "pattern": ".+"})
        return replace(field, format_name="text")
    return replace(field, constraints={key: value for key, value in field.constraints.items() if key != name})


def wrong_values(field: Field, constraint: Constraint) -> list[str]:
    """Values that break this constraint; the empty list where it takes a second row."""
    if constraint.name == "kind":
        return [(FORMLESS if constraint.rule == "pattern" else UNTRUE)[field.format_name]]
    if constraint.name in {"minimum", "maximum"}:
        return [beyond(field, constraint.name)]
    # In words, because one word of such a length is refused for another reason.
    long = ("xxxxxxxxx " * 500)[: int(field.constraints.get("maxLength", 0))].replace(" x", " y")
    return {
        "required": [""],
        "type": [WRONG_TYPE.get(field.type, "")],
        "category": ["no-such-category"],
        "foreign-key": ["no-such-record", "KP-NOWHERE", "2030.1.0"],
        "pattern": ["no-such-form", "No such form."],
        "maxLength": [f"{long}x", f"T{long}."],
    }.get(constraint.name, [])


def beyond(field: Field, name: str) -> str:
    """The nearest value of a field's type that lies outside its limit."""
    limit, step = field.constraints[name], -1 if name == "minimum" else 1
    if field.type == "date":
        return f"{int(limit[:4]) + step}{limit[4:]}"
    if field.type == "integer":
        return str(int(limit) + step)
    return f"{float(limit) + step / 1000:.3f}"


def broken_rows(constraint: Constraint, raw: RawTable) -> Iterator[list[list[str]]]:
    """Rows of the table of which the last breaks the constraint, most likely nothing else; several tries."""
    columns = raw.table.columns
    positions = [columns.index(name) for name in constraint.columns]
    field = raw.table.by_name[constraint.columns[0]]
    values = wrong_values(field, constraint)
    # A row that has something in the column comes nearest to what it would be.
    for row in sorted(raw.rows, key=lambda cells: not all(cells[position] for position in positions))[:8]:
        for value in values:
            yield [changed(columns, row, {constraint.columns[0]: value})]
        if not values:
            for other in raw.rows[:8]:
                if other != row or len(raw.rows) == 1:
                    yield [row, changed(columns, other, {columns[at]: row[at] for at in positions})]


def changed(columns: list[str], row: list[str], cells: Mapping[str, str]) -> list[str]:
    """A row with some cells changed, and with no list of inferred columns unless that is what is changed."""
    return [cells.get(name, "" if name == "inferred" else value) for name, value in zip(columns, row, strict=True)]


def surroundings(tables: RawTables, name: str, rows: list[list[str]], table: Table) -> RawTables:
    """The rows as a table of their own, with just those rows of other tables that they refer to.

    table: the table's description, which may lack a constraint
    """
    found = {name: RawTable(table, tables[name].file, [*rows], list(range(2, 2 + len(rows))))}
    for target in {key.table for key in table.foreign_keys}:
        columns = [table.columns.index(key.field) for key in table.foreign_keys if key.table == target]
        wanted = {row[position] for row in rows for position in columns}
        raw = tables[target]
        there = [row for row in raw.rows if raw.key(row)[0] in wanted]
        if target != name:
            lone = replace(raw.table, foreign_keys=())
            found[target] = RawTable(lone, raw.file, there, list(range(2, 2 + len(there))))
        else:
            alone = {key.field: "" for key in table.foreign_keys if key.table == name}
            found[name].rows[:0] = [changed(table.columns, row, alone) for row in there if row not in rows]
            found[name].lines[:] = range(2, 2 + len(found[name].rows))
    return found


assert set(FORMLESS) == {name for name, kind in TEXT_FORMATS.items() if kind.pattern}
