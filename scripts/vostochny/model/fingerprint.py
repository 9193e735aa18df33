"""Remembers of what content a step was last made, so that an unchanged step is not made twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(roots: Iterable[Path]) -> str:
    """SHA-256 over the names and contents of all files under `roots`; caches and hidden files left out."""
    digest = hashlib.sha256()
    for root in roots:
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        for path in files:
            name = path.relative_to(root.parent).as_posix()
            if "__pycache__" not in name and "/." not in name:
                digest.update(f"{name}\0{path.stat().st_size}\0".encode())
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def is_fresh(made: Path, content: str) -> bool:
    """Whether `made` was made of `content`, a fingerprint, and is still what was made then.

    What was cut short or changed afterwards is made again, and so is what has a stamp that cannot be read.
    """
    stamp = stamp_path(made)
    if not made.exists() or not stamp.exists():
        return False
    return stamp.read_bytes() == f"{content}\n{fingerprint([made])}\n".encode()


def mark_fresh(made: Path, content: str) -> None:
    """Note that `made` was just made of `content`; only after success, so that no error is ever remembered as right."""
    stamp_path(made).write_bytes(f"{content}\n{fingerprint([made])}\n".encode())


def stamp_path(made: Path) -> Path:
    return made.with_name(f".{made.name}.made-of")
