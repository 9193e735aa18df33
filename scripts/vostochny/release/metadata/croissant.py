"""Croissant 1.0: the tables as sets of records, which loaders of machine learning read.

A separate file and not part of a page, because search engines read what a page embeds as schema.org only.
The records are read from the Parquet files, because from CSV the loader mlcroissant makes floats of IMO numbers.
Links between tables are omitted (the other descriptions have them): mlcroissant would join along them and mix up
the rows.
"""

from __future__ import annotations

from pathlib import Path

from vostochny.model.schema import Dataset, Field, Table
from vostochny.release.formats.json_file import write_json
from vostochny.release.metadata.citation import author, citation, description
from vostochny.release.product import Product, Release

NAME = "croissant.jsonld"
TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# The context that the specification prescribes, word for word: readers compare it.
TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in TERMS},
}


def products(_dataset: Dataset) -> list[Product]:
    """One file."""
    purpose = "For loaders of machine learning: the Parquet files as sets of typed records (Croissant)."
    return [Product(NAME, "Croissant", purpose, "application/ld+json; charset=utf-8", "about", write)]


def write(release: Release, path: Path) -> None:
    """Write the description; the files are named relative to it."""
    package = release.package
    tables = list(release.dataset.published.values())
    write_json(
        path,
        {
            "@context": CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": package["name"],
            "description": description(package),
            "url": release.address,
            "license": package["licenses"][0]["path"],
            "version": release.version,
            "datePublished": package["created"],
            "creator": {"@type": "sc:Organization", "name": author(package), "url": release.address},
            "keywords": package["keywords"],
            "citeAs": citation(package, release.address),
            "distribution": [file_object(release, table) for table in tables],
            "recordSet": [record_set(table) for table in tables],
        },
    )


def file_object(release: Release, table: Table) -> dict[str, object]:
    """The Parquet file of a table."""
    entry = release.written[f"{table.name}.parquet"]
    return {
        "@type": "cr:FileObject",
        "@id": entry.name,
        "name": entry.name,
        "description": table.title,
        "contentUrl": entry.name,
        "contentSize": f"{entry.bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": entry.sha256,
    }


def record_set(table: Table) -> dict[str, object]:
    """The rows of a table, with its key."""
    keys = [{"@id": f"{table.name}/{name}"} for name in table.primary_key]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": " ".join(table.description.split()),
        "key": keys if len(keys) > 1 else keys[0],
        "field": [record_field(table, field) for field in table.fields],
    }


def record_field(table: Table, field: Field) -> dict[str, object]:
    """One column."""
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": TYPES[field.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": field.name}},
    }
