"""The list of every file of the release with title, size and SHA-256, for the site, for machines and for sha256sum."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vostochny.model.schema import Dataset
from vostochny.release.formats.json_file import write_json
from vostochny.release.product import GROUPS, Entry, Product, Release

NAME = "manifest.json"
SUMS = "SHA256SUMS"


def products(_dataset: Dataset) -> list[Product]:
    """The manifest and, as the last file, the sums of all others."""
    kind = "application/json; charset=utf-8"
    return [
        Product(NAME, "Manifest", "Lists every file with its title, size and SHA-256.", kind, "about", write),
        Product(
            SUMS,
            "Check sums",
            "For `sha256sum --check SHA256SUMS`, which shows whether every file arrived whole.",
            "text/plain; charset=utf-8",
            "about",
            write_sums,
        ),
    ]


def write(release: Release, path: Path) -> None:
    """List what has been written, which is all but this file and the sums."""
    package = release.package
    head = {key: package[key] for key in ("name", "title", "version", "created")}
    files = [
        {**entry.as_dict(), "url": f"{release.address}downloads/{name}"} for name, entry in release.written.items()
    ]
    write_json(path, {**head, "licence": package["licenses"][0]["path"], "homepage": release.address, "files": files})


def write_sums(release: Release, path: Path) -> None:
    """One line a file, in the form of the program sha256sum."""
    lines = [f"{entry.sha256}  {name}\n" for name, entry in sorted(release.written.items())]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def read_manifest(downloads: Path) -> list[Entry]:
    """The files of a finished release, in the order in which they were written.

    Raises FileNotFoundError if there is no manifest.
    """
    path = downloads / NAME
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist; run `vostochny release` first")
    listed: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["files"]
    return [Entry(**{key: value for key, value in {"table": "", **item}.items() if key != "url"}) for item in listed]


def files_by_group(downloads: Path) -> dict[str, list[Entry]]:
    """The same by group; files that hold one table each under ``table:`` and its name."""
    found: dict[str, list[Entry]] = {group: [] for group in GROUPS}
    for entry in read_manifest(downloads):
        found.setdefault(f"table:{entry.table}" if entry.group == "table" else entry.group, []).append(entry)
    return found
