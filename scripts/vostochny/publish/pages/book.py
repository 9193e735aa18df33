"""What every generated page needs: the database, the schemas, and how to link from one page to another."""

from __future__ import annotations

import posixpath
import sqlite3
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vostochny.database.reading import rows
from vostochny.model.schema import Dataset
from vostochny.publish.pages.markup import admonition, link, text

DATASETTE = "/data/vostochny"
# Parts of the layout that a page without sections or without neighbours does not need.
PLAIN = ("navigation", "toc")
NO_CONTENTS = ("toc",)
NO_NEIGHBOURS = ("navigation",)

# Tables whose records stand on a page of the site: as a page of their own, or at an anchor of a common page.
OWN_PAGES = {"vessels": "vessels/{}.md", "port_calls": "calls/{}.md"}
ANCHORS = {
    "ports": "ports.md#{}",
    "sources": "sources.md#{}",
    "volume_estimates": "figures.md#{}",
    "conflicts": "conflicts.md#{}",
    "corrections": "corrections.md#{}",
}


@dataclass(frozen=True)
class Book:
    """One publication: what is asked of the database and how its pages hang together."""

    dataset: Dataset
    connection: sqlite3.Connection

    def rows(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        """All rows of a statement."""
        return rows(self.connection, sql, values)

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """Every identified record: its table and title."""
        return {row["record_id"]: row for row in self.rows("select * from records")}

    def label(self, table: str, column: str, value: Any) -> str:
        """What a coded value means, for people; the value itself where the schema has no label for it."""
        field = self.dataset.published[table].by_name[column]
        return field.categories.get(str(value), str(value)) if value is not None else ""

    def unit(self, name: Any) -> str:
        """A unit in words."""
        return self.dataset.units[name]["title"] if name else ""

    def record(self, here: str, record_id: Any, title: str = "") -> str:
        """A link to a record from the page `here`; plain text when nothing can be linked."""
        if not record_id:
            return ""
        known = self.records.get(record_id)
        if known is None:
            return text(title or record_id)
        table = known["table_name"]
        if place := OWN_PAGES.get(table) or ANCHORS.get(table):
            return link(title or record_id, href(here, place.format(record_id)))
        return link(title or record_id, f"{DATASETTE}/{table}/{record_id}")

    def source(self, here: str, source_id: Any) -> str:
        """A link to a source by the name of its publisher."""
        return self.record(here, source_id, self.publishers.get(str(source_id), str(source_id)))

    def linked(self, here: str, content: str) -> str:
        """Escaped text in which the name of another table, such as call_counts, is a link to that table's page."""
        escaped = text(content)
        for name in self.dataset.tables:
            place = f"tables/{name}.md"
            if "_" in name and place != here:
                escaped = escaped.replace(text(name), link(name, href(here, place)))
        return escaped

    def warnings(self, here: str, table: str, title: str) -> str:
        """The warnings that travel with a table, as a box; empty when there are none."""
        given = self.dataset.published[table].warnings
        return admonition("warning", title, [self.linked(here, item) for item in given]) if given else ""

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Publisher and date of every source, as a reader would cite it in passing."""
        found = {}
        for row in self.rows("select source_id, publisher, published_on from sources"):
            year = f", {str(row['published_on'])[:4]}" if row["published_on"] else ""
            found[row["source_id"]] = f"{row['publisher']}{year}"
        return found

    def files_note(self, table: str) -> str:
        """Where the table behind a page can be had."""
        return (
            f"\n---\n\nAs a table: [CSV](/downloads/{table}.csv) · "
            f"[filter it in Datasette]({DATASETTE}/{table})\n{{ .files }}\n"
        )


def href(here: str, target: str) -> str:
    """Relative address of `target` for the page `here`, both as paths from the folder of pages."""
    path, mark, fragment = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + mark + fragment


def page(title: str, *blocks: str, hide: tuple[str, ...] = ()) -> str:
    """A whole page: a heading and blocks with blank lines between them."""
    lines = "\n".join(f"  - {item}" for item in hide)
    head = f"---\nhide:\n{lines}\n---\n\n" if hide else ""
    body = "\n\n".join(block.strip("\n") for block in blocks if block)
    return f"{head}# {title}\n\n{body}\n"
