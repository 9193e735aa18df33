"""Lets one process at a time make what lies in build/; a second one waits for the first."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder; released when the block or the process ends, however it ends."""
    build.mkdir(parents=True, exist_ok=True)
    with (build / ".lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
