"""The one form in which a table is written, so that a change of one fact is a change of one line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from vostochny.model.atomic_file import atomic_write
from vostochny.tables.csv_reader import FORMAT_REMEDY, RawTable


def write_text(rows: list[list[str]], columns: list[str]) -> str:
    """Rows as canonical CSV: header, LF, quotes only where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def canonical_text(raw: RawTable) -> str:
    """The table in canonical form: sorted by key, cells without blanks at their ends."""
    rows = sorted(([cell.strip() for cell in row] for row in raw.rows), key=raw.key)
    return write_text(rows, raw.table.columns)


def check_canonical(raw: RawTable, path: Path) -> None:
    """Add a Finding where a readable file is not in the order or the quoting that `format` writes."""
    if not raw.readable or raw.findings:
        return
    keys = [raw.key(row) for row in raw.rows]
    for later in range(1, len(keys)):
        if keys[later] < keys[later - 1]:
            # The row before is the stray one if this one would follow on those above it.
            early = later >= 2 and keys[later] >= keys[later - 2]
            position = later - 1 if early else later
            raw.add(
                raw.lines[position],
                raw.table.primary_key[0],
                "row-order",
                "|".join(keys[position]),
                f"rows sorted by {', '.join(raw.table.primary_key)}.",
                FORMAT_REMEDY,
            )
            return
    text = path.read_text(encoding="utf-8")
    written = write_text(raw.rows, raw.table.columns)
    if text != written:
        pairs = zip(text.split("\n"), written.split("\n"), strict=False)
        line = next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 1)
        raw.add(
            line,
            "",
            "quoting",
            "",
            "quotes only where a comma, a quote or a line break needs them.",
            FORMAT_REMEDY,
        )


def format_file(raw: RawTable, path: Path, *, only_look: bool = False) -> bool:
    """Rewrite `path` in canonical form; True when that changed it, or would with `only_look`.

    Raises ValueError when the file cannot be read whole: then nothing is written, so that no row is lost.
    """
    harmless = {"byte-order-mark", "line-end", "final-line-end", "blank-row"}
    if serious := [item for item in raw.findings if item.rule not in harmless]:
        raise ValueError(serious[0].as_text())
    text = canonical_text(raw)
    if path.read_bytes() == text.encode("utf-8"):
        return False
    if only_look:
        return True
    atomic_write(path, text)
    return True
