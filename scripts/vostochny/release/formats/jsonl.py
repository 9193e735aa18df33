"""JSON Lines, one file a table: one JSON object a line, numbers and truth values typed, for scripts and loaders."""

from __future__ import annotations

from collections.abc import Callable
from json.encoder import encode_basestring as encoded
from pathlib import Path
from typing import Any

from vostochny.model.schema import Dataset
from vostochny.release.formats.typed_rows import LINE_ROWS, portions
from vostochny.release.product import Product, Release, table_products

PURPOSE = "For scripts and loaders: one JSON object a line, with null where nothing is known."


def products(dataset: Dataset) -> list[Product]:
    """One file for each table."""
    return table_products(dataset, ".jsonl", PURPOSE, "application/x-ndjson; charset=utf-8", write)


def write(release: Release, name: str, path: Path) -> None:
    """Write one table, its columns in the order of the schema."""
    table = release.dataset.published[name]
    line = "{" + ", ".join(f"{encoded(column)}: %s" for column in table.columns) + "}\n"
    encoders = [ENCODERS.get(field.type, encoded) for field in table.fields]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for rows in portions(release.database, table, size=LINE_ROWS):
            columns = [
                ["null" if value is None else encode(value) for value in column]
                for encode, column in zip(encoders, zip(*rows, strict=True), strict=True)
            ]
            file.writelines(map(line.__mod__, zip(*columns, strict=True)))


ENCODERS: dict[str, Callable[[Any], str]] = {
    "integer": str,
    "number": repr,
    "boolean": lambda value: "true" if value else "false",
}
