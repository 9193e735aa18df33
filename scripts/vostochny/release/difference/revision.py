"""Reads the tables of a git revision out of the history, without touching the checkout."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from vostochny.model.project import BuildError


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """Ask git about the checkout at `root`; None where there is no git."""
    program = shutil.which("git")
    if program is None:
        return None
    return subprocess.run([program, "-C", str(root), *arguments], capture_output=True, check=False)


def has_revision(root: Path, revision: str) -> bool:
    """Whether the history of this checkout knows `revision`."""
    asked = git(root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return asked is not None and asked.returncode == 0


def archived(root: Path, revision: str) -> dict[str, bytes]:
    """Contents of data/ and of the description of the package, by path, as `revision` has them.

    Raises BuildError, with what to do, when there is no such revision here.
    """
    if not has_revision(root, revision):
        raise BuildError(
            f"{revision} is neither a file nor a folder, nor a git revision of {root}. "
            "A release of this project is the tag v<version>; `git fetch --tags` brings those that are not here."
        )
    made = git(root, "archive", "--format=tar", revision, "--", "data", "schemas/datapackage.yaml")
    if made is None or made.returncode:
        told = made.stderr.decode("utf-8", "replace").strip() if made else ""
        raise BuildError(f"git could not read data/ of {revision}: {told}")
    files = {}
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        for member in archive.getmembers():
            content = archive.extractfile(member)
            if content is not None:
                files[member.name] = content.read()
    return files
