"""The report of the checks: what was looked at before this release was let out, and what was found."""

from __future__ import annotations

import shutil
from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.product import Product, Release

NAME = "validation.json"


def products(_dataset: Dataset) -> list[Product]:
    """The report."""
    purpose = "What was checked before this release was let out, by which rules, and what was found."
    return [Product(NAME, "Validation report", purpose, "application/json; charset=utf-8", "about", write)]


def write(release: Release, path: Path) -> None:
    """Copy the report as the check wrote it, beside the database that it let out."""
    shutil.copyfile(release.database.with_name(NAME), path)
