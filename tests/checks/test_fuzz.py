"""Whatever stands in a file, the check ends with findings or without, never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables

from vostochny.checks.cell_errors import check_cells
from vostochny.checks.frictionless_errors import check_shape
from vostochny.checks.licences import check_terms
from vostochny.checks.outdated_corrections import check_corrections
from vostochny.checks.row_counts import check_sizes
from vostochny.database.staging import stage
from vostochny.model.project import Project
from vostochny.tables.canonical_form import check_canonical
from vostochny.tables.csv_reader import read_raw

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
ODD_VALUES = [
    "", " ", "NaN", "-inf", "1e999", "9" * 40, "１２", "1_000", "0x1F", "true", "TRUE", "2024-02-30", "0000-00-00",
    "'; drop table vessels; --", "=1+1", "<script>", "\u202e", "\ud7ff", "a" * 5000, '"', "'", "|", ";", "a;b",
]  # fmt: skip


@SLOW
@given(content=st.binary(max_size=400), start=st.integers(0, 3000), kept=st.booleans())
def test_any_bytes_in_a_file_are_read_or_named(
    content: bytes, start: int, kept: bool, checkout: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = checkout.dataset.tables["ports"]
    good = checkout.csv_path("ports").read_bytes()
    path = Path(tmp_path_factory.getbasetemp()) / "fuzzed.csv"
    path.write_bytes(good[:start] + content + good[start:] if kept else content)
    raw = read_raw(table, path, "data/ports.csv")
    if raw.readable:
        check_canonical(raw, path)
        check_shape({"ports": raw})
        check_cells({"ports": raw}, checkout.dataset.units)
    else:
        assert raw.findings
    if path.read_bytes() != good:
        assert raw.findings or raw.rows


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_value_in_any_cell_ends_in_findings_not_in_a_traceback(
    data: st.DataObject, checkout: Project, pristine: RawTables, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name = data.draw(st.sampled_from(sorted(name for name, raw in pristine.items() if raw.rows)))
    raw = pristine[name]
    row = data.draw(st.integers(0, len(raw.rows) - 1))
    column = data.draw(st.integers(0, len(raw.table.columns) - 1))
    before = raw.rows[row][column]
    raw.rows[row][column] = data.draw(st.sampled_from(ODD_VALUES) | st.text(max_size=20))
    try:
        findings = check_cells({name: raw}, checkout.dataset.units)
        findings += check_sizes(pristine)
        findings += check_corrections(pristine)
        findings += check_terms(checkout.schemas, pristine)
        stage(checkout.dataset, pristine, Path(tmp_path_factory.getbasetemp()) / "fuzzed.db", lenient=True)
        assert all(item.file and item.expected for item in findings)
    finally:
        raw.rows[row][column] = before
