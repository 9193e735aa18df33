"""Reads every table as fast as its state allows: from the verdict cache, by column, or row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.checks.distinct_cells import compared_columns
from vostochny.checks.fast_path import TableWatch, accepted, dangling
from vostochny.checks.repeated_texts import prose_pairs
from vostochny.checks.verdict_cache import VerdictCache
from vostochny.database.speculative_load import speculative_load
from vostochny.model.agreements import read_agreements
from vostochny.model.project import Project
from vostochny.model.schema import Table
from vostochny.tables.arrow_reader import ColumnarTable, Loaded, NotPlainError
from vostochny.tables.read_record import read_by_row

if TYPE_CHECKING:
    import pyarrow as pa


def load_all(project: Project, cache: VerdictCache | None = None, early: Path | None = None) -> dict[str, Loaded]:
    """Every table: those that the fast path accepts by column, the others row by row, so that they can be explained.

    cache: what was found valid before, by default that of build/; a table in it is not checked again
    early: where to write a database while the tables are being checked; it is there afterwards, with all rows, only
    when the cache was empty and every table was accepted
    """
    cache = cache or VerdictCache(project)
    if early is None or not cache.empty:
        return load_each(project, cache)
    with speculative_load(project.dataset, early) as database:
        found = load_each(project, cache, database.take)
        database.valid &= all(isinstance(loaded, ColumnarTable) for loaded in found.values())
    return found


def load_each(
    project: Project,
    cache: VerdictCache,
    take: Callable[[Table, pa.RecordBatch], object] = lambda _table, _batch: None,
) -> dict[str, Loaded]:
    """As `load_all`; each block of a table that may be valid is given to `take` as well."""
    found: dict[str, Loaded] = {}
    watches: list[TableWatch] = []
    known = read_agreements(project.dataset)
    for table in project.dataset.tables.values():
        path = project.csv_path(table.name)
        if (cached := cache.table(table, project.shown(path))) is not None:
            found[table.name] = cached
            continue
        try:
            watch = TableWatch(table, project.dataset.units)
            watch.apart += prose_pairs(table, known)
            watch.distinct = {columns: set() for columns in compared_columns(known, table.name)}
            found[table.name] = accepted(watch, path, project.shown(path), take)
            watches.append(watch)
        except NotPlainError:
            found[table.name] = read_by_row(project, table)
    for watch in watches:
        if dangling(watch, found):
            found[watch.table.name] = read_by_row(project, watch.table)
    for watch in watches:
        loaded = found[watch.table.name]
        if isinstance(loaded, ColumnarTable):
            cache.note_table(loaded, found)
    return found
