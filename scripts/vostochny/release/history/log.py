"""The changes of one release as rows of data/changes.csv."""

from __future__ import annotations

from vostochny.diff.compare import CHANGED, Change
from vostochny.diff.difference import Report
from vostochny.diff.sentences import ChangeText
from vostochny.diff.side import Cells
from vostochny.model.released import RECORD

Entry = tuple[str, str, str, str, str, str]


def log_rows(report: Report, version: str) -> list[Cells]:
    """One row for each cell that changed and each row that came or went, with its sentence."""
    return [row for text in report.texts for row in change_rows(text, version)]


def change_rows(text: ChangeText, version: str) -> list[Cells]:
    """The rows of one change."""
    change = text.change
    head = {"version": version, "table_name": change.table, "record_key": change.key, "kind": change.kind}
    if change.kind != CHANGED:
        cell = text.cells[0]
        return [{**head, "field": RECORD, "before": cell.before, "after": cell.after, "told": text.sentence}]
    return [
        {**head, "field": field.column, "before": field.before, "after": field.after, "told": sentence}
        for field, sentence in zip(change.fields, text.cell_sentences, strict=True)
    ]


def expected(changes: tuple[Change, ...]) -> set[Entry]:
    """What the log must say of some changes, leaving out the words."""
    found = set()
    for change in changes:
        head = (change.table, change.key)
        if change.kind == CHANGED:
            found |= {(*head, field.column, CHANGED, field.before, field.after) for field in change.fields}
        else:
            found.add((*head, RECORD, change.kind, "", ""))
    return found


def logged(rows: list[Cells]) -> set[Entry]:
    """What some rows of the log say, in the same form."""
    found = set()
    for row in rows:
        values = (row["before"], row["after"]) if row["kind"] == CHANGED else ("", "")
        found.add((row["table_name"], row["record_key"], row["field"], row["kind"], *values))
    return found
