"""JSON Lines, one file a table: one JSON object a line, numbers and truth values typed, for scripts and loaders."""

from __future__ import annotations

import json
from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.product import Product, Release, table_products
from vostochny.release.rows import portions, positions

PURPOSE = "For scripts and loaders: one JSON object a line, with null where nothing is known."


def products(dataset: Dataset) -> list[Product]:
    """One file for each table."""
    return table_products(dataset, ".jsonl", PURPOSE, "application/x-ndjson; charset=utf-8", write)


def write(release: Release, name: str, path: Path) -> None:
    """Write one table, its columns in the order of the schema."""
    table = release.dataset.published[name]
    booleans = positions(table, "boolean")
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for rows in portions(release.database, table):
            records = [dict(zip(table.columns, row, strict=True)) for row in rows]
            for position in booleans:
                column = table.columns[position]
                for record in records:
                    record[column] = None if record[column] is None else bool(record[column])
            file.write("".join(f"{encode(record)}\n" for record in records))
