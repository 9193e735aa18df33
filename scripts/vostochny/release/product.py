"""What a file of the release is, before and after it is written: the small interface that every format implements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from vostochny.model.schema import Dataset

# In the order in which a reader meets them on the page of downloads.
GROUPS = {
    "whole": "Everything in one file",
    "special": "For one purpose",
    "table": "One file a table",
    "about": "What explains the files",
}


@dataclass(frozen=True)
class Release:
    """What is released, and what has been written of it so far.

    data: the folder of the recorded tables
    database: the built and sealed file that every other format reads
    folder: where the files are being written, beside the published ones
    address: where the publication stands in public, with a slash at its end
    written: the files that are finished, by name, in the order in which they were written
    """

    dataset: Dataset
    data: Path
    database: Path
    folder: Path
    address: str
    written: dict[str, Entry] = field(default_factory=dict)

    @property
    def package(self) -> dict[str, Any]:
        """Title, version, time, terms and all else that is said of the record as a whole."""
        return self.dataset.package

    @property
    def version(self) -> str:
        return str(self.package["version"])


@dataclass(frozen=True)
class Product:
    """One file to be written.

    name: its name under /downloads/, which is its permanent address
    title: what it is called on the page of downloads
    purpose: what it is for, in a sentence
    media_type: as IANA or, failing that, its makers call it; text has its encoding
    group: a key of GROUPS
    write: writes the file to a path; reads only what the release already holds
    table: the table whose rows the file holds; empty when it holds more than one
    """

    name: str
    title: str
    purpose: str
    media_type: str
    group: str
    write: Callable[[Release, Path], None]
    table: str = ""


@dataclass(frozen=True)
class Entry:
    """One file that was written: what its product said, and its size in bytes and SHA-256."""

    name: str
    title: str
    purpose: str
    media_type: str
    group: str
    table: str
    bytes: int
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        """The same for the manifest; `table` only where there is one."""
        return {key: value for key, value in asdict(self).items() if value != ""}


def write_product(release: Release, product: Product) -> Entry:
    """Write one file into the folder of the release and note it there."""
    path = release.folder / product.name
    product.write(release, path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    entry = Entry(
        name=product.name,
        title=product.title,
        purpose=product.purpose,
        media_type=product.media_type,
        group=product.group,
        table=product.table,
        bytes=path.stat().st_size,
        sha256=digest,
    )
    release.written[product.name] = entry
    return entry


def table_products(
    dataset: Dataset, ending: str, purpose: str, media_type: str, write: Callable[[Release, str, Path], None]
) -> list[Product]:
    """One product for each table, in a format that holds one table a file; `write` is told the table's name."""

    def writer(name: str) -> Callable[[Release, Path], None]:
        return lambda release, path: write(release, name, path)

    return [
        Product(f"{table.name}{ending}", table.title, purpose, media_type, "table", writer(table.name), table.name)
        for table in dataset.published.values()
    ]
