"""How long the rules and the model take on Spark over many calls, beside the same commands without it.

Run `make bench-spark`; `CALLS=1000000` makes a short run. Spark runs here, on two workers, over CSV and over Parquet by
year. All sides run in one go over the same invented calls, each a process of its own with its children. What each took
goes into site/measured/spark.json, which is committed. Without Spark, `check` looks at the form of the tables too, and
`estimate` gives every call a row of its own; above `OTHERS_AT_MOST` calls that estimate is left out.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_scale import Measured, machine, run
from tests.benchmarks.generate import generate
from tests.benchmarks.measured import keep

from vostochny.checks.fast_reading import load_all
from vostochny.database.staging import stage
from vostochny.model.project import Project, this_checkout
from vostochny.release.formats.partitioned_parquet import write
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


def without_spark(project: Project, most: int, calls: int) -> dict[str, Measured]:
    """The commands on one machine, from nothing; the build between them is not counted."""
    shutil.rmtree(project.build, ignore_errors=True)
    command = (sys.executable, "-m", "vostochny", "--project", str(project.root))
    took = {"check": run(*command, "check")}
    if calls <= most:
        run(*command, "build")
        took["estimate"] = run(*command, "estimate", "--draws", "10000")
    return took


def main() -> None:
    """Measure each step on each form of the same calls, print it and keep it."""
    calls = int(os.environ.get("CALLS", "10000000"))
    most = int(os.environ.get("OTHERS_AT_MOST", "1000000"))
    path = this_checkout().root / "site" / "measured" / "spark.json"
    with tempfile.TemporaryDirectory(prefix="vostochny-bench-spark-") as folder:
        project = generate(Path(folder) / "calls", calls)
        one = without_spark(project, most, calls)
        forms = {"Parquet by year": by_year(project, Path(folder)), "CSV": project.data}
        for form, data in forms.items():
            for step in ("check", "estimate"):
                about = machine()
                command = ("-m", "vostochny", "--project", str(project.root), step, "--engine", "spark")
                draws = ("--draws", "10000") if step == "estimate" else ()
                took = run(sys.executable, *command, *draws, "--data", str(data))
                result = {
                    "calls": calls,
                    "step": step,
                    "form": form,
                    "machine": about,
                    "seconds": round(took.seconds, 1),
                    "processor_seconds": round(took.cpu_seconds, 1),
                    "peak_memory_mib": round(took.memory_mib),
                }
                if step in one:
                    result |= {
                        "without_spark_seconds": round(one[step].seconds, 1),
                        "times_without_spark": round(took.seconds / one[step].seconds, 2),
                    }
                keep(path, result, "calls", "step", "form")
                print(json.dumps(result, indent=2), flush=True)


if __name__ == "__main__":
    main()
