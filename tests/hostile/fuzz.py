"""Coverage-guided fuzzing of what takes foreign text apart: `make fuzz`; an input that breaks it becomes a test."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vostochny.model.schema import Dataset

SECONDS = os.environ.get("FUZZ_SECONDS", "30")
# What is watched for new paths through the code, so that the fuzzer finds its way.
WATCHED = (
    "vostochny.model.url_checks",
    "vostochny.model.edtf",
    "vostochny.tables.csv_reader",
    "vostochny.tables.canonical_form",
    "vostochny.checks.cell_errors",
    "vostochny.datasette_app.query_arguments",
)


@cache
def known() -> Dataset:
    """The schemas, read once."""
    from vostochny.model.project import this_checkout

    return this_checkout().dataset


def file_of_a_table(content: bytes) -> None:
    """Any bytes in a file are read whole or named."""
    from vostochny.checks.cell_errors import check_cells
    from vostochny.tables.canonical_form import check_canonical
    from vostochny.tables.csv_reader import read_raw

    dataset = known()
    path = Path(tempfile.gettempdir()) / f"fuzz-{os.getpid()}.csv"
    path.write_bytes(content)
    raw = read_raw(dataset.tables["ports"], path, "data/ports.csv")
    if raw.readable:
        check_canonical(raw, path)
        check_cells({"ports": raw}, dataset.units)
    elif not raw.findings:
        raise AssertionError("a file that cannot be read is not named")


def text_of_a_cell(content: bytes) -> None:
    """Any text as a date, an address or a cell ends in words."""
    from vostochny.model.text_formats import TEXT_FORMATS

    text = content.decode("utf-8", "replace")
    for kind in TEXT_FORMATS.values():
        if re.fullmatch(kind.pattern or ".*", text) and not isinstance(kind.fault(text), str):
            raise AssertionError("a fault must be told in words")


def address_of_the_data(content: bytes) -> None:
    """Any parameters of an address are passed on or refused with a sentence."""
    from urllib.parse import parse_qsl

    from vostochny.datasette_app.query_arguments import misread

    misread(parse_qsl(content.decode("latin-1"), keep_blank_values=True))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "file": file_of_a_table,
    "cell": text_of_a_cell,
    "address": address_of_the_data,
}


def fuzz(name: str, arguments: list[str]) -> None:
    """Run one target until its time is over; never returns."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=list(WATCHED)):
        for module in WATCHED:
            importlib.import_module(module)
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Run every target for its time in a process of its own; the number of those that found a fault."""
    failed = 0
    for name in TARGETS:
        corpus = Path("build") / "fuzz" / name
        corpus.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.hostile.fuzz", name, str(corpus), f"-max_total_time={SECONDS}"]
        done = subprocess.run([*command, "-timeout=10", f"-artifact_prefix={corpus}/fault-"], check=False)
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    if len(sys.argv) > 1:
        fuzz(sys.argv[1], sys.argv[2:])
    sys.exit(main())
