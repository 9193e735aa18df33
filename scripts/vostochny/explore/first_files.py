"""Writes each short table, view and answer as one small file, which Explore shows until the database has come."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path

from vostochny.database.reading import Row, rows

# Rows and characters of a file at most; what is longer waits for the database.
ROWS_AT_MOST = 5_000
CHARACTERS_AT_MOST = 600_000
# Steps of SQLite, by the hundred thousand; what takes more waits for the database. Counted, for a clock would decide
# anew at each build.
MOST_STEPS = 200
STEPS = 100_000
# Beyond it JavaScript rounds a whole number.
LARGEST_WHOLE = 2**53
# The types of the columns of tables.
DECLARED = {"TEXT", "INTEGER", "REAL"}


def write_first_files(folder: Path, described: Row, connection: sqlite3.Connection) -> None:
    """Write `<name>.json` for every short table and view, and every question as it comes.

    folder: created here
    described: what explore.json has
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in described["tables"]:
        columns = listing(column["name"] for column in table["columns"])
        order = listing(dict.fromkeys([*filter(None, [table.get("sort")]), *table["key"]]))
        sql = f"select {columns} from [{table['name']}]{f' order by {order}' if order else ''}"
        about = {"tables": [table], "queries": [], "shared": []}
        whole = first_file(described, about, connection, sql, {})
        write(folder, table["name"], whole and {**whole, "types": types(connection, table["name"], whole["rows"])})
    for query in described["queries"]:
        about = {"tables": [], "queries": [query]}
        values = {parameter["name"]: parameter["default"] for parameter in query["parameters"]}
        write(folder, query["name"], first_file(described, about, connection, query["sql"], values))


def types(connection: sqlite3.Connection, table: str, listed: Sequence[Sequence[object]]) -> list[str]:
    """The type as which each column is compared: TEXT, INTEGER, REAL, or none.

    For what a view computes SQLite 3.40 names none, and 3.51 INT or BLOB, so that the rows decide. A number is compared
    as one there too (tests/database/test_views.py).
    """
    named = [kind["type"] for kind in rows(connection, "select type from pragma_table_info(:name)", {"name": table})]
    numbers = {place for row in listed for place, value in enumerate(row) if isinstance(value, (int, float))}
    return [kind if kind in DECLARED else "INTEGER" if place in numbers else "" for place, kind in enumerate(named)]


def write(folder: Path, name: str, content: Row | None) -> None:
    """One file, if it is short."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    if content and len(text) <= CHARACTERS_AT_MOST:
        (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")


def first_file(
    described: Row, about: Row, connection: sqlite3.Connection, sql: str, values: dict[str, str]
) -> Row | None:
    """The rows of a statement with what Explore says about them; None where a file cannot say the same.

    about: what differs from `described`, so that the file has no more than its page needs
    `whole` names the columns whose whole numbers are stored as fractions (1.0), which JSON does not tell from 1.
    """
    looks = count()
    connection.set_progress_handler(lambda: next(looks) > MOST_STEPS, STEPS)
    try:
        cursor = connection.execute(sql, values)
        columns = [column[0] for column in cursor.description]
        listed = [list(row) for row in cursor.fetchmany(ROWS_AT_MOST + 1)]
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return None
    finally:
        connection.set_progress_handler(None, STEPS)
    whole = [place for place in range(len(columns)) if any(isinstance(row[place], float) for row in listed)]
    if len(listed) > ROWS_AT_MOST or not all(is_plain(value) for row in listed for value in row):
        return None
    if any(isinstance(row[place], int) for row in listed for place in whole):
        return None
    used = list(dict.fromkeys(named_keys(columns, listed)))
    names = {key: described["names"][key] for key in used if key in described["names"]}
    shared = [column for column in described["shared"] if column["name"] in columns]
    return {
        "description": {**described, "shared": shared, "names": names, **about},
        "columns": columns,
        "rows": listed,
        "whole": whole,
        **known_records(connection, used),
    }


def is_plain(value: object) -> bool:
    """Whether JSON has a value as SQLite and JavaScript have it."""
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) < LARGEST_WHOLE)


def listing(columns: Iterable[str]) -> str:
    """Column names as SQL has them."""
    return ", ".join(f"[{column}]" for column in columns)


def named_keys(columns: Sequence[str], listed: Iterable[Sequence[object]]) -> Iterable[str]:
    """The identifiers in the rows; Explore knows their columns by the same names (labels.js, isKey)."""
    places = [place for place, name in enumerate(columns) if name.endswith("_id") or name == "goes_back_to"]
    return (value for row in listed for place in places if isinstance(value := row[place], str) and value)


def known_records(connection: sqlite3.Connection, keys: list[str]) -> dict[str, list[list[object]]]:
    """Title and page of records, and what a call is called after, as Explore asks for them in labels.js."""
    asked = {"keys": json.dumps(keys)}
    records = rows(
        connection,
        "select record_id, table_name, title, page from records "
        "where record_id in (select value from json_each(:keys))",
        asked,
    )
    calls = rows(
        connection,
        "select call_id, vessel_name, port_name, date_earliest, date_latest from calls "
        "where call_id in (select value from json_each(:keys))",
        asked,
    )
    return {"records": [list(row.values()) for row in records], "calls": [list(row.values()) for row in calls]}
