"""`vostochny format` writes one form, changes no fact, and never loses a row."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from vostochny.model.project import Project
from vostochny.tables.canonical_form import write_text

Run = Callable[..., subprocess.CompletedProcess[str]]
CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(any), max_size=8))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    text = write_text(rows, ["a", "b", "c"])
    assert list(csv.reader(io.StringIO(text)))[1:] == rows
    assert text.endswith("\n")
    assert "\r" not in text


def test_the_committed_tables_are_canonical(checkout: Project, vostochny: Run) -> None:
    run = vostochny("--project", str(checkout.root), "format", "--check")
    assert (run.returncode, run.stdout) == (0, "Every table is in its canonical form.\n")


def test_format_mends_what_is_only_form(spoilable: Project, vostochny: Run) -> None:
    path = spoilable.csv_path("ports")
    good = path.read_bytes()
    header, first, *rest = good.decode().splitlines()
    messy = "\ufeff" + "\r\n".join([header, *rest, first.replace("Sonbong,", '" Sonbong ",', 1), ""])
    path.write_bytes(messy.encode())
    assert vostochny("--project", str(spoilable.root), "format").stdout == "data/ports.csv is rewritten.\n"
    assert path.read_bytes() == good


def test_format_leaves_a_file_that_it_cannot_read_whole(spoilable: Project, vostochny: Run) -> None:
    path = spoilable.csv_path("ports")
    broken = path.read_bytes().replace(b"Sonbong", b"S\xf6nbong", 1)
    path.write_bytes(broken)
    run = vostochny("--project", str(spoilable.root), "format")
    assert run.returncode == 1
    assert run.stdout.startswith("data/ports.csv is left unchanged: data/ports.csv:2:name: [encoding]")
    assert path.read_bytes() == broken


def test_a_one_fact_change_is_a_one_line_change(spoilable: Project, vostochny: Run) -> None:
    path = spoilable.csv_path("port_calls")
    before = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(before).replace("call-012,", "call-013a,", 1) + "\n", encoding="utf-8")
    vostochny("--project", str(spoilable.root), "format")
    after = path.read_text(encoding="utf-8").splitlines()
    assert len(set(before) ^ set(after)) == 2
