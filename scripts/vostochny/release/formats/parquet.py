"""Parquet, one file a table: typed columns, for data frames and for databases that read columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vostochny.model.schema import Dataset, Field, Table
from vostochny.release.formats.typed_rows import portions
from vostochny.release.product import Product, Release, table_products

if TYPE_CHECKING:
    import pyarrow as pa

PURPOSE = "For pandas, polars, R, DuckDB and other readers of columns: types are kept and dates are dates."


def products(dataset: Dataset) -> list[Product]:
    """One file for each table."""
    return table_products(dataset, ".parquet", PURPOSE, "application/vnd.apache.parquet", write)


def write(release: Release, name: str, path: Path) -> None:
    """Write one table; titles, descriptions, units, version and licence travel in the file's own metadata."""
    import pyarrow.parquet as pq

    table = release.dataset.published[name]
    schema = arrow_schema(release, table)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in portions(release.database, table):
            writer.write_batch(batch(table, schema, rows))


def arrow_schema(release: Release, table: Table) -> pa.Schema:
    """The table's columns with their types and descriptions."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    about = {
        "title": table.title,
        "description": " ".join(table.description.split()),
        "version": release.version,
        "created": str(release.package["created"]),
        "licence": table.licence,
        "homepage": release.address,
    }
    fields = [
        pa.field(field.name, types[field.type], nullable=not field.required, metadata=column_metadata(field))
        for field in table.fields
    ]
    return pa.schema(fields, metadata=about)


def column_metadata(field: Field) -> dict[str, str]:
    """What a column is, as text."""
    described = {"title": field.title, "description": field.description, "unit": field.unit}
    return {key: value for key, value in described.items() if value}


def batch(table: Table, schema: pa.Schema, rows: list[tuple[object, ...]]) -> pa.RecordBatch:
    """One portion of rows as columns."""
    import pyarrow as pa

    stored = {"date": pa.string(), "boolean": pa.int64()}
    arrays = []
    for field, wanted, values in zip(table.fields, schema, zip(*rows, strict=True), strict=True):
        array = pa.array(values, stored.get(field.type, wanted.type))
        arrays.append(array.cast(wanted.type) if array.type != wanted.type else array)
    return pa.record_batch(arrays, schema=schema)
