"""The day to which the record is kept, in schemas/datapackage.yaml; only what is announced has a later date."""

from __future__ import annotations

import re

from vostochny.model.atomic_file import atomic_write
from vostochny.model.project import Project

AS_OF = re.compile(r"^as_of: .*$", re.MULTILINE)


def keep_to(project: Project, day: str) -> None:
    """Move the day on to `day`, as 2026-12-24; never back."""
    path = project.schemas / "datapackage.yaml"
    text = path.read_text(encoding="utf-8")
    found = AS_OF.search(text)
    if found and day > found[0].partition(":")[2].strip(" \"'"):
        atomic_write(path, AS_OF.sub(f'as_of: "{day}"', text, count=1))
