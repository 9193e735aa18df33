"""Makes the same tables the same bytes on every machine, and puts a finished file in place at one stroke."""

from __future__ import annotations

import os
import sqlite3
import struct
from pathlib import Path

# Header fields that record how a file came to be rather than what it holds (https://sqlite.org/fileformat.html).
CHANGE_COUNTER = 24
SCHEMA_COOKIE = 40
VERSION_VALID_FOR = 92
WRITER_VERSION = 96
PUBLISHED_WRITER = 3_040_000


def seal(path: Path) -> None:
    """Rewrite `path` page by page and fix the header fields that differ between machines and versions."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("VACUUM")
    finally:
        connection.close()
    with path.open("r+b") as file:
        for offset, number in (
            (CHANGE_COUNTER, 1),
            (SCHEMA_COOKIE, 1),
            (VERSION_VALID_FOR, 1),
            (WRITER_VERSION, PUBLISHED_WRITER),
        ):
            file.seek(offset)
            file.write(struct.pack(">I", number))


def put_in_place(made: Path, final: Path) -> None:
    """Flush `made` to the disk and rename it to `final`; whoever reads `final` has the old or the new file whole."""
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(final)
