"""Rules, views and named queries: one .sql file each, with what a reader sees in its header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from vostochny.model.errors import SchemaError

# The C loader reads the same, ten times as fast; it is left out of some builds of PyYAML.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Where a YAML text may have an alias; whether it is one, the parser says.
ALIAS = re.compile(r"(?:^|[\s\[,:-])\*\w", re.MULTILINE)
# The longest file of schemas/ that is YAML has 17,000.
LONGEST_TEXT = 1_000_000


def checked_keys(where: str, given: Mapping[str, Any], known: set[str], required: set[str]) -> None:
    """Reject unknown keys and report missing ones, so that a typo cannot pass unnoticed."""
    if unknown := sorted(set(given) - known):
        raise SchemaError(f"{where}: unknown key {unknown[0]!r}; known keys are {', '.join(sorted(known))}")
    if missing := sorted(required - set(given)):
        raise SchemaError(f"{where}: key {missing[0]!r} is missing")


@dataclass(frozen=True)
class SqlFile:
    """One statement with its header.

    name: file name without its ending, in snake_case
    header: the YAML of the leading ``--`` lines
    sql: the statement, without a closing semicolon
    """

    path: Path
    header: dict[str, Any]
    sql: str

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def title(self) -> str:
        return str(self.header["title"])

    @property
    def description(self) -> str:
        return str(self.header["description"]).strip()

    @cached_property
    def exceptions(self) -> dict[str, str]:
        """Records that may break the rule, each with the reason why."""
        return {str(item["record"]): str(item["reason"]) for item in self.header.get("exceptions", [])}


# How an answer is drawn: what a bar is called, and the column of its length or those of its two ends.
CHART_KEYS = {"title", "label", "value", "low", "high", "unit"}
HEADER_KEYS = {
    "rules": {"title", "description", "expected", "remedy", "exceptions"},
    "views": {"title", "description", "warnings", "columns"},
    "queries": {"title", "description", "parameters", "example", "chart"},
}


def sql_parts(where: str, text: str) -> tuple[Any, str]:
    """The header of a file, as YAML, and its statement. Raises SchemaError when the header is not YAML."""
    header_lines: list[str] = []
    lines = text.splitlines()
    while lines and lines[0].startswith("--"):
        header_lines.append(lines.pop(0)[2:].removeprefix(" "))
    return loaded_yaml(where, "\n".join(header_lines)), "\n".join(lines).strip().removesuffix(";")


def loaded_yaml(where: str, text: str) -> Any:
    """The content of a YAML text. Raises SchemaError when it is not YAML, is too long, or has aliases.

    A few lines of aliases of aliases stand for billions of values: https://en.wikipedia.org/wiki/Billion_laughs_attack
    """
    if len(text) > LONGEST_TEXT:
        raise SchemaError(f"{where}: {len(text):,} characters; at most {LONGEST_TEXT:,} are read")
    try:
        if ALIAS.search(text) and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=LOADER)):
            raise SchemaError(f"{where}: aliases are not used here; write the value out")
        return yaml.load(text, Loader=LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SchemaError(f"{where}: not YAML: {error}") from error


def own_file(path: Path) -> str:
    """The text of a file of schemas/. Raises SchemaError for a link, which could lead to any file of the machine."""
    if path.is_symlink():
        raise SchemaError(f"{path}: a link to another place; replace it with the file itself")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SchemaError(f"{path}: not UTF-8: {error}") from error


def read_sql_file(path: Path, folder: str) -> SqlFile:
    """Read one .sql file of `schemas/<folder>/`. Raises SchemaError when its header is wrong."""
    header, sql = sql_parts(str(path), own_file(path))
    if not isinstance(header, dict):
        raise SchemaError(f"{path}: begin with lines such as `-- title: ...`")
    checked_keys(str(path), header, HEADER_KEYS[folder], {"title", "description"})
    if "chart" in header:
        checked_keys(f"{path}: chart", header["chart"], CHART_KEYS, {"title", "label"})
    return SqlFile(path, header, sql)


def read_sql_folder(schemas: Path, folder: str) -> list[SqlFile]:
    """All statements of `schemas/<folder>/`, sorted by name; an empty list when there is none."""
    return [read_sql_file(path, folder) for path in sorted((schemas / folder).glob("*.sql"))]
