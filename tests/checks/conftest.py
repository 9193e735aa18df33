"""What the tests of the checks share: one staged database for all that change rows and ask the rules."""

from __future__ import annotations

import pytest
from tests.checks.staged import Staged
from tests.conftest import RawTables

from vostochny.model.project import Project


@pytest.fixture(scope="session")
def staged(checkout: Project, pristine: RawTables, tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """The real tables staged once, open to changes that are taken back."""
    return Staged(checkout, pristine, tmp_path_factory.mktemp("staged") / "staged.db")
