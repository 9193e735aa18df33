"""Makes the same tables the same bytes on every machine, and puts a finished file in place at one stroke."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import sqlite_utils

# Offsets of header fields that record how a file came to be rather than what it holds, and the fixed number
# that a published file has there (https://sqlite.org/fileformat.html, section 1.3).
FIXED_HEADER = {
    24: 1,  # file change counter
    40: 1,  # schema cookie
    92: 1,  # version-valid-for
    96: 3_040_000,  # version of the library that wrote last
}
# Bytes of a b-tree page's header, by its type (section 1.6): interior pages also name their last child.
PAGE_HEADER_BYTES = {2: 12, 5: 12, 10: 8, 13: 8}


def seal(path: Path) -> None:
    """Rewrite `path` page by page and fix every byte that differs between machines and versions of SQLite."""
    db = sqlite_utils.Database(path)
    try:
        # The file is not in place yet: if this is interrupted it is thrown away, so that it needs no journal.
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        # Deleted content is overwritten instead of being left in the free parts of its page.
        db.execute("PRAGMA secure_delete = ON")
        db.vacuum()
        page_bytes = db.execute("PRAGMA page_size").fetchone()[0]
    finally:
        db.close()
    with path.open("r+b") as file:
        for offset, number in FIXED_HEADER.items():
            file.seek(offset)
            file.write(struct.pack(">I", number))
        for start in range(0, path.stat().st_size, page_bytes):
            file.seek(start)
            page = file.read(page_bytes)
            cleared = clear_gap(page, 100 if start == 0 else 0)
            if cleared != page:
                file.seek(start)
                file.write(cleared)


def clear_gap(page: bytes, offset: int) -> bytes:
    """A b-tree page with zeros in the gap between its cell pointers and its cells.

    What lies in the gap has no meaning, but it is whatever the library happened to leave there.
    offset: where the page's own header begins, 100 on the first page of a file and 0 elsewhere
    """
    if page[offset] not in PAGE_HEADER_BYTES:
        return page
    cells, content = struct.unpack(">HH", page[offset + 3 : offset + 7])
    first = offset + PAGE_HEADER_BYTES[page[offset]] + 2 * cells
    last = content or 65536
    return page[:first] + bytes(last - first) + page[last:]


def put_in_place(made: Path, final: Path) -> None:
    """Flush `made` to the disk and rename it to `final`; whoever reads `final` has the old or the new file whole."""
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(final)
