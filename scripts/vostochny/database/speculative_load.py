"""A database that is filled while its rows are still being looked at, and thrown away when they are not right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.database.bulk_load import Writer, writing
from vostochny.database.staging import create_all
from vostochny.model.schema import Dataset, Table

if TYPE_CHECKING:
    import pyarrow as pa


class EarlyDatabase:
    """Takes blocks of rows in, and notes when one cannot be stored; why not, the checks will say.

    right: whether the database is worth keeping
    """

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.right = True

    def take(self, table: Table, batch: pa.RecordBatch) -> None:
        """Add a block of text columns to its table; nothing once a block was not to be stored."""
        import adbc_driver_sqlite.dbapi as adbc

        if self.right:
            try:
                self.writer.add(table, batch)
            except (adbc.Error, ValueError):
                self.right = False


@contextmanager
def filled_early(dataset: Dataset, path: Path) -> Iterator[EarlyDatabase]:
    """A new database at `path` to give blocks to, table after table; afterwards it is there only if it is right."""
    create_all(dataset, path)
    right = False
    try:
        with writing(path) as writer:
            database = EarlyDatabase(writer)
            yield database
        right = database.right
    except sqlite3.OperationalError:
        # Whatever hindered it will hinder the database that is made next, and is told then.
        pass
    finally:
        if not right:
            path.unlink(missing_ok=True)
