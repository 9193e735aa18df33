"""Writes build/validation.json, the published report of what a build's checks covered and found."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from typing import Any

from vostochny.checks.verdict import Verdict
from vostochny.model.atomic_file import atomic_write
from vostochny.model.fingerprint import fingerprint
from vostochny.model.project import Project
from vostochny.model.schema import Dataset

# Whose judgement the verdict is; their versions are those of the lock file, the same on every machine.
TOOLS = ("frictionless", "great-expectations", "python-stdnum", "pycountry")


def report(project: Project, verdict: Verdict) -> dict[str, Any]:
    """The verdict of a build and what it covered, without times, paths or anything specific to the machine."""
    dataset = project.dataset
    return {
        "version": dataset.package["version"],
        "released_at": dataset.package["created"],
        "valid": verdict.valid,
        "content_sha256": fingerprint([project.data, project.schemas]),
        "checked_with": {name: version(name) for name in TOOLS},
        "rows": verdict.rows,
        "tables": verdict.tables,
        "columns": sum(len(table.fields) for table in dataset.tables.values()),
        "constraints": constraints(dataset),
        "rules": [
            {
                "name": rule.name.replace("_", "-"),
                "title": rule.title,
                "exceptions": dict(sorted(rule.exceptions.items())),
            }
            for rule in dataset.rules
        ],
        "totals": [item["name"] for item in dataset.totals],
        "skipped": verdict.skipped,
        "findings": [finding.as_dict() for finding in verdict.findings],
    }


def constraints(dataset: Dataset) -> dict[str, int]:
    """How many constraints of each sort the schemas state."""
    found: Counter[str] = Counter()
    for table in dataset.tables.values():
        found["primary keys"] += 1
        found["foreign keys"] += len(table.foreign_keys)
        found["unique groups of columns"] += len(table.unique_keys)
        found["least and greatest numbers of rows"] += 1
        for field in table.fields:
            found["types"] += 1
            found["lists of allowed words"] += bool(field.categories)
            found["forms"] += bool(field.pattern) and not field.categories
            found["cells that must be filled"] += field.required
            found["limits"] += sum(name in field.constraints for name in ("minimum", "maximum", "maxLength"))
    return dict(sorted(found.items()))


def write(project: Project, verdict: Verdict) -> None:
    """Put the report of a build in its place."""
    text = json.dumps(report(project, verdict), ensure_ascii=False, indent=2) + "\n"
    atomic_write(project.validation, text)
