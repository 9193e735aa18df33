"""Says records, cells and sources of one side in words: names for identifiers, units, dates that can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from vostochny.database.new_database import making
from vostochny.database.reading import Row
from vostochny.database.staging import stage
from vostochny.database.titles_sql import call_names, count_names
from vostochny.diff.side import Cells, Side
from vostochny.model.schema import Dataset, Field, Table
from vostochny.model.wording import day, number, span

# Which column of a row holds the unit of another of its columns, where the unit is not fixed by the schema.
UNIT_COLUMNS = {
    **dict.fromkeys(("quantity", "quantity_low", "quantity_central", "quantity_high", "value"), "unit"),
    **dict.fromkeys(("factor", "low", "central", "high"), "unit"),
    "quantity_alt": "unit_alt",
    "as_used": "unit_as_used",
}
LONGEST_LABEL = 40
# Columns that say which record a row of a table without names of its own is about.
ABOUT = ("vessel_id", "organisation_id", "record_id")


def staged(dataset: Dataset, side: Side, path: Path) -> Path:
    """The side as a database at `path`, in the form that the tables have now; what does not fit is left empty."""

    def cells(table: Table) -> Iterator[list[str]]:
        for _key, row in side.stream(table.name):
            yield [row.get(name, "") for name in table.columns]

    stage(dataset, {table.name: cells(table) for table in dataset.tables.values()}, path, lenient=True)
    with making(path) as db:
        for table in dataset.tables.values():
            db[table.name].create_index(list(table.primary_key), f"key_of_{table.name}")
    return path


@dataclass(frozen=True)
class Wording:
    """The words of one side; `connection` is a database made by `staged`, or a built one.

    titles: what the records are called that have been asked for
    """

    dataset: Dataset
    connection: sqlite3.Connection
    titles: dict[str, str] = field(default_factory=dict)

    def ask(self, sql: str, *values: str) -> list[Row]:
        """All rows of a statement."""
        return [dict(row) for row in self.connection.execute(sql, values)]

    def title(self, record_id: str) -> str:
        """What a record is called; its identifier when it has no name."""
        if record_id not in self.titles:
            found = self.ask("select table_name, title from records where record_id = ?", record_id)
            self.titles[record_id] = (self.title_from_row(record_id, **found[0]) if found else "") or record_id
        return self.titles[record_id]

    def title_from_row(self, record_id: str, table_name: str, title: object) -> str:
        """The name of a record; that of a call, count, sighting, figure or designation is what its row says."""
        if table_name == "sources":
            return self.publishers.get(record_id, "")
        if table_name == "port_calls":
            return call_names(self.connection, record_id).get(record_id, "")
        if table_name == "call_counts":
            return count_names(self.dataset, self.connection, record_id).get(record_id, "")
        if table_name not in TITLES:
            return str(title or "")
        key = self.dataset.tables[table_name].primary_key[0]
        return TITLES[table_name](self, self.ask(f"select * from [{table_name}] where [{key}] = ?", record_id)[0])

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Every source by its publisher and year, as one would cite it in passing."""
        found = {}
        for row in self.ask("select source_id, publisher, published_on from sources"):
            year = f", {str(row['published_on'])[:4]}" if row["published_on"] else ""
            found[row["source_id"]] = f"{row['publisher']}{year}"
        return found

    def evidence(self, record_id: str) -> list[Row]:
        """The documents that speak to a record."""
        sql = "select * from record_sources where record_id = ? order by published_on, source_id"
        return self.ask(sql, record_id)

    def label(self, table: str, column: str, value: object) -> str:
        """What a coded value means."""
        field = self.dataset.tables[table].by_name[column]
        return field.categories.get(str(value), str(value))

    def name(self, table: Table, row: Cells) -> str:
        """What a row is about: its own name, or that of the record it belongs to."""
        if len(table.primary_key) == 1:
            return self.title(row.get(table.primary_key[0], ""))
        about = next((row[name] for name in ABOUT if row.get(name)), "")
        return self.title(about)

    def cell(self, table: Table, row: Cells, column: str) -> str:
        """One cell for people; an empty text for an empty cell."""
        value, field = row.get(column, ""), table.by_name[column]
        if not value:
            return ""
        if field.categories:
            return category(field, value)
        if table.reference(column) or column.endswith("record_id"):
            return self.title(value)
        if field.type == "boolean":
            return {"true": "yes", "false": "no"}.get(value, value)
        return self.kinds.get(field.format_name, self.plain)(table, field, row, value)

    @property
    def kinds(self) -> dict[str, Callable[[Table, Field, Cells, str], str]]:
        """How the text of some kinds of field is said."""
        return {
            "columns": lambda table, _field, _row, value: ", ".join(
                column_title(table, name) for name in value.split(";")
            ),
            "unit": lambda _table, _field, _row, value: str(self.dataset.units.get(value, {}).get("title", value)),
            "edtf": lambda _table, _field, _row, value: day(value),
        }

    def plain(self, _table: Table, field: Field, row: Cells, value: str) -> str:
        """A date, an amount or a text."""
        return day(value) if field.type == "date" else self.amount(field, row, value)

    def amount(self, field: Field, row: Cells, value: str) -> str:
        """A number with separators and its unit; any other text unchanged."""
        unit = field.unit or row.get(UNIT_COLUMNS.get(field.name, ""), "")
        if field.name == "value":
            attribute = self.dataset.tables["vessels"].by_name.get(row.get("attribute", ""))
            unit = unit or (attribute.unit if attribute else "")
        is_number = field.type in {"number", "integer"} and field.unit != "year"
        if not is_number and not (unit and unit != "year"):
            return value
        try:
            written = number(value)
        except ValueError:
            return value
        symbol = self.dataset.units.get(unit, {}).get("symbol", "")
        return f"{written} {symbol}".rstrip() if symbol != "%" else f"{written} per cent"

    def sources(self, table: Table, row: Cells, column: str = "") -> list[str]:
        """Which documents a row rests on, or one of its cells, by publisher and year."""
        if given := row.get("source_id"):
            return [self.publishers.get(given, given)]
        key = row.get(table.primary_key[0], "")
        found = self.evidence(key)
        if column:
            close = [item for item in found if item["field"] == column and item["note"] in {None, row.get(column)}]
            found = close or [item for item in found if item["field"] == "record"]
        return list(
            dict.fromkeys(self.publishers.get(str(item["source_id"]), str(item["source_id"])) for item in found)
        )


