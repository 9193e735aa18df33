"""Writes each short table as one small file, which Explore shows while the database is still on its way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from vostochny.database.reading import Row, rows

# Rows and characters of a file at most; a longer table waits for the database.
ROWS_AT_MOST = 2_000
CHARACTERS_AT_MOST = 300_000


def write_first_tables(folder: Path, described: Row, connection: sqlite3.Connection) -> None:
    """Write `<table>.json` for every short table that has a key.

    folder: created here
    described: what explore.json has
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in described["tables"]:
        if table["key"] and table["rows"] is not None and table["rows"] <= ROWS_AT_MOST:
            text = json.dumps(first_table(described, table, connection), ensure_ascii=False, separators=(",", ":"))
            if len(text) <= CHARACTERS_AT_MOST:
                (folder / f"{table['name']}.json").write_text(text, encoding="utf-8", newline="\n")


def first_table(described: Row, table: Row, connection: sqlite3.Connection) -> Row:
    """One table with its rows in their usual order, its description, and the names of the records in it.

    `whole` names the columns whose whole numbers are stored as fractions (1.0), which JSON cannot say.
    """
    columns = [column["name"] for column in table["columns"]]
    order = dict.fromkeys([*filter(None, [table.get("sort")]), *table["key"]])
    found = rows(connection, f"select {listing(columns)} from [{table['name']}] order by {listing(order)}")
    listed = [list(row.values()) for row in found]
    whole = [
        place
        for place in range(len(columns))
        if any(isinstance(row[place], float) for row in listed)
        and not any(isinstance(row[place], int) for row in listed)
    ]
    used = list(dict.fromkeys(named_keys(columns, listed)))
    names = {key: described["names"][key] for key in used if key in described["names"]}
    return {
        "description": {**described, "tables": [table], "queries": [], "shared": [], "names": names},
        "columns": columns,
        "rows": listed,
        "whole": whole,
        **known_records(connection, used),
    }


def listing(columns: Iterable[str]) -> str:
    """Column names as SQL has them."""
    return ", ".join(f"[{column}]" for column in columns)


def named_keys(columns: list[str], listed: Iterable[list[object]]) -> Iterable[str]:
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
