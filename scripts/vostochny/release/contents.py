"""Everything that a release consists of, in the order in which it is written."""

from __future__ import annotations

from vostochny.model.schema import Dataset
from vostochny.release import (
    archive,
    csv_tables,
    documents,
    entities,
    geojson,
    jsonlines,
    manifest,
    parquet,
    partitioned,
    sqlite,
    validation,
    watchlist,
    workbook,
)
from vostochny.release.history import published
from vostochny.release.metadata import citation, croissant, csvw, datapackage, dcat, schema_org
from vostochny.release.product import Product

DATA = (csv_tables, watchlist, jsonlines, parquet, workbook, sqlite, geojson, entities, partitioned)
# These go into the archive beside the CSV files, so they come before it; what names the archive comes after it.
ABOUT_CSV = (documents, published, validation, citation, datapackage, csvw)
ORDER = (*DATA, *ABOUT_CSV, archive, croissant, dcat, schema_org, manifest)


def contents(dataset: Dataset) -> list[Product]:
    """All files of a release of this dataset."""
    return [product for part in ORDER for product in part.products(dataset)]
