"""What records are called in running text, where their own column of names holds no more than an identifier."""

from __future__ import annotations

import sqlite3
from typing import Any

from vostochny.database.reading import rows
from vostochny.model.schema import Dataset
from vostochny.model.wording import number, quantity, span


def call_names(connection: sqlite3.Connection, only: str = "") -> dict[str, str]:
    """Each call by ship, port and days: Paek Yang San 1 at Vostochny, 6 to 7 March 2024.

    only: here and below the identifier of the one record that is wanted
    """
    columns = "call_id, vessel_name, port_name, date_earliest, date_latest"
    calls = chosen(connection, f"select {columns} from calls", "call_id", only)
    return {
        row["call_id"]: f"{row['vessel_name']} at {row['port_name']}, {span(row['date_earliest'], row['date_latest'])}"
        for row in calls
    }


def count_names(dataset: Dataset, connection: sqlite3.Connection, only: str = "") -> dict[str, str]:
    """Each count by its number and who counted: 43 port calls counted by Open Source Centre.

    Where the number, or what it is a number of, is inferred, it is said to be read from what that observer reported.
    """
    kinds = dataset.tables["call_counts"].by_name["counted"].categories
    found = {}
    for row in chosen(connection, "select * from call_counts", "count_id", only):
        amount = quantity(row["count_low"], None, row["count_high"], row["qualifier"])
        what = kinds[row["counted"]]
        guessed = not {"count_low", "count_high", "counted"}.isdisjoint(str(row["inferred"] or "").split(";"))
        who = f"read from what {row['counted_by']} reported" if guessed else f"counted by {row['counted_by']}"
        # Some counts are of the ships that another observer saw: "CSIS, on the tankers that RUSI saw".
        name, _, basis = row["counted_by"].partition(", on ")
        if basis and not guessed:
            who = f"among {basis}, by {name}"
        found[row["count_id"]] = f"{amount} {what[:1].lower()}{what[1:]} {who}"
    return found


def delivery_names(dataset: Dataset, connection: sqlite3.Connection, only: str = "") -> dict[str, str]:
    """Each notified delivery by amount, state and period: 15,279 barrels, Russia, January 2024."""
    found = {}
    for row in chosen(connection, "select * from notified_deliveries", "delivery_id", only):
        unit = dataset.units[row["unit"]]["title"] if row["unit"] else ""
        amount = f"{number(row['quantity'])} {unit}" if row["quantity"] is not None else "no report"
        found[row["delivery_id"]] = (
            f"{amount}, {row['reporting_state']}, {span(row['period_start'], row['period_end'])}"
        )
    return found


def chosen(connection: sqlite3.Connection, sql: str, key: str, only: str) -> list[dict[str, Any]]:
    """All rows of a statement, or the one with this key."""
    return rows(connection, f"{sql} where {key} = :only", {"only": only}) if only else rows(connection, sql)
