"""What must hold before anything is published, and what the terms of sources allow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vostochny.model.errors import SchemaError
from vostochny.model.sqlfile import checked_keys
from vostochny.model.yaml_file import read_yaml

SEVERITIES = ("blocker", "warning")
JUDGEMENTS = ("facts", "open", "forbidden")


@dataclass(frozen=True)
class Condition:
    """One condition of the gate, as a reader sees it.

    severity: blocker, which keeps a release back, or warning, which is published with it
    """

    name: str
    severity: str
    title: str
    description: str
    remedy: str


def read_conditions(schemas: Path) -> list[Condition]:
    """All conditions in the order of the file. Raises SchemaError when one is not understood."""
    path = schemas / "gate.yaml"
    keys = {"name", "severity", "title", "description", "remedy"}
    found = []
    for item in read_yaml(path)["conditions"]:
        checked_keys(f"{path}: {item.get('name')}", item, keys, keys)
        if item["severity"] not in SEVERITIES:
            raise SchemaError(f"{path}: {item['name']}: severity must be one of {', '.join(SEVERITIES)}")
        found.append(Condition(**{key: " ".join(str(item[key]).split()) for key in keys}))
    return found


def read_terms(schemas: Path) -> dict[str, str]:
    """What each wording of a source's terms allows, one of JUDGEMENTS. Raises SchemaError for an unknown verdict."""
    path = schemas / "terms.yaml"
    found: dict[str, str] = {}
    for item in read_yaml(path)["terms"]:
        checked_keys(f"{path}: {item.get('wording')}", item, {"wording", "passing_on"}, {"wording", "passing_on"})
        if item["passing_on"] not in JUDGEMENTS:
            raise SchemaError(f"{path}: {item['wording']}: passing_on must be one of {', '.join(JUDGEMENTS)}")
        found[item["wording"]] = item["passing_on"]
    return found
