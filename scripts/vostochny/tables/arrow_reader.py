"""Reads a canonical CSV file as columns of text, a block at a time; refuses any other file without an explanation.

What is refused is read again row by row (csv_reader.py), which says what is wrong. What is accepted is proven to
be read alike by both: every line that holds a quote is written back from its cells and must give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vostochny.model.errors import BuildError, InternalError
from vostochny.model.findings import Finding
from vostochny.model.schema import Table
from vostochny.tables.csv_reader import CELL_CHARACTERS_AT_MOST, RawTable, read_raw

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK_BYTES = 8 * 1024 * 1024
KEY_SEPARATOR = "\0"


class NotPlainError(InternalError):
    """The file, or a cell of it, is not accepted by the fast path; that does not mean that it is wrong."""


@dataclass
class ColumnarTable:
    """A table that the fast path accepted: its rows are in its file, sorted by key, one line each.

    content: SHA-256 of the file as it was checked
    distinct: some columns together -> the combinations of cells that are in them, as far as they were collected
    """

    table: Table
    file: str
    path: Path
    count: int = 0
    content: str = ""
    findings: list[Finding] = field(default_factory=list)
    readable: bool = True
    distinct: dict[tuple[str, ...], set[tuple[str, ...]]] = field(default_factory=dict)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows as blocks of text columns. Raises BuildError when the file is not what was checked any more."""
        digest = hashlib.sha256()
        for block in blocks(self.path, self.table, digest):
            yield parse(block, self.table)
        if digest.hexdigest() != self.content:
            raise BuildError(f"{self.file} was changed while it was read; run the command again")

    def missing(self, records: set[str]) -> set[str]:
        """Those of `records` that are the key of no row."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted, left = pa.array(sorted(records), pa.string()), set(records)
        for batch in self.batches() if records else ():
            keys = joined(batch, self.table.primary_key, "|")
            left.difference_update(keys.filter(pc.is_in(keys, value_set=wanted)).to_pylist())
        return left

    @cached_property
    def raw(self) -> RawTable:
        """The same rows as lists, for the checks that explain what is wrong with another table."""
        return read_raw(self.table, self.path, self.file)

    def rows_of(self, records: set[str]) -> dict[str, list[str]]:
        """The rows whose key, joined with ``|``, is one of `records`."""
        return {key: row for key, _line, row in self.found(records)}

    def lines_of(self, records: set[str]) -> dict[str, int]:
        """The line of each of `records`, by the key joined with ``|``."""
        return {key: line for key, line, _row in self.found(records)}

    def found(self, records: set[str]) -> Iterator[tuple[str, int, list[str]]]:
        """Key, line and cells of the rows whose key is one of `records`."""
        if not records:
            return
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted, line = pa.array(sorted(records), pa.string()), 2
        for batch in self.batches():
            keys = joined(batch, self.table.primary_key, "|")
            for position in pc.indices_nonzero(pc.is_in(keys, value_set=wanted)).to_pylist():
                yield keys[position].as_py(), line + position, [column[position].as_py() for column in batch.columns]
            line += batch.num_rows


def joined(batch: pa.RecordBatch, columns: tuple[str, ...], separator: str) -> pa.Array:
    """Several columns as one, each row's cells joined."""
    import pyarrow.compute as pc

    arrays: list[Any] = [batch.column(name) for name in columns]
    return arrays[0] if len(arrays) == 1 else pc.binary_join_element_wise(*arrays, separator)


def blocks(path: Path, table: Table, digest: hashlib._Hash) -> Iterator[bytes]:
    """The file after its header in pieces that end with a line. Raises NotPlainError for any other form of file."""
    header = (",".join(table.columns) + "\n").encode()
    if path.is_symlink():
        raise NotPlainError
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise NotPlainError from error
    with file:
        first = file.read(len(header))
        digest.update(first)
        if first != header:
            raise NotPlainError
        rest = b""
        while piece := file.read(BLOCK_BYTES):
            digest.update(piece)
            if b"\r" in piece or b"\0" in piece:
                raise NotPlainError
            whole, end, next_rest = (rest + piece).rpartition(b"\n")
            if end:
                yield whole + end
            rest = next_rest
        if rest:
            raise NotPlainError


