"""Reads schemas/: the package, the units and the description of each table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast

from vostochny.model.errors import SchemaError
from vostochny.model.package import Package
from vostochny.model.schema import GROUPS, PARTS, Dataset, Derived, Field, ForeignKey, Table
from vostochny.model.scripts import FURTHER
from vostochny.model.sqlfile import checked_keys
from vostochny.model.text_formats import TEXT_FORMATS
from vostochny.model.yaml_file import read_yaml

TYPES = {"string", "integer", "number", "boolean", "date"}
CONSTRAINTS = {"required", "unique", "pattern", "minimum", "maximum", "maxLength"}


def read_field(where: str, raw: dict[str, Any], units: dict[str, dict[str, str]], as_of: str) -> Field:
    """One field of a table file; `as_of` is the day to which the record is kept."""
    known = {"name", "title", "description", "type", "kind", "unit", "example", "constraints", "categories"}
    known.add("ahead")  # a date that may lie after the day to which the record is kept, because it is announced
    known.add("deprecated")  # in a later release the column may go; the sentence says what to use instead
    known |= {"scripts", "repeats"}
    checked_keys(where, raw, known, {"name", "title", "description", "type", "example"})
    constraints = dict(raw.get("constraints") or {})
    checked_keys(f"{where}: constraints", constraints, CONSTRAINTS, set())
    if raw["type"] not in TYPES:
        raise SchemaError(f"{where}: type {raw['type']!r} is not one of {', '.join(sorted(TYPES))}")
    kind = raw.get("kind", "text")
    if kind not in TEXT_FORMATS:
        raise SchemaError(f"{where}: kind {kind!r} is not one of {', '.join(sorted(TEXT_FORMATS))}")
    if (unit := raw.get("unit", "")) and unit not in units:
        raise SchemaError(f"{where}: unit {unit!r} is not in schemas/units.yaml")
    if unknown := sorted(set(raw.get("scripts", ())) - set(FURTHER)):
        raise SchemaError(f"{where}: script {unknown[0]!r} is not one of {', '.join(FURTHER)}")
    categories = {str(item["value"]): str(item["label"]) for item in raw.get("categories") or []}
    return Field(
        name=raw["name"],
        title=raw["title"],
        description=raw["description"].strip(),
        type=raw["type"],
        format_name=kind,
        unit=unit,
        example=str(raw["example"]).lower() if raw["type"] == "boolean" else str(raw["example"]),
        constraints=constraints,
        categories=categories,
        deprecated=raw.get("deprecated", ""),
        scripts=tuple(raw.get("scripts", ())),
        repeats=bool(raw.get("repeats")),
        not_after=as_of if (raw["type"] == "date" or kind == "edtf") and not raw.get("ahead") else "",
    )


TABLE_KEYS = {
    "name", "title", "description", "licence", "group", "warnings", "left_out", "rows", "primaryKey",
    "uniqueKeys", "foreignKeys", "datasette", "derived", "fields",
}  # fmt: skip
TABLE_KEYS_REQUIRED = TABLE_KEYS - {"warnings", "left_out", "uniqueKeys", "foreignKeys", "derived"}


def read_table(path: Path, units: dict[str, dict[str, str]], as_of: str = "") -> Table:
    """One file of schemas/tables/, with the day to which the record is kept. Raises SchemaError if it is not valid."""
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
