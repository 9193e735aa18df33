"""Reads the tables of a git revision out of the history, without touching the checkout."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from vostochny.model.errors import BuildError
from vostochny.model.git import git

DESCRIBING = ("data", "schemas/datapackage.yaml")


def commit_of(root: Path, revision: str) -> str:
    """The full name of the commit that `revision` leads to; empty where this checkout does not know it."""
    asked = git(root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return asked.stdout.decode("ascii").strip() if asked is not None and asked.returncode == 0 else ""


def has_revision(root: Path, revision: str) -> bool:
    """Whether the history of this checkout knows `revision`."""
    return commit_of(root, revision) != ""


def tags_of(root: Path) -> str:
    """All tags of this checkout with what they lead to, to detect that a comparison would give another result."""
    asked = git(root, "for-each-ref", "refs/tags", "--format=%(objectname) %(refname)")
    return asked.stdout.decode("utf-8", "replace").strip() if asked is not None else ""


def archived(root: Path, revision: str, *paths: str) -> dict[str, bytes]:
    """Contents of the files under `paths`, by path, as `revision` has them; by default what says what the data is.

    Raises BuildError, with what to do, when there is no such revision here.
    """
    if not has_revision(root, revision):
        raise BuildError(
            f"{revision} is neither a file nor a folder, nor a git revision of {root}. "
            "A release of this project is the tag v<version>; `git fetch --tags` brings those that are not here."
        )
    made = git(root, "archive", "--format=tar", revision, "--", *(paths or DESCRIBING))
    if made is None or made.returncode:
        message = made.stderr.decode("utf-8", "replace").strip() if made else ""
        raise BuildError(f"git could not read data/ of {revision}: {message}")
    files = {}
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        for member in archive.getmembers():
            # Of a link the archive would hand out what it leads to, or fail where that is not in it.
            content = archive.extractfile(member) if member.isreg() else None
            if content is not None:
                files[member.name] = content.read()
    return files
