"""Asks git about the checkout; nothing here changes it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

# Folders of what is made or fetched here: git ignores them, unless somebody makes it take them.
NEVER_COMMITTED = ("build/", ".venv/", "captures/")


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """Ask git about the checkout at `root`; None where there is no git or no history."""
    program = shutil.which("git")
    # A folder that merely lies inside some other repository has no history of its own.
    if program is None or not (root / ".git").exists():
        return None
    # Git refuses to read a checkout of another user without this setting; here it is only read.
    command = [program, "-c", "safe.directory=*", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def tracked_files(root: Path, *folders: str) -> list[str]:
    """The files under folders of the checkout that git tracks; none where there is no git or no history."""
    asked = git(root, "ls-files", "-z", "--", *folders)
    if asked is None or asked.returncode:
        return []
    return asked.stdout.decode("utf-8", "replace").split("\0")[:-1]
