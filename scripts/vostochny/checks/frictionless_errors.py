"""Runs Frictionless over the tables and reports its errors as Findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from vostochny.model.descriptor import table_schema
from vostochny.model.findings import Finding, did_you_mean
from vostochny.model.schema import Field, Table
from vostochny.tables.csv_reader import RawTable

TYPE_EXPECTED = {
    "integer": "a whole number without separators.",
    "number": "a number with a point for decimals and no separators.",
    "boolean": "`true` or `false`.",
    "date": "a day as 2024-03-07.",
    "string": "text.",
}


def check_shape(raw_tables: Mapping[str, RawTable]) -> list[Finding]:
    """Types, constraints, primary and foreign keys of every readable table."""
    import frictionless

    readable = {name: raw for name, raw in raw_tables.items() if raw.readable}
    package = frictionless.Package(resources=[resource(frictionless, raw, readable) for raw in readable.values()])
    report = package.validate(limit_errors=1_000_000)
    findings: list[Finding] = []
    for task in report.tasks:
        raw = readable[task.name]
        for error in task.errors:
            findings.extend(translate(raw, error, readable))
    return findings


def resource(frictionless: Any, raw: RawTable, readable: Mapping[str, RawTable]) -> Any:
    """One table as Frictionless sees it; keys into a table that could not be read are left for the next run."""
    schema = table_schema(raw.table)
    keys = [
        key
        for key in schema.get("foreignKeys", [])
        if key["reference"]["resource"] in readable or not key["reference"]["resource"]
    ]
    schema["foreignKeys"] = keys
    return frictionless.Resource(
        name=raw.table.name,
        data=[raw.table.columns, *raw.rows],
        schema=frictionless.Schema.from_descriptor(schema),
    )


def translate(raw: RawTable, error: Any, readable: Mapping[str, RawTable]) -> Iterator[Finding]:
    """One error of Frictionless as Findings, with the line of the file and a remedy."""
    row_number = getattr(error, "row_number", 0)
    line = raw.lines[row_number - 2] if row_number >= 2 else 0
    row = raw.rows[row_number - 2] if row_number >= 2 else []
    if error.type == "primary-key":
        yield from primary_key_findings(raw, row, line)
    elif error.type == "foreign-key":
        yield foreign_key_finding(raw, row, line, error.field_names[0], readable)
    elif (field := raw.table.by_name.get(getattr(error, "field_name", ""))) is not None:
        value = row[raw.table.columns.index(field.name)]
        yield cell_finding(raw, field, line, value, error)
    else:
        yield Finding(raw.file, line, "", error.type, "", error.message)


def primary_key_findings(raw: RawTable, row: list[str], line: int) -> Iterator[Finding]:
    """A repeated key, with the line of its first use; an empty one is reported as a required value."""
    key = raw.key(row)
    first = raw.lines[[raw.key(other) for other in raw.rows].index(key)]
    if first != line:
        column, expected = raw.table.primary_key[0], f"each key once; it is already in line {first}."
        yield Finding(raw.file, line, column, "primary-key", "|".join(key), expected, "Identifiers are never reused.")


def foreign_key_finding(
    raw: RawTable, row: list[str], line: int, column: str, readable: Mapping[str, RawTable]
) -> Finding:
    """A key that the other table does not have, with the nearest that it has."""
    reference = raw.table.reference(column)
    assert reference is not None
    value = row[raw.table.columns.index(column)]
    known = [raw_key[0] for raw_key in map(readable[reference.table].key, readable[reference.table].rows)]
    remedy = did_you_mean(value, known) or f"Add it to data/{reference.table}.csv first."
    expected = f"a {reference.other_field} of data/{reference.table}.csv."
    return Finding(raw.file, line, column, "foreign-key", value, expected, remedy)


def cell_finding(raw: RawTable, field: Field, line: int, value: str, error: Any) -> Finding:
    """A cell of the wrong type, or one that breaks a constraint."""
    if error.type == "type-error":
        return Finding(raw.file, line, field.name, f"type-{field.type}", value, TYPE_EXPECTED[field.type])
    match = re.search(r'constraint "(\w+)"', error.note)
    name = match.group(1) if match else error.type
    rule = RULE_NAMES.get(name, name)
    expected, remedy = constraint_words(raw.table, field, rule, value)
    return Finding(raw.file, line, field.name, rule, value, expected, remedy)


RULE_NAMES = {"enum": "category", "maxLength": "max-length", "unique-error": "unique"}


def constraint_words(table: Table, field: Field, name: str, value: str) -> tuple[str, str]:
    """What a constraint wants, and what to do, as sentences."""
    limit = field.constraints.get("maxLength" if name == "max-length" else name)
    if name == "required":
        return (
            f"a value: {field.title} must not be empty.",
            f"For example {field.example}." if field.example else "",
        )
    if name == "category":
        return f"one of {', '.join(field.categories)}.", did_you_mean(value, field.categories)
    if name == "pattern":
        return f"{field.format.expected or field.pattern}.", f"For example {field.example}."
    if name == "unique":
        return f"each {field.title} once in data/{table.file_name}.", "Two records that share it may be one."
    words = {
        "minimum": f"at least {limit}",
        "maximum": f"at most {limit}",
        "max-length": f"at most {limit} characters",
    }
    return f"{words.get(name, f'{name} {limit}')}{f' ({field.unit})' if field.unit else ''}.", ""
