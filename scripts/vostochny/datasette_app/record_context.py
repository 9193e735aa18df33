"""What Datasette's templates need: names of records, columns, units and places, and addresses of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from vostochny.database.reading import opened_for_long, rows
from vostochny.datasette_app.record_titles import RecordTitles
from vostochny.model.project import Project
from vostochny.model.schema import GROUPS, Dataset, Field, Table
from vostochny.model.sqlfile import SqlFile
from vostochny.render.field_words import plain_heading, shared_fields, unit_words
from vostochny.render.ship_index import ShipIndex, read_ships
from vostochny.web.tilde_encoding import tilded

RECORDS = "records"
ENDS_WITH_ORDER = re.compile(r"\border by [^()]*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class RecordContext:
    """What the pages of one Datasette need to know.

    database: address of the database, such as /data/vostochny
    records: what each record is called and where it is
    ports: latitude and longitude of each port whose position is known, by its identifier
    counts: rows of each table
    static: part of the addresses of scripts and styles that changes with them
    """

    dataset: Dataset
    database: str
    records: RecordTitles
    ports: Mapping[str, tuple[float, float]]
    counts: Mapping[str, int]
    static: str

    @property
    def title(self) -> str:
        return str(self.dataset.package["title"])

    @property
    def base(self) -> str:
        """Address of Datasette, such as /data."""
        return self.database.rpartition("/")[0]

    @property
    def database_name(self) -> str:
        """What Datasette calls the database."""
        return self.database.rpartition("/")[2]

    @cached_property
    def ordered_views(self) -> frozenset[str]:
        """The views whose own SQL orders their rows."""
        return frozenset(view.name for view in self.dataset.views if ENDS_WITH_ORDER.search(view.sql))

    @cached_property
    def queries(self) -> dict[str, SqlFile]:
        return {query.name: query for query in self.dataset.queries}

    @cached_property
    def groups(self) -> list[tuple[str, list[Table]]]:
        """The tables by subject, as the site lists them."""
        tables = self.dataset.published.values()
        return [(title, [item for item in tables if item.group == name]) for name, title in GROUPS.items()]

    @cached_property
    def filled(self) -> frozenset[str]:
        """The tables that have rows."""
        return frozenset(name for name, count in self.counts.items() if count)

    @cached_property
    def ships(self) -> ShipIndex:
        """The ships by every form in which they are looked for, read when somebody first searches."""
        return read_ships(self.records.connection)

    @cached_property
    def shared(self) -> dict[str, Field | None]:
        """For answers of queries: what a column of this name is in every table that has one; None where they differ."""
        return shared_fields(self.dataset)

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
        return field.title if field else plain_heading(column)

    def unit(self, table: str | None, column: str) -> str:
        """The unit of a column in words; empty if it has none, or if the heading has it already."""
        return unit_words(self.dataset, self.field(table, column))

    def meaning(self, table: str | None, column: str, value: object) -> str:
        """The meaning of a coded value; empty if it has no description."""
        field = self.field(table, column)
        return field.categories.get(str(value), "") if field else ""

    def name(self, record: object) -> str:
        """The title of a record; empty if there is no such record."""
        known = self.records.find(str(record))
        return known.title if known else ""

    def page(self, record: object) -> str:
        """Address of the page or paragraph of a record on the site; empty where it has none."""
        known = self.records.find(str(record))
        return known.page if known else ""

    def row(self, record: str) -> str:
        """Address of the row of a record in Datasette; empty if there is no such record."""
        known = self.records.find(record)
        return f"{self.database}/{known.table}/{tilded(record)}" if known else ""

    def table_title(self, name: str) -> str:
        """What a table or view is called."""
        if name in self.dataset.published:
            return self.dataset.published[name].title
        titles = {RECORDS: "All records", **{view.name: view.title for view in self.dataset.views}}
        return titles.get(name, name)


def read_record_context(project: Project, database: str, static: str, counts: Mapping[str, int]) -> RecordContext:
    """Read it from the built database and the built site. Raises FileNotFoundError without a database."""
    # Used by one thread at a time, but not always the same one.
    connection = opened_for_long(project.database)
    ports = rows(connection, "select port_id, latitude, longitude from ports where latitude is not null")
    return RecordContext(
        project.dataset,
        database,
        RecordTitles(project.dataset, connection, project.build / "site"),
        {row["port_id"]: (row["latitude"], row["longitude"]) for row in ports},
        counts,
        static,
    )
