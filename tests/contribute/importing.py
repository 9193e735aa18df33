"""Runs one import on a file that a test writes, and reads what it proposes."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import RawTables

from vostochny.contribute.imports.comparison import ListComparison
from vostochny.contribute.imports.importing import ListDocument, compare_file
from vostochny.model.findings import Finding

Rows = list[dict[str, str]]
DAY = "2026-11-10"


def imported(
    form: str, content: str | bytes, tables: RawTables, folder: Path, day: str = "", name: str = "list.txt"
) -> tuple[ListComparison, list[Finding]]:
    """What an import of a file with this content finds; `day` is what the contributor says with --date."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return compare_file(form, path, ListDocument("test-list-2026", day), tables)


def compared(form: str, content: str | bytes, tables: RawTables, folder: Path, day: str = "") -> ListComparison:
    """The comparison with a list that is read without findings."""
    made, findings = imported(form, content, tables, folder, day)
    assert findings == []
    return made


def proposed(made: ListComparison, table: str) -> Rows:
    """The proposed rows of a table, without their empty cells."""
    return [{name: value for name, value in item.cells.items() if value} for item in made.rows if item.table == table]
