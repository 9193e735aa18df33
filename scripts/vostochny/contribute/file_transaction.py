"""Replaces several files of one folder atomically: all of them or none, even when the program is killed half-way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from vostochny.model.atomic_file import sync_folder, write_through

JOURNAL = ".adding.json"


def replace_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Replace the texts of files of `folder`, by name.

    The journal exists exactly while some files may be new and others old; `recover` restores the old ones.
    Raises OSError when a file cannot be written; then all are as they were.
    """
    done = False
    try:
        for name, text in texts.items():
            write_through(folder / f".{name}.new", text)
            shutil.copy2(folder / name, folder / f".{name}.old")
        write_through(folder / f"{JOURNAL}.new", json.dumps(sorted(texts)))
        (folder / f"{JOURNAL}.new").replace(folder / JOURNAL)
        sync_folder(folder)
        for name in texts:
            (folder / f".{name}.new").replace(folder / name)
        sync_folder(folder)
        (folder / JOURNAL).unlink()
        done = True
    finally:
        if not done:
            recover(folder)
        (folder / f"{JOURNAL}.new").unlink(missing_ok=True)
        for name in texts:
            (folder / f".{name}.new").unlink(missing_ok=True)
            (folder / f".{name}.old").unlink(missing_ok=True)


def interrupted(folder: Path) -> bool:
    """Whether a replacement was interrupted."""
    return (folder / JOURNAL).exists()


def recover(folder: Path) -> list[str]:
    """Undo an interrupted replacement; returns the names of the files that were restored."""
    if not interrupted(folder):
        return []
    names: list[str] = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))
    for name in names:
        (folder / f".{name}.old").replace(folder / name)
        (folder / f".{name}.new").unlink(missing_ok=True)
    (folder / JOURNAL).unlink()
    return names
