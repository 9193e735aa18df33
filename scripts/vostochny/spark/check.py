"""Runs the rules of schemas/rules/ on Spark: the same Great Expectations suite."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.checks.expectations import broken_rules, failures, guarded_sql, new_context
from vostochny.checks.sql_rules import stale_exceptions, unneeded_exceptions
from vostochny.checks.verdict import Verdict
from vostochny.model.errors import SchemaError
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.schema import Dataset
from vostochny.model.sqlfile import SqlFile
from vostochny.spark.csv_line_numbers import lines_of
from vostochny.spark.read_tables import count, is_one_csv, list_all, register
from vostochny.spark.sql.expression_types import columns_of
from vostochny.spark.sql.translate import relations, to_spark
from vostochny.spark.sqlite_fallback import ROWS_AT_MOST, SmallCopy

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# At most this many offending rows are listed per rule.
FINDINGS_AT_MOST = 10_000


@dataclass(frozen=True)
class OffendingRow:
    """A row that breaks a rule, in the columns that every rule selects."""

    table: str
    record: str
    field: str
    value: str
    remedy: str

    @classmethod
    def of(cls, row: Mapping[str, object]) -> OffendingRow:
        """From a row of a rule's statement; a rule need not select a remedy."""
        value, remedy = row["value"], row.get("remedy")
        return cls(
            str(row["table_name"]),
            str(row["record"]),
            str(row["field"] or ""),
            "" if value is None else str(value),
            str(remedy or ""),
        )


Rows = list[OffendingRow]


def check_on_spark(project: Project, spark: SparkSession, data: str, report: Callable[[str], None]) -> Verdict:
    """Checks the tables under `data`, a path or URI, against the rules.

    Shape, cell types and keys are not checked: tables written by `vostochny build` have passed those checks. A rule
    that Spark cannot run is run by SQLite on copies of the tables it reads; if one of these is too long to copy, the
    rule is reported as skipped and the verdict is not valid.
    """
    dataset = project.dataset
    report("registering the tables")
    places, counts = registered(spark, dataset, data)
    short = [name for name, rows in counts.items() if rows <= ROWS_AT_MOST]
    with cached(spark, short), tempfile.TemporaryDirectory() as folder:
        small = SmallCopy(spark, dataset, counts, Path(folder) / "small.db")
        register_views(spark, dataset, small)
        statements = {rule.name: translated(spark, dataset, rule_sql(rule)) for rule in dataset.rules}
        rest = [rule for rule in dataset.rules if not statements[rule.name]]
        skipped = {rule.name: long[0] for rule in rest if (long := small.too_long(guarded_sql(rule)))}
        report("checking the rules")
        on_spark = run_on_spark(spark, dataset, {name: sql for name, sql in statements.items() if sql})
        in_sqlite = run_in_sqlite(small, [rule for rule in rest if rule.name not in skipped])
        small.connection.close()
        report("looking up the lines")
        offending = {**on_spark.offending, **in_sqlite.offending}
        listed = {name: rows[:FINDINGS_AT_MOST] for name, rows in offending.items()}
        found = {*on_spark.stale, *in_sqlite.stale, *findings(project, spark, places, listed)}
    rules = len(dataset.rules) - len(skipped)
    return Verdict(sorted(found), len(counts), sum(counts.values()), rules, limits(skipped, offending))


def registered(spark: SparkSession, dataset: Dataset, data: str) -> tuple[dict[str, str], dict[str, int]]:
    """Registers tables and records as views; returns the place and the number of rows of each table."""
    places = register(spark, dataset, data)
    list_all(spark, dataset)
    return places, {name: count(spark, table, places[name]) for name, table in dataset.tables.items()}


@contextmanager
def cached(spark: SparkSession, tables: list[str]) -> Iterator[None]:
    """Keeps tables in Spark's memory for the duration of a block."""
    for name in tables:
        spark.catalog.cacheTable(name)
    yield
    for name in tables:
        spark.catalog.uncacheTable(name)


@dataclass(frozen=True)
class RulesRun:
    """What an engine found: the offending rows of each broken rule, and exceptions that are no longer needed."""

    offending: dict[str, Rows]
    stale: list[Finding]


def run_on_spark(spark: SparkSession, dataset: Dataset, statements: Mapping[str, str]) -> RulesRun:
    """Runs the rules that have a statement in Spark's dialect."""
    rules = [rule for rule in dataset.rules if rule.name in statements]
    offending = dict(offending_on_spark(spark, rules, statements))
    return RulesRun(offending, [item for rule in rules for item in stale_on_spark(spark, dataset, rule)])


def run_in_sqlite(small: SmallCopy, rules: list[SqlFile]) -> RulesRun:
    """Runs the other rules on copies of the tables they read."""
    for rule in rules:
        small.fill(guarded_sql(rule))
    broken = broken_rules(rules, small.path) if rules else set()
    offending = {
        name: [OffendingRow.of(dict(row)) for row in small.connection.execute(sql)]
        for name, sql in ((rule.name, guarded_sql(rule)) for rule in rules)
        if name in broken
    }
    return RulesRun(offending, [item for rule in rules for item in stale_exceptions(small.connection, rule)])


