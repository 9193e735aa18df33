"""Makes the same tables the same bytes on every machine, and puts a finished file in place at one stroke."""

from __future__ import annotations

import os
import struct
from mmap import mmap
from pathlib import Path

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
    """Fix every byte of `path` that tells how it was written and not what it holds.

    Its pages stand in the order in which they were filled, which is the same on every machine.
    """
    with path.open("r+b") as file, mmap(file.fileno(), 0) as content:
        for offset, number in FIXED_HEADER.items():
            struct.pack_into(">I", content, offset, number)
        page_bytes = struct.unpack_from(">H", content, 16)[0]
        for start in range(0, len(content), page_bytes):
            clear_gap(content, start, 100 if start == 0 else 0)


def clear_gap(content: mmap, start: int, offset: int) -> None:
    """Put zeros into the gap of a b-tree page between its cell pointers and its cells.

    What lies in the gap has no meaning, but it is whatever the library happened to leave there.
    start: where the page begins
    offset: where in the page its own header begins, 100 on the first page of a file and 0 elsewhere
    """
    header = PAGE_HEADER_BYTES.get(content[start + offset])
    if header is None:
        return
    cells, cell_content = struct.unpack_from(">HH", content, start + offset + 3)
    first, last = start + offset + header + 2 * cells, start + (cell_content or 65536)
    if content[first:last].strip(b"\0"):
        content[first:last] = bytes(last - first)


def put_in_place(made: Path, final: Path) -> None:
    """Flush `made` to the disk and rename it to `final`; whoever reads `final` has the old or the new file whole."""
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(final)
