"""Reads a JSON-LD file with rdflib and prints, as JSON, what a harvester of DCAT-AP would find in it.

Runs in an environment of its own (scripts/vocabularies.sh): `python linked_data.py FILE`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace

SPDX = Namespace("http://spdx.org/rdf/terms#")
# What DCAT-AP 3 demands, and what it recommends and we have.
WANTED = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset, FOAF.homepage),
    DCAT.Dataset: (
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.publisher,
        DCTERMS.issued,
        DCTERMS.spatial,
        DCTERMS.temporal,
        DCAT.contactPoint,
        DCAT.distribution,
        DCAT.keyword,
        DCAT.theme,
    ),
    DCAT.Distribution: (DCAT.accessURL, DCAT.downloadURL, DCTERMS.license, DCAT.byteSize, SPDX.checksum),
    FOAF.Agent: (FOAF.name,),
    SPDX.Checksum: (SPDX.algorithm, SPDX.checksumValue),
}


def main(path: Path) -> None:
    """Print how many things of each class there are, what they lack, and size and hash of each file."""
    graph = Graph().parse(path, format="json-ld")
    counted, faults, files = {}, [], {}
    for kind, properties in WANTED.items():
        found = list(graph.subjects(RDF.type, kind))
        counted[kind.fragment or str(kind).rsplit("/", 1)[-1]] = len(found)
        faults += [
            f"{thing} lacks {name}" for thing in found for name in properties if (thing, name, None) not in graph
        ]
    for thing in graph.subjects(RDF.type, DCAT.Distribution):
        checksum = graph.value(graph.value(thing, SPDX.checksum), SPDX.checksumValue)
        size = graph.value(thing, DCAT.byteSize)
        files[str(graph.value(thing, DCAT.downloadURL))] = [int(size), str(checksum).lower()]
    ill_typed = [str(item) for item in graph.objects() if getattr(item, "ill_typed", False)]
    print(json.dumps({"counted": counted, "faults": faults + ill_typed, "files": files}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
