"""How long `vostochny check` and `build` take on many calls, beside the sqlite3 shell's own import and other libraries.

Run `make bench`; `CALLS=100000 make bench` for a short run, `ROUNDS=1` for one round. All sides run in one go, in
turns, each in a process of its own, on the same generated calls:

- the floor: the shell's `.import` into a table of the same types, keys, links and indexes, links being enforced;
- ours: `vostochny check`, then `vostochny build`, from nothing;
- the other way: Frictionless validating the calls and what they refer to, then sqlite-utils' Python interface
  inserting them into the same table with the same indexes.

The floor's table lacks what no user of the shell would have: the derived year and month, the list of all records, the
full-text search of the notes. Peak memory is that of all processes of a side together, looked at ten times a second.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.generate import generate

from vostochny.model.descriptor import package_descriptor
from vostochny.model.project import Project, this_checkout
from vostochny.model.schema import Table

NEEDED = ("vessels", "sources", "ports", "port_calls")
TYPES = {"string": "text", "integer": "integer", "number": "real", "boolean": "text", "date": "text"}


@dataclass
class Measured:
    """Seconds by the wall and by the processors, and peak memory in MiB."""

    seconds: float
    cpu_seconds: float
    memory_mib: float


def processes(session: int) -> Iterator[tuple[str, float, int]]:
    """The processes of a session as Linux counts them: which one, its seconds of processor, its resident bytes."""
    tick, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(fields[3]) == session:
                seconds = (int(fields[11]) + int(fields[12])) / tick
                yield f"{folder.name} {fields[19].decode()}", seconds, int(fields[21]) * page


def run(*command: str, text: str = "") -> Measured:
    """Run one command to its end and measure it. Raises CalledProcessError when it fails.

    The seconds of processor are those accounted to a child that was waited for, or those seen ten times a second of all
    processes of the session where that is more: a child that ends by itself, as Spark's Java does, is in no account.
    """
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, encoding="utf-8", start_new_session=True
    )
    peak, done = 0, threading.Event()
    seen: dict[str, float] = {}

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            found = list(processes(process.pid))
            peak = max(peak, sum(memory for _name, _seconds, memory in found))
            seen.update((name, seconds) for name, seconds, _memory in found)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.communicate(text)
    seconds, after = time.perf_counter() - start, os.times()
    done.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    accounted = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(seconds, max(accounted, sum(seen.values())), peak / 2**20)


def definition(table: Table, *, filled: tuple[str, ...]) -> list[str]:
    """The statements that make a table as ours is, for a shell that writes empty text where a cell is empty.

    filled: the columns whose links can be enforced, because none of their cells is empty
    """
    links = {key.field: f" references {key.table}({key.other_field})" for key in table.foreign_keys}
    columns = [
        f"{field.name} {TYPES[field.type]}"
        f"{' primary key' if (field.name,) == table.primary_key else ''}{' not null' if field.required else ''}"
        f"{links.get(field.name, '') if field.name in filled else ''}"
        for field in table.fields
    ]
    indexes = [(key.field,) for key in table.foreign_keys] + [(name,) for name in table.facets] + list(table.index)
    served = {columns[:1] for columns in table.index if len(columns) > 1}
    return [
        f"create table {table.name} ({', '.join(columns)}) strict",
        *(
            f"create index {table.name}_{'_'.join(names)} on {table.name}({', '.join(names)})"
            for names in dict.fromkeys(indexes)
            if names not in served
        ),
    ]


def floor_script(project: Project, database: Path) -> str:
    """What a user of the sqlite3 shell would type."""
    lines = [f".open {database}", ".bail on", "pragma foreign_keys = on;", ".mode csv"]
    for name in NEEDED:
        table = project.dataset.tables[name]
        filled = ("vessel_id", "port_id", "source_id") if name == "port_calls" else ()
        create, *indexes = definition(table, filled=filled)
        # Numbers that are not known stand as empty text in the small tables, which a strict column refuses.
        lines.append(
            f"{create if name == 'port_calls' else create.replace(' real', ' text').replace(' integer', ' text')};"
        )
        lines.append(f".import --csv --skip 1 {project.csv_path(name)} {name}")
        lines += [f"{index};" for index in indexes]
    return "\n".join(lines) + "\n"


def floor(project: Project, scratch: Path) -> Measured:
    """The shell's own import."""
    database = scratch / "floor.db"
    database.unlink(missing_ok=True)
    measured = run("sqlite3", text=floor_script(project, database))
    rows = subprocess.run(
        ["sqlite3", str(database), "select count(*) from port_calls"], capture_output=True, check=True
    )
    lines = sum(1 for _line in project.csv_path("port_calls").open("rb"))
    assert int(rows.stdout) == lines - 1, "the shell did not take in every call"
    return measured


