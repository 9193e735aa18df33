"""The workbook where a table is too long for a sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vostochny.model.project import Project
from vostochny.release.formats import xlsx
from vostochny.release.manifest import read_manifest
from vostochny.release.product import Release


@pytest.fixture(scope="module")
def release(built: Project, downloads: Path) -> Release:
    """Four tables of the finished release, of fewer, of exactly as many and of more rows than a small sheet holds."""
    names = ("ports", "vessel_sanctions", "vessels", "call_counts")
    dataset = replace(built.dataset, tables={name: built.dataset.tables[name] for name in names}, results={})
    written = {entry.name: entry for entry in read_manifest(downloads)}
    return Release(dataset, built.data, built.database, downloads, "https://example.org/", written)


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet, with the header."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_path, parts_path = tmp_path / "whole.xlsx", tmp_path / "parts.xlsx"
    xlsx.write(release, whole_path)
    whole = rows_of(whole_path)
    # As many rows as there are counts, so that one table fills its sheet to the last row.
    limit = len(whole["call_counts"]) - 1
    monkeypatch.setattr(xlsx, "SHEET_ROWS", limit)
    xlsx.write(release, parts_path)
    parts = rows_of(parts_path)
    described = [row[0] for row in parts["About"] if row[4] == "table"]
    for name, named in zip(release.dataset.tables, described, strict=True):
        sheets = str(named).split(", ")
        assert sheets == [sheet for sheet in parts if sheet == name or sheet.startswith(f"{name}_")]
        assert all(parts[sheet][0] == whole[name][0] for sheet in sheets)
        assert all(len(parts[sheet]) <= limit + 1 for sheet in sheets)
        assert [row for sheet in sheets for row in parts[sheet][1:]] == whole[name][1:]
    assert "ports_2" not in parts
    assert "call_counts_2" not in parts
    assert len([sheet for sheet in parts if sheet.startswith("vessel_sanctions")]) > 2
