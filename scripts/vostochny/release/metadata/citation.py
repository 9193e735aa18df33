"""How the record is cited: in a line of text, as CITATION.cff and for Zenodo."""

from __future__ import annotations

import json
from pathlib import Path

from vostochny.model.package import Package
from vostochny.model.schema import Dataset
from vostochny.model.site_url import LOCAL
from vostochny.release.formats.json_file import write_json
from vostochny.release.product import Product, Release


def products(_dataset: Dataset) -> list[Product]:
    """CITATION.cff, which GitHub and reference managers read, and the metadata for a deposit at Zenodo."""
    return [
        Product(
            "CITATION.cff",
            "Citation",
            "For GitHub and reference managers: how to cite this release.",
            "text/yaml; charset=utf-8",
            "about",
            write_cff,
        ),
        Product(
            # Served and unpacked without the leading dot, which many servers and programs hide.
            "zenodo.json",
            "Zenodo metadata",
            "For a deposit at Zenodo, which reads it as .zenodo.json.",
            "application/json; charset=utf-8",
            "about",
            lambda release, path: write_json(path, zenodo(release.package, release.address)),
        ),
    ]


def write_cff(release: Release, path: Path) -> None:
    """Write CITATION.cff."""
    path.write_text(cff(release.package, release.address), encoding="utf-8", newline="\n")


def author(package: Package) -> str:
    """Who made the record."""
    return with_role(package, "creator")


def publisher(package: Package) -> str:
    """Who publishes it."""
    return with_role(package, "publisher")


def with_role(package: Package, role: str) -> str:
    """The contributor who has this role."""
    return str(next(item["title"] for item in package["contributors"] if role in item["roles"]))


def description(package: Package) -> str:
    """What the record is, on one line."""
    return " ".join(package["description"].split())


def citation(package: Package, address: str) -> str:
    """How the whole record is cited in text."""
    year = str(package["version"]).split(".", maxsplit=1)[0]
    return f"{author(package)} ({year}). {package['title']}, version {package['version']}. {address}"


def cff(package: Package, address: str) -> str:
    """Citation File Format 1.2.0; it has an address once there is a public one."""

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    lines = [
        "cff-version: 1.2.0",
        "message: Please cite the ledger with its version, and the sources of the figures you use.",
        "type: dataset",
        f"title: {quoted(package['title'])}",
        f"abstract: {quoted(description(package))}",
        "authors:",
        f"  - name: {quoted(author(package))}",
        f"version: {quoted(str(package['version']))}",
        f"date-released: {package['created'][:10]}",
        f"license: {package['licenses'][0]['name']}",
        *([f"url: {quoted(address)}"] if address != LOCAL else []),
        "keywords:",
        *(f"  - {quoted(word)}" for word in package["keywords"]),
    ]
    return "\n".join(lines) + "\n"


def zenodo(package: Package, address: str) -> dict[str, object]:
    """What Zenodo takes from .zenodo.json; it dates the deposit itself."""
    related = [{"identifier": address, "relation": "isIdenticalTo", "resource_type": "dataset"}]
    return {
        "title": package["title"],
        "description": description(package),
        "upload_type": "dataset",
        "version": str(package["version"]),
        "access_right": "open",
        "license": package["licenses"][0]["name"].lower(),
        "creators": [{"name": author(package)}],
        "keywords": package["keywords"],
        "language": "eng",
        **({"related_identifiers": related} if address != LOCAL else {}),
    }
