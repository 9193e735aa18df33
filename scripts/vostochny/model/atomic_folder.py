"""Atomically swaps a finished folder into place, and removes what an interrupted build left behind."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from pathlib import Path

# renameat2(2): exchange the two names; paths are taken from the working directory.
AT_FDCWD = -100
RENAME_EXCHANGE = 2
# What a build makes beside what is published; the process that makes it is named where more than one may be at work.
LEFTOVERS = (
    ".staged-*", ".site-*", ".pages-*", ".static-*", ".*.new", ".*.old", ".*.made-of", "made/.*",
)  # fmt: skip


def swap(made: Path, final: Path) -> None:
    """Put the folder `made` in the place of `final`; whoever reads `final` finds the old or the new one whole."""
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if not final.exists():
        made.replace(final)
    elif exchanged(made, final):
        made.replace(old)
    else:
        # Where the system cannot exchange two names there is a moment without either.
        final.replace(old)
        made.replace(final)
    shutil.rmtree(old, ignore_errors=True)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return bool(done == 0)


def clear(build: Path) -> None:
    """Delete what interrupted builds left; to be called by the only build at work.

    What belongs to a process that still runs is left: who only checks does not wait for a turn.
    """
    for pattern in LEFTOVERS:
        for path in build.glob(pattern):
            if at_work(path.name):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def at_work(name: str) -> bool:
    """Whether a leftover (``.staged-<process>-...`` or ``.<file>.<process>.new``) names a process that still runs."""
    owner = re.match(r"\.staged-([0-9]+)|.*\.([0-9]+)\.new$", name)
    return owner is not None and Path("/proc", owner[1] or owner[2]).exists()
