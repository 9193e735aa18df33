"""Blocks of text columns into tables of SQLite, by Arrow's own driver: no row passes through Python."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vostochny.database.new_database import MAKING
from vostochny.database.sql_values import derived_value
from vostochny.model.schema import Derived, Field, Table

if TYPE_CHECKING:
    import pyarrow as pa
    from adbc_driver_manager import AdbcConnection


class Writer:
    """Writes to one database by Arrow's driver, whose SQLite is also a fifth faster than Python's at making indexes."""

    def __init__(self, connection: AdbcConnection) -> None:
        self.connection = connection

    def add(self, table: Table, batch: pa.RecordBatch) -> None:
        """Add a block of text columns to its table. References are not followed: the checks judge whole columns."""
        import adbc_driver_manager as adbc

        with adbc.AdbcStatement(self.connection) as statement:
            target = {
                adbc.INGEST_OPTION_TARGET_TABLE: table.name,
                adbc.INGEST_OPTION_MODE: adbc.INGEST_OPTION_MODE_APPEND,
            }
            statement.set_options(**target)
            statement.bind(typed(table, batch))
            statement.execute_update()

    def run(self, *statements: str) -> None:
        """Run statements that return nothing."""
        import adbc_driver_manager as adbc

        for sql in statements:
            with adbc.AdbcStatement(self.connection) as statement:
                statement.set_sql_query(sql)
                statement.execute_update()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Yields a writer for a database that is not in use yet; everything it writes is one transaction.

    Raises sqlite3.OperationalError when SQLite cannot write, as on a full disk.
    """
    # The driver itself; its DB-API would load every library of data frames that is installed:
    # https://arrow.apache.org/adbc/current/python/api/adbc_driver_manager.html
    import adbc_driver_manager as adbc
    import adbc_driver_sqlite

    try:
        with adbc_driver_sqlite.connect(str(path)) as database, adbc.AdbcConnection(database) as connection:
            writer = Writer(connection)
            writer.run(*MAKING, "begin")
            yield writer
            writer.run("commit")
    except adbc.OperationalError as error:
        # A full disk raises the same error from either driver.
        raise sqlite3.OperationalError(str(error)) from error


def typed(table: Table, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Text columns as the database holds them: numbers as numbers, empty cells as NULL, derived columns added."""
    import pyarrow as pa

    columns = {field.name: stored_column(field, batch.column(field.name)) for field in table.fields}
    columns |= {item.name: derived_column(item, batch.column(item.source)) for item in table.derived}
    return pa.RecordBatch.from_pydict(columns)


def stored_column(field: Field, column: pa.Array) -> pa.Array:
    """The values of one column, as `values.stored` has them cell by cell."""
    import pyarrow as pa
    import pyarrow.compute as pc

    filled = pc.not_equal(column, "")
    if field.type == "boolean":
        return pc.if_else(filled, pc.cast(pc.equal(column, "true"), pa.int64()), None)
    if not pc.all(filled).as_py():
        column = pc.if_else(filled, column, pa.scalar(None, pa.string()))
    numbers: dict[str, Any] = {"integer": pa.int64(), "number": pa.float64()}
    return pc.cast(column, numbers[field.type]) if field.type in numbers else column


def derived_column(derived: Derived, column: pa.Array) -> pa.Array:
    """A part of a date for each row, worked out once for each date."""
    import pyarrow as pa

    coded = column.dictionary_encode()
    parts = [derived_value(derived, text) for text in coded.dictionary.to_pylist()]
    kind: Any = pa.int64() if derived.part == "year" else pa.string()
    return pa.array(parts, kind).take(coded.indices)
