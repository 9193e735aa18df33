"""What is relied on inside Great Expectations is still as it is thought to be, so that an upgrade names the seam."""

from __future__ import annotations

import inspect
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from vostochny.checks import expectations
from vostochny.checks.expectations import UNUSED, broken_rules, expectation_class, load, new_context
from vostochny.model.sqlfile import SqlFile


@pytest.fixture
def batch(tmp_path: Path) -> Any:
    """A database of one table with one row, as Great Expectations sees it."""
    path = tmp_path / "one.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table records (record_id text)")
        connection.execute("insert into records values ('a')")
    source = new_context().data_sources.add_sqlite("staged", connection_string=f"sqlite:///{path}")
    asset = source.add_table_asset("records", table_name="records")
    return asset.add_batch_definition_whole_table("all").get_batch()


def test_the_expectation_of_sql_counts_rows_by_the_metric_that_ours_asks_for(batch: Any) -> None:
    own = load().expectations.UnexpectedRowsExpectation
    ours = expectation_class(load())
    assert set(ours.metric_dependencies) < set(own.metric_dependencies)
    assert list(inspect.signature(own._validate).parameters)[:2] == ["self", "metrics"]
    for sql, success, count in (("select * from {batch}", False, 1), ("select * from {batch} where 1 = 0", True, 0)):
        result = batch.validate(ours(unexpected_rows_query=sql))
        assert (result.success, result.result["observed_value"]) == (success, count)


def test_ours_runs_each_statement_once_where_the_librarys_runs_it_twice(batch: Any) -> None:
    from sqlalchemy import event

    def runs(asked: Any) -> int:
        seen: list[str] = []
        engine = batch.datasource.get_execution_engine().engine

        def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        batch.validate(asked(unexpected_rows_query="select 7 as mark from {batch}"))
        event.remove(engine, "before_cursor_execute", note)
        return sum("mark" in statement for statement in seen)

    assert runs(expectation_class(load())) == 1
    assert runs(load().expectations.UnexpectedRowsExpectation) == 2


def test_a_context_shows_no_progress_and_would_by_itself(batch: Any, capfd: pytest.CaptureFixture[str]) -> None:
    asked = expectation_class(load())(unexpected_rows_query="select * from {batch}")
    batch.validate(asked)
    assert "Calculating" not in capfd.readouterr().err
    loud = load().get_context(mode="ephemeral")
    source = loud.data_sources.add_sqlite("staged", connection_string=batch.datasource.connection_string)
    asset = source.add_table_asset("records", table_name="records")
    asset.add_batch_definition_whole_table("all").get_batch().validate(asked)
    assert "Calculating" in capfd.readouterr().err


def test_a_rule_that_does_not_run_does_not_pass(tmp_path: Path, batch: Any) -> None:
    assert batch
    rules = [
        SqlFile(Path("kept.sql"), {"title": "", "description": ""}, "select '' as record from records where 1 = 0"),
        SqlFile(Path("wrong.sql"), {"title": "", "description": ""}, "select nothing as record from records"),
    ]
    assert broken_rules(rules, tmp_path / "one.db") == {"wrong"}


def test_the_library_imports_what_is_postponed_and_a_context_does_without() -> None:
    code = (
        "import sys; from vostochny.checks.lazy_imports import Postponed;"
        "from vostochny.checks.expectations import new_context; new_context();"
        "print([type(sys.modules.get(name)) is Postponed for name in sys.argv[1:]])"
    )
    done = subprocess.run([sys.executable, "-c", code, *UNUSED], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == str([True] * len(UNUSED))


def test_the_file_lists_three_seams() -> None:
    listed = [line for line in (expectations.__doc__ or "").splitlines() if line[:1].isdigit() and line[1:3] == ". "]
    assert len(listed) == 3
