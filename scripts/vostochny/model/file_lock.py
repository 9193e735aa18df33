"""Locks on build/: one process at a time makes what is in it, and what a server reads from is not removed."""

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


@contextmanager
def using(file: Path) -> Iterator[None]:
    """Say that what `file` describes is read from, until the block or the process ends; others may say so too."""
    with file.open("r", encoding="utf-8") as opened:
        fcntl.flock(opened, fcntl.LOCK_SH)
        yield


def in_use(file: Path) -> bool:
    """Whether any process reads from what `file` describes; nobody does where there is no such file."""
    try:
        with file.open("r", encoding="utf-8") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
