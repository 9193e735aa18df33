"""The addresses of the publication as a small OpenAPI description, made from the schemas, to be tried one and all."""

from __future__ import annotations

from typing import Any

from vostochny.model.schema import Dataset

DATABASE = "/data/vostochny"
TEXT: dict[str, Any] = {"type": "string", "maxLength": 40}
# What Datasette reads from the address of a table, each with the words it knows and room for others.
TABLE_PARAMETERS: dict[str, dict[str, Any]] = {
    "_size": {"anyOf": [{"type": "integer"}, {"enum": ["max"]}, TEXT]},
    "_next": TEXT,
    "_sort": TEXT,
    "_sort_desc": TEXT,
    "_facet": TEXT,
    "_search": TEXT,
    "_where": TEXT,
    "_shape": {"anyOf": [{"enum": ["array", "arrays", "objects", "object", "arrayfirst"]}, TEXT]},
    "_json": TEXT,
    "_trace": TEXT,
    "_labels": TEXT,
    "_nocount": TEXT,
    "_col": TEXT,
    "_nocol": TEXT,
    "_ttl": TEXT,
    "_stream": TEXT,
    "_through": TEXT,
    "_facet_size": TEXT,
    "_extra": TEXT,
}


def description(dataset: Dataset) -> dict[str, Any]:
    """One operation for each table in each form, each named query, a record, the site, the files and free SQL."""
    paths: dict[str, Any] = {}
    for table in dataset.published.values():
        filters = {f"{field.name}{how}": TEXT for field in table.fields[:3] for how in ("", "__gt", "__like", "__in")}
        for ending in ("", ".json", ".csv"):
            paths[f"{DATABASE}/{table.name}{ending}"] = operation(query={**TABLE_PARAMETERS, **filters})
        paths[f"{DATABASE}/{table.name}/{{key}}"] = operation(path={"key": TEXT})
    for query in dataset.queries:
        given = dict.fromkeys(query.header.get("parameters", {}), TEXT)
        for ending in (".json", ".csv"):
            paths[f"{DATABASE}/{query.name}{ending}"] = operation(query=given)
    paths[f"{DATABASE}.json"] = operation(query={"sql": TEXT, "_shape": TEXT, "_timelimit": TEXT})
    paths["/{page}"] = operation(path={"page": TEXT})
    paths["/downloads/{file}"] = operation(path={"file": TEXT})
    paths["/data/{database}/{table}"] = operation(path={"database": TEXT, "table": TEXT})
    return {"openapi": "3.1.0", "info": {"title": dataset.package["title"], "version": "1"}, "paths": paths}


def operation(query: dict[str, Any] | None = None, path: dict[str, Any] | None = None) -> dict[str, Any]:
    """A GET with parameters, of which those of the query may be left out."""
    given = [{"name": name, "in": "query", "schema": schema} for name, schema in (query or {}).items()]
    given += [{"name": name, "in": "path", "required": True, "schema": schema} for name, schema in (path or {}).items()]
    return {"get": {"parameters": given, "responses": {"default": {"description": "Any answer but a failure."}}}}
