"""The snapshot that is served: its version, the digests of its parts, and the row count of each table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from vostochny.database.reading import opened, rows
from vostochny.model.atomic_file import sha256_of
from vostochny.model.edition import read_parts
from vostochny.model.fingerprint import fingerprint
from vostochny.model.project import Project

PROGRAM = Path(__file__).parents[1]
SHORT = 16
NOTE = "edition.json"


@dataclass(frozen=True)
class Snapshot:
    """One state of the record together with the program that shows it.

    version: of the publication, as in the Data Package
    database: SHA-256 of the database file
    name: sixteen hex digits of everything that a page of Datasette is made of; same name, same pages
    rows: how many rows each table has
    parts: digests of database, downloads and site, if they are those of one edition
    """

    version: str
    database: str
    name: str
    rows: Mapping[str, int]
    parts: Mapping[str, str] = field(default_factory=dict)


def read_snapshot(project: Project) -> Snapshot:
    """The snapshot of the built database of `project`, from its note if there is one.

    Raises FileNotFoundError when there is none yet.
    """
    if (note := project.root / NOTE).exists():
        return Snapshot(**json.loads(note.read_text(encoding="utf-8")))
    database = sha256_of(project.database)
    program = f"{fingerprint([project.schemas, PROGRAM])} {version('datasette')}"
    made_of = f"{database} {program} {project.dataset.package['created']}"
    with opened(project.database) as connection:
        counted = {
            name: int(rows(connection, f"select count(*) as n from [{name}]")[0]["n"])
            for name in [*project.dataset.published, "records"]
        }
    name = hashlib.sha256(made_of.encode("ascii")).hexdigest()[:SHORT]
    listed = read_parts(project.build)
    parts = {part: item.sha256 for part, item in listed.parts.items()} if listed else {}
    return Snapshot(str(project.dataset.package["version"]), database, name, counted, parts)


def note_snapshot(project: Project, snapshot: Snapshot) -> None:
    """Write the note of a deployed copy, so that its workers need not read the whole database."""
    (project.root / NOTE).write_text(json.dumps(asdict(snapshot)), encoding="utf-8")


def inspected(snapshot: Snapshot, database: Path) -> dict[str, object]:
    """The counts in Datasette's own form, so that it counts no whole table again."""
    tables = {name: {"count": count} for name, count in snapshot.rows.items()}
    size = database.stat().st_size
    return {database.stem: {"hash": snapshot.database, "size": size, "file": database.name, "tables": tables}}
