"""However a database comes to be - at once, after a check, in part, row by row - it is the same; or it is not there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.comparing import assert_same_bytes

from vostochny.checks.build_database import build_database
from vostochny.checks.fast_path import TableWatch, accepted
from vostochny.checks.run import checked
from vostochny.database.speculative_load import speculative_load
from vostochny.model.project import Project
from vostochny.tables.arrow_reader import ColumnarTable, NotPlainError


def silent(_message: str) -> None:
    """Nobody wants to hear it."""


def only_check(project: Project) -> None:
    with checked(project, silent) as (verdict, _staged):
        assert verdict.valid


def check_other_content_before(project: Project) -> None:
    """What is remembered then is of use for some tables only."""
    path = project.csv_path("ports")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Position to the arc minute.", b"Position to the minute of arc."))
    only_check(project)
    path.write_bytes(content)


def look_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one table be refused at first sight, after others were taken in."""

    def refuse_ports(watch: TableWatch, *given: Any) -> ColumnarTable:
        if watch.table.name == "ports":
            raise NotPlainError
        return accepted(watch, *given)

    monkeypatch.setattr("vostochny.checks.fast_reading.accepted", refuse_ports)


BEFORE: dict[str, Callable[[Project], None]] = {
    "after a check": only_check,
    "after a check of other content": check_other_content_before,
}


@pytest.fixture
def fresh(spoilable: Project) -> Project:
    """A checkout of which nothing is known."""
    shutil.rmtree(spoilable.build, ignore_errors=True)
    return spoilable


@pytest.fixture(scope="module")
def at_once(built: Project) -> bytes:
    """The database of a checkout that was built from nothing, by the command line."""
    return built.database.read_bytes()


@pytest.mark.parametrize("name", BEFORE)
def test_the_database_has_the_same_bytes_whatever_was_known_before(name: str, fresh: Project, at_once: bytes) -> None:
    BEFORE[name](fresh)
    assert build_database(fresh, silent).valid
    assert_same_bytes(fresh.database.read_bytes(), at_once)


def test_the_database_has_the_same_bytes_when_a_table_is_read_row_by_row(
    fresh: Project, at_once: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_row_by_row(monkeypatch)
    assert build_database(fresh, silent).valid
    assert_same_bytes(fresh.database.read_bytes(), at_once)


def block(project: Project, **cells: str) -> pa.RecordBatch:
    """One row of ports."""
    columns = project.dataset.tables["ports"].columns
    return pa.RecordBatch.from_pydict({name: pa.array([cells.get(name, "")], pa.string()) for name in columns})


# name -> what cannot be stored
REFUSED = {
    "text in a column of numbers": {"port_id": "KPNAM", "name": "Nampo", "latitude": "north"},
    "nothing where something must be": {"port_id": "KPNAM"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_that_cannot_be_stored_leaves_no_database_and_no_error(
    name: str, checkout: Project, tmp_path: Path
) -> None:
    path = tmp_path / "early.db"
    with speculative_load(checkout.dataset, path) as database:
        database.take(checkout.dataset.tables["ports"], block(checkout, **REFUSED[name]))
        database.take(checkout.dataset.tables["ports"], block(checkout, port_id="KPCHO", name="Chongjin"))
    assert not database.valid
    assert not path.exists()


def test_a_check_that_is_broken_off_leaves_no_database(checkout: Project, tmp_path: Path) -> None:
    path = tmp_path / "early.db"
    with pytest.raises(KeyboardInterrupt), speculative_load(checkout.dataset, path):
        raise KeyboardInterrupt
    assert not path.exists()
