"""What the tests of failures share: a publication that is free to be broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vostochny.model.project import Project


@pytest.fixture
def ledger(built: Project, tmp_path: Path) -> Project:
    """A copy of a checkout with its database and downloads, free to be broken."""
    shutil.copytree(built.root, tmp_path / "ledger", symlinks=True)
    return Project(tmp_path / "ledger")
