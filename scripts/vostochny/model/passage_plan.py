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
    among: (table, column, where) of rows that must name the key of a row for it to count; None when all rows do
    """

    fields: tuple[str, ...]
    where: str = ""
    among: tuple[str, str, str] | None = None


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

    @property
    def tables(self) -> list[str]:
        """The tables whose rows say what is covered, `passages` among them."""
        others = {scope.among[0] for scope in self.coverage.values() if scope.among}
        return sorted({*self.coverage, *others, "passages"})


def read_passage_plan(dataset: Dataset) -> PassagePlan:
    """The plan of a dataset. Raises SchemaError when it names a table or column that there is not."""
    path: Path = dataset.schemas / "passages.yaml"
    raw = read_yaml(path)
    checked_keys(str(path), raw, keys := {"roles", "coverage", "floor"}, keys)
    coverage = {}
    for name, item in raw["coverage"].items():
        checked_keys(f"{path}: {name}", item, {"where", "fields", "among"}, {"fields"})
        among = item.get("among")
        if among:
            checked_keys(f"{path}: {name}: among", among, keys := {"table", "column", "where"}, keys)
        coverage[name] = Scope(
            tuple(item["fields"]),
            item.get("where", ""),
            (among["table"], among["column"], among["where"]) if among else None,
        )
    roles: dict[str, dict[str, str]] = raw["roles"]
    named = {name: {*roles.get(name, {})} for name in roles}
    for name, scope in coverage.items():
        named.setdefault(name, set()).update(scope.fields, {scope.where} - {""})
        if scope.among:
            named.setdefault(scope.among[0], set()).update(scope.among[1:])
    for name, columns in named.items():
        if name not in dataset.tables or not columns <= set(dataset.tables[name].columns):
            raise SchemaError(f"{path}: {name} has no column {', '.join(sorted(columns))}")
    return PassagePlan(roles, coverage, float(raw["floor"]))