def parse(block: bytes, table: Table) -> pa.RecordBatch:
    """Whole lines as columns of text. Raises NotPlainError when they are not the canonical CSV of this table."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.csv as arrow_csv

    try:
        read = arrow_csv.read_csv(
            pa.BufferReader(block),
            read_options=arrow_csv.ReadOptions(column_names=table.columns, block_size=4 * 1024 * 1024),
            parse_options=arrow_csv.ParseOptions(ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in table.columns}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise NotPlainError from error
    batch = read.combine_chunks().to_batches(max_chunksize=None)[0]
    if batch.num_rows != block.count(b"\n"):
        raise NotPlainError
    if any((pc.max(pc.binary_length(column)).as_py() or 0) > CELL_CHARACTERS_AT_MOST for column in batch.columns):
        raise NotPlainError
    # An empty line is a row of empty cells to Arrow and none at all to everybody else.
    if block.startswith(b"\n") or b"\n\n" in block:
        raise NotPlainError
    # There are as many rows as line ends, so that no row goes over two lines, and each line is the row of its number.
    if rows := lines_with_quotes(block):
        numbers, lines = zip(*rows, strict=True)
        if written(batch.take(pa.array(numbers))) != pa.py_buffer(b"".join(lines)):
            raise NotPlainError
    return batch


def lines_with_quotes(block: bytes) -> list[tuple[int, bytes]]:
    """The lines that hold a quote, with their ends, each with its number, from 0."""
    found: list[tuple[int, bytes]] = []
    number, start = 0, 0
    while (quote := block.find(b'"', start)) >= 0:
        number += block.count(b"\n", start, quote)
        begin, start = block.rfind(b"\n", start, quote) + 1 or start, block.index(b"\n", quote) + 1
        found.append((number, block[begin:start]))
        number += 1
    return found


def written(batch: pa.RecordBatch) -> pa.Buffer:
    """The bytes of a block as `vostochny format` writes it: quotes only where a comma, a quote or a line end is."""
    import pyarrow.compute as pc

    cells: list[Any] = []
    for column in batch.columns:
        text = column.buffers()[2].to_pybytes() if column.buffers()[2] else b""
        if any(special in text for special in (b",", b'"', b"\n")):
            doubled = pc.replace_substring(column, '"', '""')
            quoted = pc.binary_join_element_wise('"', doubled, '"', "")
            cells.append(pc.if_else(pc.match_substring_regex(column, '[,"\n]'), quoted, column))
        else:
            cells.append(column)
    cells[-1] = pc.binary_join_element_wise(cells[-1], "\n", "")
    lines = pc.binary_join_element_wise(*cells, ",")
    length = pc.sum(pc.binary_length(lines)).as_py() or 0
    return lines.buffers()[2].slice(0, length)


def ascending(batch: pa.RecordBatch, table: Table, before: str | None) -> str:
    """The last key of a block whose keys rise from row to row, beginning above `before`.

    Raises NotPlainError when one does not: then the rows are out of order or a key is repeated. Arrow compares text
    byte by byte, which for UTF-8 is the order of code points in which Python sorts.
    """
    import pyarrow.compute as pc

    keys = joined(batch, table.primary_key, KEY_SEPARATOR)
    if before is not None and not before < keys[0].as_py():
        raise NotPlainError
    if len(keys) > 1 and not pc.all(pc.greater(keys.slice(1), keys.slice(0, len(keys) - 1))).as_py():
        raise NotPlainError
    last: str = keys[len(keys) - 1].as_py()
    return last


Loaded = RawTable | ColumnarTable
