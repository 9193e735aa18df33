"""Everything that a release consists of, in the order in which it is written."""

from __future__ import annotations

from vostochny.model.schema import Dataset
from vostochny.release import csv_tables, jsonlines, manifest, parquet, sqlite
from vostochny.release.metadata import datapackage
from vostochny.release.product import Product

# A file that describes others or contains them comes after them.
ORDER = (csv_tables, jsonlines, parquet, sqlite, datapackage, manifest)


def contents(dataset: Dataset) -> list[Product]:
    """All files of a release of this dataset."""
    return [product for part in ORDER for product in part.products(dataset)]
