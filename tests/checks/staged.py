"""A staged database that takes changed tables in and gives them back, so that hundreds of changes need one staging."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import RawTables

from vostochny.checks.sql_rules import rule_findings
from vostochny.database.record_index import listed_records
from vostochny.database.sql_values import record
from vostochny.database.staging import stage
from vostochny.model.findings import Finding
from vostochny.model.project import Project
from vostochny.model.sqlfile import SqlFile
from vostochny.tables.csv_reader import RawTable


class Staged:
    """The real tables in a database without keys; `changed` shows it as it would be with other tables."""

    def __init__(self, project: Project, pristine: RawTables, path: Path) -> None:
        stage(project.dataset, pristine, path, lenient=True)
        self.project, self.path = project, path
        self.pristine = {name: [list(row) for row in raw.rows] for name, raw in pristine.items()}
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.row_factory = sqlite3.Row

    @contextmanager
    def changed(self, tables: Mapping[str, RawTable], *, keys: bool = True) -> Iterator[sqlite3.Connection]:
        """The database with the rows of `tables`; afterwards it is as it was.

        keys: whether identifiers may differ, so that the list of records is made anew
        """
        self.connection.execute("begin")
        try:
            for name, raw in tables.items():
                if raw.rows != self.pristine[name]:
                    self.refill(raw)
            if keys:
                self.connection.execute("delete from records where 1")
                self.connection.execute(f"insert or ignore into records {listed_records(self.project.dataset)}")
            yield self.connection
        finally:
            self.connection.execute("rollback")

    def refill(self, raw: RawTable) -> None:
        """Replace the rows of one table, only those that differ."""
        table = raw.table
        before, after = Counter(map(tuple, self.pristine[table.name])), Counter(map(tuple, raw.rows))
        where = " and ".join(f"[{column}] is ?" for column in table.columns)
        one = f"delete from [{table.name}] where rowid = (select rowid from [{table.name}] where {where} limit 1)"
        for row in (before - after).elements():
            stored = record(table, list(row), lenient=True)
            self.connection.execute(one, [stored[column] for column in table.columns])
        for row in (after - before).elements():
            stored = record(table, list(row), lenient=True)
            marks = ", ".join("?" * len(stored))
            columns = ", ".join(f"[{column}]" for column in stored)
            self.connection.execute(f"insert into [{table.name}] ({columns}) values ({marks})", list(stored.values()))

    def findings(self, rules: list[SqlFile], tables: Mapping[str, RawTable]) -> list[Finding]:
        """What these rules say of `tables`."""
        with self.changed(tables) as connection:
            return [item for rule in rules for item in rule_findings(connection, rule, tables)]
