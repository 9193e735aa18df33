"""Writes the tables into a SQLite file beside the published one: keys, indexes, search, views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.database.bulk_load import writing
from vostochny.database.new_database import making
from vostochny.database.record_index import listed_records
from vostochny.database.sql_values import column_types, record
from vostochny.model.errors import SchemaError
from vostochny.model.schema import Dataset, Table
from vostochny.model.sqlfile import SqlFile
from vostochny.tables.arrow_reader import ColumnarTable, Loaded
from vostochny.tables.csv_reader import RawTable

if TYPE_CHECKING:
    from sqlite_utils import Database

TOKENIZER = "unicode61 remove_diacritics 2"


Rows = Iterable[list[str]]


def stage(dataset: Dataset, raw_tables: Mapping[str, Loaded | Rows], path: Path, *, lenient: bool = False) -> None:
    """Write all tables to a new SQLite file at `path`, with all that belongs to them.

    raw_tables: each as loaded, or as an iterator of rows, which is consumed in order and not held in memory
    lenient: leave out keys and types, so that the rules can also look at rows that the schema refuses.
    """
    create_all(dataset, path, lenient=lenient)
    fill(dataset, raw_tables, path, lenient=lenient)
    list_records(dataset, path)
    complete(dataset, path)


def create_all(dataset: Dataset, path: Path, *, lenient: bool = False) -> None:
    """A new file with all tables, empty."""
    path.unlink(missing_ok=True)
    with making(path) as db:
        db.execute("PRAGMA page_size = 4096")
        for table in creation_order(dataset):
            create(db, table, lenient=lenient)
        # What the model computes is filled in later (`results.py`); views may read it before.
        for table in dataset.results.values():
            create(db, table, lenient=False)


def fill(dataset: Dataset, raw_tables: Mapping[str, Loaded | Rows], path: Path, *, lenient: bool = False) -> None:
    """The rows of all tables; in one order always, because the pages of the file follow it."""
    for name, table in dataset.tables.items():
        loaded = raw_tables[name]
        if isinstance(loaded, ColumnarTable):
            with writing(path) as writer:
                for batch in loaded.batches():
                    writer.add(loaded.table, batch)
        else:
            rows = sorted(loaded.rows, key=loaded.key) if isinstance(loaded, RawTable) else loaded
            with making(path) as db:
                db[name].insert_all(record(table, row, lenient=lenient) for row in rows)


def list_records(dataset: Dataset, path: Path) -> None:
    """What the rules need besides the rows: the list of all records, indexes on several columns, views."""
    with making(path) as db:
        db["records"].create(
            {"record_id": str, "table_name": str, "title": str, "page": str}, pk="record_id", strict=True
        )
        add_views(db, dataset.views)
    with writing(path) as writer:
        writer.run(f"insert or ignore into records {listed_records(dataset)}")
        for table in dataset.tables.values():
            writer.run(*(index(table.name, columns) for columns in indexes(table) if len(columns) > 1))


def complete(dataset: Dataset, path: Path) -> None:
    """What readers look at the rows by: indexes on single columns and full-text search."""
    with writing(path) as writer:
        writer.run(index("records", ("table_name",)))
        for table in dataset.tables.values():
            writer.run(*(index(table.name, columns) for columns in indexes(table) if len(columns) == 1))
            if table.search:
                writer.run(*search(table.name, table.search))
                writer.run(f"insert into [{table.name}_fts] ([{table.name}_fts]) values ('rebuild')")
        writer.run(*search("records", ("title",)))
        # A record without a title is found by its identifier only.
        writer.run("insert into records_fts (rowid, title) select rowid, title from records where title <> record_id")


def index(table: str, columns: tuple[str, ...]) -> str:
    """The statement that makes an index."""
    return f"create index [idx_{table}_{'_'.join(columns)}] on [{table}] ({', '.join(f'[{name}]' for name in columns)})"


def search(table: str, columns: Iterable[str]) -> list[str]:
    """The statements that make a full-text index, still empty; up to `hashsize` bytes are written once, not merged."""
    listed = ", ".join(f"[{name}]" for name in columns)
    return [
        f"create virtual table [{table}_fts] using fts5 ({listed}, tokenize='{TOKENIZER}', content=[{table}])",
        f"insert into [{table}_fts] ([{table}_fts], rank) values ('hashsize', {16 * 1024 * 1024})",
    ]


def add_views(db: Database, views: list[SqlFile]) -> None:
    """All views, each tried once at the end, because SQLite takes a view in without looking at its columns."""
    for view in views:
        db.create_view(view.name, view.sql)
    for view in views:
        try:
            db.execute(f"explain select * from [{view.name}]")
        except sqlite3.OperationalError as error:
            raise SchemaError(f"schemas/views/{view.path.name} does not run: {error}") from error


def creation_order(dataset: Dataset) -> list[Table]:
    """Tables such that each comes after those it refers to."""
    done: dict[str, Table] = {}
    waiting = dict(dataset.tables)
    while waiting:
        ready = [
            table
            for table in waiting.values()
            if all(key.table in done or key.table == table.name for key in table.foreign_keys)
        ]
        if not ready:
            raise ValueError(f"foreign keys go in a circle among {', '.join(waiting)}")
        for table in ready:
            done[table.name] = waiting.pop(table.name)
    return list(done.values())


def create(db: Database, table: Table, *, lenient: bool) -> None:
    """One empty table, with its keys unless `lenient`."""
    if lenient:
        db[table.name].create(column_types(table))
        return
    key = table.primary_key[0] if len(table.primary_key) == 1 else table.primary_key
    db[table.name].create(
        column_types(table),
        pk=key,
        foreign_keys=[(item.field, item.table, item.other_field) for item in table.foreign_keys],
        not_null={field.name for field in table.fields if field.required},
        strict=True,
    )
    for columns in table.unique_keys:
        db[table.name].create_index(list(columns), unique=True)


def indexes(table: Table) -> list[tuple[str, ...]]:
    """What is filtered: foreign keys, facets and what the schema names.

    An index of several columns serves the first of them as well.
    """
    single = [(column,) for column in (*(key.field for key in table.foreign_keys), *table.facets)]
    served = {columns[:1] for columns in table.index if len(columns) > 1} | {table.primary_key}
    return [columns for columns in dict.fromkeys([*single, *table.index]) if columns not in served]
