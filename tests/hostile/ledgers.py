"""A publication that tests break, the command line in a process of its own, and what must be left of both."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable

from vostochny.model.project import Project

Limit = Callable[[], None]
TEXTS = ("Position to the arc minute.", "Position to the arc minute and read twice.")


def command(project: Project, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "vostochny", "--project", str(project.root), *arguments]


def run(
    project: Project, *arguments: str, limit: Limit | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, under a limit."""
    return subprocess.run(
        command(project, *arguments),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        env={**os.environ, **environment},
    )


def change_the_data(project: Project, which: int = 1) -> None:
    """Make something out of date: one note reads otherwise."""
    path = project.csv_path("ports")
    text = path.read_text(encoding="utf-8").replace(TEXTS[1 - which], TEXTS[which], 1)
    path.write_text(text, encoding="utf-8", newline="\n")


def published(project: Project) -> dict[str, str]:
    """Digest of every published file."""
    files = [project.database, *(path for path in (project.build / "downloads").rglob("*") if path.is_file())]
    return {str(path.relative_to(project.build)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def leftovers(project: Project) -> list[str]:
    """What lies in build/ beside what is published."""
    return [path.name for path in project.build.iterdir() if path.name.startswith((".staged", ".site-", ".pages-"))]


def is_one_sentence(run: subprocess.CompletedProcess[str]) -> bool:
    """Whether a failure is told as an error of a line and not as a traceback."""
    return run.returncode == 1 and run.stderr.startswith("Error: ") and "Traceback" not in run.stderr
