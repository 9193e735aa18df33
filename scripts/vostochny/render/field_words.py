"""What columns are called and mean, for every page that shows rows: in Datasette and in Explore."""

from __future__ import annotations

from typing import TypedDict

from vostochny.model.schema import Dataset, Field


class DescribedList(TypedDict):
    """A list as Datasette's metadata describes a table."""

    title: str
    description: str
    columns: dict[str, str]
    label_column: str
    facets: list[str]


# The list of all records, which the database adds to the tables of schemas/.
RECORDS: DescribedList = {
    "title": "All records",
    "description": (
        "Every record that has an identifier: what it is called, in which table it is and where its page is. "
        "Citations, conflicts and corrections point into this list."
    ),
    "columns": {
        "record_id": "Record. Permanent identifier.",
        "table_name": "Table. The table in which the record is.",
        "title": "Title. What the record is called.",
        "page": "Page. Address of the record's page on the site; empty where it has none.",
    },
    "label_column": "title",
    "facets": ["table_name"],
}


# Columns of views and answers whose names alone would be read as something else.
TITLES = {
    "un_listed": "UN listing found, on the day of the call",
    "un_listing": "UN list on the day of the call",
    "un_listed_on": "On the UN list since",
    "un_listed_since": "On the UN list since",
    "un_list_as_of": "UN list looked at, of",
    "listed_on": "Listed on",
    "list_as_of": "List looked at, of",
    "imo_number": "IMO number",
    "mmsi": "MMSI",
    "dwt_tonnes": "Deadweight",
    "url": "Address",
    "vessel_name": "Ship",
    "port_name": "Port",
    "sightings_weighed": "Sightings that count for the grade",
    "observers": "Observers for the grade",
    "independent_observers": "Independent observers",
}


# What a sentence calls a column whose value was inferred, where its title is made for the head of a column.
INFERRED = {
    "vessel_id": "which hull the name means",
    "count_id": "that it is one of the counted calls",
    "operation": "the purpose",
    "date_earliest": "the first day",
    "date_latest": "the last day",
    "period_start": "the first day",
    "period_end": "the last day",
    "count_low": "the number",
    "count_high": "the upper number",
    "vessels_low": "the least number of ships",
    "vessels_high": "the greatest number of ships",
    "quantity_low": "the lower number",
    "quantity_central": "the number",
    "quantity_high": "the upper number",
    "qualifier": "the word before the number",
}


def field_description(dataset: Dataset, field: Field) -> str:
    """What a column holds: title, description, unit in words, and what each of its values means."""
    text = f"{field.title}. {field.description}"
    if field.unit:
        text += f" In {dataset.units[field.unit]['title']}."
    if field.categories:
        text += " Values: " + "; ".join(f"{value} = {label}" for value, label in field.categories.items()) + "."
    return text


def unit_words(dataset: Dataset, field: Field | None) -> str:
    """The unit of a column in words; empty where it has none, or has one in the heading already."""
    if field is None or not field.unit:
        return ""
    words = dataset.units[field.unit]["title"]
    return "" if words.lower() in field.title.lower() else words


def shared_fields(dataset: Dataset) -> dict[str, Field | None]:
    """For answers of queries: what a column of this name is in every table that has one; None where they differ."""
    found: dict[str, Field | None] = {}
    for table in dataset.published.values():
        for field in table.fields:
            known = found.setdefault(field.name, field)
            if known is not None and (known.title, known.unit) != (field.title, field.unit):
                found[field.name] = None
    return found


def plain_heading(column: str) -> str:
    """What a column is called that no schema describes: by its own title, or from its name."""
    if column in TITLES:
        return TITLES[column]
    return (column.removesuffix("_id") or column).replace("_", " ").strip().capitalize()
