"""Data Package v2 (Frictionless): every table, column and key, with the size and hash of each CSV file."""

from __future__ import annotations

from pathlib import Path

from vostochny.model.descriptor import package_descriptor
from vostochny.model.schema import Dataset
from vostochny.release.formats.json_file import write_json
from vostochny.release.product import Product, Release

NAME = "datapackage.json"


def products(_dataset: Dataset) -> list[Product]:
    """The descriptor."""
    purpose = "Describes every table, column and key, with the size and SHA-256 of each CSV file (Data Package v2)."
    return [Product(NAME, "Data Package", purpose, "application/json; charset=utf-8", "about", write)]


def write(release: Release, path: Path) -> None:
    """Write the descriptor; it names each CSV file by a relative path, so that the folder can be moved."""
    descriptor = package_descriptor(release.dataset)
    descriptor["homepage"] = release.address
    for resource in descriptor["resources"]:
        entry = release.written[resource["path"]]
        resource["bytes"] = entry.bytes
        resource["hash"] = f"sha256:{entry.sha256}"
    write_json(path, descriptor)
