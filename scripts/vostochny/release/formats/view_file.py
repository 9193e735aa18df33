"""A view as one CSV file: what a view joins and counts, for readers who would otherwise have to."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from vostochny.database.reading import Row
from vostochny.release.formats.typed_rows import records
from vostochny.release.product import Release

# Columns of views that hold a truth value, which CSV has in words, and empty where it is not known.
TRUTHS = ("un_listed",)
IN_WORDS: Mapping[object, str] = {1: "true", 0: "false"}


def write_view(release: Release, path: Path, view: str, folder: str, key: str) -> None:
    """Write the view, with the address of each row's page at the end; `key` is the column that names it in `folder`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for number, row in enumerate(view_rows(release, view, folder, key)):
            if number == 0:
                writer.writerow(row)
            writer.writerow(row.values())


def view_rows(release: Release, view: str, folder: str, key: str) -> list[Row]:
    """The rows of the view as CSV has them: truth values in words, whole numbers without a decimal point."""
    rows = []
    for row in records(release.database, f"select * from [{view}]"):
        for column in TRUTHS:
            row[column] = IN_WORDS.get(row[column], "")
        plain = {name: int(value) if is_whole(value) else value for name, value in row.items()}
        rows.append({**plain, "page": f"{release.address}{folder}/{row[key]}/"})
    return rows


def is_whole(value: object) -> bool:
    """Whether a value is a whole number that is stored with a decimal point."""
    return isinstance(value, float) and value.is_integer()
