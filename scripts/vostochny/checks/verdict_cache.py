"""Caches which tables, rules and staged databases were found valid, so that they are not checked again.

Only valid results are cached, never an error. An entry is found under a key that is made of all that the verdict
depended on: the bytes of the tables, of schemas/ and of this program, and the versions of the libraries. A cache file
whose checksum does not match is ignored.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from vostochny.model.atomic_file import atomic_write, sha256_of
from vostochny.model.fingerprint import fingerprint
from vostochny.model.project import Project
from vostochny.model.schema import Table
from vostochny.model.sqlfile import SqlFile
from vostochny.tables.arrow_reader import ColumnarTable, Loaded

PROGRAM = Path(__file__).parents[1]
LIBRARIES = (
    "adbc-driver-sqlite", "frictionless", "great-expectations", "pyarrow", "pycountry", "python-stdnum", "sqlalchemy",
    "sqlite-utils",
)  # fmt: skip


def sealed(entries: Mapping[str, str]) -> str:
    """SHA-256 of the entries."""
    return hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty when there is none."""
    return sha256_of(path) if path.exists() else ""


class VerdictCache:
    """What was found valid in one checkout."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.path = project.cache / ".verdict-cache.json"
        self.before = self.read()
        self.now: dict[str, str] = {}

    @property
    def empty(self) -> bool:
        return not self.before

    def read(self) -> dict[str, str]:
        """The entries of the last run; none when the file is missing, damaged or altered."""
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            entries, seal = content["entries"], content["seal"]
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        whole = isinstance(entries, dict) and all(isinstance(value, str) for value in entries.values())
        return entries if whole and seal == sealed(entries) else {}

    def write(self) -> None:
        """Keep what this run found valid; entries that it did not use again are dropped."""
        content = {"entries": self.now, "seal": sealed(self.now)}
        atomic_write(self.path, json.dumps(content, indent=1) + "\n")

    @cached_property
    def basis(self) -> str:
        """What every verdict depends on besides the tables."""
        versions = [sys.version, sqlite3.sqlite_version, *(f"{name} {version(name)}" for name in LIBRARIES)]
        return f"{fingerprint([PROGRAM, self.project.schemas])} {versions}"

    def key(self, *parts: str) -> str:
        """The name of an entry."""
        return hashlib.sha256("\0".join((self.basis, *parts)).encode()).hexdigest()

    def recall(self, key: str) -> str | None:
        """The entry under `key`, which is then kept for the next run."""
        if (value := self.before.get(key)) is not None:
            self.now[key] = value
        return value

    def note(self, key: str, value: str) -> None:
        """Cache something that was found valid."""
        self.now[key] = value

    @cached_property
    def contents(self) -> dict[str, str]:
        """SHA-256 of every table's file; computed only where the cache is not empty."""
        return {name: digest_of(self.project.csv_path(name)) for name in self.project.dataset.tables}

    def table(self, table: Table, shown: str) -> ColumnarTable | None:
        """The table, if exactly this file was found valid together with exactly these files that it refers to."""
        if self.empty:
            return None
        targets = [self.contents[key.table] for key in table.foreign_keys]
        content = self.contents[table.name]
        rows = self.recall(self.key("table", table.name, content, *targets))
        if rows is None or not content:
            return None
        return ColumnarTable(table, shown, self.project.csv_path(table.name), int(rows), content)

    def note_table(self, loaded: ColumnarTable, tables: Mapping[str, Loaded]) -> None:
        """Cache a table that was accepted, unless it refers to one that was not."""
        targets = [tables[key.table] for key in loaded.table.foreign_keys]
        if contents := contents_of([loaded, *targets]):
            self.note(self.key("table", loaded.table.name, *contents), str(loaded.count))

    def rule_valid(self, rule: SqlFile, tables: Mapping[str, Loaded]) -> bool:
        """Whether the rule was satisfied by exactly these contents of all tables that it reads."""
        reads = self.recall(self.key("reads", rule.name))
        contents = contents_of([tables[name] for name in reads.split()]) if reads else []
        return bool(contents) and self.recall(self.key("rule", rule.name, *contents)) is not None

    def note_rule(self, rule: SqlFile, reads: list[str], tables: Mapping[str, Loaded]) -> None:
        """Cache a rule that is satisfied; `reads` names the tables that its statement reads."""
        if contents := contents_of([tables[name] for name in reads]):
            self.note(self.key("reads", rule.name), " ".join(reads))
            self.note(self.key("rule", rule.name, *contents), "valid")


def contents_of(tables: list[Loaded]) -> list[str]:
    """The digests of tables as they were accepted; none where one of them was not."""
    found = [loaded.content for loaded in tables if isinstance(loaded, ColumnarTable)]
    return found if len(found) == len(tables) else []
