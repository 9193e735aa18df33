"""Reads a Croissant file with mlcroissant, every record of every set, and prints how many there are as JSON.

Runs in an environment of its own (scripts/vocabularies.sh): `python croissant.py FILE`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import mlcroissant


def main(path: Path) -> None:
    """Print for each set of records its number and its first record, and what the library warns of."""
    dataset = mlcroissant.Dataset(jsonld=path)
    counted, first = {}, {}
    for record_set in dataset.metadata.record_sets:
        rows = list(dataset.records(record_set.uuid))
        counted[record_set.name] = len(rows)
        first[record_set.name] = {key: text(value) for key, value in rows[0].items()} if rows else {}
    issues = dataset.metadata.ctx.issues
    told = {"records": counted, "first": first, "errors": sorted(issues.errors), "warnings": sorted(issues.warnings)}
    print(json.dumps(told, default=str))


def text(value: object) -> str:
    """A value as text; the library gives text as bytes."""
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
