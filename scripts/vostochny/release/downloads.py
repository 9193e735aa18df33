"""Fills build/downloads/: the CSV files, their Data Package descriptor and the database."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from vostochny.database.results import as_cells
from vostochny.model.descriptor import package_descriptor
from vostochny.model.project import Project
from vostochny.tables.canonical import write_text


def build_downloads(project: Project) -> Path:
    """Write all download files beside the published folder and swap them in; returns the folder.

    The package is self-contained: datapackage.json names each CSV by a relative path, its size and its SHA-256.
    """
    folder = project.build / "downloads"
    beside = project.build / ".downloads.new"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    descriptor = package_descriptor(project.dataset)
    for resource in descriptor["resources"]:
        content = table_content(project, resource["name"])
        (beside / resource["path"]).write_bytes(content)
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (beside / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    shutil.copyfile(project.database, beside / project.database.name)
    swap(beside, folder)
    return folder


def table_content(project: Project, name: str) -> bytes:
    """The CSV of one table: the committed file of a recorded one, the database's rows of a computed one."""
    table = project.dataset.results.get(name)
    if table is None:
        return project.csv_path(name).read_bytes()
    return write_text(as_cells(table, project.database), table.columns).encode("utf-8")


def swap(made: Path, final: Path) -> None:
    """Put the folder `made` in the place of `final`."""
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.replace(old)
    made.replace(final)
    shutil.rmtree(old, ignore_errors=True)
