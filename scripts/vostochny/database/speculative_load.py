"""Loads rows speculatively while they are still being checked; the database is discarded if a check fails."""

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


class SpeculativeDatabase:
    """Takes in blocks of rows, and notes when one cannot be stored; the checks will say why.

    valid: whether the database is worth keeping
    """

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.valid = True

    def take(self, table: Table, batch: pa.RecordBatch) -> None:
        """Add a block of text columns to its table; does nothing once a block could not be stored."""
        import adbc_driver_manager as adbc

        if self.valid:
            try:
                self.writer.add(table, batch)
            except (adbc.Error, ValueError):
                self.valid = False


@contextmanager
def speculative_load(dataset: Dataset, path: Path) -> Iterator[SpeculativeDatabase]:
    """A new database at `path` to give blocks to, table after table; afterwards it is there only if it is valid."""
    create_all(dataset, path)
    valid = False
    try:
        with writing(path) as writer:
            database = SpeculativeDatabase(writer)
            yield database
        valid = database.valid
    except sqlite3.OperationalError:
        # Whatever prevented it will prevent the database that is made next, which then reports it.
        pass
    finally:
        if not valid:
            path.unlink(missing_ok=True)
