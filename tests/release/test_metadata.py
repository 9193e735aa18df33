"""The release as catalogues and other tools describe it: each description is read by the tool that it is made for."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from tests.release.conftest import Reader

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.model.schema_reader import load_dataset
from vostochny.model.site_url import LOCAL
from vostochny.release.manifest import read_manifest
from vostochny.release.metadata.citation import cff, zenodo


def row_counts(built: Project) -> dict[str, int]:
    with opened(built.database) as connection:
        names = built.dataset.published
        return {name: connection.execute(f"select count(*) from [{name}]").fetchone()[0] for name in names}


def test_followthemoney_takes_every_entity_and_every_link(downloads: Path, read_with: Reader, built: Project) -> None:
    read = read_with("entities.py", downloads / "entities.ftm.jsonl")
    assert read["faults"] == []
    counts, schemas = row_counts(built), read["schemas"]
    assert schemas["Vessel"] == counts["vessels"]
    assert schemas["Sanction"] == counts["vessel_sanctions"] + counts["organisation_designations"]
    assert schemas["Company"] + schemas["PublicBody"] + schemas["Person"] == counts["organisations"]
    assert schemas["Note"] == counts["positions"]
    assert schemas["Document"] == counts["sources"]
    assert schemas["Event"] == counts["port_calls"] + counts["timeline"]
    assert {"Organization", "Ownership", "Directorship", "UnknownLink", "Documentation"} <= set(schemas)


def test_entities_say_what_the_tables_say(downloads: Path, built: Project) -> None:
    lines = (downloads / "entities.ftm.jsonl").read_text(encoding="utf-8").splitlines()
    found = {entity["id"]: entity["properties"] for entity in map(json.loads, lines)}
    same = {
        "vessels": {"name": "name", "mmsi": "mmsi", "deadweightTonnage": "dwt_tonnes", "buildDate": "year_built"},
        "vessel_sanctions": {"listingDate": "listed_on", "endDate": "delisted_on", "reason": "reason"},
        "organisations": {"name": "name", "description": "description", "notes": "note"},
        "organisation_designations": {"listingDate": "listed_on", "authorityId": "list_reference", "reason": "reason"},
        "positions": {"summary": "about", "description": "statement"},
        "port_calls": {"startDate": "date_earliest", "endDate": "date_latest"},
        "sources": {"title": "title", "sourceUrl": "url", "publishedAt": "published_on"},
        "timeline": {"name": "event", "date": "happened_on"},
    }
    for name, columns in same.items():
        table = built.dataset.tables[name]
        with (downloads / table.file_name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                properties = found[f"vl-{row[table.primary_key[0]]}"]
                for prop, column in columns.items():
                    assert properties.get(prop, [""]) == [row[column]], (row, prop)


def test_every_sanction_event_and_link_names_its_document(downloads: Path) -> None:
    for line in (downloads / "entities.ftm.jsonl").read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        if entity["schema"] in {"Sanction", "Event", "Ownership", "UnknownLink"}:
            assert entity["properties"]["proof"], entity["id"]


def test_mlcroissant_loads_and_goes_through_every_record(downloads: Path, read_with: Reader, built: Project) -> None:
    read = read_with("croissant.py", downloads / "croissant.jsonld")
    assert (read["errors"], read["warnings"]) == ([], [])
    assert read["records"] == row_counts(built)
    assert read["first"]["vessels"]["vessels/imo_number"] == "8898831"


def test_csvw_finds_every_cell_and_link_as_described(downloads: Path, read_with: Reader, built: Project) -> None:
    read = read_with("csvw_tables.py", downloads / "csv-metadata.json")
    assert read["faults"] == []
    assert read["rows"] == {f"{name}.csv": count for name, count in row_counts(built).items()}


def test_a_harvester_finds_the_dataset_and_each_file_in_dcat(downloads: Path, read_with: Reader) -> None:
    read = read_with("linked_data.py", downloads / "dcat.jsonld")
    assert read["faults"] == []
    assert (read["counted"]["Catalog"], read["counted"]["Dataset"]) == (1, 1)
    files = [entry for entry in read_manifest(downloads) if entry.group not in ("about", "engines")]
    assert read["shapes"]["broken"] == []
    assert read["shapes"]["asked"] > 20
    assert read["files"] == {f"{LOCAL}downloads/{entry.name}": [entry.bytes, entry.sha256] for entry in files}


def test_a_catalogue_that_lacks_what_dcat_ap_demands_breaks_its_shapes(
    downloads: Path, read_with: Reader, tmp_path: Path
) -> None:
    described = json.loads((downloads / "dcat.jsonld").read_text(encoding="utf-8"))
    del described["dcterms:publisher"]
    described["dcat:dataset"]["dcat:theme"] = [{"@id": "http://example.org/no-concept"}]
    path = tmp_path / "dcat.jsonld"
    path.write_text(json.dumps(described), encoding="utf-8")
    broken = read_with("linked_data.py", path)["shapes"]["broken"]
    assert any(line.startswith(f"{LOCAL}#catalogue http://purl.org/dc/terms/publisher Less than 1") for line in broken)
    assert any("http://www.w3.org/ns/dcat#theme Value does not have class" in line for line in broken)


def test_search_engines_find_each_file_with_its_size_and_hash(downloads: Path) -> None:
    described = json.loads((downloads / "schema-org.jsonld").read_text(encoding="utf-8"))
    assert (described["@context"], described["@type"]) == ("https://schema.org/", "Dataset")
    files = {entry.name: entry for entry in read_manifest(downloads) if entry.group not in ("about", "engines")}
    listed = {item["contentUrl"].rsplit("/", 1)[-1]: item for item in described["distribution"]}
    assert set(listed) == set(files)
    assert all(item["sha256"] == files[name].sha256 for name, item in listed.items())


def test_search_engines_find_what_they_require_and_recommend_in_the_form_they_read(downloads: Path) -> None:
    """The properties of the page on datasets in Google's documentation of structured data that a dataset can have."""
    described = json.loads((downloads / "schema-org.jsonld").read_text(encoding="utf-8"))
    assert 50 <= len(described["description"]) <= 5000
    assert described["name"]
    for name in ("url", "identifier", "license"):
        assert urlsplit(described[name]).scheme in {"http", "https"}, name
    for name in ("alternateName", "version", "measurementTechnique", "creditText"):
        assert isinstance(described[name], str), name
        assert described[name], name
    assert described["isAccessibleForFree"] is True
    assert all(isinstance(word, str) for word in described["keywords"])
    assert len(described["variableMeasured"]) > 1
    assert {described[role]["@type"] for role in ("creator", "publisher")} == {"Organization"}
    first, last = described["temporalCoverage"].split("/")
    assert date.fromisoformat(f"{first}-01-01") <= date.fromisoformat(f"{last}-01-01")
    south, west, north, east = map(float, described["spatialCoverage"]["geo"]["box"].split())
    assert -90 <= south < north <= 90
    assert -180 <= west < east <= 180
    for item in described["distribution"]:
        assert item["@type"] == "DataDownload"
        assert urlsplit(item["contentUrl"]).netloc
        assert "/" in item["encodingFormat"]


def test_the_repository_cites_itself_as_the_schemas_describe_it(checkout: Project) -> None:
    # The time of a commit cannot stand in that commit, so these name the day in schemas/datapackage.yaml.
    package = load_dataset(checkout.schemas).package
    root = checkout.root
    assert (root / "CITATION.cff").read_text(encoding="utf-8") == cff(package, LOCAL)
    assert json.loads((root / ".zenodo.json").read_text(encoding="utf-8")) == zenodo(package, LOCAL)


def test_the_citation_names_a_public_address_only_when_there_is_one(checkout: Project) -> None:
    package = load_dataset(checkout.schemas).package
    assert "127.0.0.1" not in cff(package, LOCAL)
    assert 'url: "https://example.org/"' in cff(package, "https://example.org/")
    related = zenodo(package, "https://example.org/")["related_identifiers"]
    assert isinstance(related, list)
    assert related[0]["identifier"] == "https://example.org/"
