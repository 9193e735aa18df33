"""Everything that a release consists of, in the order in which it is written."""

from __future__ import annotations

from vostochny.model.schema import Dataset
from vostochny.release import manifest
from vostochny.release.formats import (
    archive,
    calls_file,
    csv_tables,
    documents,
    followthemoney,
    geojson,
    jsonl,
    parquet,
    partitioned_parquet,
    sqlite,
    validation_report,
    watchlist,
    xlsx,
)
from vostochny.release.history import published
from vostochny.release.metadata import citation, croissant, csvw, datapackage, dcat, schema_org
from vostochny.release.product import Product

DATA = (csv_tables, calls_file, watchlist, jsonl, parquet, xlsx, sqlite, geojson, followthemoney, partitioned_parquet)
# These go into the archive beside the CSV files, so they come before it; what names the archive comes after it.
ABOUT_CSV = (documents, published, validation_report, citation, datapackage, csvw)
ORDER = (*DATA, *ABOUT_CSV, archive, croissant, dcat, schema_org, manifest)


def contents(dataset: Dataset) -> list[Product]:
    """All files of a release of this dataset."""
    return [product for part in ORDER for product in part.products(dataset)]
