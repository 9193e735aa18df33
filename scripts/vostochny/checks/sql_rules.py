"""Runs the rules of schemas/rules/ as one Great Expectations suite, in SQL, on the staged database."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from vostochny.database.reading import opened
from vostochny.model.errors import SchemaError
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
        for rule in rules:
            if rule.name in broken:
                findings.extend(rule_findings(connection, rule, raw_tables))
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


def guarded_sql(rule: SqlFile) -> str:
    """The rule's statement without the records that its header excepts."""
    excepted = ", ".join("'" + record.replace("'", "''") + "'" for record in rule.exceptions)
    return f"select * from ({rule.sql}\n) as offending where record not in ({excepted})"


def broken_rules(rules: list[SqlFile], staged: Path) -> set[str]:
    """Names of the rules that Great Expectations finds broken.

    One suite, one validation. Raises SchemaError when a rule's SQL does not run.
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_sqlite(
        "staged", connection_string=f"sqlite:///file:{quote(str(staged.resolve()))}?mode=ro&uri=true"
    )
    batch = source.add_table_asset("records", table_name="records").add_batch_definition_whole_table("all")
    asked = expectation_class(gx)
    suite = gx.ExpectationSuite(name="rules", expectations=[expectation(asked, rule) for rule in rules])
    result = batch.get_batch().validate(suite)
    broken: set[str] = set()
    for item in result.results:
        name = item.expectation_config.meta["rule"]
        if item.exception_info and "exception_message" in str(item.exception_info) and failed_to_run(item):
            raise SchemaError(f"schemas/rules/{name}.sql does not run: {first_message(item.exception_info)}")
        if not item.success:
            broken.add(name)
    return broken


@cache
def expectation_class(gx: Any) -> Any:
    """Great Expectations' expectation of SQL, asked how many rows break it and not also for the first 200 of them.

    Its own would run every statement twice; the rows are read anyway, all of them, where a rule is broken. The library
    keeps a register of such classes and complains of a second one by the same name, so it is made once.
    """

    class RuleFindsNoRow(gx.expectations.UnexpectedRowsExpectation):  # type: ignore[misc]
        metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

        def _validate(self, metrics: dict[str, Any], *_given: Any, **_named: Any) -> dict[str, Any]:
            count = metrics["unexpected_rows_query.row_count"]
            return {"success": count == 0, "result": {"observed_value": count}}

    return RuleFindsNoRow


def expectation(asked: Any, rule: SqlFile, sql: str = "") -> Any:
    """One rule as an expectation that its statement, or the same in another dialect, finds no row.

    The batch is the list of all records; naming it says that the statement looks further on purpose.
    """
    sql = (sql or guarded_sql(rule)).replace("{", "{{").replace("}", "}}")
    return asked(
        unexpected_rows_query=f"select * from ({sql}\n) as found where exists (select 1 from {{batch}})",
        description=rule.description,
        meta={"rule": rule.name},
    )


def failed_to_run(item: Any) -> bool:
    """Whether the expectation raised instead of answering."""
    info = item.exception_info
    entries = [info] if "raised_exception" in info else list(info.values())
    return any(entry.get("raised_exception") for entry in entries)


def first_message(info: Mapping[str, Any]) -> str:
    """The first line of what the database said."""
    entries = [info] if "raised_exception" in info else list(info.values())
    return str(entries[0].get("exception_message", "")).split("\n", 1)[0]


def rule_findings(connection: sqlite3.Connection, rule: SqlFile, raw_tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """All offending rows; asked of the database itself, because a suite's result keeps only the first 200."""
    cursor = connection.execute(guarded_sql(rule))
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
