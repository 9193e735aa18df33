"""The built database: whole, typed, linked and searchable; tests/release holds that it is the same bytes everywhere."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_every_table_holds_every_row_of_its_file(built: Project) -> None:
    with opened(built.database) as connection:
        for table in built.dataset.tables.values():
            count = connection.execute(f"select count(*) from {table.name}").fetchone()[0]
            lines = built.csv_path(table.name).read_text(encoding="utf-8").splitlines()
            assert count == len(lines) - 1, table.name


def test_every_value_is_that_of_its_cell(built: Project) -> None:
    import csv

    with opened(built.database) as connection:
        for table in built.dataset.tables.values():
            order = ", ".join(table.primary_key)
            stored = connection.execute(f"select {', '.join(table.columns)} from {table.name} order by {order}")
            with built.csv_path(table.name).open(encoding="utf-8", newline="") as file:
                for row, cells in zip(stored, csv.DictReader(file), strict=True):
                    for field in table.fields:
                        value, text = row[field.name], cells[field.name]
                        if text == "":
                            assert value is None
                        elif field.type in {"integer", "number"}:
                            assert value == float(text)
                        elif field.type == "boolean":
                            assert value == (text == "true")
                        else:
                            assert value == text


def test_keys_and_links_hold_inside_the_file(built: Project) -> None:
    with opened(built.database) as connection:
        assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        for table in built.dataset.tables.values():
            keys = connection.execute(f"pragma foreign_key_list({table.name})").fetchall()
            assert {(key["from"], key["table"]) for key in keys} == {
                (key.field, key.table) for key in table.foreign_keys
            }
            columns = connection.execute(f"pragma table_info({table.name})").fetchall()
            primary = sorted((column["pk"], column["name"]) for column in columns if column["pk"])
            assert tuple(name for _position, name in primary) == table.primary_key


@pytest.mark.parametrize("word", ["paek", "chong rim 2", "백양산", "白羊山1号", "Wan Heng"])
def test_a_ship_is_found_under_any_of_its_names(built: Project, word: str) -> None:
    quoted = " ".join(f'"{part}"*' for part in word.split())
    with opened(built.database) as connection:
        found = connection.execute(
            "select count(*) from vessel_names where rowid in "
            "(select rowid from vessel_names_fts where vessel_names_fts match ?)",
            [quoted],
        ).fetchone()[0]
    assert found >= 1


def test_year_and_month_are_columns(built: Project) -> None:
    with opened(built.database) as connection:
        months = dict(connection.execute("select month, count(*) from port_calls where port_id = 'RUVYP' group by 1"))
    assert months == {"2024-03": 5, "2024-04": 4, "2024-05": 1, "2024-10": 1, "2024-11": 1}


def test_facets_and_links_are_indexed(built: Project) -> None:
    with opened(built.database) as connection:
        for table in built.dataset.tables.values():
            indexed = {table.primary_key[0]}
            for index in connection.execute(f"pragma index_list({table.name})").fetchall():
                indexed.add(connection.execute(f"pragma index_info({index['name']})").fetchone()["name"])
            assert {*table.facets, *(key.field for key in table.foreign_keys)} <= indexed, table.name


@pytest.mark.deep
def test_a_build_killed_at_any_moment_leaves_a_whole_database(built: Project, tmp_path: Path) -> None:
    root = tmp_path / "killed"
    for folder in ("data", "schemas"):
        shutil.copytree(built.root / folder, root / folder)
    project = Project(root)
    project.build.mkdir()
    old = b"the last good file"
    project.database.write_bytes(old)
    moments = random.Random(43)
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-m", "vostochny", "--project", str(root), "build"], stdout=subprocess.DEVNULL
        )
        time.sleep(moments.uniform(0.1, 7))
        process.kill()
        process.wait()
        content = project.database.read_bytes()
        assert content in (old, built.database.read_bytes())


def test_a_view_that_does_not_run_stops_the_build_by_name(built: Project, tmp_path: Path, vostochny: Run) -> None:
    for folder in ("data", "schemas"):
        shutil.copytree(built.root / folder, tmp_path / folder)
    path = tmp_path / "schemas" / "views" / "designations.sql"
    path.write_text(path.read_text(encoding="utf-8").replace("measures", "mesures"), encoding="utf-8")
    run = vostochny("--project", str(tmp_path), "build")
    assert run.returncode == 1
    assert run.stderr.startswith("Error: schemas/views/designations.sql does not run: no such column")


def test_a_second_build_of_the_same_content_does_nothing(built: Project, vostochny: Run) -> None:
    before = built.database.stat().st_mtime_ns
    run = vostochny("--project", str(built.root), "build")
    assert run.stdout == "build/vostochny.db is up to date.\n"
    assert built.database.stat().st_mtime_ns == before
