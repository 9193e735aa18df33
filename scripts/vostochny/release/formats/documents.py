"""What a reader should have beside the data: what it is and how to use it, the data dictionary, and the terms."""

from __future__ import annotations

from pathlib import Path

from vostochny.model.schema import Dataset, Field, Table
from vostochny.release.metadata.citation import citation, description
from vostochny.release.product import Product, Release

MEDIA_TYPE = "text/markdown; charset=utf-8"


def products(_dataset: Dataset) -> list[Product]:
    """Three texts."""
    return [
        Product(
            "README.md",
            "Read me",
            "What is in the files, how to load them, and what to beware of.",
            MEDIA_TYPE,
            "about",
            lambda release, path: write(path, read_me(release)),
        ),
        Product(
            "DICTIONARY.md",
            "Data dictionary",
            "What every table and column means, with units and allowed values.",
            MEDIA_TYPE,
            "about",
            lambda release, path: write(path, dictionary(release)),
        ),
        Product(
            "LICENCE.md",
            "Terms",
            "Under which terms the record may be used.",
            MEDIA_TYPE,
            "about",
            lambda release, path: write(path, licence(release)),
        ),
    ]


def write(path: Path, text: str) -> None:
    """Write one text."""
    path.write_text(text, encoding="utf-8", newline="\n")


def read_me(release: Release) -> str:
    """What is in the files and how to read them."""
    package = release.package
    files = "\n".join(f"- `{table.file_name}`: {table.title}" for table in release.dataset.published.values())
    return f"""# {package["title"]}, version {release.version}

{description(package)}

Time of this release: {package["created"]}. Address: {release.address}

How to cite: {citation(package, release.address)}

Terms: {package["licenses"][0]["title"]}; see LICENCE.md.

## Before you use it

- An empty cell means that no source read states it. It is neither zero nor no.
- Every figure belongs to a source; quote the source, not only this record.
- Tables carry warnings of their own; they stand in DICTIONARY.md and in datapackage.json.

## Reading the files

- CSV: UTF-8 without a byte-order mark, commas, lines that end with LF, truth values as `true` and `false`, days as
  2024-03-07. IMO numbers and identifiers are text, and so is a date that may be known only to the month or year.
- No cell is altered in CSV, whatever it begins with. A spreadsheet may take a cell that begins with `=`, `+`, `-` or
  `@` for a formula, and guesses at dates and numbers: in Excel or LibreOffice open the workbook instead
  (vostochny-ledger.xlsx at {release.address}downloads/), in which every text is text.
- Several values in one cell are separated by semicolons.
- `datapackage.json` and `csv-metadata.json` describe the CSV files for Frictionless and CSV on the Web.
- `validation.json` tells what was checked before this release was let out, and what was found.

## The tables

{files}
- `calls.csv`: one row a documented call, with ship, listing on the day, grade and modelled barrels
- `watchlist.csv`: one row a vessel, for screening
"""


def dictionary(release: Release) -> str:
    """All tables and their columns."""
    parts = [f"# Data dictionary of the {release.package['title']}, version {release.version}"]
    for table in release.dataset.published.values():
        warnings = "\n".join(f"- {warning}" for warning in table.warnings)
        parts.append(f"## {table.name}: {table.title}\n\n{' '.join(table.description.split())}")
        if warnings:
            parts.append(f"Before you use it:\n\n{warnings}")
        parts.append("\n".join(line(release, table, field) for field in table.fields))
    parts.append(f"## calls\n\n{view_columns(release, 'calls', 'call')}")
    parts.append(f"## watchlist\n\n{view_columns(release, 'watchlist', 'ship')}")
    return "\n\n".join(parts) + "\n"


def view_columns(release: Release, name: str, what: str) -> str:
    """A view that is published as a file and is no table; `what` a row of it is one of."""
    view = next(view for view in release.dataset.views if view.name == name)
    columns = {**view.header["columns"], "page": f"Address of the {what}'s page on the site."}
    return "\n\n".join(
        [
            view.description,
            "\n".join(f"- {warning}" for warning in view.header["warnings"]),
            "\n".join(f"- `{name}`: {meaning}" for name, meaning in columns.items()),
        ]
    )


def line(release: Release, table: Table, field: Field) -> str:
    """One column."""
    parts = [field.type]
    if field.unit:
        parts.append(f"in {release.dataset.units[field.unit]['title']}")
    if field.required:
        parts.append("always filled")
    if field.name in table.primary_key:
        parts.append("part of the key" if len(table.primary_key) > 1 else "the key")
    if key := table.reference(field.name):
        parts.append(f"a {key.other_field} of {key.table}")
    values = "".join(f"\n  - `{value}`: {label}" for value, label in field.categories.items())
    return f"- `{field.name}` ({', '.join(parts)}): {field.title}. {field.description}{values}"


def licence(release: Release) -> str:
    """The terms."""
    package = release.package
    terms = package["licenses"][0]
    return f"""# Terms

The data of the {package["title"]} are under {terms["title"]} ({terms["name"]}), {terms["path"]}

You may share and adapt them for any purpose if you name the {package["title"]} and its version, link to these
terms, and say what you changed:

> {citation(package, release.address)}

The sources keep their own terms, which stand beside each document in `sources.csv`. Facts were taken from them and
said in this record's own words. Listings of the European Union cite the regulation as their source.
"""
