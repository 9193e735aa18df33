"""What the last release promised, kept in schemas/released.json, and the line of CITATION.cff that holds its day."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vostochny.model.atomic_file import atomic_write
from vostochny.model.errors import SchemaError
from vostochny.model.schema import Dataset, Table
from vostochny.model.sqlfile import checked_keys

FILE = "released.json"
# The day of a release, in CITATION.cff.
CITED_DAY = re.compile(r"^date-released: *(\S*)$", re.MULTILINE)
# In the log of changes, in place of a column: the record as a whole.
RECORD = "record"
KEYS = {"version", "tables", "identifiers", "withdrawn"}


@dataclass(frozen=True)
class Released:
    """The form and the identifiers of one release.

    version: the release
    tables: for each table its key and its columns, each with type, unit and what else a reader relies on
    identifiers: every identifier of that release, with its table
    withdrawn: those of still earlier releases that had gone by then
    """

    version: str
    tables: dict[str, dict[str, Any]]
    identifiers: dict[str, str]
    withdrawn: dict[str, str]


def form_of(table: Table) -> dict[str, Any]:
    """What a reader's program relies on in a table."""
    columns = {}
    for field in table.fields:
        described = {
            "type": field.type,
            "kind": "" if field.format_name == "text" else field.format_name,
            "unit": field.unit,
            "required": field.required,
            "categories": sorted(field.categories),
            "deprecated": field.deprecated,
        }
        columns[field.name] = {key: value for key, value in described.items() if value}
    return {"key": list(table.primary_key), "columns": columns}


def forms_of(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """The same of all tables that are published."""
    return {name: form_of(table) for name, table in dataset.published.items()}


def read_released(schemas: Path) -> Released | None:
    """The last release; None before the first. Raises SchemaError when the file is not understood."""
    path = schemas / FILE
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise SchemaError(f"{path}: not JSON: {error}; `vostochny prepare` writes it anew") from error
    checked_keys(str(path), content, KEYS, KEYS)
    identifiers, withdrawn = (
        {record: table for table, records in content[name].items() for record in records}
        for name in ("identifiers", "withdrawn")
    )
    return Released(str(content["version"]), content["tables"], identifiers, withdrawn)


def write_released(schemas: Path, released: Released) -> None:
    """Write the file; one column and one identifier a line, so that changes can be reviewed."""
    content = {
        "version": released.version,
        "tables": released.tables,
        "identifiers": by_table(released.identifiers),
        "withdrawn": by_table(released.withdrawn),
    }
    atomic_write(schemas / FILE, compact(content))


def by_table(identifiers: dict[str, str]) -> dict[str, list[str]]:
    """Identifiers in order under the name of their table."""
    found: dict[str, list[str]] = {}
    for record, table in sorted(identifiers.items()):
        found.setdefault(table, []).append(record)
    return dict(sorted(found.items()))


def compact(content: dict[str, Any]) -> str:
    """JSON with a line for each column and each identifier."""
    head = {key: value for key, value in content.items() if key != "tables"}
    text = json.dumps({**head, "tables": "TABLES"}, ensure_ascii=False, indent=1)
    lines = []
    for name, form in content["tables"].items():
        columns = ",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in form["columns"].items())
        lines.append(f'  {json.dumps(name)}: {{"key": {json.dumps(form["key"])}, "columns": {{\n{columns}\n  }}}}')
    return text.replace('"TABLES"', "{\n" + ",\n".join(lines) + "\n }") + "\n"
