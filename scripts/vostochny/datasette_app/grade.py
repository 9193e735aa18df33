"""Finds for the page of a port call the grade that the rule gives it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette.database import QueryInterrupted

if TYPE_CHECKING:
    from datasette.database import Database

# In a table of a million calls the view takes longer than a page may; the page then leads to it.
LIMIT_MS = 100
GRADE = "select confidence_by_rule, reasons, confidence_departure from call_confidence where call_id = :call"


async def grade_of(database: Database, call: str) -> dict[str, object] | None:
    """The grade by the rule, its reasons, and why the one on record is another; None where that takes too long."""
    try:
        found = await database.execute(GRADE, {"call": call}, custom_time_limit=LIMIT_MS)
    except QueryInterrupted:
        return None
    return dict(found.rows[0]) if found.rows else None
