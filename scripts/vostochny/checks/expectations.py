"""Everything that touches Great Expectations: loading it, one suite of all rules, and the seams to its inside.

Seams of Great Expectations 1.24, each with a test in tests/checks/test_expectations_seams.py:

1. `RuleFindsNoRow` overrides `_validate` and `metric_dependencies`, because the library's own expectation runs every
   statement twice: for the count, and for the first 200 rows, which nobody reads here. Gain: one run instead of two.
2. `progress_bars` of the context are turned off; they would be printed between the lines of the command line. Gain in
   time: none. The library documents no other switch.
3. scipy and altair, which the library imports for statistics and charts that no rule uses, are loaded only on use
   (lazy_imports.py). Gain: 1.1 s instead of 2.0 s to load it, 2.4 s instead of 3.4 s for a `check` without a cache.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from vostochny.checks.lazy_imports import postpone
from vostochny.model.sqlfile import SqlFile

UNUSED = ("scipy", "scipy.stats", "altair")


def load() -> Any:
    """The library, without what no rule uses and without its analytics, which would ask another host."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    postpone(*UNUSED)
    import great_expectations as gx

    return gx


def new_context() -> Any:
    """A context that keeps nothing on disk and prints nothing."""
    context = load().get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context


def guarded_sql(rule: SqlFile) -> str:
    """The rule's statement without the records that its header excepts."""
    excepted = ", ".join("'" + record.replace("'", "''") + "'" for record in rule.exceptions)
    return f"select * from ({rule.sql}\n) as offending where record not in ({excepted})"


def broken_rules(rules: list[SqlFile], staged: Path) -> set[str]:
    """Names of the rules that Great Expectations reports as broken, or whose statement does not run.

    One suite, one validation. Which of both it is, is learnt by running the statement (`sql_rules.rule_findings`).
    """
    source = new_context().data_sources.add_sqlite("staged", connection_string=address(staged))
    batch = source.add_table_asset("records", table_name="records").add_batch_definition_whole_table("all")
    return set(failures(batch.get_batch(), [(rule, guarded_sql(rule)) for rule in rules]))


def address(database: Path) -> str:
    """The address of a database file for SQLAlchemy, which encodes once more what is encoded for SQLite."""
    from sqlalchemy import URL

    query = {"mode": "ro", "uri": "true"}
    return URL.create("sqlite", database=f"file:{quote(str(database.resolve()))}", query=query).render_as_string()


def failures(batch: Any, statements: Sequence[tuple[SqlFile, str]]) -> dict[str, str]:
    """The names of the rules whose statement finds a row in `batch` or does not run, with what the database said then.

    statements: each rule with its statement in the dialect of the batch
    """
    gx = load()
    asked = expectation_class(gx)
    suite = gx.ExpectationSuite(name="rules", expectations=[expectation(asked, rule, sql) for rule, sql in statements])
    return {
        item.expectation_config.meta["rule"]: first_message(item.exception_info or {})
        for item in batch.validate(suite).results
        if not item.success
    }


@cache
def expectation_class(gx: Any) -> Any:
    """Great Expectations' expectation of SQL, asked how many rows break it and not also for the first 200 of them.

    The library keeps a register of such classes and complains of a second one by the same name, so it is made once.
    How expectations are subclassed: https://docs.greatexpectations.io/docs/core/customize_expectations/
    """

    class RuleFindsNoRow(gx.expectations.UnexpectedRowsExpectation):  # type: ignore[misc]
        metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

        def _validate(self, metrics: Mapping[str, int], *_given: object, **_named: object) -> dict[str, object]:
            count = metrics["unexpected_rows_query.row_count"]
            return {"success": count == 0, "result": {"observed_value": count}}

    return RuleFindsNoRow


def expectation(asked: Any, rule: SqlFile, sql: str) -> Any:
    """One rule as an expectation that `sql` finds no row.

    The batch is the list of all records; naming it says that the statement reads other tables on purpose.
    """
    escaped = sql.replace("{", "{{").replace("}", "}}")
    return asked(
        unexpected_rows_query=f"select * from ({escaped}\n) as found where exists (select 1 from {{batch}})",
        description=rule.description,
        meta={"rule": rule.name},
    )


def first_message(info: Mapping[str, Any]) -> str:
    """The first line of what the database said, from an `exception_info`, which is flat or by metric."""
    entries = [info] if "raised_exception" in info else list(info.values())
    return str(entries[0].get("exception_message", "") if entries else info).split("\n", 1)[0]
