"""Says records, cells and sources of one side in words: names for identifiers, units, dates that can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from vostochny.database.naming import call_names, count_names
from vostochny.database.reading import rows
from vostochny.database.staging import stage
from vostochny.model.schema import Dataset, Field, Table
from vostochny.model.words import day, number, span
from vostochny.release.difference.side import Row, Side
from vostochny.tables.reading import RawTable

# Which column of a row holds the unit of another of its columns, where the unit is not fixed by the schema.
UNIT_COLUMNS = {
    **dict.fromkeys(("quantity", "quantity_low", "quantity_central", "quantity_high", "value"), "unit"),
    **dict.fromkeys(("factor", "low", "central", "high"), "unit"),
    "quantity_alt": "unit_alt",
    "as_used": "unit_as_used",
}
LONGEST_LABEL = 40
# Columns that tell which record a row of a table without names of its own is about.
ABOUT = ("vessel_id", "record_id")


def staged(dataset: Dataset, side: Side, path: Path) -> Path:
    """The side as a database at `path`, in the form that the tables have now; what does not fit is left empty."""
    raw_tables = {}
    for table in dataset.tables.values():
        raw = RawTable(table, table.file_name)
        for row in side.rows.get(table.name, {}).values():
            raw.rows.append([row.get(name, "") for name in table.columns])
        raw_tables[table.name] = raw
    stage(dataset, raw_tables, path, lenient=True)
    return path


@dataclass(frozen=True)
class Wording:
    """The words of one side; `connection` is a database made by `staged`, or a built one."""

    dataset: Dataset
    connection: sqlite3.Connection

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """All rows of a statement."""
        return rows(self.connection, sql)

    @cached_property
    def titles(self) -> dict[str, str]:
        """What every identified record is called; calls, counts, sightings and figures by what they say."""
        named = {row["record_id"]: str(row["title"]) for row in self.ask("select record_id, title from records")}
        named |= call_names(self.connection) | count_names(self.dataset, self.connection) | self.publishers
        for row in self.ask("select * from sightings"):
            days = span(row["date_earliest"], row["date_latest"])
            named[row["sighting_id"]] = f"{row['vessel_name_as_reported']} at {row['place_as_reported']}, {days}"
        for row in self.ask("select * from volume_estimates"):
            period = span(row["period_start"], row["period_end"])
            named[row["estimate_id"]] = ", ".join(filter(None, [row["subject"], period, row["estimated_by"]]))
        for row in self.ask("select * from notified_deliveries"):
            period = span(row["period_start"], row["period_end"])
            named[row["delivery_id"]] = f"deliveries by {row['reporting_state']}, {period}"
        for row in self.ask("select * from vessel_sanctions"):
            authority = self.label("vessel_sanctions", "authority", row["authority"])
            named[row["designation_id"]] = f"{row['vessel_name_as_listed']}, listed by {authority}"
        return {key: text for key, text in named.items() if text}

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Every source by its publisher and year, as one would cite it in passing."""
        found = {}
        for row in self.ask("select source_id, publisher, published_on from sources"):
            year = f", {str(row['published_on'])[:4]}" if row["published_on"] else ""
            found[row["source_id"]] = f"{row['publisher']}{year}"
        return found

    @cached_property
    def evidence(self) -> dict[str, list[dict[str, Any]]]:
        """For every record the documents that speak to it."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.ask("select * from record_sources order by published_on, source_id"):
            found.setdefault(row["record_id"], []).append(row)
        return found

    def title(self, record_id: str) -> str:
        """What a record is called; its identifier when it has no name."""
        return self.titles.get(record_id, record_id)

    def label(self, table: str, column: str, value: object) -> str:
        """What a coded value means."""
        field = self.dataset.tables[table].by_name[column]
        return field.categories.get(str(value), str(value))

    def name(self, table: Table, row: Row) -> str:
        """What a row is about: its own name, or that of the record it belongs to."""
        if len(table.primary_key) == 1:
            return self.title(row.get(table.primary_key[0], ""))
        about = next((row[name] for name in ABOUT if row.get(name)), "")
        return self.title(about)

    def cell(self, table: Table, row: Row, column: str) -> str:
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
        return self.kinds.get(field.kind_name, self.plain)(table, field, row, value)

    @property
    def kinds(self) -> dict[str, Callable[[Table, Field, Row, str], str]]:
        """How the text of some kinds of field is said."""
        return {
            "columns": lambda table, _field, _row, value: ", ".join(
                column_title(table, name) for name in value.split(";")
            ),
            "unit": lambda _table, _field, _row, value: str(self.dataset.units.get(value, {}).get("title", value)),
            "edtf": lambda _table, _field, _row, value: day(value),
        }

    def plain(self, _table: Table, field: Field, row: Row, value: str) -> str:
        """A date, an amount or a text."""
        return day(value) if field.type == "date" else self.amount(field, row, value)

    def amount(self, field: Field, row: Row, value: str) -> str:
        """A number with separators and its unit; any other text as it stands."""
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

    def sources(self, table: Table, row: Row, column: str = "") -> list[str]:
        """Which documents a row rests on, or one of its cells, by publisher and year."""
        if given := row.get("source_id"):
            return [self.publishers.get(given, given)]
        key = row.get(table.primary_key[0], "")
        found = self.evidence.get(key, [])
        if column:
            close = [item for item in found if item["field"] == column and item["note"] in {None, row.get(column)}]
            found = close or [item for item in found if item["field"] == "record"]
        return list(dict.fromkeys(self.publishers.get(item["source_id"], item["source_id"]) for item in found))


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
