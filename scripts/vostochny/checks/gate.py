"""Lets a database out only when everything in it was found right."""

from __future__ import annotations

from collections.abc import Callable

from vostochny.checks.run import Verdict, checked
from vostochny.database.sealing import put_in_place, seal
from vostochny.model.project import Project


def build_database(project: Project, say: Callable[[str], None]) -> Verdict:
    """Check the tables and, if they are right, replace build/vostochny.db at one stroke.

    When they are not, or when this is interrupted, the file of the last good build stays as it was.
    """
    with checked(project, say) as (verdict, staged):
        if verdict.right:
            say("sealing the database")
            seal(staged)
            put_in_place(staged, project.database)
    return verdict
