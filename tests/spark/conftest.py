"""One local Spark session of two workers for these tests, which are left out where Spark is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from vostochny.model.project import Project


def keep_rules(project: Project, *names: str) -> None:
    """Take the other rules out of a copy of the record: each takes Spark half a second."""
    kept = {f"{name}.sql" for name in names}
    assert kept <= {path.name for path in (project.schemas / "rules").iterdir()}
    for path in (project.schemas / "rules").iterdir():
        if path.name not in kept:
            path.unlink()


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    from vostochny.spark.session import session

    with session() as running:
        yield running
