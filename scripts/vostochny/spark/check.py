"""The rules of schemas/rules/ over tables that Spark reads: the same suite, run by Great Expectations on Spark."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from vostochny.checks.run import Verdict
from vostochny.checks.sql_rules import (
    broken_rules,
    expectation,
    expectation_class,
    first_message,
    guarded_sql,
    stale_exceptions,
    unneeded_exceptions,
)
from vostochny.model.errors import SchemaError
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.schema import Dataset
from vostochny.model.sqlfile import SqlFile
from vostochny.spark.csv_line_numbers import lines_of
from vostochny.spark.read_tables import count, is_one_csv, list_all, register
from vostochny.spark.sql.expression_types import columns_of
from vostochny.spark.sql.translate import to_spark
from vostochny.spark.sqlite_fallback import ROWS_AT_MOST, SmallCopy

Rows = list[dict[str, Any]]
# So many rows that break one rule are listed.
FINDINGS_AT_MOST = 10_000


def check_on_spark(project: Project, spark: Any, data: str, say: Callable[[str], None]) -> Verdict:
    """What the rules say of the tables under `data`, a path or URI.

    Form, types and keys are not looked at: tables that `vostochny build` made passed those checks. A rule that Spark
    cannot run is run by SQLite over a copy of the tables it reads; if one of these is too long, the rule is named as
    skipped, and the tables do not pass for right.
    """
    dataset = project.dataset
    say("registering the tables")
    places = register(spark, dataset, data)
    list_all(spark, dataset)
    counts = {name: count(spark, table, places[name]) for name, table in dataset.tables.items()}
    short = [name for name, rows in counts.items() if rows <= ROWS_AT_MOST]
    for name in short:
        spark.catalog.cacheTable(name)
    with tempfile.TemporaryDirectory() as folder:
        small = SmallCopy(spark, dataset, counts, Path(folder) / "small.db")
        register_views(spark, dataset, small)
        statements = {rule.name: translated(spark, dataset, rule_sql(rule)) for rule in dataset.rules}
        on_spark = [rule for rule in dataset.rules if statements[rule.name]]
        rest = [rule for rule in dataset.rules if not statements[rule.name]]
        skipped = {rule.name: long[0] for rule in rest if (long := small.too_long(guarded_sql(rule)))}
        asked = [rule for rule in rest if rule.name not in skipped]
        say("checking the rules")
        offending = dict(offending_on_spark(spark, on_spark, statements))
        found = [item for rule in on_spark for item in stale_on_spark(spark, dataset, rule)]
        for rule in asked:
            small.fill(guarded_sql(rule))
        broken = broken_rules(asked, small.path) if asked else set()
        for rule in asked:
            if rule.name in broken:
                offending[rule.name] = [dict(row) for row in small.connection.execute(guarded_sql(rule))]
            found += stale_exceptions(small.connection, rule)
        small.connection.close()
    say("looking up the lines")
    many = [name for name, rows in offending.items() if len(rows) > FINDINGS_AT_MOST]
    found += findings(project, spark, places, {name: rows[:FINDINGS_AT_MOST] for name, rows in offending.items()})
    sentences = [f"{name} was not run: Spark cannot, and data/{table}.csv is long." for name, table in skipped.items()]
    sentences += [f"{name} is broken by more rows than the {FINDINGS_AT_MOST:,} that are listed." for name in many]
    for name in short:
        spark.catalog.uncacheTable(name)
    rules = len(on_spark) + len(asked)
    return Verdict(sorted(set(found)), len(counts), sum(counts.values()), rules, sentences)


def rule_sql(rule: SqlFile) -> str:
    """The statement of a rule for Spark, which knows no empty list of exceptions."""
    return guarded_sql(rule) if rule.exceptions else rule.sql


def translated(spark: Any, dataset: Dataset, sql: str) -> str:
    """A statement of SQLite's dialect in Spark's; empty where Spark does not understand it."""
    from pyspark.errors import PySparkException
    from pyspark.logger import PySparkLogger

    # It would print a page of its own inner life for each no, which is an answer here and no failure.
    told = PySparkLogger.getLogger("SQLQueryContextLogger")
    before, told.disabled = told.disabled, True
    try:
        statement = to_spark(sql, columns_of(dataset))
        spark.sql(statement)
    except (ValueError, PySparkException):
        return ""
    finally:
        told.disabled = before
    return statement


def register_views(spark: Any, dataset: Dataset, small: SmallCopy) -> None:
    """The views that rules read, each after those it reads itself; one that Spark does not know is read by SQLite."""
    waiting = views_read(dataset)
    for view in waiting:
        # A view of an earlier run in this session would be taken for one of these tables.
        spark.catalog.dropTempView(view.name)
    while waiting:
        understood = {view.name: statement for view in waiting if (statement := translated(spark, dataset, view.sql))}
        for name, statement in understood.items():
            spark.sql(statement).createOrReplaceTempView(name)
        waiting = [view for view in waiting if view.name not in understood]
        if not understood:
            # One that reads no other of these; the others may be Spark's own as soon as it is there.
            short = [view for view in waiting if not reads(view, waiting) and not small.too_long(view.sql)]
            if not short:
                return
            small.fill(short[0].sql)
            small.register(short[0].name, short[0].sql)
            waiting.remove(short[0])


def views_read(dataset: Dataset) -> list[SqlFile]:
    """The views that the rules read, and those which these read."""
    found: list[SqlFile] = []
    readers = dataset.rules
    while readers:
        readers = [view for view in dataset.views if view not in found and any(reads(item, [view]) for item in readers)]
        found += readers
    return found


def reads(item: SqlFile, views: list[SqlFile]) -> bool:
    """Whether a statement names one of these views, other than itself."""
    return any(re.search(rf"\b{view.name}\b", item.sql) for view in views if view is not item)


def offending_on_spark(spark: Any, rules: list[SqlFile], statements: Mapping[str, str]) -> Iterator[tuple[str, Rows]]:
    """Each rule that Great Expectations, on Spark, finds broken, with the rows that break it.

    statements: each rule's own, in Spark's dialect, by its name
    """
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    # The batch is only named in the statements, which look at all tables.
    one = spark.createDataFrame([("any",)], "record_id string")
    asset = context.data_sources.add_spark("record").add_dataframe_asset("records")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": one})
    asked = expectation_class(gx)
    suite = gx.ExpectationSuite(
        name="rules", expectations=[expectation(asked, rule, statements[rule.name]) for rule in rules]
    )
    by_name = {rule.name: rule for rule in rules}
    for item in batch.validate(suite).results:
        rule = by_name[item.expectation_config.meta["rule"]]
        if item.success:
            continue
        # A table cut short may leave as many rows without their like as there are calls.
        rows = [row.asDict() for row in spark.sql(statements[rule.name]).limit(FINDINGS_AT_MOST + 1).collect()]
        if not rows:
            raise SchemaError(
                f"schemas/rules/{rule.name}.sql does not run on Spark: {first_message(item.exception_info)}"
            )
        yield rule.name, rows


def stale_on_spark(spark: Any, dataset: Dataset, rule: SqlFile) -> Iterator[Finding]:
    """The exceptions of a rule that except nothing any more."""
    if rule.exceptions:
        offending = spark.sql(to_spark(rule.sql, columns_of(dataset))).select("record").distinct()
        needed = offending.where(offending["record"].isin(list(rule.exceptions))).collect()
        yield from unneeded_exceptions(rule, {row["record"] for row in needed})


def findings(
    project: Project, spark: Any, places: Mapping[str, str], offending: Mapping[str, Rows]
) -> Iterator[Finding]:
    """Offending rows, by rule, as findings: with their line where a table is one CSV file.

    Rows of Parquet have no lines, nor have those of a folder of CSV files; there the key follows the place after a #.
    """
    records: dict[str, set[str]] = {}
    for rows in offending.values():
        for row in rows:
            records.setdefault(row["table_name"], set()).add(row["record"])
    lines = {
        name: lines_of(spark, project.dataset.tables[name], places[name], keys)
        for name, keys in records.items()
        if is_one_csv(spark, places[name])
    }
    rules = {rule.name: rule for rule in project.dataset.rules}
    for name, rows in offending.items():
        rule = rules[name]
        for row in rows:
            table, record = row["table_name"], row["record"]
            line = lines.get(table, {}).get(record, 0)
            place = project.shown(Path(places[table])) if "://" not in places[table] else places[table]
            yield Finding(
                place if line else f"{place}#{record}",
                line,
                row["field"] or "",
                name.replace("_", "-"),
                "" if row["value"] is None else str(row["value"]),
                str(rule.header["expected"]),
                str(row.get("remedy") or rule.header.get("remedy", "")),
            )
