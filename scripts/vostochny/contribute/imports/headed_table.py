"""Reads a table with a header, of a CSV text or a workbook, as cells by the column names that a form knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from vostochny.contribute.imports.list_file import ListFile
from vostochny.model.findings import did_you_mean

# A header is looked for in the first lines, as some lists begin with a title.
HEADER_WITHIN = 12


def plain(name: str) -> str:
    """A column's name without capitals, punctuation and line ends."""
    return " ".join(re.sub(r"[\W_]+", " ", name).split()).casefold()


def headed_rows(
    file: ListFile, needed: Sequence[str], aliases: Mapping[str, Sequence[str]] | None = None, delimiter: str = ","
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows below the header, each with its line.

    needed: columns that must be there
    aliases: other names under which a column is published
    A missing column, a row of another length or a file without rows ends in a finding.
    """
    known = {plain(other): name for name, others in (aliases or {}).items() for other in others}
    known |= {plain(name): name for name in [*needed, *(aliases or {})]}
    header: list[str] = []
    nearest: list[str] = []
    count = 0
    for line, row in file.rows(delimiter):
        if not any(cell.strip() for cell in row):
            continue
        if not header:
            named = [known.get(plain(cell), cell.strip()) for cell in row]
            if set(needed) <= set(named):
                header = named
            elif len(set(needed) & set(named)) > len(set(needed) & set(nearest)) or not nearest:
                nearest = named
            if not header and line >= HEADER_WITHIN:
                break
            continue
        if len(row) != len(header):
            file.fault(line, "row-length", f"{len(header)} cells, as in the header; there are {len(row)}.",
                       value=row[0][:40])  # fmt: skip
            continue
        count += 1
        yield line, {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    if not header and not file.findings:
        for name in [name for name in needed if name not in nearest][:3]:
            file.fault(1, "missing-column", f"a column {name}.", did_you_mean(name, nearest), column=name)
    elif not count and not file.findings:
        file.fault(0, "not-whole", "rows below the header; there are none.", "Download it again.")
