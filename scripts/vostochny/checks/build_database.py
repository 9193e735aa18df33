"""Lets a database out only when everything in it was found right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vostochny.checks.run import Verdict, checked
from vostochny.database.reproducible_bytes import seal
from vostochny.model.files import durable_replace
from vostochny.model.project import Project


def build_database(
    project: Project, say: Callable[[str], None], finish: Callable[[Path], None] = lambda _staged: None
) -> Verdict:
    """Check the tables and, if they are right, replace build/vostochny.db at one stroke.

    finish: adds what is computed to the staged database, before it is sealed
    When they are not, or when this is interrupted, the file of the last good build stays as it was.
    """
    with checked(project, say) as (verdict, staged):
        if verdict.right:
            say("estimating the volumes")
            finish(staged)
            say("sealing the database")
            seal(staged)
            durable_replace(staged, project.database)
    return verdict
