"""A repository of git around a copy of the record, with a main branch and one of a contributor."""

from __future__ import annotations

import subprocess

from vostochny.model.project import Project


def git(project: Project, *arguments: str) -> str:
    """What git answers in the checkout of `project`."""
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-C", str(project.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def begun(project: Project) -> str:
    """Commits everything to main and leaves it for a branch; the commit where it begins."""
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "The record")
    git(project, "checkout", "-qb", "branch")
    return git(project, "rev-parse", "HEAD")


def committed(project: Project) -> None:
    """Commits all that is there, also what is otherwise left out."""
    git(project, "add", "-A", "-f")
    git(project, "commit", "-qm", "A change")
