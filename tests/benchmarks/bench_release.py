"""How fast a release is written: the real record as a whole, and a million invented port calls in each format.

Run with: make bench-release (CALLS=20000 for a short run). Each format is written in a process of its own, so that its
peak of memory is its own, and beside it the same rows by the format's own library in the plainest way: read from the
same database and handed over. The figures go into build/bench-release.json.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.generate import generate

from vostochny.checks.fast_reading import load_all
from vostochny.checks.validation_report import write as write_report
from vostochny.checks.verdict import Verdict
from vostochny.database.reproducible_bytes import seal
from vostochny.database.staging import stage
from vostochny.model.project import Project, this_checkout
from vostochny.release.contents import contents
from vostochny.release.downloads import build_downloads
from vostochny.release.formats import archive, csv_tables, followthemoney, jsonl, parquet, sqlite, xlsx
from vostochny.release.manifest import read_manifest
from vostochny.release.product import Release

TABLE = "port_calls"


def release_of(project: Project, *, one_table: bool) -> Release:
    """The finished release of a project; with the calls alone, as if computed, so that their CSV is written too."""
    folder = project.build / "downloads"
    dataset = project.dataset
    if one_table:
        dataset = replace(dataset, tables={}, results={TABLE: dataset.published[TABLE]})
    written = {entry.name: entry for entry in read_manifest(folder)}
    return Release(dataset, project.data, project.database, folder, "https://example.org/", written)


def rows_of(project: Project) -> Any:
    """The rows of the table as the database hands them out."""
    columns = ", ".join(project.dataset.published[TABLE].columns)
    return sqlite3.connect(project.database).execute(f"select {columns} from {TABLE} order by call_id")


def bare_csv(project: Project, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(project.dataset.published[TABLE].columns)
        writer.writerows(rows_of(project))


def bare_jsonl(project: Project, path: Path) -> None:
    columns = project.dataset.published[TABLE].columns
    with path.open("w", encoding="utf-8") as file:
        for row in rows_of(project):
            file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")


def bare_parquet(project: Project, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = project.dataset.published[TABLE].columns
    values = zip(*rows_of(project).fetchall(), strict=True)
    pq.write_table(pa.table(dict(zip(columns, map(pa.array, values), strict=True))), path, compression="zstd")


def bare_xlsx(project: Project, path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, project.dataset.published[TABLE].columns)
        for number, row in enumerate(rows_of(project), 1):
            sheet.write_row(number, 0, row)


def bare_zip(project: Project, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry in read_manifest(project.build / "downloads"):
            if archive.belongs(entry):
                packed.write(project.build / "downloads" / entry.name, entry.name)


def bare_sqlite(project: Project, path: Path) -> None:
    with sqlite3.connect(project.database) as source, sqlite3.connect(path) as target:
        source.backup(target)


def bare_entities(project: Project, path: Path) -> None:
    """The finished entities, read from their file and written again."""
    source = project.build / "downloads" / followthemoney.NAME
    with source.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(json.loads(line), ensure_ascii=False) + "\n")


OURS: dict[str, Callable[[Release, Path], None]] = {
    "csv": lambda release, path: csv_tables.write(release, TABLE, path),
    "jsonl": lambda release, path: jsonl.write(release, TABLE, path),
    "parquet": lambda release, path: parquet.write(release, TABLE, path),
    "xlsx": xlsx.write,
    "entities": followthemoney.write,
    "zip": archive.write,
    "sqlite": sqlite.write,
}
BARE: dict[str, Callable[[Project, Path], None]] = {
    "csv": bare_csv,
    "jsonl": bare_jsonl,
    "parquet": bare_parquet,
    "xlsx": bare_xlsx,
    "entities": bare_entities,
    "zip": bare_zip,
    "sqlite": bare_sqlite,
}


def one(root: Path, side: str, name: str) -> None:
    """Measure one step in this process and print it: `side` is database, whole, ours or bare."""
    project = Project(root)
    project.dataset  # noqa: B018  what is read once for all formats is not a format's time
    release = release_of(project, one_table=name != "entities") if side == "ours" else None
    start = time.perf_counter()
    if side == "database":
        project.build.mkdir()
        stage(project.dataset, load_all(project), project.database)
        seal(project.database)
        write_report(project, Verdict())
    elif side == "whole":
        build_downloads(project, lambda _: None)
    with tempfile.TemporaryDirectory(dir=project.build) as folder:
        path = Path(folder) / "file"
        if release:
            OURS[name](release, path)
        elif side == "bare":
            BARE[name](project, path)
        size = path.stat().st_size if path.exists() else 0
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 2), "peak_mib": round(peak), "bytes": size}))


def measured(root: Path, side: str, name: str = "") -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_release", str(root), side, name]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, float] = json.loads(run.stdout)
    return result


def real(scratch: Path) -> dict[str, Any]:
    """The whole release of the real record, from its CSV files on."""
    checkout = this_checkout()
    for folder in ("data", "schemas"):
        shutil.copytree(checkout.root / folder, scratch / folder)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "vostochny", "--project", str(scratch), "build"], check=True)
    build_seconds = round(time.perf_counter() - start, 2)
    whole = measured(scratch, "whole")
    return {
        "database_seconds": build_seconds,
        "files_seconds": whole["seconds"],
        "files": len(contents(checkout.dataset)),
        "peak_mib": whole["peak_mib"],
    }


def invented(scratch: Path, calls: int) -> dict[str, Any]:
    """The whole release of invented calls, and each format beside its library's bare writer, in turns."""
    generate(scratch, calls)
    # How long the checks take is bench_scale.py's to say.
    database = measured(scratch, "database")
    whole = measured(scratch, "whole")
    formats: dict[str, Any] = {}
    for name in OURS:
        sides = {side: measured(scratch, side, name) for side in ("ours", "bare")}
        ratio = sides["ours"]["seconds"] / max(sides["bare"]["seconds"], 0.01)
        formats[name] = {**sides, "times_the_bare_writer": round(ratio, 2)}
    peaks = [whole["peak_mib"], *(item["ours"]["peak_mib"] for item in formats.values())]
    return {
        "calls": calls,
        "unchecked_database_seconds": database["seconds"],
        "files_seconds": whole["seconds"],
        "peak_mib": max(peaks),
        "formats": formats,
    }


def main() -> None:
    """Measure everything, print it, and keep it."""
    if len(sys.argv) > 1:
        one(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
        return
    with tempfile.TemporaryDirectory() as folder:
        result = {
            "real_record": real(Path(folder) / "real"),
            "invented_calls": invented(Path(folder) / "invented", int(os.environ.get("CALLS", "1000000"))),
        }
    path = this_checkout().build / "bench-release.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
