"""The rows of the last release as digests, kept in schemas/released_rows.json; they stand in for its tag in git.

A digest shows that a row changed, and which of its cells, but not what they were.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from vostochny.model.atomic_file import atomic_write
from vostochny.model.errors import SchemaError
from vostochny.model.sqlfile import checked_keys

FILE = "released_rows.json"
# Eight bytes a row; one byte a cell, which misses one change in 256 and so only says where in a changed row to look.
ROW_BYTES, CELL_BYTES = 8, 1
BETWEEN = "\x1f"


@dataclass(frozen=True)
class ReleasedRows:
    """The digests of one release.

    version: the release
    files: table -> SHA-256 of its file, so that a file that is the same need not be read
    columns: table -> its columns then
    rows: table -> key, its parts joined with ``|`` -> digest of the row, then that of each cell, in hexadecimal
    """

    version: str
    files: dict[str, str]
    columns: dict[str, list[str]]
    rows: dict[str, dict[str, str]]


def row_digest(cells: Iterable[str]) -> str:
    """The digest of a row, from its cells in the order of the columns."""
    return blake2b(BETWEEN.join(cells).encode(), digest_size=ROW_BYTES).hexdigest()


def cell_digest(column: str, cell: str) -> str:
    """The digest of one cell."""
    return blake2b(f"{column}{BETWEEN}{cell}".encode(), digest_size=CELL_BYTES).hexdigest()


def digests(columns: Sequence[str], cells: Mapping[str, str]) -> str:
    """The digest of a row and those of its cells."""
    texts = [cells.get(name, "") for name in columns]
    return row_digest(texts) + "".join(cell_digest(*pair) for pair in zip(columns, texts, strict=True))


def cell_digests(columns: Sequence[str], digest: str) -> dict[str, str]:
    """The digest of each cell, by column, out of what `digests` gave."""
    rest, width = digest[2 * ROW_BYTES :], 2 * CELL_BYTES
    return {name: rest[number * width : (number + 1) * width] for number, name in enumerate(columns)}


def read_released_rows(schemas: Path) -> ReleasedRows | None:
    """The digests of the last release; None where there are none. Raises SchemaError for a file that is damaged."""
    path = schemas / FILE
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        checked_keys(str(path), content, keys := {"version", "files", "columns", "rows"}, keys)
        found = ReleasedRows(str(content["version"]), content["files"], content["columns"], content["rows"])
        whole = all(
            len(digest) == 2 * (ROW_BYTES + CELL_BYTES * len(found.columns[name]))
            for name, rows in found.rows.items()
            for digest in rows.values()
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(f"{path}: cannot be read ({error}); `vostochny prepare` writes it anew") from error
    if not whole:
        raise SchemaError(f"{path}: a digest has the wrong length; `vostochny prepare` writes it anew")
    return found


def write_released_rows(schemas: Path, released: ReleasedRows) -> None:
    """Write the file, one row a line, so that it can be reviewed."""
    lines = ["{", f' "version": {json.dumps(released.version)},']
    for name in ("files", "columns"):
        inner = ",\n".join(
            f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in getattr(released, name).items()
        )
        lines.append(f' "{name}": {{\n{inner}\n }},')
    tables = []
    for name, rows in released.rows.items():
        inner = ",\n".join(
            f"   {json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in rows.items()
        )
        tables.append(f"  {json.dumps(name)}: {{\n{inner}\n  }}" if inner else f"  {json.dumps(name)}: {{}}")
    lines += [' "rows": {', ",\n".join(tables), " }", "}"]
    atomic_write(schemas / FILE, "\n".join(lines) + "\n")
