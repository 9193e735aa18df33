"""Which columns the words of a source can carry and which rows must lead to them, as schemas/passages.yaml says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vostochny.model.errors import SchemaError
from vostochny.model.schema import Dataset
from vostochny.model.sqlfile import checked_keys
from vostochny.model.yaml_file import read_yaml


@dataclass(frozen=True)
class Scope:
    """Cells of one table that must be accounted for.

    where: a column that must hold something for the row to count; empty when all rows do
    """

    fields: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True)
class PassagePlan:
    """What can be read off the words, and what must be.

    roles: table -> column -> how the cell follows from the words
    coverage: table -> the cells that must be located, or say why they are not
    floor: the least share, from 0 to 1, of these cells that is located
    """

    roles: dict[str, dict[str, str]]
    coverage: dict[str, Scope]
    floor: float


def read_passage_plan(dataset: Dataset) -> PassagePlan:
    """The plan of a dataset. Raises SchemaError when it names a table or column that there is not."""
    path: Path = dataset.schemas / "passages.yaml"
    raw = read_yaml(path)
    checked_keys(str(path), raw, keys := {"roles", "coverage", "floor"}, keys)
    coverage = {}
    for name, item in raw["coverage"].items():
        checked_keys(f"{path}: {name}", item, {"where", "fields"}, {"fields"})
        coverage[name] = Scope(tuple(item["fields"]), item.get("where", ""))
    roles: dict[str, dict[str, str]] = raw["roles"]
    named = {name: {*roles.get(name, {})} for name in roles}
    for name, scope in coverage.items():
        named.setdefault(name, set()).update(scope.fields, {scope.where} - {""})
    for name, columns in named.items():
        if name not in dataset.tables or not columns <= set(dataset.tables[name].columns):
            raise SchemaError(f"{path}: {name} has no column {', '.join(sorted(columns))}")
    return PassagePlan(roles, coverage, float(raw["floor"]))