def category(field: Field, value: str) -> str:
    """What a coded value means, inside a sentence; long explanations are left to the page of the table."""
    label = field.categories.get(value, "")
    if not label or len(label) > LONGEST_LABEL:
        return value.replace("_", " ")
    return in_sentence(label) if value.islower() else label


def column_title(table: Table, name: str) -> str:
    """The title of a column inside a sentence; its name when today's table does not have it."""
    field = table.by_name.get(name)
    return in_sentence(field.title) if field else name.replace("_", " ")


def in_sentence(title: str) -> str:
    """A title with a small first letter: First day becomes first day, IMO number stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def sighting_title(_side: Wording, row: Row) -> str:
    """A sighting by ship, place and days."""
    days = span(row["date_earliest"], row["date_latest"])
    return f"{row['vessel_name_as_reported']} at {row['place_as_reported']}, {days}"


def estimate_title(_side: Wording, row: Row) -> str:
    """A published figure by what it is about, its period and who estimated it."""
    period = span(row["period_start"], row["period_end"])
    return ", ".join(filter(None, [row["subject"], period, row["estimated_by"]]))


def delivery_title(_side: Wording, row: Row) -> str:
    """A notified delivery by state and period."""
    return f"deliveries by {row['reporting_state']}, {span(row['period_start'], row['period_end'])}"


def designation_title(side: Wording, row: Row) -> str:
    """A designation by ship and authority."""
    return f"{row['vessel_name_as_listed']}, listed by {side.label('vessel_sanctions', 'authority', row['authority'])}"


def listing_title(side: Wording, row: Row) -> str:
    """A designation of an organisation by its name and authority."""
    authority = side.label("organisation_designations", "authority", row["authority"])
    return f"{row['name_as_listed']}, listed by {authority}"


def position_title(side: Wording, row: Row) -> str:
    """A position by who has it and what it is about."""
    return f"{side.title(row['organisation_id'])} on: {row['about']}"


TITLES: dict[str, Callable[[Wording, Row], str]] = {
    "sightings": sighting_title,
    "volume_estimates": estimate_title,
    "notified_deliveries": delivery_title,
    "vessel_sanctions": designation_title,
    "organisation_designations": listing_title,
    "positions": position_title,
}
