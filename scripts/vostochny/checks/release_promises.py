"""The history of releases agrees with the version, the day of release and the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.released import CITED_DAY, RECORD
from vostochny.tables.arrow_reader import Loaded

PREPARE = "Run `vostochny prepare`, which writes it."


def check_history(project: Project, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """All findings of this file; a table that could not be read is left out."""
    if tables["releases"].readable:
        yield from release_findings(project, tables["releases"])
    if all(loaded.readable for loaded in tables.values()):
        yield from log_findings(str(project.dataset.package["version"]), tables)


def release_findings(project: Project, releases: Loaded) -> Iterator[Finding]:
    """The newest release is the current one, and each was published in the month that its version names."""
    raw, version = releases.raw, str(project.dataset.package["version"])
    records = raw.records()
    newest = max(records, key=lambda cells: numbers(cells["version"]), default=None)
    for cells, line in zip(records, raw.lines, strict=True):
        if cells is newest and cells["version"] != version:
            expected = f"{version}, the version that schemas/datapackage.yaml states, as the newest."
            yield Finding(raw.file, line, "version", "release-version", cells["version"], expected, PREPARE)
        elif numbers(cells["version"])[:2] != numbers(cells["released_on"].replace("-", "."))[:2]:
            expected = f"a day in the month of {cells['version']}."
            yield Finding(raw.file, line, "released_on", "release-day", cells["released_on"], expected, PREPARE)
        elif cells is newest and (day := cited_day(project)) and cells["released_on"] != day:
            expected = f"{day}, the day that CITATION.cff gives."
            yield Finding(raw.file, line, "released_on", "release-day", cells["released_on"], expected, PREPARE)


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version or a day, for comparing which is later."""
    return tuple(int(part) for part in re.findall("[0-9]+", version))


def cited_day(project: Project) -> str:
    """The day of the release by CITATION.cff; empty where there is none."""
    path = project.root / "CITATION.cff"
    found = CITED_DAY.search(path.read_text(encoding="utf-8")) if path.exists() else None
    return found.group(1) if found else ""


def log_findings(version: str, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Each change that is logged for the current release is one that the tables show."""
    raw = tables["changes"].raw
    rows = raw.records()
    wanted: dict[str, set[str]] = {}
    for row in rows:
        wanted.setdefault(row["table_name"], set()).add(row["record_key"])
    current = {name: tables[name].rows_of(keys) for name, keys in wanted.items() if name in tables}
    for row, line in zip(rows, raw.lines, strict=True):
        if row["version"] == version:
            for column, expected in faults(row, tables, current.get(row["table_name"], {})):
                yield Finding(raw.file, line, column, "change-logged", row[column], expected, PREPARE)


def faults(
    row: Mapping[str, str], tables: Mapping[str, Loaded], current: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """(column, what is expected) for the first thing in which an entry of the log and the tables differ."""
    loaded = tables.get(row["table_name"])
    record = current.get(row["record_key"])
    if loaded is None:
        yield "table_name", "a table of the record."
    elif row["field"] not in {RECORD, *loaded.table.columns}:
        yield "field", f"a column of {row['table_name']}, or `{RECORD}` for a row as a whole."
    elif (row["kind"] == "changed") != (row["field"] != RECORD):
        yield "kind", "`changed` for one cell, another word for a row as a whole."
    elif (record is None) != (row["kind"] in {"removed", "retired"}):
        state = "is no longer" if row["kind"] in {"removed", "retired"} else "is"
        yield "record_key", f"the key of a row that {state} in data/{row['table_name']}.csv."
    elif record is not None and row["kind"] == "changed":
        now = record[loaded.table.columns.index(row["field"])]
        if row["after"] != now:
            yield "after", f"{now!r}, which is in data/{row['table_name']}.csv."
        elif row["before"] == now:
            yield "before", "a value other than that of the cell now."