def limits(skipped: Mapping[str, str], offending: Mapping[str, Rows]) -> list[str]:
    """What the verdict does not cover, in sentences.

    skipped: the table that was too long to copy, by rule
    """
    many = [name for name, rows in offending.items() if len(rows) > FINDINGS_AT_MOST]
    return [
        *(f"{name} was not run: Spark cannot, and data/{table}.csv is long." for name, table in skipped.items()),
        *(f"{name} is broken by more rows than the {FINDINGS_AT_MOST:,} that are listed." for name in many),
    ]


def rule_sql(rule: SqlFile) -> str:
    """The statement of a rule for Spark, which does not accept an empty list of exceptions."""
    return guarded_sql(rule) if rule.exceptions else rule.sql


def translated(spark: SparkSession, dataset: Dataset, sql: str) -> str:
    """A statement translated from SQLite's dialect to Spark's; empty if Spark cannot run it."""
    from pyspark.errors import PySparkException
    from pyspark.logger import PySparkLogger

    # Otherwise it prints a stack trace for each statement refused, which is an expected answer here.
    logger = PySparkLogger.getLogger("SQLQueryContextLogger")
    before, logger.disabled = logger.disabled, True
    try:
        statement = to_spark(sql, columns_of(dataset))
        spark.sql(statement)
    except (ValueError, PySparkException):
        return ""
    finally:
        logger.disabled = before
    return statement


def register_views(spark: SparkSession, dataset: Dataset, small: SmallCopy) -> None:
    """Registers the views that rules read, dependencies first; those Spark cannot run are computed by SQLite."""
    waiting = views_read(dataset)
    for view in waiting:
        # A view left by an earlier run in this session would be mistaken for a new one.
        spark.catalog.dropTempView(view.name)
    while waiting:
        understood = {view.name: statement for view in waiting if (statement := translated(spark, dataset, view.sql))}
        for name, statement in understood.items():
            spark.sql(statement).createOrReplaceTempView(name)
        waiting = [view for view in waiting if view.name not in understood]
        if not understood:
            # One without dependencies among the rest; Spark may be able to run the others once it is registered.
            short = [view for view in waiting if not reads(view, waiting) and not small.too_long(view.sql)]
            if not short:
                return
            small.fill(short[0].sql)
            small.register(short[0].name, short[0].sql)
            waiting.remove(short[0])


def views_read(dataset: Dataset) -> list[SqlFile]:
    """The views that the rules read, directly or through other views."""
    found: list[SqlFile] = []
    readers = dataset.rules
    while readers:
        readers = [view for view in dataset.views if view not in found and any(reads(item, [view]) for item in readers)]
        found += readers
    return found


def reads(item: SqlFile, views: list[SqlFile]) -> bool:
    """Whether a statement reads one of these views, other than itself."""
    named = relations(item.sql)
    return any(view.name in named for view in views if view is not item)


def offending_on_spark(
    spark: SparkSession, rules: list[SqlFile], statements: Mapping[str, str]
) -> Iterator[tuple[str, Rows]]:
    """Each rule that Great Expectations finds broken on Spark, with its offending rows.

    statements: in Spark's dialect, by the name of the rule
    """
    context = new_context()
    # Great Expectations needs a batch; the statements read the registered tables.
    one = spark.createDataFrame([("any",)], "record_id string")
    asset = context.data_sources.add_spark("record").add_dataframe_asset("records")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": one})
    for name, message in failures(batch, [(rule, statements[rule.name]) for rule in rules]).items():
        # A truncated table can leave as many dangling rows as there are calls.
        offending = spark.sql(statements[name])
        rows = [OffendingRow.of(row.asDict()) for row in offending.limit(FINDINGS_AT_MOST + 1).collect()]
        if not rows:
            raise SchemaError(f"schemas/rules/{name}.sql does not run on Spark: {message}")
        yield name, rows


def stale_on_spark(spark: SparkSession, dataset: Dataset, rule: SqlFile) -> Iterator[Finding]:
    """The exceptions of a rule that are no longer needed."""
    if rule.exceptions:
        offending = spark.sql(to_spark(rule.sql, columns_of(dataset))).select("record").distinct()
        needed = offending.where(offending["record"].isin(list(rule.exceptions))).collect()
        yield from unneeded_exceptions(rule, {row["record"] for row in needed})


def findings(
    project: Project, spark: SparkSession, places: Mapping[str, str], offending: Mapping[str, Rows]
) -> Iterator[Finding]:
    """Findings for the offending rows of each rule, with a line number if the table is a single CSV file.

    Rows of Parquet and of a folder of CSV files have no line numbers; their key is appended after a #.
    """
    records: dict[str, set[str]] = {}
    for rows in offending.values():
        for row in rows:
            records.setdefault(row.table, set()).add(row.record)
    lines = {
        name: lines_of(spark, project.dataset.tables[name], places[name], keys)
        for name, keys in records.items()
        if is_one_csv(spark, places[name])
    }
    rules = {rule.name: rule for rule in project.dataset.rules}
    for name, rows in offending.items():
        rule = rules[name]
        for row in rows:
            line = lines.get(row.table, {}).get(row.record, 0)
            place = places[row.table]
            place = place if "://" in place else project.shown(Path(place))
            yield Finding(
                place if line else f"{place}#{row.record}",
                line,
                row.field,
                name.replace("_", "-"),
                row.value,
                str(rule.header["expected"]),
                row.remedy or str(rule.header.get("remedy", "")),
            )
