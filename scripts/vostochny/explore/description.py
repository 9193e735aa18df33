"""Describes the record for Explore, from schemas/ alone: tables, columns, units, questions, and limits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from vostochny.database.reading import rows
from vostochny.database.titles_sql import count_names, delivery_names
from vostochny.model.schema import GROUPS, Dataset, Field, Table
from vostochny.model.sqlfile import SqlFile
from vostochny.render.context import ANCHORS
from vostochny.render.field_words import RECORDS, field_description, plain_heading, shared_fields, unit_words
from vostochny.web.limits import FACET_SIZE, MAX_ANSWER_CELLS, MAX_ANSWER_CHARACTERS, MAX_ROWS, MOST_FACETS, PAGE_ROWS
from vostochny.web.sql_names import FUNCTIONS, HIDDEN_TABLES, LIMITS, PRAGMAS

# Longest time of a reader's own statement. The page ends the worker itself after two seconds.
OWN_MS = 1500
# Memory that SQLite may use in addition to the database.
HEAP_BYTES = 64 * 1024 * 1024

# SQLite 3.54 counts all views and subqueries of a statement here too; a named question has up to 600 of them, and
# 1,000 is the most that this SQLite is built for.
DEEPER = {"SQLITE_LIMIT_EXPR_DEPTH": 1000}

# What SQLite's words mean for somebody who wrote a query; the first that an error contains holds.
EXPLANATIONS = {
    "interrupted": "The query was stopped, because it takes longer than two seconds at most. Ask for less: filter "
    "earlier, join fewer tables.",
    "the answer is too large": f"The answer is too large: it may hold {MAX_ANSWER_CELLS:,} cells and "
    f"{MAX_ANSWER_CHARACTERS:,} characters. Ask for fewer columns or rows; whole tables are under Downloads.",
    "too big": "A single value in this query grows beyond 30,000 characters, which is not allowed.",
    "pattern too complex": "The pattern is too long: at most 100 characters.",
    "not authorized": "This query uses something that is not allowed. Queries may read the tables with SQLite's plain "
    "functions; they cannot change anything.",
    "prohibited": "This query reads something that is not allowed.",
    "out of memory": "This query needs more memory than it may use.",
    "Statement must be a SELECT": "Only SELECT statements are allowed: begin with select or with.",
    "one statement at a time": "Only one statement can be run at a time.",
}


def description(dataset: Dataset, connection: sqlite3.Connection) -> dict[str, object]:
    """Everything that Explore says about tables, columns, units and questions, from schemas/ alone."""
    package = dataset.package
    tables = [described_table(dataset, connection, table) for table in dataset.published.values()]
    views = [described_view(dataset, connection, view) for view in dataset.views]
    return {
        "title": package["title"],
        "version": package["version"],
        "licence": licence_of(dataset, ""),
        "limits": limits(),
        "explanations": EXPLANATIONS,
        "groups": list(GROUPS.items()),
        "tables": [*tables, described_records(dataset, connection), *views],
        "queries": [described_query(query) for query in dataset.queries],
        "shared": [column(dataset, field) for field in shared_fields(dataset).values() if field],
        "names": {**count_names(dataset, connection), **delivery_names(dataset, connection)},
        "anchors": {table: path.replace(".md#", "/#") for table, path in ANCHORS.items()},
    }


def limits() -> dict[str, object]:
    """What one statement may take and name."""
    return {
        "rows": MAX_ROWS,
        "page": PAGE_ROWS,
        "facets": MOST_FACETS,
        # A statement of the longest length with each byte percent-encoded; no longer one could be run.
        "address": 3 * LIMITS["SQLITE_LIMIT_SQL_LENGTH"],
        "facetSize": FACET_SIZE,
        "cells": MAX_ANSWER_CELLS,
        "characters": MAX_ANSWER_CHARACTERS,
        "milliseconds": OWN_MS,
        "heap": HEAP_BYTES,
        "sqlite": {**LIMITS, **DEEPER},
        "functions": sorted(FUNCTIONS),
        "pragmas": sorted(PRAGMAS),
        "hidden": sorted(HIDDEN_TABLES),
    }


def licence_of(dataset: Dataset, name: str) -> dict[str, str]:
    """Title and address of a licence of the package, the first where none is named."""
    licences = dataset.package["licenses"]
    found = next((item for item in licences if item["name"] == name), licences[0])
    return {"title": found["title"], "path": found["path"]}


def described_table(dataset: Dataset, connection: sqlite3.Connection, table: Table) -> dict[str, object]:
    """One table, recorded or computed."""
    columns = [column(dataset, field) for field in table.fields]
    columns += [{"name": i.name, "title": i.title, "description": f"{i.title}. {i.description}"} for i in table.derived]
    return {
        "name": table.name,
        "title": table.title,
        "group": table.group,
        "description": table.description,
        "warnings": list(table.warnings),
        "file": table.file_name,
        "licence": licence_of(dataset, table.licence),
        "key": list(table.primary_key),
        "label": table.label,
        "sort": table.sort,
        "facets": list(table.facets),
        "search": list(table.search),
        "references": [{"column": key.field, "table": key.table} for key in table.foreign_keys],
        "columns": in_order(connection, table.name, columns),
        "rows": count(connection, table.name),
    }


def described_records(dataset: Dataset, connection: sqlite3.Connection) -> dict[str, object]:
    """The list of all records, which the database adds."""
    columns: list[dict[str, object]] = [
        {"name": name, "title": text.partition(".")[0], "description": text}
        for name, text in RECORDS["columns"].items()
    ]
    return {
        "name": "records",
        "title": RECORDS["title"],
        "group": "views",
        "description": RECORDS["description"],
        "warnings": [],
        "licence": licence_of(dataset, ""),
        "key": ["record_id"],
        "label": RECORDS["label_column"],
        "facets": RECORDS["facets"],
        "search": column_names(connection, "records_fts"),
        "columns": in_order(connection, "records", columns),
        "rows": count(connection, "records"),
    }


def described_view(dataset: Dataset, connection: sqlite3.Connection, view: SqlFile) -> dict[str, object]:
    """One view; a column of it is what a column of this name is in every table that has one."""
    meanings: Mapping[str, str] = view.header.get("columns") or {}
    shared = shared_fields(dataset)
    columns = []
    for name in column_names(connection, view.name):
        field = shared.get(name)
        known = column(dataset, field) if field else {"name": name, "title": plain_heading(name)}
        columns.append({**known, "description": meanings.get(name, "")})
    return {
        "name": view.name,
        "title": view.title,
        "group": "views",
        "description": view.description,
        "warnings": list(view.header.get("warnings", [])),
        "licence": licence_of(dataset, ""),
        "key": [],
        "facets": [],
        "columns": columns,
        "rows": None,
        "sql": view.sql,
    }


def described_query(query: SqlFile) -> dict[str, object]:
    """One named query, with its statement as its file has it."""
    parameters: Mapping[str, Mapping[str, object]] = query.header.get("parameters") or {}
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "example": query.header.get("example", ""),
        "parameters": [
            {"name": name, "title": item["title"], "default": str(item["default"])} for name, item in parameters.items()
        ],
        "chart": query.header.get("chart"),
        "sql": query.sql,
    }


def column(dataset: Dataset, field: Field) -> dict[str, object]:
    """One column, without what it has not."""
    described = {
        "name": field.name,
        "title": field.title,
        "description": field_description(dataset, field),
        "unit": unit_words(dataset, field),
        "type": field.type,
        "categories": field.categories,
        "isAddress": field.format_name == "url",
    }
    return {key: value for key, value in described.items() if value}


def in_order(
    connection: sqlite3.Connection, table: str, columns: Iterable[dict[str, object]]
) -> list[dict[str, object]]:
    """The descriptions in the order that the columns have in the database."""
    known = {item["name"]: item for item in columns}
    return [known[name] for name in column_names(connection, table)]


def column_names(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table or view."""
    return [row["name"] for row in rows(connection, "select name from pragma_table_info(:name)", {"name": table})]


def count(connection: sqlite3.Connection, table: str) -> int:
    """How many rows a table has."""
    return int(rows(connection, f"select count(*) as n from [{table}]")[0]["n"])
