"""Makes one table of a built database as large as is wanted, by repeating its rows under invented keys."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def inflate(database: Path, table: str, rows: int) -> None:
    """Let `table`, whose key is one text column, have at least `rows` rows, its indexes and its search with it."""
    connection = sqlite3.connect(database)
    try:
        described = connection.execute(f"pragma table_info([{table}])").fetchall()
        # What makes a row unique becomes another text in every copy; all else is as in the record.
        unique = {name for _, name, *_, key in described if key} | unique_columns(connection, table)
        columns = [name for _, name, *_ in described]
        shown = ", ".join(f"[{name}] || '-' || n" if name in unique else f"[{name}]" for name in columns)
        have = connection.execute(f"select count(*) from [{table}]").fetchone()[0]
        connection.execute("pragma foreign_keys = off")
        connection.execute("pragma ignore_check_constraints = on")
        connection.execute(
            f"with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?) "
            f"insert into [{table}] select {shown} from [{table}] cross join numbers",
            (rows // have,),
        )
        for (search,) in connection.execute(
            "select name from sqlite_master where name = ? and sql like '%using fts%'", (f"{table}_fts",)
        ).fetchall():
            connection.execute(f"insert into [{search}]([{search}]) values ('rebuild')")
        connection.commit()
    finally:
        connection.close()


def unique_columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """Text columns of the unique indexes of a table, other than its key."""
    found = set()
    for _, index, is_unique, origin, _ in connection.execute(f"pragma index_list([{table}])").fetchall():
        if is_unique and origin != "pk":
            found |= {name for _, _, name in connection.execute(f"pragma index_info([{index}])").fetchall()}
    return found
