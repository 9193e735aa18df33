"""The downloads: a Data Package that stands on its own and that Frictionless, run by hand, calls valid."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from vostochny.model.project import Project


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
    assert (built.build / "downloads" / "vostochny.db").read_bytes() == built.database.read_bytes()
