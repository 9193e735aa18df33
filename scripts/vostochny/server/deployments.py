"""Copies what is served into a folder that never changes, so that building does not disturb readers."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from vostochny.model.fingerprint import fingerprint
from vostochny.model.project import Project
from vostochny.web.snapshot import SHORT, note_snapshot, read_snapshot

# The snapshot that is served, and the one before it for a rollback.
KEPT = 2
PACKABLE = {".bib", ".css", ".csv", ".html", ".ico", ".js", ".json", ".jsonl", ".svg", ".txt", ".xml"}
SMALLEST_BYTES = 1000
SERVED = ("site", "downloads")


def lay(project: Project, folder: Path) -> Project:
    """Copy what is served of a built project into `folder`, unless it is there already.

    Raises FileNotFoundError when something is not built yet.
    """
    snapshot = read_snapshot(project)
    name = f"{snapshot.name}-{fingerprint([project.build / part for part in SERVED])[:SHORT]}"
    final = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    if not final.exists():
        with tempfile.TemporaryDirectory(prefix=".laying-", dir=folder) as scratch:
            beside = Project(Path(scratch) / name)
            shutil.copytree(project.schemas, beside.schemas)
            for part in SERVED:
                shutil.copytree(project.build / part, beside.build / part)
            shutil.copy2(project.database, beside.database)
            note_snapshot(beside, snapshot)
            beside.root.rename(final)
    os.utime(final)
    return Project(final)


def pack(laid: Project) -> None:
    """Write a gzip copy of each file that gains by it, at the best compression, once instead of for each reader.

    Until it exists nginx sends the file uncompressed, so that serving need not wait.
    """
    files = [path for path in sorted(laid.build.rglob("*")) if path.is_file() and path.suffix in PACKABLE]
    with ThreadPoolExecutor() as beside:
        for _ in beside.map(pack_one, files):
            pass


def pack_one(path: Path) -> None:
    """One file, if it is not short. The copy has the file's own time, so that their ETags change together."""
    packed = path.with_name(f"{path.name}.gz")
    if path.stat().st_size >= SMALLEST_BYTES and not packed.exists():
        unfinished = path.with_name(f".{packed.name}")
        unfinished.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        shutil.copystat(path, unfinished)
        unfinished.rename(packed)


def prune(folder: Path, served: Project) -> None:
    """Remove all but the newest deployments, and never the one that is served."""
    laid = sorted(
        (path for path in folder.iterdir() if not path.name.startswith(".")), key=lambda path: path.stat().st_mtime
    )
    for path in laid[:-KEPT]:
        if path != served.root:
            shutil.rmtree(path)
