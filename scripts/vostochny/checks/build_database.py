"""Publishes a database only when everything in it is valid."""

from __future__ import annotations

from collections.abc import Callable

from vostochny.checks.run import checked
from vostochny.checks.verdict import Verdict
from vostochny.database.model_results import add_estimates
from vostochny.database.reproducible_bytes import seal
from vostochny.model.atomic_file import durable_replace
from vostochny.model.project import Project


def build_database(project: Project, report: Callable[[str], None]) -> Verdict:
    """Check the tables and, if they are valid, replace build/vostochny.db atomically.

    When they are not, or when this is interrupted, the file of the last good build stays as it was.
    Raises BuildError when the tables lack what the volume model needs.
    """
    with checked(project, report) as (verdict, staged):
        if verdict.valid:
            report("estimating the volumes")
            add_estimates(project.dataset, staged)
            report("sealing the database")
            seal(staged)
            durable_replace(staged, project.database)
    return verdict
