"""What was published and reads otherwise now, though the log of changes does not say so: cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vostochny.diff.compare import (
    ADDED,
    CHANGED,
    OWN_HISTORY,
    REMOVED,
    Change,
    Difference,
    FieldChange,
    compare,
)
from vostochny.diff.revision import commit_of
from vostochny.diff.side import Cells, Side, this_side
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.released_rows import FILE, ReleasedRows, read_released_rows
from vostochny.model.schema import Dataset, Table
from vostochny.release.history.log import expected, logged
from vostochny.release.history.published_rows import REMEDY, RULE, PublishedRows
from vostochny.release.history.versions import parts, released_side, tag
from vostochny.tables.csv_reader import read_raw

Lines = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class ReleaseComparison:
    """What differs from the last release, and a sentence that says with what data/ was compared, or that it was not."""

    findings: list[Finding]
    basis: str


def compared_with_release(project: Project) -> ReleaseComparison:
    """Cells and rows of the last release that differ in data/ without an entry in the log of changes.

    Compared is with the tag of the release, which has its text; where it is not here, with the digests of its rows.
    """
    now = this_side(project)
    rows = read_released_rows(project.schemas)
    versions = sorted(now.rows("releases"), key=parts, reverse=True)
    last = next((version for version in versions if commit_of(project.root, tag(version))), "")
    if rows is not None and (not last or parts(rows.version) > parts(last)):
        return by_digests(project, rows, now)
    before = released_side(project.dataset, project.root, last)
    if before is None:
        return ReleaseComparison(
            [],
            "Not compared with an earlier release: neither the tag of one nor "
            f"schemas/{FILE} is here. A published row that was changed or removed is not seen.",
        )
    found = compare(project.dataset, before, now)
    touched = {change.table for change in found.touched} | OWN_HISTORY
    lines = {name: read_raw(project.dataset.tables[name], project.csv_path(name), name).line_of() for name in touched}
    version = str(project.dataset.package["version"])
    findings = sorted(unlogged_between(project.dataset, found, version if version != last else "", lines))
    return ReleaseComparison(findings, f"Compared with {last} (tag {tag(last)}).")


def by_digests(project: Project, rows: ReleasedRows, now: Side) -> ReleaseComparison:
    """The same by the digests of the released rows; a finding then cannot say what a cell was."""
    findings = sorted(PublishedRows(project, rows, now).findings())
    return ReleaseComparison(
        findings, f"Compared with {rows.version} (digests in schemas/{FILE}; the tag {tag(rows.version)} is not here)."
    )


def unlogged_between(dataset: Dataset, difference: Difference, version: str, lines: Lines) -> Iterator[Finding]:
    """The same of two sides already compared.

    version: the release whose entries in the log count
    lines: for each table that was touched, the line of each key
    """
    old, new = difference.old, difference.new
    entries = logged([row for row in new.rows("changes").values() if row["version"] == version])
    for change in [*difference.touched, *own_changes(dataset, old, new)]:
        table = dataset.tables[change.table]
        file, known = f"data/{table.file_name}", lines.get(table.name, {})
        if change.kind == CHANGED:
            for cell in change.fields:
                if not expected((replace(change, fields=(cell,)),)) <= entries:
                    was = f"{cell.before!r}, as {old.label} has it, or an entry in the log of changes."
                    yield Finding(file, known.get(change.key, 0), cell.column, RULE, cell.after, was, REMEDY)
        elif not expected((change,)) <= entries:
            yield gone(table, change, difference, known)


def gone(table: Table, change: Change, difference: Difference, lines: Mapping[str, int]) -> Finding:
    """A row that is no longer there, at the line of the row that says the same under another key if there is one."""
    file, label = f"data/{table.file_name}", difference.old.label
    for other in difference.of(table.name) if change.before else ():
        if other.kind == ADDED and other.after and rest(table, other.after) == rest(table, change.before or {}):
            column = next(name for name in table.primary_key if other.after[name] != (change.before or {})[name])
            was = f"{(change.before or {})[column]!r}, the key under which {label} has this row."
            return Finding(file, lines.get(other.key, 0), column, RULE, other.after[column], was, REMEDY)
    return Finding(file, 0, "", RULE, change.key, f"the row with this key, which {label} has.", REMEDY)


def rest(table: Table, row: Cells) -> dict[str, str]:
    """A row without its key."""
    return {name: row.get(name, "") for name in table.columns if name not in table.primary_key}


def own_changes(dataset: Dataset, old: Side, new: Side) -> Iterator[Change]:
    """What is no longer said of earlier releases as it was; a figure that was not known then may be filled in."""
    for name in sorted(OWN_HISTORY & set(dataset.tables)):
        now = new.rows(name)
        for key, row in old.stream(name):
            if key not in now:
                yield Change(name, key, REMOVED, before=row)
                continue
            cells = tuple(
                FieldChange(item.name, row[item.name], now[key].get(item.name, ""))
                for item in dataset.tables[name].fields
                if row.get(item.name, "") != now[key].get(item.name, "") and (row.get(item.name) or item.required)
            )
            if cells:
                yield Change(name, key, CHANGED, row, now[key], cells)
