"""The downloads as a whole: every file listed with size and hash, and a Data Package that Frictionless calls valid."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.comparing import assert_same_bytes

from vostochny.model.fingerprint import fingerprint
from vostochny.model.project import Project
from vostochny.release.manifest import read_manifest
from vostochny.web.content_types import CONTENT_TYPES


def test_frictionless_run_by_hand_calls_the_package_valid(built: Project) -> None:
    descriptor = built.build / "downloads" / "datapackage.json"
    run = subprocess.run(
        [str(Path(sys.executable).with_name("frictionless")), "validate", str(descriptor), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(run.stdout)
    assert (report["valid"], report["stats"]["errors"]) == (True, 0)
    assert report["stats"]["tasks"] == len(built.dataset.published)


def test_the_manifest_lists_every_file_with_its_size_and_hash(built: Project) -> None:
    folder = built.build / "downloads"
    listed = {entry.name: entry for entry in read_manifest(folder)}
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert made == {*listed, "manifest.json", "SHA256SUMS"}
    for name, entry in listed.items():
        content = (folder / name).read_bytes()
        assert (entry.bytes, entry.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert entry.title
        assert entry.purpose


def test_sha256sum_finds_every_file_whole(built: Project) -> None:
    folder = built.build / "downloads"
    run = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count(": OK\n") == len([path for path in folder.rglob("*") if path.is_file()]) - 1


def test_the_validation_report_is_the_one_that_the_check_wrote_of_these_tables(built: Project) -> None:
    published = built.build / "downloads" / "validation.json"
    assert_same_bytes(published.read_bytes(), built.validation.read_bytes())
    report = json.loads(published.read_text(encoding="utf-8"))
    assert (report["valid"], report["findings"]) == (True, [])
    assert report["content_sha256"] == fingerprint([built.data, built.schemas])
    with zipfile.ZipFile(built.build / "downloads" / "vostochny-ledger.zip") as packed:
        (inside,) = (name for name in packed.namelist() if name.endswith("/validation.json"))
        assert_same_bytes(packed.read(inside), published.read_bytes())


def test_a_type_is_said_for_every_file_and_the_server_says_the_same(built: Project) -> None:
    for entry in read_manifest(built.build / "downloads"):
        assert CONTENT_TYPES[Path(entry.name).suffix] == entry.media_type, entry.name


def test_the_csv_of_a_recorded_table_is_the_reviewed_file(built: Project) -> None:
    for table in built.dataset.tables.values():
        published = built.build / "downloads" / table.file_name
        assert_same_bytes(published.read_bytes(), built.csv_path(table.name).read_bytes())


def test_sizes_and_hashes_are_those_of_the_files(built: Project) -> None:
    folder = built.build / "downloads"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_warnings_licence_and_descriptions_travel_with_the_package(built: Project) -> None:
    package = json.loads((built.build / "downloads" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        table = built.dataset.published[resource["name"]]
        assert resource["usageWarnings"] == list(table.warnings)
        assert resource["licenses"][0]["name"] == table.licence
        assert [field["description"] for field in resource["schema"]["fields"]] == [
            field.description for field in table.fields
        ]


def test_the_downloaded_database_is_the_built_one(built: Project) -> None:
    assert_same_bytes((built.build / "downloads" / "vostochny.db").read_bytes(), built.database.read_bytes())
