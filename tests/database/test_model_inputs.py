"""The volume model is given numbers, days and identifiers: a changed word of prose asks for no other run."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from vostochny.database.model_results import given_rows
from vostochny.model.project import Project


def given_after(built: Project, folder: Path, change: str) -> str:
    """What the model is given by the record after one change."""
    changed = folder / "changed.db"
    shutil.copyfile(built.database, changed)
    with closing(sqlite3.connect(changed)) as connection, connection:
        assert connection.execute(change).rowcount > 0
    return json.dumps(given_rows(built.dataset, changed))


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ("update port_calls set berth = 'elsewhere', note = 'other words', confidence_reason = 'another'", True),
        ("update volume_estimates set basis = 'other words', subject = 'another', note = 'more'", True),
        ("update call_counts set note = 'other words', place_as_reported = 'somewhere'", True),
        ("update model_parameters set reason = 'other words'", True),
        ("update port_calls set date_latest = '2024-03-09' where call_id = 'call-001'", False),
        ("update volume_estimates set quantity_low = quantity_low + 1 where estimate_id = 'estimate-002'", False),
        ("update call_counts set count_low = 44 where count_id = 'count-004'", False),
    ],
)
def test_only_what_the_model_reads_asks_for_another_run(
    built: Project, tmp_path: Path, change: str, same: bool
) -> None:
    before = json.dumps(given_rows(built.dataset, built.database))
    assert (given_after(built, tmp_path, change) == before) is same
