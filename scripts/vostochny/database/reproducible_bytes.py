"""Makes the same tables the same bytes on every machine."""

from __future__ import annotations

import struct
from pathlib import Path

# Offsets of header fields that record how a file came to be rather than what it holds, and the fixed number
# that a published file has there (https://sqlite.org/fileformat.html, section 1.3).
FIXED_HEADER = {
    24: 1,  # file change counter
    40: 1,  # schema cookie
    92: 1,  # version-valid-for
    96: 3_040_000,  # version of the library that wrote last
}
PAGES_AT_ONCE = 4096
# Bytes of a b-tree page's header, by its type (section 1.6): interior pages also name their last child.
PAGE_HEADER_BYTES = {2: 12, 5: 12, 10: 8, 13: 8}


def seal(path: Path) -> None:
    """Fix every byte of `path` that depends on how it was written and not on what it holds.

    Its pages are in the order in which they were filled, which is the same on every machine.
    """
    with path.open("r+b") as file:
        for offset, number in FIXED_HEADER.items():
            file.seek(offset)
            file.write(struct.pack(">I", number))
        file.seek(16)
        page_bytes = struct.unpack(">H", file.read(2))[0]
        for start in range(0, path.stat().st_size, PAGES_AT_ONCE * page_bytes):
            file.seek(start)
            pages = bytearray(file.read(PAGES_AT_ONCE * page_bytes))
            places = range(0, len(pages), page_bytes)
            # The first page of the file begins with the file's own header, before the page's.
            cleared = [clear_gap(pages, place, 100 if start + place == 0 else 0) for place in places]
            if any(cleared):
                file.seek(start)
                file.write(pages)


def clear_gap(pages: bytearray, start: int, offset: int) -> bool:
    """Put zeros into the gap of a b-tree page between its cell pointers and its cells; returns whether that changed it.

    The gap has no meaning, but it holds arbitrary bytes left by the library.
    start: where the page begins
    offset: where in the page its own header begins
    """
    header = PAGE_HEADER_BYTES.get(pages[start + offset])
    if header is None:
        return False
    cells, cell_content = struct.unpack_from(">HH", pages, start + offset + 3)
    first, last = start + offset + header + 2 * cells, start + (cell_content or 65536)
    if not pages[first:last].strip(b"\0"):
        return False
    pages[first:last] = bytes(last - first)
    return True
