"""Writes the files that Explore loads: the description of the record, its rows, and what runs in the page."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

from vostochny.database.reading import opened
from vostochny.explore.description import description
from vostochny.explore.first_files import write_first_files
from vostochny.explore.packed_scripts import write_scripts
from vostochny.model.project import Project

FOLDER = "explore"
HASH_CHARACTERS = 16


def write_explore(project: Project, folder: Path) -> None:
    """Add Explore's files to a built site; without SQLite in the environment its page says that it cannot work.

    folder: the site, which holds the page and its scripts already
    """
    content = project.database.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    packed = gzip.compress(content, mtime=0)
    file = f"{FOLDER}/{project.database.stem}-{digest[:HASH_CHARACTERS]}.db.gz"
    database = {
        "name": project.database.stem,
        "file": file,
        "plain": f"downloads/{project.database.name}?{digest[:HASH_CHARACTERS]}",
        "sha256": digest,
        "bytes": len(content),
        "packed_bytes": len(packed),
    }
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(packed)
    with opened(project.database) as connection:
        described: dict[str, object] = {"database": database, **description(project.dataset, connection)}
        write_first_files(folder / FOLDER / "tables", described, connection)
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / FOLDER / "explore.json").write_text(text, encoding="utf-8", newline="\n")
    write_scripts(project.root / "site" / FOLDER, folder)
