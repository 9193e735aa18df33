"""Reads every table of the record row by row, with the findings about the form of its file."""

from __future__ import annotations

from vostochny.model.project import Project
from vostochny.model.schema import Table
from vostochny.tables.canonical_form import check_canonical
from vostochny.tables.csv_reader import RawTable, read_raw


def read_all(project: Project) -> dict[str, RawTable]:
    """Every table of the dataset as it is in data/."""
    return {table.name: read_by_row(project, table) for table in project.dataset.tables.values()}


def read_by_row(project: Project, table: Table) -> RawTable:
    """One table."""
    path = project.csv_path(table.name)
    raw = read_raw(table, path, project.shown(path))
    if raw.readable:
        check_canonical(raw, path)
    return raw
