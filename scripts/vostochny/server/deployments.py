"""Copies the edition that is served into a folder that never changes, so that building does not disturb readers."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from vostochny.model import edition
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.web.snapshot import SHORT, Snapshot, note_snapshot, read_snapshot

# The edition that is served, and the one before it for a rollback.
KEPT = 2
PACKABLE = {".bib", ".css", ".csv", ".html", ".ico", ".js", ".json", ".jsonl", ".svg", ".txt", ".xml"}
SMALLEST_BYTES = 1000
SERVED = ("site", "downloads")


def lay(project: Project, folder: Path) -> Project:
    """Copy what is served of an edition into `folder`, unless it is there already, and prove the copy.

    Raises BuildError when the parts of the copy do not agree with their digests, FileNotFoundError when one is missing.
    """
    snapshot = read_snapshot(project)
    name = f"{snapshot.name}-{hashlib.sha256(repr(sorted(snapshot.parts.items())).encode()).hexdigest()[:SHORT]}"
    final = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    if final.exists() and edition.fault(Project(final).build, is_packed):
        damaged = folder / f".damaged-{name}"
        final.rename(damaged)
        shutil.rmtree(damaged, ignore_errors=True)
    if not final.exists():
        with tempfile.TemporaryDirectory(prefix=".laying-", dir=folder) as scratch:
            temporary = Project(Path(scratch) / name)
            copy(project, temporary, snapshot)
            if fault := edition.fault(temporary.build):
                raise BuildError(f"The copy of the edition cannot be served: {fault}.")
            temporary.root.rename(final)
    os.utime(final)
    return Project(final)


def copy(project: Project, target: Project, snapshot: Snapshot) -> None:
    """Copy the parts that are served, the list of their digests, and what is known of them."""
    shutil.copytree(project.schemas, target.schemas)
    for part in SERVED:
        shutil.copytree(project.build / part, target.build / part)
    for file in (project.database, project.build / edition.LIST):
        shutil.copy2(file, target.build / file.name)
    note_snapshot(target, snapshot)
    # What is served is public, and the workers may be another user than the one who built it.
    for path in (target.root, *target.root.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def pack(laid: Project) -> None:
    """Write a gzip copy of each file that gains by it, at the best compression, once instead of for each reader.

    Until it exists nginx sends the file uncompressed, so that serving need not wait.
    """
    files = [path for path in sorted(laid.build.rglob("*")) if path.is_file() and path.suffix in PACKABLE]
    with ThreadPoolExecutor() as pool:
        for _ in pool.map(pack_one, files):
            pass


def pack_one(path: Path) -> None:
    """One file, if it is not short. The copy has the file's own time, so that their ETags change together."""
    packed = path.with_name(f"{path.name}.gz")
    if path.stat().st_size >= SMALLEST_BYTES and not packed.exists():
        unfinished = path.with_name(f".{packed.name}")
        unfinished.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        shutil.copystat(path, unfinished)
        unfinished.rename(packed)


def is_packed(path: Path) -> bool:
    """Whether a file is the gzip copy that `pack_one` made of another."""
    plain = path.with_suffix("")
    return path.suffix == ".gz" and plain.is_file() and plain.stat().st_mtime_ns == path.stat().st_mtime_ns


def prune(folder: Path, served: Project) -> None:
    """Remove all but the newest deployments, and never the one that is served."""
    laid = sorted(
        (path for path in folder.iterdir() if not path.name.startswith(".")), key=lambda path: path.stat().st_mtime
    )
    for path in laid[:-KEPT]:
        if path != served.root:
            shutil.rmtree(path)
