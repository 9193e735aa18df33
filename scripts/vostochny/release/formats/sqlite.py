"""SQLite: the whole record as one database, as it was built, checked and sealed."""

from __future__ import annotations

import shutil
from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.product import Product, Release

NAME = "vostochny.db"


def products(_dataset: Dataset) -> list[Product]:
    """The database."""
    purpose = "For SQL: every table with its keys, full-text search, and views that join them for reading."
    return [Product(NAME, "SQLite database", purpose, "application/vnd.sqlite3", "whole", write)]


def write(release: Release, path: Path) -> None:
    """Copy the sealed file."""
    shutil.copyfile(release.database, path)
