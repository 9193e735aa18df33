"""One local Spark session of two workers for these tests, which are left out where Spark is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from vostochny.model.project import Project


def keep_rules(project: Project, *names: str) -> None:
    """Take the other rules out of a copy of the record: each takes Spark half a second."""
    rules = {path.stem: path for path in (project.schemas / "rules").iterdir()}
    assert rules.keys() >= set(names)
    for name in rules.keys() - set(names):
        rules[name].unlink()


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    from vostochny.spark.session import session

    with session() as running:
        yield running
