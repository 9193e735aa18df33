"""The Data Package descriptor (v2) compiled from schemas/: what Frictionless and others read."""

from __future__ import annotations

from typing import Any

from vostochny.model.schema import Dataset, Field, Table

SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def field_descriptor(field: Field) -> dict[str, Any]:
    """One field of a Table Schema; the kind's pattern and the categories become constraints."""
    constraints = {key: value for key, value in field.constraints.items() if key != "pattern"}
    if field.pattern and not field.categories:
        constraints["pattern"] = field.pattern
    if field.categories:
        constraints["enum"] = list(field.categories)
    result: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": field.description,
        "example": field.example,
    }
    if field.type == "boolean":
        result |= {"trueValues": ["true"], "falseValues": ["false"]}
    if field.unit:
        result["unit"] = field.unit
    if field.deprecated:
        result["deprecated"] = field.deprecated
    if field.categories:
        result["categories"] = [{"value": key, "label": label} for key, label in field.categories.items()]
    if constraints:
        result["constraints"] = constraints
    return result


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table."""
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [field_descriptor(field) for field in table.fields],
        "primaryKey": list(table.primary_key),
        "missingValues": [""],
    }
    if table.unique_keys:
        schema["uniqueKeys"] = [list(key) for key in table.unique_keys]
    if table.foreign_keys:
        schema["foreignKeys"] = [foreign_key_descriptor(table, key.field) for key in table.foreign_keys]
    return schema


def foreign_key_descriptor(table: Table, column: str) -> dict[str, Any]:
    """One foreign key; a reference to the table itself is written with an empty resource name."""
    key = table.reference(column)
    assert key is not None
    resource = "" if key.table == table.name else key.table
    return {"fields": [key.field], "reference": {"resource": resource, "fields": [key.other_field]}}


def resource_descriptor(dataset: Dataset, table: Table, path: str) -> dict[str, Any]:
    """One resource of the package, its file at `path` relative to the descriptor."""
    licences = {item["name"]: item for item in dataset.package["licenses"]}
    return {
        "name": table.name,
        "type": "table",
        "path": path,
        "title": table.title,
        "description": table.description,
        "usageWarnings": list(table.warnings),
        "licenses": [licences[table.licence]],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(table),
    }


def package_descriptor(dataset: Dataset, folder: str = "") -> dict[str, Any]:
    """The whole package; `folder` is where the CSV files lie relative to the descriptor."""
    head = {key: value for key, value in dataset.package.items() if key not in {"tables", "results"}}
    resources = [
        resource_descriptor(dataset, table, f"{folder}{table.file_name}") for table in dataset.published.values()
    ]
    return {"$schema": PACKAGE_PROFILE, **head, "resources": resources}
