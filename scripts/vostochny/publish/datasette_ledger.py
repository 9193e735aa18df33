"""What the pages of Datasette need to know: how records, columns, units and places are called, and where pages are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.model.schema import GROUPS, Dataset, Field, Table
from vostochny.model.sqlfile import SqlFile
from vostochny.publish.pages.book import ANCHORS, Book

RECORDS = "records"


@dataclass(frozen=True)
class Ledger:
    """What the pages of one Datasette need to know.

    database: address of the database, such as /data/vostochny
    titles: what each record is called
    pages: address of the page or paragraph of each record that has one on the site
    tables: in which table each record stands
    ports: latitude and longitude of each port whose position is known, by its identifier
    counts: rows of each table
    static: part of the addresses of scripts and styles that changes with them
    """

    dataset: Dataset
    database: str
    titles: Mapping[str, str]
    pages: Mapping[str, str]
    tables: Mapping[str, str]
    ports: Mapping[str, tuple[float, float]]
    counts: Mapping[str, int]
    static: str

    @property
    def title(self) -> str:
        return str(self.dataset.package["title"])

    @cached_property
    def queries(self) -> dict[str, SqlFile]:
        return {query.name: query for query in self.dataset.queries}

    @cached_property
    def groups(self) -> list[tuple[str, list[Table]]]:
        """The tables by subject, as the site lists them."""
        tables = self.dataset.published.values()
        return [(title, [item for item in tables if item.group == name]) for name, title in GROUPS.items()]

    @cached_property
    def shared(self) -> dict[str, Field | None]:
        """For answers of queries: what a column of this name is in every table that has one; None where they differ."""
        found: dict[str, Field | None] = {}
        for table in self.dataset.published.values():
            for field in table.fields:
                known = found.setdefault(field.name, field)
                if known is not None and (known.title, known.unit) != (field.title, field.unit):
                    found[field.name] = None
        return found

    def field(self, table: str | None, column: str) -> Field | None:
        """The description of a column, if there is one."""
        described = self.dataset.published.get(table or "")
        return described.by_name.get(column) if described else self.shared.get(column)

    def heading(self, table: str | None, column: str) -> str:
        """What a column is called, for people."""
        described = self.dataset.published.get(table or "")
        for item in described.derived if described else ():
            if item.name == column:
                return item.title
        field = self.field(table, column)
        return field.title if field else (column.removesuffix("_id") or column).replace("_", " ").strip().capitalize()

    def unit(self, table: str | None, column: str) -> str:
        """The unit of a column in words; empty where it has none, or has one in the heading already."""
        field = self.field(table, column)
        if field is None or not field.unit:
            return ""
        words = self.dataset.units[field.unit]["title"]
        return "" if words.lower() in field.title.lower() else words

    def meaning(self, table: str | None, column: str, value: Any) -> str:
        """What a coded value stands for; empty where it speaks for itself."""
        field = self.field(table, column)
        return field.categories.get(str(value), "") if field else ""

    def row(self, record: str) -> str:
        """Address of the row of a record in Datasette; empty when it is none."""
        table = self.tables.get(record)
        return f"{self.database}/{table}/{tilded(record)}" if table else ""

    def table_title(self, name: str) -> str:
        """What a table or view is called."""
        if name in self.dataset.published:
            return self.dataset.published[name].title
        titles = {RECORDS: "All records", **{view.name: view.title for view in self.dataset.views}}
        return titles.get(name, name)


def tilded(value: str) -> str:
    """A key as Datasette writes it in an address."""
    return "".join(c if (c.isalnum() and c.isascii()) or c in "_-" else tilde(c) for c in value)


def tilde(character: str) -> str:
    """One character that may not stand in an address as it is."""
    return "+" if character == " " else quote(character, safe="").replace("%", "~").replace(".", "~2E")


def read_ledger(project: Project, database: str, static: str) -> Ledger:
    """Read it all from the built database and the built site. Raises FileNotFoundError when there is no database."""
    dataset = project.dataset
    with opened(project.database) as connection:
        book = Book(dataset, connection)
        records = book.records
        counts = {
            name: int(book.rows(f"select count(*) as n from [{name}]")[0]["n"])
            for name in [*dataset.published, RECORDS]
        }
        ports = book.rows("select port_id, latitude, longitude from ports where latitude is not null")
        titles = {record: book.long_names.get(record) or str(row["title"]) for record, row in records.items()}
    site = project.build / "site"
    return Ledger(
        dataset,
        database,
        titles,
        {record: page for record, row in records.items() if (page := page_of(site, record, row))},
        {record: str(row["table_name"]) for record, row in records.items()},
        {row["port_id"]: (row["latitude"], row["longitude"]) for row in ports},
        counts,
        static,
    )


def page_of(site: Path, record: str, row: Mapping[str, Any]) -> str:
    """Where the site tells of a record: a page of its own, or a paragraph of a list; empty when nowhere."""
    page = str(row["page"] or "")
    if not page and row["table_name"] in ANCHORS:
        path, _, anchor = ANCHORS[row["table_name"]].format(record).partition("#")
        page = f"/{path.removesuffix('.md')}/#{anchor}"
    file = site / page.partition("#")[0].strip("/") / "index.html"
    return page if page and file.is_file() else ""
