"""A database under construction: sqlite-utils with the settings for a file that is not in use yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# For a file that is thrown away when its making is interrupted; what is deleted on the way is overwritten, so that
# the bytes of the file follow from the tables alone.
MAKING = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA secure_delete = ON")


@contextmanager
def making(path: Path) -> Iterator[Database]:
    """Opens a new database for writing, with settings that are safe only while nothing else reads it."""
    # Loaded here, because it brings pandas (0.2 s), and a check of unchanged tables writes nothing.
    from sqlite_utils import Database

    database = Database(path)
    try:
        for pragma in MAKING:
            database.execute(pragma)
        yield database
    finally:
        database.close()
