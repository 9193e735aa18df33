"""The folder schemas/ of a branch and of its base, and the differences that a reviewer must see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vostochny.diff.compare import OWN_HISTORY
from vostochny.diff.revision import archived, has_revision
from vostochny.diff.schema_changes import schema_changes
from vostochny.diff.side import Cells, Side
from vostochny.model.project import Project

LOOSER = "LESS IS CHECKED: "
ENDINGS = (".yaml", ".sql", ".json")


def schema_sentences(project: Project, base: str) -> Iterator[str]:
    """Every difference between schemas/ of the base and of the checkout, what loosens a check first and marked."""
    old = base_schemas(project, base)
    if old is None:
        yield f"schemas/ was not compared, because {base} has none."
        return
    for change in schema_changes(old, folder_contents(project.schemas)):
        yield f"{LOOSER if change.looser else ''}{change.telling}{change.sentence}"


def base_schemas(project: Project, base: str) -> dict[str, bytes] | None:
    """The files of schemas/ of a revision or of a checkout; None where what is compared with has no such folder."""
    folder = Path(base)
    if not has_revision(project.root, base):
        return folder_contents(folder / "schemas") if (folder / "schemas").is_dir() else None
    found = archived(project.root, base, "schemas")
    return {name.removeprefix("schemas/"): content for name, content in found.items() if name.endswith(ENDINGS)}


def folder_contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path; links are left out, because they could lead to any file of the machine."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in ENDINGS and not path.is_symlink()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def history_sentences(old: Side, new: Side) -> Iterator[str]:
    """What is added to, changed in or taken out of the history of releases and the log of changes.

    `vostochny prepare` alone writes them, so that a branch that is no release should have nothing here.
    """
    for table in sorted(OWN_HISTORY):
        before, after = old.rows(table), new.rows(table)
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                yield f"data/{table}.csv: {entry_words(key, before.get(key, {}), after.get(key, {}))}"


def entry_words(key: str, before: Cells, after: Cells) -> str:
    """What becomes of one entry, with each cell that comes, goes or changes."""
    what = "changes" if before and after else "adds" if after else "takes out"
    cells = [
        f"{name}: {before.get(name) or 'empty'} before, now {after.get(name) or 'empty'}"
        if before and after
        else f"{name}: {after.get(name) or before.get(name)}"
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    ]
    return f"{what} {key.replace('|', ' · ')}: {'; '.join(cells)}"
