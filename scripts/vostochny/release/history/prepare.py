"""`vostochny prepare`: begins the next release, and records what the current one changes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vostochny.diff.compare import REMOVED, Change
from vostochny.diff.difference import report
from vostochny.diff.headline import numbers, standard_run
from vostochny.diff.record_names import staged
from vostochny.diff.revision import archived, commit_of
from vostochny.diff.side import Cells, Side, this_side
from vostochny.model.atomic_file import atomic_write, sha256_of
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.record_day import keep_to
from vostochny.model.released import CITED_DAY, Released, forms_of, read_released, write_released
from vostochny.model.released_rows import ReleasedRows, digests, write_released_rows
from vostochny.model.schema import Dataset
from vostochny.model.schema_reader import load_dataset
from vostochny.release.history.log import log_rows
from vostochny.release.history.versions import last_before, missing_words, parts, released_side, tag
from vostochny.tables.canonical_form import write_text

# Where the version is written beside schemas/datapackage.yaml, because a tool looks for it there.
VERSION_LINES = {
    "schemas/datapackage.yaml": r"^(version: )\S+()$",
    "pyproject.toml": r'^(version = ")[^"]+(")$',
    "CITATION.cff": r'^(version: ")[^"]+(")$',
    ".zenodo.json": r'^(  "version": ")[^"]+(",?)$',
}
# When the release was made, in schemas/datapackage.yaml, for a copy of the project without its history.
CREATED = re.compile(r"^created: .*$", re.MULTILINE)


@dataclass
class Prepared:
    """What was written, in sentences, and how much the release changes."""

    lines: list[str] = field(default_factory=list)


def prepare(project: Project, version: str, **cells: str) -> Prepared:
    """Bring the history of releases up to date with the tables.

    version: the release to begin, later than the current one; empty to continue with the current one
    cells: released_on, summary and reason of the release; what is empty stays as it is
    Raises BuildError when the release before cannot be read, or when nothing says its day or what it brings.
    """
    done = Prepared()
    side = this_side(project)
    current = str(project.dataset.package["version"])
    target = version or current
    if parts(target) < parts(current):
        raise BuildError(f"{target} is earlier than {current}, the version that is being prepared")
    releases = side.rows("releases")
    if target == current and commit_of(project.root, tag(current)):
        raise BuildError(f"{current} is out, as its tag says; begin the next release with a later version")
    row = {**releases.get(target, {"version": target}), **{key: text for key, text in cells.items() if text}}
    if not row.get("released_on") or not row.get("summary"):
        raise BuildError(f"Say the day of {target} with --on, and what it brings with --summary.")
    if target != current:
        close(project, current, releases, done)
    releases[target] = row
    set_version(project, target, row["released_on"])
    keep_to(project, row["released_on"])
    write_table(project, "releases", list(releases.values()))
    write_changes(project, side, releases, target, done)
    return done


def close(project: Project, version: str, releases: dict[str, Cells], done: Prepared) -> None:
    """Keep the form, identifiers, digests of rows and headline of the release that is out, as its tag has them."""
    side = released_side(project.dataset, project.root, version)
    if side is None:
        raise BuildError(f"{missing_words(version)} If it is not out yet, tag it first: git tag {tag(version)}")
    with tempfile.TemporaryDirectory(prefix="vostochny-prepare-") as folder:
        scratch = Path(folder)
        for name, content in archived(project.root, tag(version), "data", "schemas").items():
            path = scratch / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        then = load_dataset(scratch / "schemas")
        results = standard_run(project.dataset, staged(project.dataset, side, scratch / "then.db"))
        releases[version] = {**releases[version], **numbers(results)}
        write_released(project.schemas, released_of(then, side, read_released(project.schemas)))
        write_released_rows(project.schemas, rows_of(then, side, scratch / "data"))
    done.lines.append(f"Kept the form, the identifiers and the headline of {version}.")


def released_of(dataset: Dataset, side: Side, before: Released | None) -> Released:
    """The form and the identifiers of a release, with those of earlier releases that are no longer in it."""
    now = identifiers(dataset, side)
    earlier = {**before.withdrawn, **before.identifiers} if before else {}
    withdrawn = {record: table for record, table in earlier.items() if record not in now}
    return Released(str(dataset.package["version"]), forms_of(dataset), now, withdrawn)


def rows_of(dataset: Dataset, side: Side, folder: Path) -> ReleasedRows:
    """The digests of all rows of a release, whose files are in `folder`."""
    tables = {name: table for name, table in dataset.tables.items() if (folder / table.file_name).exists()}
    return ReleasedRows(
        str(dataset.package["version"]),
        {name: sha256_of(folder / table.file_name) for name, table in tables.items()},
        {name: table.columns for name, table in tables.items()},
        {name: {key: digests(table.columns, row) for key, row in side.stream(name)} for name, table in tables.items()},
    )


def identifiers(dataset: Dataset, side: Side) -> dict[str, str]:
    """Every identifier of one side, with its table."""
    own = {"redirects", "releases"}
    tables = [table for table in dataset.tables.values() if table.has_identifiers and table.name not in own]
    return {record: table.name for table in tables for record, _row in side.stream(table.name)}


def write_changes(project: Project, side: Side, releases: dict[str, Cells], version: str, done: Prepared) -> None:
    """Replace this version's rows of the log by what differs from the release before it."""
    last = last_before(releases, version)
    if not last:
        write_released(project.schemas, released_of(project.dataset, side, None))
        write_released_rows(project.schemas, rows_of(project.dataset, this_side(project), project.data))
        done.lines.append(f"{version} is the first release; its form and identifiers are kept, and it has no changes.")
        return
    old = released_side(project.dataset, project.root, last)
    if old is None:
        raise BuildError(missing_words(last))
    made = report(project.dataset, old, side)
    kept = [row for row in side.rows("changes").values() if row["version"] != version]
    write_table(project, "changes", [*kept, *log_rows(made, version)])
    done.lines.append(f"{version} against {last}: {made.summary}")
    done.lines += without_a_trace(project.dataset, made.difference.changes)
    if made.difference.touched and not releases[version].get("reason"):
        done.lines.append("Published records change or go, so the release needs a reason: --reason.")


