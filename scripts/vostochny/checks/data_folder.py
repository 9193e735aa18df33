"""data/ holds the tables that schemas/ describes and nothing else, each as a file of its own; build/ has no history."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vostochny.model.findings import Finding
from vostochny.model.git import NEVER_COMMITTED, tracked_files
from vostochny.model.project import Project


def check_folder(project: Project) -> Iterator[Finding]:
    """Files that no schema describes, and links: what is elsewhere is reviewed by nobody.

    Tables that are links are named by the reader, which does not follow them.

    Names that begin with a dot are left out: `vostochny add` writes such files and git ignores them.
    """
    if not project.data.is_dir():
        return
    known = {table.file_name for table in project.dataset.tables.values()}
    for entry in sorted(os.scandir(project.data), key=lambda item: item.name):
        shown = f"data/{entry.name}"
        if entry.is_symlink() and entry.name not in known:
            expected = "a file, not a link to another place."
            remedy = "Replace the link with the file itself."
            yield Finding(shown, 0, "", "linked-file", str(Path(entry.path).readlink()), expected, remedy)
        elif entry.name not in known and not entry.name.startswith("."):
            expected = "a table that schemas/datapackage.yaml lists."
            remedy = "Move the file out of data/, or describe it in schemas/tables/ first."
            yield Finding(shown, 0, "", "stray-file", entry.name, expected, remedy)


def check_build(project: Project) -> Iterator[Finding]:
    """Files that are committed though they are made or fetched here.

    A cache of verdicts from elsewhere in build/ would pass whatever it names as valid, and captures/ is not ours to
    publish.
    """
    for path in tracked_files(project.root, *NEVER_COMMITTED):
        expected = f"no file of {' or '.join(NEVER_COMMITTED)} in the history."
        yield Finding(path, 0, "", "made-file-committed", "", expected, f"Run `git rm --cached {path}`.")
