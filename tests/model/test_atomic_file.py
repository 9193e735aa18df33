"""A file is replaced whole and flushed to the disk, and a failure leaves what was there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vostochny.model.atomic_file import atomic_write, durable_replace, temporary


def test_content_is_replaced_as_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    atomic_write(path, "Öl\r\n1\n")
    assert path.read_bytes() == b"\xc3\x96l\r\n1\n"
    atomic_write(path, b"\xff")
    assert path.read_bytes() == b"\xff"
    assert list(tmp_path.iterdir()) == [path]


def test_file_and_folder_are_flushed_around_the_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    def renamed(self: Path, target: Path) -> Path:
        done.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    path = tmp_path / "a.csv"
    atomic_write(path, "text")
    assert done == [str(temporary(path)), "rename", str(tmp_path)]
    done.clear()
    durable_replace(path, tmp_path / "b.csv")
    assert done == [str(path), "rename", str(tmp_path)]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_content_and_no_temporary_file(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", encoding="utf-8")

    def fail(*_arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OSError, match="no space left"):
        atomic_write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
