"""Finds the title and page of a record, one record at a time, so that a million need no memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vostochny.database.reading import rows
from vostochny.database.titles_sql import call_names, count_names, delivery_names
from vostochny.model.schema import Dataset
from vostochny.render.context import ANCHORS

# Every record of the real data several times over; of larger data those that readers look at.
REMEMBERED = 20_000
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class RecordTitle:
    """The title of a record, its table, and the address of its page or an empty string."""

    title: str
    table: str
    page: str


class RecordTitles:
    """The records of one database that does not change.

    connection: open as long as this is used, by one thread at a time
    site: the folder of the built site
    """

    def __init__(self, dataset: Dataset, connection: sqlite3.Connection, site: Path) -> None:
        self.connection = connection
        self.site = site
        # Tables whose own titles are bare identifiers.
        self.names: Mapping[str, Callable[[str], Mapping[str, str]]] = {
            "port_calls": lambda record: call_names(connection, record),
            "call_counts": lambda record: count_names(dataset, connection, record),
            "notified_deliveries": lambda record: delivery_names(dataset, connection, record),
        }
        self.remembered = lru_cache(REMEMBERED)(self.look_up)

    def find(self, record: str) -> RecordTitle | None:
        """The record of this identifier, if there is one."""
        return self.remembered(record) if len(record) <= LONGEST_KEY else None

    def look_up(self, record: str) -> RecordTitle | None:
        """The same, asked of the database."""
        found = rows(self.connection, "select * from records where record_id = :record", {"record": record})
        if not found:
            return None
        table = str(found[0]["table_name"])
        names = self.names[table](record) if table in self.names else {}
        return RecordTitle(names.get(record) or str(found[0]["title"]), table, self.page_of(record, found[0]))

    def page_of(self, record: str, row: Mapping[str, object]) -> str:
        """Address of a record on the site: a page of its own or a paragraph of a list; empty if there is none."""
        page = str(row["page"] or "")
        if not page and row["table_name"] in ANCHORS:
            path, _, anchor = ANCHORS[row["table_name"]].format(record).partition("#")
            page = f"/{path.removesuffix('.md')}/#{anchor}"
        file = self.site / page.partition("#")[0].strip("/") / "index.html"
        return page if page and file.is_file() else ""
