"""How long the rules and the model take on Spark over many calls, as CSV and as Parquet by year, and how much memory.

Run `make bench-spark`; `CALLS=1000000` makes a short run. Spark runs here, on two workers. Each step is a process of
its own with its children; what each took goes into site/measured/spark.json, which is committed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_scale import machine, run
from tests.benchmarks.generate import generate
from tests.benchmarks.measured import keep

from vostochny.checks.run import load_all
from vostochny.database.staging import stage
from vostochny.model.project import Project, this_checkout
from vostochny.release.partitioned import write
from vostochny.release.product import Release


def by_year(project: Project, scratch: Path) -> Path:
    """The tables of a project as Parquet by year, as a release has them."""
    folder, database = scratch / "parquet", scratch / "calls.db"
    stage(project.dataset, load_all(project), database)
    release = Release(project.dataset, project.data, database, folder, "")
    for name in project.dataset.tables:
        (folder / name).mkdir(parents=True)
        write(release, name, folder / name)
    return folder


def main() -> None:
    """Measure each step on each form of the same calls, print it and keep it."""
    calls = int(os.environ.get("CALLS", "10000000"))
    path = this_checkout().root / "site" / "measured" / "spark.json"
    with tempfile.TemporaryDirectory(prefix="vostochny-bench-spark-") as folder:
        project = generate(Path(folder) / "calls", calls)
        forms = {"Parquet by year": by_year(project, Path(folder)), "CSV": project.data}
        for form, data in forms.items():
            for step in ("check", "estimate"):
                about = machine()
                command = ("-m", "vostochny", "--project", str(project.root), step, "--engine", "spark")
                took = run(sys.executable, *command, "--data", str(data))
                result = {
                    "calls": calls,
                    "step": step,
                    "form": form,
                    "machine": about,
                    "seconds": round(took.seconds, 1),
                    "processor_seconds": round(took.cpu_seconds, 1),
                    "peak_memory_mib": round(took.memory_mib),
                }
                keep(path, result, "calls", "step", "form")
                print(json.dumps(result, indent=2), flush=True)


if __name__ == "__main__":
    main()
