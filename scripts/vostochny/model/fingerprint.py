"""The fingerprint of what a step of a build is made of, so that an unchanged step is not made twice."""

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
