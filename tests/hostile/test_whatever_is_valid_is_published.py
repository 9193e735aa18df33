"""Whatever the checks accept can be built, released and laid out: random changes that pass them end in no traceback."""

from __future__ import annotations

import copy
import os
import random
import secrets
import shutil
from pathlib import Path

import pytest
from tests.conftest import RawTables
from tests.hostile.mutations import mutate, undo

from vostochny.checks.run import checked
from vostochny.database.model_results import add_estimates
from vostochny.database.staging import stage
from vostochny.model.project import Project
from vostochny.release.downloads import build_downloads
from vostochny.site.build import write_citations, write_pages, write_pictures
from vostochny.tables.csv_reader import RawTable

pytestmark = pytest.mark.deep
CHANGES = 150
# Changes of which a finding may be are taken back, so that each round leaves fewer; with none left the record is valid.
ROUNDS = 30


def quiet(_message: str) -> None:
    """Progress that nobody reads."""


@pytest.mark.parametrize("number", range(3))
def test_a_changed_record_that_is_valid_is_published(
    number: int, pristine: RawTables, built: Project, checkout: Project, tmp_path: Path
) -> None:
    seed = int(os.environ.get("MUTATION_SEED") or secrets.randbelow(10**9)) + number
    print(f"MUTATION_SEED={seed - number} repeats this run")
    root = tmp_path / "ledger"
    shutil.copytree(built.root, root)
    shutil.copytree(checkout.root / "site", root / "site")
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(checkout.root / name, root / name)
    project = Project(root)
    tables = {
        name: RawTable(raw.table, raw.file, copy.deepcopy(raw.rows), list(raw.lines)) for name, raw in pristine.items()
    }
    left = mutate(project.dataset, tables, random.Random(seed), CHANGES)
    for _ in range(ROUNDS):
        with checked(project, quiet, tables) as (verdict, _staged):
            findings = list(verdict.findings)
        if not findings:
            break
        left = undo(tables, left, findings)
    assert left, "no change is valid, so nothing was tried"
    assert findings == []
    staged = project.build / "changed.db"
    stage(project.dataset, tables, staged)
    add_estimates(project.dataset, staged)
    staged.replace(project.database)
    shutil.rmtree(project.build / "downloads")
    build_downloads(project, quiet)
    write_pages(project)
    write_citations(project, tmp_path)
    write_pictures(project, tmp_path / "charts")
    assert (project.build / "pages" / "index.md").exists()
