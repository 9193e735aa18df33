"""sqlite-utils, loaded without pandas: it only asks whether pandas is there, and loading it takes 0.4 s."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

needless = "pandas" not in sys.modules
if needless:
    # What stands here as None cannot be imported, which sqlite-utils takes for "not installed".
    sys.modules["pandas"] = None  # type: ignore[assignment]
try:
    from sqlite_utils import Database
    from sqlite_utils.utils import OperationalError
finally:
    if needless:
        del sys.modules["pandas"]

__all__ = ["MAKING", "Database", "OperationalError", "making"]

# For a file that is thrown away when its making is interrupted; what is deleted on the way is overwritten, so that
# the bytes of the file follow from the tables alone.
MAKING = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA secure_delete = ON")


@contextmanager
def making(path: Path) -> Iterator[Database]:
    """A database that nobody else uses yet, to be written to."""
    database = Database(path)
    try:
        for pragma in MAKING:
            database.execute(pragma)
        yield database
    finally:
        database.close()
