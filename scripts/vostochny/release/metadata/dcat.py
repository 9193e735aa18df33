"""DCAT-AP 3 as JSON-LD: what the data portals of the European Union and of its states harvest."""

from __future__ import annotations

from pathlib import Path

from vostochny.model.schema import Dataset
from vostochny.release.formats.json_file import write_json
from vostochny.release.metadata.citation import author, description, publisher
from vostochny.release.product import Entry, Product, Release

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types/"
# What files are called in the list of the Publications Office of the European Union, which lacks some of ours.
FILE_TYPES = {".csv": "CSV", ".geojson": "GEOJSON", ".xlsx": "XLSX", ".zip": "ZIP"}
THEMES = {"TRAN": "Transport", "INTR": "International issues", "ENER": "Energy"}


def products(_dataset: Dataset) -> list[Product]:
    """One file."""
    purpose = "For data portals that harvest DCAT-AP: the record and each of its files."
    return [Product("dcat.jsonld", "DCAT-AP", purpose, "application/ld+json; charset=utf-8", "about", write)]


def write(release: Release, path: Path) -> None:
    """Write a catalogue of one dataset, with a distribution for each data file."""
    address = release.address
    agent = {"@id": f"{address}#publisher", "@type": "foaf:Agent", "foaf:name": publisher(release.package)}
    title, described = english(release.package["title"]), english(description(release.package))
    catalogue = {
        "@context": CONTEXT,
        "@id": f"{address}#catalogue",
        "@type": "dcat:Catalog",
        "dcterms:title": title,
        "dcterms:description": described,
        "dcterms:publisher": agent,
        "foaf:homepage": named(address, "foaf:Document"),
        "dcat:dataset": dataset(release, agent["@id"]),
    }
    write_json(path, catalogue)


def dataset(release: Release, publisher_id: str) -> dict[str, object]:
    """The record as one dataset."""
    package, address = release.package, release.address
    files = [entry for entry in release.written.values() if entry.described]
    south, west, north, east = package["coverage"]["box"]
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    first, last = package["coverage"]["temporal"].split("/")
    return {
        "@id": f"{address}#dataset",
        "@type": "dcat:Dataset",
        "dcterms:title": english(package["title"]),
        "dcterms:description": english(description(package)),
        "dcterms:identifier": address,
        "dcterms:publisher": {"@id": publisher_id},
        "dcterms:creator": {"@type": "foaf:Agent", "foaf:name": author(package)},
        "dcterms:issued": moment(package["created"]),
        "dcterms:modified": moment(package["created"]),
        "dcat:version": release.version,
        "dcat:keyword": [english(word) for word in package["keywords"]],
        "dcat:theme": [
            {**named(f"{AUTHORITY}/data-theme/{theme}", "skos:Concept"), "skos:prefLabel": english(label)}
            for theme, label in THEMES.items()
        ],
        "dcterms:language": named(f"{AUTHORITY}/language/ENG", "dcterms:LinguisticSystem"),
        "dcterms:accessRights": named(f"{AUTHORITY}/access-right/PUBLIC", "dcterms:RightsStatement"),
        "dcat:landingPage": named(address, "foaf:Document"),
        "dcat:contactPoint": {
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": publisher(package),
            "vcard:hasURL": {"@id": f"{address}correct/"},
        },
        "dcterms:temporal": {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": {"@value": first, "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": last, "@type": "xsd:gYear"},
        },
        "dcterms:spatial": {
            "@type": "dcterms:Location",
            "dcat:bbox": {
                "@value": "POLYGON((" + ", ".join(f"{east} {north}" for east, north in corners) + "))",
                "@type": "http://www.opengis.net/ont/geosparql#wktLiteral",
            },
        },
        "dcat:distribution": [distribution(release, entry) for entry in files],
    }


def distribution(release: Release, entry: Entry) -> dict[str, object]:
    """One file: where it is, what it is, how large, with which hash."""
    place = f"{release.address}downloads/{entry.name}"
    kind = entry.media_type.split(";", maxsplit=1)[0]
    format_name = FILE_TYPES.get(Path(entry.name).suffix)
    file_type = named(f"{AUTHORITY}/file-type/{format_name}", "dcterms:MediaTypeOrExtent")
    return {
        "@id": place,
        "@type": "dcat:Distribution",
        "dcterms:title": english(entry.title),
        "dcterms:description": english(entry.purpose),
        "dcat:accessURL": {"@id": f"{release.address}downloads/"},
        "dcat:downloadURL": {"@id": place},
        # A type that begins with x- is not in IANA's list.
        **({"dcat:mediaType": named(IANA + kind, "dcterms:MediaType")} if "/x-" not in kind else {}),
        **({"dcterms:format": file_type} if format_name else {}),
        "dcterms:license": named(f"{AUTHORITY}/licence/CC_BY_4_0", "dcterms:LicenseDocument"),
        "dcterms:issued": moment(release.package["created"]),
        "dcat:byteSize": {"@value": str(entry.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": named("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {"@value": entry.sha256, "@type": "xsd:hexBinary"},
        },
    }


def named(identifier: str, kind: str) -> dict[str, str]:
    """Something that others define, with its class, so that a validator need not fetch their vocabulary."""
    return {"@id": identifier, "@type": kind}


def english(text: str) -> dict[str, str]:
    """A text that says in which language it is."""
    return {"@value": text, "@language": "en"}


def moment(created: str) -> dict[str, str]:
    """A time with its type."""
    return {"@value": created, "@type": "xsd:dateTime"}