def without_a_trace(dataset: Dataset, changes: Iterable[Change]) -> Iterator[str]:
    """What to do for each record that is gone while no redirect says so; the gate would hold the release for it."""
    for change in changes:
        if change.kind == REMOVED and len(dataset.tables[change.table].primary_key) == 1:
            yield (
                f"{change.key} of {change.table} is gone and nothing says what became of it. Enter it in "
                "data/redirects.csv with its successor, if it has one, the day and the reason, and run this again."
            )


def write_table(project: Project, name: str, rows: list[Cells]) -> None:
    """Write a table in its canonical form."""
    table = project.dataset.tables[name]
    key = [table.columns.index(column) for column in table.primary_key]
    cells = [[row.get(column, "") for column in table.columns] for row in rows]
    cells.sort(key=lambda row: [row[position] for position in key])
    atomic_write(project.csv_path(name), write_text(cells, table.columns))


def set_version(project: Project, version: str, released_on: str) -> None:
    """Writes version and day to every file in which a tool looks for them; missing files are skipped."""
    for name, pattern in VERSION_LINES.items():
        path = project.root / name
        if not path.exists():
            continue
        text, found = re.subn(
            pattern, rf"\g<1>{version}\g<2>", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE
        )
        if not found:
            raise BuildError(f"{name} has no line for the version, such as: version: {version}")
        text = CITED_DAY.sub(f"date-released: {released_on}", text, count=1)
        text = CREATED.sub(f'created: "{released_on}T00:00:00Z"', text, count=1)
        path.write_text(text, encoding="utf-8", newline="\n")
