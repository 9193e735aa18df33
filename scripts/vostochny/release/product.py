"""What a file of the release is, before and after it is written: the small interface that every format implements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from vostochny.model.atomic_file import sha256_of
from vostochny.model.package import Package
from vostochny.model.schema import Dataset

# In the order in which a reader meets them on the page of downloads.
GROUPS = {
    "whole": "Everything in one file",
    "special": "For one purpose",
    "table": "One file a table",
    "engines": "One folder a table, one part a year",
    "about": "What explains the files",
}


@dataclass(frozen=True)
class Release:
    """What is released, and what has been written of it so far.

    data: the folder of the recorded tables
    database: the built and sealed file that every other format reads
    folder: where the files are being written
    address: public address of the publication, with a final slash
    written: the files that are finished, by name, in the order in which they were written
    """

    dataset: Dataset
    data: Path
    database: Path
    folder: Path
    address: str
    written: dict[str, Entry] = field(default_factory=dict)

    @property
    def package(self) -> Package:
        """Title, version, time, licence and other metadata of the record as a whole."""
        return self.dataset.package

    @property
    def version(self) -> str:
        return str(self.package["version"])


@dataclass(frozen=True)
class Product:
    """One file to be written, or a folder of files whose number depends on the rows.

    name: its name under /downloads/, which is its permanent address; that of a folder ends with a slash
    title: what it is called on the page of downloads
    purpose: what it is for, in a sentence
    media_type: as IANA or, failing that, its makers call it; text has its encoding
    group: a key of GROUPS
    write: writes the file to a path, or the files into a new folder; reads only what the release already holds
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

    def as_dict(self) -> dict[str, object]:
        """The same for the manifest; `table` only where there is one."""
        return {key: value for key, value in asdict(self).items() if value != ""}

    @property
    def described(self) -> bool:
        """Whether catalogues list the file: it is not documentation, and its rows are in no other listed file."""
        return self.group not in ("about", "engines")


def write_product(release: Release, product: Product) -> None:
    """Write one file, or one folder of files, into the folder of the release and note each file there."""
    path = release.folder / product.name
    if not product.name.endswith("/"):
        product.write(release, path)
        note(release, product, path)
        return
    path.mkdir(parents=True)
    product.write(release, path)
    for part in sorted(path.rglob("*")):
        if part.is_file():
            note(release, product, part)


def note(release: Release, product: Product, path: Path) -> None:
    """Note a file that a product has written."""
    name = path.relative_to(release.folder).as_posix()
    release.written[name] = Entry(
        name=name,
        title=product.title,
        purpose=product.purpose,
        media_type=product.media_type,
        group=product.group,
        table=product.table,
        bytes=path.stat().st_size,
        sha256=sha256_of(path),
    )


def table_products(
    dataset: Dataset, ending: str, purpose: str, media_type: str, write: Callable[[Release, str, Path], None]
) -> list[Product]:
    """One product for each table, in a format with one table per file; `write` receives the table's name."""

    def writer(name: str) -> Callable[[Release, Path], None]:
        return lambda release, path: write(release, name, path)

    return [
        Product(f"{table.name}{ending}", table.title, purpose, media_type, "table", writer(table.name), table.name)
        for table in dataset.published.values()
    ]
