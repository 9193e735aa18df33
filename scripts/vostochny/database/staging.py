"""Writes the tables into a SQLite file beside the published one: keys, indexes, search, views."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.database.loading import load_columns
from vostochny.database.values import column_types, record
from vostochny.model.schema import Dataset, Table
from vostochny.model.sqlfile import SchemaError, SqlFile
from vostochny.tables.columnar import ColumnarTable, Loaded

if TYPE_CHECKING:
    import sqlite_utils

TOKENIZER = "unicode61 remove_diacritics 2"

# Every record of the dataset in one list: what it is called, which table it stands in, and where its page is.
RECORD_PAGES = {
    "vessels": "vessels",
    "ports": "ports",
    "sources": "sources",
    "port_calls": "calls",
    "call_counts": "counts",
    "volume_estimates": "estimates",
}


def stage(dataset: Dataset, raw_tables: Mapping[str, Loaded], path: Path, *, lenient: bool = False) -> None:
    """Write all tables to a new SQLite file at `path`.

    lenient: leave out keys and types, so that the rules can also look at rows that the schema refuses.
    """
    # Here, because it brings pandas along where that is installed, which no server needs.
    import sqlite_utils

    path.unlink(missing_ok=True)
    db = sqlite_utils.Database(path)
    try:
        db.execute("PRAGMA page_size = 4096")
        db.execute("PRAGMA journal_mode = OFF")
        for table in creation_order(dataset):
            create(db, table, lenient=lenient)
        for table in creation_order(dataset):
            fill(db, path, raw_tables[table.name], lenient=lenient)
        add_records(db, dataset)
        for table in dataset.tables.values():
            add_indexes(db, table)
            if table.search:
                db[table.name].enable_fts(table.search, tokenize=TOKENIZER)
        add_views(db, dataset.views)
    finally:
        db.close()


def fill(db: sqlite_utils.Database, path: Path, loaded: Loaded, *, lenient: bool) -> None:
    """All rows of one table, in the order of its key."""
    if isinstance(loaded, ColumnarTable):
        load_columns(path, loaded, linked=not lenient)
    else:
        rows = sorted(loaded.rows, key=loaded.key)
        db[loaded.table.name].insert_all(record(loaded.table, row, lenient=lenient) for row in rows)


def add_views(db: sqlite_utils.Database, views: list[SqlFile]) -> None:
    """All views, each tried once at the end, because SQLite takes a view in without looking at its columns."""
    from sqlite_utils.utils import OperationalError

    for view in views:
        db.create_view(view.name, view.sql)
    for view in views:
        try:
            db.execute(f"select * from [{view.name}] limit 1").fetchall()
        except OperationalError as error:
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


def create(db: sqlite_utils.Database, table: Table, *, lenient: bool) -> None:
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


def add_indexes(db: sqlite_utils.Database, table: Table) -> None:
    """Indexes on what is filtered: foreign keys, facets and what the schema names.

    An index of several columns serves the first of them as well.
    """
    single = [(column,) for column in (*(key.field for key in table.foreign_keys), *table.facets)]
    served = {columns[:1] for columns in table.index if len(columns) > 1} | {table.primary_key}
    for columns in dict.fromkeys([*single, *table.index]):
        if columns not in served:
            db[table.name].create_index(list(columns), if_not_exists=True)


def add_records(db: sqlite_utils.Database, dataset: Dataset) -> None:
    """The list of all identified records, which citations, conflicts and corrections point into."""
    db["records"].create({"record_id": str, "table_name": str, "title": str, "page": str}, pk="record_id", strict=True)
    db["records"].enable_fts(["title"], tokenize=TOKENIZER)
    db.execute(f"insert or ignore into records {listed_records(dataset)}")
    db["records"].create_index(["table_name"])
    # A record without a title of its own is found by its identifier, not by words.
    db.execute("insert into records_fts (rowid, title) select rowid, title from records where title <> record_id")


def listed_records(dataset: Dataset) -> str:
    """SQL for one entry a row of every table of records; of an identifier in two tables the first stands first."""
    # A row about another record, such as the check of a source, is no record of its own.
    listed = [
        table
        for table in dataset.tables.values()
        if len(table.primary_key) == 1 and table.name != "redirects" and not table.reference(table.primary_key[0])
    ]
    entries = " union all ".join(entry(place, table) for place, table in enumerate(listed))
    return f"select record_id, table_name, title, page from ({entries}) order by record_id, place"


def entry(place: int, table: Table) -> str:
    """SQL for the entries of one table, the `place`-th."""
    key, folder = f"[{table.primary_key[0]}]", RECORD_PAGES.get(table.name)
    page = f"'/{folder}/' || {key} || '/'" if folder else "''"
    title = f"coalesce(nullif([{table.label}], ''), {key})"
    return (
        f"select {key} as record_id, '{table.name}' as table_name, {title} as title, {page} as page, {place} as place "
        f"from [{table.name}] where {key} is not null"
    )
