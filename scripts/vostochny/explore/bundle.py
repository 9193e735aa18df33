"""Writes the files that Explore loads: the description of the record, the compressed database, and SQLite."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sys
from pathlib import Path

from vostochny.database.reading import opened
from vostochny.explore.description import description
from vostochny.explore.first_tables import write_first_tables
from vostochny.model.project import Project

# What scripts/shapes.sh fetches; a machine without a network for it has no such files, and its site no Explore.
ENGINE = Path(sys.prefix) / "shapes" / "node_modules" / "@sqlite.org" / "sqlite-wasm" / "dist"
# The script is called otherwise on the site: not every host knows that a file .mjs is a script, and browsers insist.
ENGINE_FILES = {"index.mjs": "sqlite3.js", "sqlite3.wasm": "sqlite3.wasm"}
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
        write_first_tables(folder / FOLDER / "tables", described, connection)
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / FOLDER / "explore.json").write_text(text, encoding="utf-8", newline="\n")
    engine = folder / "assets" / "sqlite"
    engine.mkdir(parents=True, exist_ok=True)
    for name, served in ENGINE_FILES.items():
        if (ENGINE / name).is_file():
            shutil.copyfile(ENGINE / name, engine / served)
