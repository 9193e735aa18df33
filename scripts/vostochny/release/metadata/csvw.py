"""CSV on the Web: the CSV files as a group of tables, which validators and converters to linked data read."""

from __future__ import annotations

from pathlib import Path

from vostochny.model.schema import Dataset, Field, Table
from vostochny.release.formats.json_file import write_json
from vostochny.release.metadata.citation import author, description
from vostochny.release.product import Product, Release

NAME = "csv-metadata.json"
TYPES = {"string": "string", "integer": "integer", "number": "double", "boolean": "boolean", "date": "date"}
LIMITS = {"minimum": "minimum", "maximum": "maximum", "maxLength": "maxLength"}


def products(_dataset: Dataset) -> list[Product]:
    """One file, under the name at which readers of a CSV file beside it look."""
    purpose = "Describes the CSV files for CSV on the Web (CSVW): types, keys and links between tables."
    return [Product(NAME, "CSV on the Web", purpose, "application/json; charset=utf-8", "about", write)]


def write(release: Release, path: Path) -> None:
    """Write the description of all CSV files of tables."""
    package = release.package
    write_json(
        path,
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": package["title"],
            "dc:description": description(package),
            "dc:creator": author(package),
            "dc:license": {"@id": package["licenses"][0]["path"]},
            "dc:issued": {"@value": package["created"], "@type": "xsd:dateTime"},
            "schema:version": release.version,
            "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "doubleQuote": True},
            "tables": [table_group(release.dataset, table) for table in release.dataset.published.values()],
        },
    )


def table_group(dataset: Dataset, table: Table) -> dict[str, object]:
    """One table."""
    schema: dict[str, object] = {
        "columns": [column(field) for field in table.fields],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "columnReference": key.field,
                "reference": {
                    "resource": dataset.published[key.table].file_name,
                    "columnReference": key.other_field,
                },
            }
            for key in table.foreign_keys
        ]
    return {
        "url": table.file_name,
        "dc:title": table.title,
        "dc:description": " ".join(table.description.split()),
        "tableSchema": schema,
    }


def column(field: Field) -> dict[str, object]:
    """One column; a pattern or a list of values becomes the format of its type."""
    datatype: dict[str, object] = {"base": TYPES[field.type]}
    if field.type == "boolean":
        datatype["format"] = "true|false"
    elif field.type == "string" and field.categories:
        datatype["format"] = "|".join(field.categories)
    elif field.type == "string" and field.pattern:
        datatype["format"] = field.pattern
    datatype |= {LIMITS[name]: value for name, value in field.constraints.items() if name in LIMITS}
    result: dict[str, object] = {
        "name": field.name,
        "titles": field.name,
        "dc:title": field.title,
        "dc:description": field.description,
        "datatype": datatype,
        "required": field.required,
    }
    if field.unit:
        result["schema:unitText"] = field.unit
    return result
