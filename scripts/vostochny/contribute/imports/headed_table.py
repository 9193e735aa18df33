"""Reads a table with a header, of a CSV text or a workbook, as cells by the column names that a form knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from vostochny.contribute.imports.list_file import ListFile
from vostochny.contribute.imports.list_values import printable
from vostochny.model.findings import did_you_mean

# A header is looked for in the first lines, as some lists begin with a title.
HEADER_WITHIN = 12


def plain(name: str) -> str:
    """A column's name without capitals, punctuation and line ends."""
    return " ".join(re.sub(r"[\W_]+", " ", name).split()).casefold()


def headed_rows(
    file: ListFile, needed: Sequence[str], aliases: Mapping[str, Sequence[str]] | None = None, delimiter: str = ""
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
        missing_columns(file, 1, [name for name in needed if name not in nearest], nearest)
    elif not count and not file.findings:
        file.fault(0, "not-whole", "rows below the header; there are none.", "Download it again.")


def missing_columns(file: ListFile, line: int, missing: Sequence[str], header: Sequence[str]) -> None:
    """One finding that names all columns which are not there; for one alone also the nearest that is."""
    if len(missing) == 1:
        expected, remedy = f"a column {missing[0]}.", did_you_mean(missing[0], header)
    else:
        expected, remedy = f"the columns {', '.join(missing)}.", "Is it the file that is named in the help?"
    shown = printable(", ".join(header))[:60]
    file.fault(line, "missing-column", expected, remedy, value=shown, column=missing[0])
