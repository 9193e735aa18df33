"""The description of every table and field, read once from schemas/ and refused when it is not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from vostochny.model.errors import SchemaError
from vostochny.model.package import Package
from vostochny.model.schema_field import Field, read_field
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


# Whoever describes a table describes its fields.
__all__ = ["Dataset", "Derived", "Field", "ForeignKey", "Table", "load_dataset"]

TABLE_KEYS = {
    "name", "title", "description", "licence", "group", "warnings", "left_out", "rows", "primaryKey",
    "uniqueKeys", "foreignKeys", "datasette", "derived", "fields",
}  # fmt: skip
TABLE_KEYS_REQUIRED = TABLE_KEYS - {"warnings", "left_out", "uniqueKeys", "foreignKeys", "derived"}


def read_table(path: Path, units: dict[str, dict[str, str]], as_of: str = "") -> Table:
    """One file of schemas/tables/; `as_of` is the day to which the record is kept.

    Raises SchemaError when anything in it is not understood.
    """
    checked_keys(str(path), raw := read_yaml(path), TABLE_KEYS, TABLE_KEYS_REQUIRED)
    show = raw["datasette"]
    checked_keys(f"{path}: datasette", show, {"label", "sort", "facets", "search", "index"}, {"label"})
    checked_keys(f"{path}: rows", raw["rows"], {"min", "max"}, {"min", "max"})
    for item in raw.get("left_out") or []:
        checked_keys(f"{path}: left_out", item, {"what", "why"}, {"what", "why"})
    for item in raw.get("derived") or []:
        checked_keys(f"{path}: derived", item, keys := {"name", "title", "description", "from", "part"}, keys)
    table = Table(
        name=raw["name"],
        title=raw["title"],
        description=raw["description"].strip(),
        licence=raw["licence"],
        group=raw["group"],
        fields=tuple(read_field(f"{path}: field {item.get('name')}", item, units, as_of) for item in raw["fields"]),
        primary_key=tuple(raw["primaryKey"]),
        unique_keys=tuple(tuple(key) for key in raw.get("uniqueKeys") or []),
        foreign_keys=tuple(read_foreign_key(path, item) for item in raw.get("foreignKeys") or []),
        warnings=tuple(raw.get("warnings") or []),
        left_out=tuple((item["what"], item["why"]) for item in raw.get("left_out") or []),
        rows_min=raw["rows"]["min"],
        rows_max=raw["rows"]["max"],
        derived=tuple(
            Derived(item["name"], item["title"], item["description"].strip(), item["from"], item["part"])
            for item in raw.get("derived") or []
        ),
        label=show["label"],
        sort=show.get("sort", ""),
        facets=tuple(show.get("facets") or []),
        search=tuple(show.get("search") or []),
        index=tuple((item,) if isinstance(item, str) else tuple(item) for item in show.get("index") or []),
    )
    check_columns_exist(path, table)
    return table


def read_foreign_key(path: Path, raw: dict[str, Any]) -> ForeignKey:
    """One entry of foreignKeys; keys of several columns are not used here and so refused."""
    checked_keys(f"{path}: foreignKeys", raw, {"fields", "reference"}, {"fields", "reference"})
    reference = raw["reference"]
    checked_keys(f"{path}: reference", reference, {"resource", "fields"}, {"resource", "fields"})
    if len(raw["fields"]) != 1 or len(reference["fields"]) != 1:
        raise SchemaError(f"{path}: a foreign key must have exactly one field")
    return ForeignKey(raw["fields"][0], reference["resource"], reference["fields"][0])


def check_columns_exist(path: Path, table: Table) -> None:
    """Every column that keys, facets, search or derived columns speak of must be there."""
    if path.stem != table.name:
        raise SchemaError(f"{path}: name is {table.name!r}; it must be that of the file")
    if table.group not in GROUPS:
        raise SchemaError(f"{path}: group {table.group!r} is not one of {', '.join(GROUPS)}")
    derived = {item.name for item in table.derived}
    for item in table.derived:
        if item.part not in PARTS or item.source not in table.columns:
            raise SchemaError(f"{path}: derived {item.name!r} needs a known column and one of {PARTS}")
    if optional := [item.name for item in table.fields if item.name in table.primary_key and not item.required]:
        raise SchemaError(f"{path}: column {optional[0]!r} is part of the key and so must be required")
    named = {*table.primary_key, *table.search, *(key.field for key in table.foreign_keys), table.label}
    named |= {column for key in table.unique_keys for column in key}
    if missing := sorted(named - set(table.columns)):
        raise SchemaError(f"{path}: column {missing[0]!r} is named but not described under fields")
    indexed = {column for columns in table.index for column in columns}
    shown = {*table.facets, *indexed, *([table.sort] if table.sort else [])}
    if missing := sorted(shown - set(table.columns) - derived):
        raise SchemaError(f"{path}: column {missing[0]!r} is named under datasette but does not exist")


def read_tables(
    schemas: Path, folder: str, names: list[str], units: dict[str, dict[str, str]], as_of: str = ""
) -> dict[str, Table]:
    """The table files of one folder, in the order of the package; a file that it does not list is refused."""
    on_disk = {path.stem for path in (schemas / folder).glob("*.yaml")}
    if stray := sorted(on_disk ^ set(names)):
        raise SchemaError(f"{schemas / 'datapackage.yaml'}: {folder} must list each file of {folder}/: {stray[0]!r}")
    return {name: read_table(schemas / folder / f"{name}.yaml", units, as_of) for name in names}


def as_of_day(schemas: Path, package: Package) -> str:
    """The day to which the record is kept. Raises SchemaError when it is no day."""
    try:
        return date.fromisoformat(str(package.get("as_of", ""))).isoformat()
    except ValueError as error:
        raise SchemaError(f"{schemas / 'datapackage.yaml'}: as_of must be a day such as 2026-11-24") from error


def load_dataset(schemas: Path) -> Dataset:
    """Read all of schemas/. Raises SchemaError naming the file and key that is wrong."""
    units = read_yaml(schemas / "units.yaml")["units"]
    package = cast("Package", read_yaml(schemas / "datapackage.yaml"))
    tables = read_tables(schemas, "tables", package["tables"], units, as_of_day(schemas, package))
    results = read_tables(schemas, "results", package["results"], units)
    known = {**tables, **results}
    for table in known.values():
        for key in table.foreign_keys:
            target = known.get(key.table)
            if target is None or target.primary_key != (key.other_field,):
                raise SchemaError(f"{table.name}.{key.field}: must refer to the key of a table, not {key}")
    return Dataset(schemas, package, units, tables, results)
