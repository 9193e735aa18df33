"""Files and links in data/ and schemas/ that a branch brings: named, never followed, and never run for ever."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from vostochny.checks.data_folder import check_folder
from vostochny.checks.row_counts import check_totals
from vostochny.database.reading import limit_time, opened
from vostochny.database.staging import stage
from vostochny.model.errors import SchemaError
from vostochny.model.project import Project
from vostochny.model.yaml_file import read_yaml
from vostochny.tables.read_record import read_all

Command = Callable[..., subprocess.CompletedProcess[str]]


def test_a_file_that_no_schema_describes_is_named(spoilable: Project) -> None:
    assert list(check_folder(spoilable)) == []
    (spoilable.data / "vessels_old.csv").write_text("a\n", encoding="utf-8")
    (spoilable.data / ".vessels.csv.part").write_text("a\n", encoding="utf-8")
    assert [(item.file, item.rule) for item in check_folder(spoilable)] == [("data/vessels_old.csv", "stray-file")]


def test_a_table_that_is_a_link_is_named_and_what_it_leads_to_is_not_shown(
    spoilable: Project, tmp_path: Path, vostochny: Command
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("root:x:0:0\n", encoding="utf-8")
    path = spoilable.csv_path("ports")
    path.unlink()
    path.symlink_to(secret)
    told = vostochny("--project", str(spoilable.root), "check")
    assert told.returncode == 1
    assert "data/ports.csv: [linked-file]" in told.stdout
    assert "root:x" not in told.stdout + told.stderr


def test_a_schema_that_is_a_link_or_a_bomb_is_refused(spoilable: Project, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.yaml"
    bomb.write_text("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", encoding="utf-8")
    with pytest.raises(SchemaError, match="aliases"):
        read_yaml(bomb)
    bomb.write_text("a: 2 * 3 and *b* words\n", encoding="utf-8")
    assert read_yaml(bomb) == {"a": "2 * 3 and *b* words"}
    bomb.write_text("a: " + "x" * 1_000_001, encoding="utf-8")
    with pytest.raises(SchemaError, match="characters"):
        read_yaml(bomb)
    link = spoilable.schemas / "terms.yaml"
    link.unlink()
    link.symlink_to(bomb)
    with pytest.raises(SchemaError, match="link"):
        read_yaml(link)


def test_a_statement_without_an_end_is_stopped(spoilable: Project, tmp_path: Path) -> None:
    staged = tmp_path / "staged.db"
    tables = read_all(spoilable)
    stage(spoilable.dataset, tables, staged)
    endless = "1 = (with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n)"
    spoilable.dataset.totals[0]["where"] = endless
    with opened(staged) as connection:
        limit_time(connection, 0.2)
        with pytest.raises(SchemaError, match="does not run: interrupted"):
            list(check_totals(spoilable.dataset, connection, tables))
