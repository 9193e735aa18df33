"""Streams synthetic port calls into a project folder of their own, on which `vostochny check` and `build` run.

    python -m tests.benchmarks.generate --calls 100000 /tmp/calls
    vostochny --project /tmp/calls check

One row is one invented call by one of 5,000 invented ships at one of eight invented ports, backed by one of 2,000
invented sources: the columns of the real table and two more, about 115 bytes. The same number of calls and seed give
the same bytes. Nothing here is a fact, and nothing of it may be committed or published. The schemas, rules, views,
queries and model parameters are those of the real project, but for what DIFFERENCES says.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from tests.benchmarks.invented import (
    FIRST_DAY,
    PORTS,
    SOURCES,
    cap_rows,
    name_rows,
    particular_rows,
    plain_lines,
    port_rows,
    sighting_rows,
    source_id,
    source_rows,
    vessel_rows,
    vessels_for,
)

from vostochny.database.reading import opened
from vostochny.database.staging import stage
from vostochny.model.project import Project, this_checkout
from vostochny.tables.read_record import read_all

CALLS_MAX = 20_000_000
CHUNK_ROWS = 100_000
# From so many calls it is told which rules the invented record cannot keep.
SAMPLE_CALLS = 1_000
# Days that the calls of one ship are spread over: sixteen years.
SPAN_DAYS = 5_840
LAST_COLUMNS = (
    {
        "name": "source_id",
        "title": "Source",
        "description": "The document that reports the call.",
        "type": "string",
        "kind": "id",
        "example": "source-2008-05-0001",
        "constraints": {"required": True},
    },
    {
        "name": "cargo_tonnes",
        "title": "Cargo",
        "description": "What the ship took on or put ashore, in tonnes.",
        "type": "number",
        "unit": "tonne",
        "example": 2345.5,
        "constraints": {"minimum": 0, "maximum": 400_000},
    },
)
# The columns of port_calls that are filled, as call_lines makes them; the others stay empty.
CALL_CELLS = (
    "call_id", "vessel_id", "port_id", "berth", "operation", "date_earliest", "date_latest", "confidence",
    "confidence_reason", "note", "source_id", "cargo_tonnes",
)  # fmt: skip
DIFFERENCES = """What is not as in the real project:
- port_calls has two columns more, source_id and cargo_tonnes, and only its notes are searched in full text;
- tables may be empty or large, and no totals are expected;
- names in use and cells that go together are those of the real record, and not asked of an invented one;
- there is no earlier release to compare with;
- no table is computed from the calls (that is the volume model's own benchmark, bench_volumes.py), and the view calls
  has no barrels;
- a rule that even few such calls break is left out: above all those that ask for a sighting behind each call."""


def generate(folder: Path, calls: int, seed: int = 43) -> Project:
    """Write a project of `calls` invented calls to `folder`, which must be new or empty; returns it."""
    real = this_checkout()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    shutil.copytree(real.schemas, folder / "schemas")
    adapt_schemas(folder / "schemas")
    project = Project(folder)
    project.data.mkdir()
    write(project, real, min(calls, SAMPLE_CALLS), seed)
    leave_out_rules(project)
    write(project, real, calls, seed)
    return Project(folder)


def write(project: Project, real: Project, calls: int, seed: int) -> None:
    """All tables of the invented record."""
    rows = {
        "vessels": vessel_rows(vessels_for(calls)),
        "vessel_names": name_rows(vessels_for(calls)),
        "vessel_particulars": particular_rows(vessels_for(calls)),
        "sources": source_rows(),
        "ports": port_rows(),
        "sightings": sighting_rows(),
        "supply_caps": cap_rows(),
    }
    lines = {name: plain_lines(project.dataset.tables[name].columns, found) for name, found in rows.items()}
    lines |= {
        "model_parameters": parameter_lines(real),
        "port_calls": call_lines(project.dataset.tables["port_calls"].columns, calls, seed),
    }
    for table in project.dataset.tables.values():
        with project.csv_path(table.name).open("w", encoding="utf-8", newline="\n") as file:
            file.write(",".join(table.columns) + "\n")
            file.writelines(lines.get(table.name, ()))


def adapt_schemas(schemas: Path) -> None:
    """Make of the real schemas those of the invented calls."""

    def change(path: Path, **values: Any) -> dict[str, Any]:
        content: dict[str, Any] = {**yaml.safe_load(path.read_text(encoding="utf-8")), **values}
        path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return content

    for path in sorted((schemas / "tables").glob("*.yaml")):
        table = change(path, rows={"min": 0, "max": CALLS_MAX})
        if path.stem == "port_calls":
            source = {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["source_id"]}}
            change(
                path,
                fields=[*table["fields"], *LAST_COLUMNS],
                foreignKeys=[*table["foreignKeys"], source],
                datasette={**table["datasette"], "search": ["note"]},
            )
    change(schemas / "datapackage.yaml", results=[])
    change(schemas / "totals.yaml", totals=[])
    change(schemas / "agreements.yaml", vocabularies={}, agreements=[], needed=[])
    (schemas / "released_rows.json").unlink()
    change(schemas / "terms.yaml", terms=[{"wording": "Invented", "passing_on": "open"}])
    shutil.rmtree(schemas / "results")
    view = schemas / "views" / "calls.sql"
    text = view.read_text(encoding="utf-8")
    for name in ("low", "central", "high"):
        text = text.replace(f"modelled.barrels_{name}", f"null as barrels_{name}")
    join = "left join volumes_per_call as modelled on modelled.call_id = port_calls.call_id\n"
    view.write_text(text.replace(join, ""), encoding="utf-8")


def leave_out_rules(project: Project) -> None:
    """Take out the rules that the invented record breaks, and the exceptions that name real records."""
    for rule in project.dataset.rules:
        header = {key: value for key, value in rule.header.items() if key != "exceptions"}
        lines = "".join(f"-- {line}\n" for line in yaml.safe_dump(header, sort_keys=False, width=10_000).splitlines())
        rule.path.write_text(f"{lines}{rule.sql}\n", encoding="utf-8")
    staged = project.root / "staged.db"
    stage(project.dataset, read_all(project), staged)
    with opened(staged) as connection:
        for rule in project.dataset.rules:
            if connection.execute(rule.sql).fetchone():
                rule.path.unlink()
    staged.unlink()


def call_lines(columns: list[str], calls: int, seed: int) -> Iterator[str]:
    """Rows of port_calls in pieces of many lines; a ship's calls never overlap, so that the rules find nothing."""
    rng = random.Random(seed)
    vessels = vessels_for(calls)
    step = max(3, min(30, SPAN_DAYS // (calls // vessels + 1)))
    days = [(FIRST_DAY + timedelta(days=number)).isoformat() for number in range(step * (calls // vessels + 2))]
    grades = ("confirmed", "probable", "probable", "possible", "possible", "possible")
    line = ",".join(f"{{{name}}}" if name in CALL_CELLS else "" for name in columns) + "\n"
    for start in range(0, calls, CHUNK_ROWS):
        rows = []
        for number in range(start, min(start + CHUNK_ROWS, calls)):
            drawn = rng.getrandbits(64)
            first = number // vessels * step + drawn % (step - 1)
            cells = (
                f"call-{number:08}",
                f"synthetic-{number % vessels:05}",
                PORTS[(drawn >> 12) % 8],
                f"Berth {(drawn >> 16) % 9}",
                "load" if (drawn >> 20) % 3 else "discharge",
                days[first],
                days[first + (drawn >> 8) % 2],
                grades[(drawn >> 24) % 6],
                "Invented.",
                f'"Synthetic 항해 {drawn % 997}, nothing observed."' if drawn % 32 == 7 else "",
                f"{source_id((drawn >> 28) % SOURCES)}",
                f"{500 + (drawn >> 40) % 9000 / 2:g}",
            )
            rows.append(line.format(**dict(zip(CALL_CELLS, cells, strict=True))))
        yield "".join(rows)


def parameter_lines(real: Project) -> Iterator[str]:
    """The real parameters, their sources left out because those documents are not in the invented list."""
    table = real.dataset.tables["model_parameters"]
    with real.csv_path(table.name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            line = io.StringIO()
            writer = csv.writer(line, lineterminator="\n")
            writer.writerow("" if name == "source_id" else row[name] for name in table.columns)
            yield line.getvalue()


def main() -> None:
    """Write a project and say what is in it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "") + DIFFERENCES)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=43)
    given = parser.parse_args()
    project = generate(given.folder, given.calls, given.seed)
    size = project.csv_path("port_calls").stat().st_size
    print(f"{given.calls:,} calls, {size / 1e6:,.0f} MB, in {given.folder}")


if __name__ == "__main__":
    main()
