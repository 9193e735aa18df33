"""One local Spark session of two workers for these tests, which are left out where Spark is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    from vostochny.spark.session import session

    with session() as running:
        yield running
