"""schema.org Dataset: what search engines for data read, in a file and in the head of the site's first page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vostochny.model.package import Package
from vostochny.model.schema import Dataset
from vostochny.release.formats.json_file import write_json
from vostochny.release.metadata.citation import author, citation, description, publisher
from vostochny.release.product import Entry, Product, Release


def products(_dataset: Dataset) -> list[Product]:
    """One file."""
    purpose = "For search engines for data: the record and each of its files."
    kind = "application/ld+json; charset=utf-8"
    return [Product("schema-org.jsonld", "schema.org Dataset", purpose, kind, "about", write)]


def write(release: Release, path: Path) -> None:
    """Write the description with all data files."""
    files = [entry for entry in release.written.values() if entry.described]
    write_json(path, dataset_description(release.package, release.address, files))


def dataset_description(package: Package, address: str, files: Iterable[Entry]) -> dict[str, object]:
    """The record with the fields that search engines for data require and recommend, and `files` to download."""
    coverage = package["coverage"]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": package["title"],
        "alternateName": package["name"],
        "description": description(package),
        "url": address,
        "identifier": address,
        "version": str(package["version"]),
        "datePublished": package["created"][:10],
        "license": package["licenses"][0]["path"],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": package["keywords"],
        "creator": {"@type": "Organization", "name": author(package), "url": address},
        "publisher": {"@type": "Organization", "name": publisher(package), "url": address},
        # Not `citation`, which search engines take for articles to be cited besides the dataset.
        "creditText": citation(package, address),
        "temporalCoverage": coverage["temporal"],
        "spatialCoverage": {
            "@type": "Place",
            "name": coverage["spatial"],
            "geo": {"@type": "GeoShape", "box": " ".join(str(degrees) for degrees in coverage["box"])},
        },
        "measurementTechnique": package["technique"],
        "variableMeasured": package["variables"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": entry.title,
                "description": entry.purpose,
                "encodingFormat": entry.media_type.split(";", maxsplit=1)[0],
                "contentUrl": f"{address}downloads/{entry.name}",
                "contentSize": f"{entry.bytes} B",
                "sha256": entry.sha256,
            }
            for entry in files
        ],
    }
