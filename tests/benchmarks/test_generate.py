"""The invented calls of the benchmarks: the same for the same seed, as many as asked, and never in a used folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.benchmarks.generate import generate

from vostochny.checks.fast_reading import load_all
from vostochny.model.project import Project
from vostochny.tables.arrow_reader import ColumnarTable


def contents(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(project.data.iterdir())}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Five hundred invented calls, which nobody changes."""
    return generate(tmp_path_factory.mktemp("generated") / "calls", 500, 43)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(project: Project, tmp_path: Path) -> None:
    same, other = (generate(tmp_path / str(seed), 500, seed) for seed in (43, 2))
    assert contents(project) == contents(same)
    assert contents(project)["port_calls.csv"] != contents(other)["port_calls.csv"]


def test_the_calls_have_the_shape_that_the_benchmarks_are_stated_for(project: Project) -> None:
    lines = project.csv_path("port_calls").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 501
    assert lines[0].split(",")[-2:] == ["source_id", "cargo_tonnes"]
    assert len(lines[0].split(",")) >= 14
    for name, rows in (("vessels", 5_000), ("sources", 2_000)):
        assert len(project.csv_path(name).read_text(encoding="utf-8").splitlines()) == rows + 1


def test_every_table_is_valid_on_the_fast_path(project: Project) -> None:
    refused = [name for name, table in load_all(project).items() if not isinstance(table, ColumnarTable)]
    assert refused == []


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        generate(tmp_path, 10)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