def ours(project: Project) -> tuple[Measured, Measured]:
    """Check and build, from nothing."""
    shutil.rmtree(project.build, ignore_errors=True)
    command = (sys.executable, "-m", "vostochny", "--project", str(project.root))
    return run(*command, "check"), run(*command, "build")


INSERT = """
import csv, sys, sqlite_utils
from vostochny.model.project import Project
from vostochny.database.staging import create, index, indexes
from vostochny.database.sql_values import record
from pathlib import Path
project, database = Project(Path(sys.argv[1])), sqlite_utils.Database(sys.argv[2])
database.execute("pragma foreign_keys = on")
for name in sys.argv[3:]:
    table = project.dataset.tables[name]
    create(database, table, lenient=False)
    with project.csv_path(name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        database[name].insert_all(record(table, row) for row in rows)
    for columns in indexes(table):
        database.execute(index(table.name, columns))
"""


def other_way(project: Project, scratch: Path) -> tuple[Measured, Measured]:
    """Frictionless, then sqlite-utils."""
    descriptor = package_descriptor(project.dataset, folder="data/")
    descriptor["resources"] = [item for item in descriptor["resources"] if item["name"] in NEEDED]
    for resource in descriptor["resources"]:
        keys = resource["schema"].get("foreignKeys", [])
        resource["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in ("", *NEEDED)]
    path = project.root / "datapackage.json"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    validated = run(sys.executable, "-m", "frictionless", "validate", str(path))
    database = scratch / "sqlite-utils.db"
    database.unlink(missing_ok=True)
    names = ("sources", "vessels", "ports", "call_counts", "port_calls")
    return validated, run(sys.executable, "-c", INSERT, str(project.root), str(database), *names)


def machine() -> dict[str, object]:
    """What it ran on."""
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if "model name" in line
        ),
        "unknown",
    )
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return {"processor": cpu, "cores": os.cpu_count(), "memory_gib": round(memory), "load_before": os.getloadavg()[0]}


def measure(calls: int, rounds: int, *, others: bool = True) -> dict[str, object]:
    """All sides on `calls` calls; medians over the rounds, the other way once."""
    with tempfile.TemporaryDirectory(prefix="vostochny-bench-") as folder:
        scratch = Path(folder)
        project = generate(scratch / "calls", calls)
        floors, checks, builds = [], [], []
        about = machine()
        for _round in range(rounds):
            floors.append(floor(project, scratch))
            check, build = ours(project)
            checks.append(check)
            builds.append(build)
        seconds = {
            "floor": median(item.seconds for item in floors),
            "check": median(item.seconds for item in checks),
            "build": median(item.seconds for item in builds),
        }
        both = seconds["check"] + seconds["build"]
        result: dict[str, object] = {
            "calls": calls,
            "csv_mb": round(project.csv_path("port_calls").stat().st_size / 1e6, 1),
            "rounds": rounds,
            "machine": about,
            "sqlite_import_seconds": round(seconds["floor"], 2),
            "check_seconds": round(seconds["check"], 2),
            "build_seconds": round(seconds["build"], 2),
            "ratio_to_sqlite_import": round(both / seconds["floor"], 2),
            "ratio_of_processor_time": round(
                sum(item.cpu_seconds for item in (*checks, *builds)) / sum(item.cpu_seconds for item in floors), 2
            ),
            "peak_memory_mib": round(max(item.memory_mib for item in (*checks, *builds))),
        }
        if others:
            frictionless, inserted = other_way(project, scratch)
            result |= {
                "frictionless_seconds": round(frictionless.seconds, 2),
                "sqlite_utils_seconds": round(inserted.seconds, 2),
                "speedup_over_frictionless_and_sqlite_utils": round(
                    (frictionless.seconds + inserted.seconds) / both, 2
                ),
            }
        return result


def main() -> None:
    """Measure, print, and keep the figures in build/bench.json."""
    result = measure(int(os.environ.get("CALLS", "1000000")), int(os.environ.get("ROUNDS", "3")))
    path = this_checkout().build / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
