"""Writes the tables into a SQLite file beside the published one: keys, indexes, search, views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import sqlite_utils
from sqlite_utils.utils import OperationalError

from vostochny.database.values import column_types, record
from vostochny.model.schema import Dataset, Table
from vostochny.model.sqlfile import SchemaError, SqlFile
from vostochny.tables.reading import RawTable

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


def stage(dataset: Dataset, raw_tables: Mapping[str, RawTable], path: Path, *, lenient: bool = False) -> None:
    """Write all tables to a new SQLite file at `path`.

    lenient: leave out keys and types, so that the rules can also look at rows that the schema refuses.
    """
    path.unlink(missing_ok=True)
    db = sqlite_utils.Database(path)
    try:
        db.execute("PRAGMA page_size = 4096")
        db.execute("PRAGMA journal_mode = OFF")
        for table in creation_order(dataset):
            create(db, table, lenient=lenient)
        for table in creation_order(dataset):
            raw = raw_tables[table.name]
            rows = sorted(raw.rows, key=raw.key)
            db[table.name].insert_all(record(table, row, lenient=lenient) for row in rows)
        add_records(db, dataset)
        for table in dataset.tables.values():
            add_indexes(db, table)
            if table.search:
                db[table.name].enable_fts(table.search, tokenize=TOKENIZER)
        add_views(db, dataset.views)
    finally:
        db.close()


def add_views(db: sqlite_utils.Database, views: list[SqlFile]) -> None:
    """All views, each tried once at the end, because SQLite takes a view in without looking at its columns."""
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
    """Indexes on what is filtered: foreign keys, facets and what the schema names."""
    wanted = [key.field for key in table.foreign_keys] + list(table.facets) + list(table.index)
    for column in dict.fromkeys(wanted):
        if (column,) != table.primary_key:
            db[table.name].create_index([column], if_not_exists=True)


def add_records(db: sqlite_utils.Database, dataset: Dataset) -> None:
    """The list of all identified records, which citations, conflicts and corrections point into."""
    db["records"].create({"record_id": str, "table_name": str, "title": str, "page": str}, pk="record_id", strict=True)
    db["records"].insert_all(sorted(listed_records(db, dataset), key=lambda item: str(item["record_id"])), ignore=True)
    db["records"].create_index(["table_name"])
    db["records"].enable_fts(["title"], tokenize=TOKENIZER)


def listed_records(db: sqlite_utils.Database, dataset: Dataset) -> Iterable[dict[str, str]]:
    """One entry for every row whose table has a key of a single column."""
    for table in dataset.tables.values():
        key = table.primary_key[0]
        # A row about another record, such as the check of a source, is no record of its own.
        if len(table.primary_key) != 1 or table.name == "redirects" or table.reference(key):
            continue
        for row in db.query(f"select [{key}] as id, [{table.label}] as label from [{table.name}]"):
            if row["id"] is not None:
                folder = RECORD_PAGES.get(table.name)
                page = f"/{folder}/{row['id']}/" if folder else ""
                yield {
                    "record_id": row["id"],
                    "table_name": table.name,
                    "title": row["label"] or row["id"],
                    "page": page,
                }
