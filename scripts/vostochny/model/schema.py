"""The description of every table and field, read once from schemas/ and refused when it is not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from vostochny.model.field import Field as Field  # noqa: PLC0414 - the other rooms know it from here
from vostochny.model.package import Package
from vostochny.model.sqlfile import SqlFile, checked_keys, read_sql_folder
from vostochny.model.yaml_file import read_yaml

PARTS = {"year", "month", "start", "end"}
GROUPS = {
    "evidence": "Evidence",
    "vessels": "Vessels",
    "organisations": "Organisations and persons",
    "volumes": "Volumes",
    "reference": "Reference",
    "upkeep": "Upkeep",
}


@dataclass(frozen=True)
class Derived:
    """A column that the database adds: a part of a date column, so that it can be faceted."""

    name: str
    title: str
    description: str
    source: str
    part: str


@dataclass(frozen=True)
class ForeignKey:
    """A column that must hold a key of another table."""

    field: str
    table: str
    other_field: str


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, its keys, and the warnings that travel with it."""

    name: str
    title: str
    description: str
    licence: str
    group: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    warnings: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    rows_min: int
    rows_max: int
    derived: tuple[Derived, ...]
    label: str
    sort: str
    facets: tuple[str, ...]
    search: tuple[str, ...]
    index: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> list[str]:
        """Names of the CSV's columns, in order."""
        return [item.name for item in self.fields]

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {item.name: item for item in self.fields}

    @cached_property
    def distinct_neighbours(self) -> list[tuple[str, str]]:
        """The pairs of neighbouring columns, one of them text, that never hold the same."""
        pairs = zip(self.fields, self.fields[1:], strict=False)
        return [
            (one.name, other.name) for one, other in pairs if "string" in {one.type, other.type} and not other.repeats
        ]

    def record(self, row: Sequence[str]) -> dict[str, str]:
        """The cells of a row, in the order of the columns, by column."""
        return dict(zip(self.columns, row, strict=True))

    @property
    def has_identifiers(self) -> bool:
        """Whether each row is a record with an identifier of its own, not a row about a record of another table."""
        return len(self.primary_key) == 1 and self.reference(self.primary_key[0]) is None

    def reference(self, column: str) -> ForeignKey | None:
        """The foreign key on `column`, if there is one."""
        return next((key for key in self.foreign_keys if key.field == column), None)


@dataclass(frozen=True)
class Dataset:
    """Everything that schemas/ says.

    tables: what is recorded by hand, one CSV file each in data/
    results: what is computed from it at every build
    """

    schemas: Path
    package: Package
    units: dict[str, dict[str, str]]
    tables: dict[str, Table]
    results: dict[str, Table]

    @property
    def published(self) -> dict[str, Table]:
        """All tables that readers meet, recorded and computed."""
        return {**self.tables, **self.results}

    @cached_property
    def rules(self) -> list[SqlFile]:
        return read_sql_folder(self.schemas, "rules")

    @cached_property
    def views(self) -> list[SqlFile]:
        return read_sql_folder(self.schemas, "views")

    @cached_property
    def queries(self) -> list[SqlFile]:
        return read_sql_folder(self.schemas, "queries")

    @cached_property
    def totals(self) -> list[dict[str, Any]]:
        """Expected totals: how many rows must answer a condition, and who says so."""
        path = self.schemas / "totals.yaml"
        totals: list[dict[str, Any]] = read_yaml(path)["totals"]
        keys = {"name", "title", "table", "where", "minimum", "maximum", "reason"}
        for item in totals:
            # A total that tells whether the list of an authority is on record as a whole names that authority.
            checked_keys(f"{path}: {item.get('name')}", item, keys | {"authority"}, keys)
        return totals
