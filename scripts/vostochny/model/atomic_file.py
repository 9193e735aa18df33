"""Writes files so that a reader, a crash or a power cut finds the old or the new content whole, never a part of it."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path


def atomic_write(path: Path, content: str | bytes) -> None:
    """Put `content` (text as UTF-8, line ends as they are) in the place of `path`, in one step and durably.

    It is written to a temporary file in the same folder, flushed to the disk and renamed; then the folder is flushed,
    because a rename is only durable once its folder is (https://man7.org/linux/man-pages/man2/fsync.2.html).
    Raises OSError when something cannot be written; then `path` is as it was and the temporary file is removed.
    """
    made = temporary(path)
    try:
        write_through(made, content)
        made.replace(path)
    finally:
        # After a rename there is nothing to remove; where even removing fails, the first error is the one to report.
        with suppress(OSError):
            made.unlink(missing_ok=True)
    sync_folder(path.parent)


def temporary(path: Path) -> Path:
    """The file beside `path` that `atomic_write` fills; the process is named because two may write at once."""
    return path.with_name(f".{path.name.removeprefix('.')}.{os.getpid()}.new")


def write_through(path: Path, content: str | bytes) -> None:
    """Write a file and flush it to the disk."""
    with path.open("wb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def durable_replace(made: Path, final: Path) -> None:
    """Flush the finished file `made` to the disk and rename it to `final`, in one step and durably."""
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(final)
    sync_folder(final.parent)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises FileNotFoundError when there is none."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, on systems where a folder can be opened for that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
