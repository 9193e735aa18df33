"""One zip of the CSV files with all that explains them, for those who want everything at once."""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime
from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.product import Entry, Product, Release

NAME = "vostochny-ledger.zip"
# The first moment that a zip can name, and what Unix calls an ordinary file that everybody may read.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
ORDINARY_FILE = 0o100644 << 16
UNIX = 3


def products(_dataset: Dataset) -> list[Product]:
    """The archive."""
    purpose = "For most uses: all CSV files with the read-me, data dictionary, licence and citation inside."
    return [Product(NAME, "All tables as CSV, zipped", purpose, "application/zip", "whole", write)]


def write(release: Release, path: Path) -> None:
    """Pack the files into one folder named after the version, each dated to the time of the release."""
    moment = datetime.fromisoformat(release.package["created"])
    stamp = max(ZIP_EPOCH, (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second))
    folder = f"{release.package['name']}-{release.version}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(entry.name for entry in release.written.values() if belongs(entry)):
            member = zipfile.ZipInfo(f"{folder}/{name}", stamp)
            # What depends on the machine: its system, and the rights of the file on it.
            member.create_system, member.external_attr = UNIX, ORDINARY_FILE
            member.compress_type = zipfile.ZIP_DEFLATED
            with (release.folder / name).open("rb") as file, packed.open(member, "w", force_zip64=True) as target:
                shutil.copyfileobj(file, target, 1 << 20)


def belongs(entry: Entry) -> bool:
    """Whether a file goes into the archive: CSV, and what describes it."""
    return entry.name.endswith(".csv") or entry.group == "about"
