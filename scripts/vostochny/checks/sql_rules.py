"""Runs the rules of schemas/rules/ as one Great Expectations suite, in SQL, on the staged database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from vostochny.checks.expectations import broken_rules, guarded_sql
from vostochny.database.reading import LONGEST_STATEMENT, limit_time, opened
from vostochny.model.errors import BuildError, SchemaError
from vostochny.model.findings import Finding
from vostochny.model.schema import Dataset
from vostochny.model.sqlfile import SqlFile
from vostochny.tables.arrow_reader import Loaded

RULE_COLUMNS = {"table_name", "record", "field", "value"}


def check_rules(
    dataset: Dataset,
    staged: Path,
    raw_tables: Mapping[str, Loaded],
    rules: list[SqlFile] | None = None,
    broken: set[str] | None = None,
) -> list[Finding]:
    """Every row that breaks a rule, with its line in data/. The verdict is Great Expectations'.

    rules: those to look at; all without it
    broken: the names of the broken ones, where Great Expectations was asked already
    """
    findings: list[Finding] = []
    rules = dataset.rules if rules is None else rules
    broken = broken_rules(rules, staged) if broken is None else broken
    with opened(staged) as connection:
        limit_time(connection, LONGEST_STATEMENT)
        for rule in rules:
            if rule.name in broken:
                found = list(rule_findings(connection, rule, raw_tables))
                if not found:
                    raise BuildError(
                        f"Great Expectations finds {rule.name} broken, and SQLite finds no row that breaks it"
                    )
                findings.extend(found)
            findings.extend(stale_exceptions(connection, rule))
    return findings


def tables_read(dataset: Dataset, connection: sqlite3.Connection, sql: str) -> list[str]:
    """The tables that a statement reads, through views too, in the order of the dataset.

    The list of all records is made of every table, so that whoever reads it reads them all.
    """
    seen: set[str] = set()

    def note(action: int, table: str | None, *_more: str | None) -> int:
        if action == sqlite3.SQLITE_READ and table:
            seen.add(table)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    connection.execute(f"explain {sql}").fetchall()
    connection.set_authorizer(None)
    return [name for name in dataset.tables if name in seen or "records" in seen]


def rule_findings(connection: sqlite3.Connection, rule: SqlFile, raw_tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """All offending rows, from the database itself, because a suite's result keeps only the first 200.

    Raises SchemaError when the statement does not run or lacks a column.
    """
    try:
        cursor = connection.execute(guarded_sql(rule))
    except sqlite3.Error as error:
        raise SchemaError(f"schemas/rules/{rule.path.name} does not run: {error}") from error
    given = {item[0] for item in cursor.description}
    if missing := sorted(RULE_COLUMNS - given):
        raise SchemaError(f"{rule.path}: the statement must also return {missing[0]}")
    offending = cursor.fetchall()
    records: dict[str, set[str]] = {}
    for row in offending:
        records.setdefault(row["table_name"], set()).add(row["record"])
    lines = {name: raw_tables[name].lines_of(found) for name, found in records.items()}
    for row in offending:
        remedy = (row["remedy"] if "remedy" in given else "") or rule.header.get("remedy", "")
        yield Finding(
            raw_tables[row["table_name"]].file,
            lines[row["table_name"]].get(row["record"], 0),
            row["field"] or "",
            rule.name.replace("_", "-"),
            "" if row["value"] is None else str(row["value"]),
            str(rule.header["expected"]),
            str(remedy),
        )


def stale_exceptions(connection: sqlite3.Connection, rule: SqlFile) -> Iterator[Finding]:
    """The exceptions of a rule that except nothing any more, as the database has it."""
    if rule.exceptions:
        yield from unneeded_exceptions(rule, {row["record"] for row in connection.execute(rule.sql)})


def unneeded_exceptions(rule: SqlFile, offending: set[str]) -> Iterator[Finding]:
    """An exception that excepts nothing any more must go, or it would hide the next mistake.

    offending: the records that the rule would name if it had no exceptions
    """
    for record in sorted(set(rule.exceptions) - offending):
        yield Finding(
            f"schemas/rules/{rule.path.name}",
            0,
            "",
            "stale-exception",
            record,
            "an exception that is still needed.",
            "Take it out of the header.",
        )
