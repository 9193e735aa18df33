"""Reads one side of a comparison: a folder, a zip, a database or a git revision."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from vostochny.database.results import cell_text
from vostochny.diff.revision import archived
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.schema import Dataset, Table

Cells = dict[str, str]
Files = Mapping[str, Callable[[], IO[bytes]]]


@dataclass(frozen=True)
class Side:
    """All recorded rows of one state of the dataset, as the text of their cells, read as they are asked for.

    label: how the side is spoken of: its version and where it was read
    version: the version that it states; empty when it states none
    tables: for each table its rows with their keys, the parts joined with ``|``; read anew whenever gone through
    columns: for each table found, the names of its columns
    """

    label: str
    version: str
    tables: Mapping[str, Iterable[tuple[str, Cells]]]
    columns: dict[str, list[str]]

    def stream(self, table: str) -> Iterable[tuple[str, Cells]]:
        """The rows of one table, one at a time; none where the side does not have the table."""
        return self.tables.get(table, ())

    def rows(self, table: str) -> dict[str, Cells]:
        """The rows of one table by key, all at once: for the tables that are small however many calls there are."""
        return dict(self.stream(table))


def read_side(project: Project, given: str) -> Side:
    """The side that `given` names: a release folder or a checkout, a zip, a database file, or else a git revision.

    The rows are read by the names of their columns, so that an older or newer form of a table can be compared too.
    Raises BuildError when there is nothing of the kind or no table in it; going through its rows does where a file
    cannot be read.
    """
    path = Path(given)
    if path.is_dir():
        return from_files(project.dataset, given, folder_files(path))
    if path.suffix == ".zip" and path.is_file():
        return from_files(project.dataset, given, zip_files(path))
    if path.is_file():
        return from_database(project.dataset, given, path)
    return from_contents(project.dataset, given, archived(project.root, given))


def this_side(project: Project) -> Side:
    """The current tables of the checkout."""
    return from_files(project.dataset, "this checkout", folder_files(project.root))


def folder_files(folder: Path) -> Files:
    """The files of a release, or of the two folders of a checkout that say what the data is."""
    roots = [folder / "data", folder / "schemas"] if (folder / "schemas").is_dir() else [folder]
    paths = [path for root in roots for path in sorted(root.rglob("*")) if wanted(path.name) and path.is_file()]
    paths = [path for path in paths if not path.is_symlink()]  # it could lead to any file of the machine
    return {path.relative_to(folder).as_posix(): partial(open_file, path) for path in paths}


def zip_files(path: Path) -> Files:
    """The same of a zip; nothing is unpacked to the disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in sorted(archive.namelist()) if wanted(name)]
    except zipfile.BadZipFile as error:
        raise BuildError(f"{path} is not a zip file that can be read: {error}") from error
    return {name: partial(open_member, path, name) for name in names}


def open_file(path: Path) -> IO[bytes]:
    """A file, to be read."""
    return path.open("rb")


def open_member(path: Path, member: str) -> IO[bytes]:
    """A file of a zip, to be read; the zip stays open as long as the file."""
    return zipfile.ZipFile(path).open(member)


def from_contents(dataset: Dataset, given: str, contents: Mapping[str, bytes]) -> Side:
    """A side from files that are in memory, as git hands them out."""
    return from_files(dataset, given, {name: partial(io.BytesIO, content) for name, content in contents.items()})


def wanted(name: str) -> bool:
    """Whether a file is a table or says the version."""
    return name.endswith((".csv", "datapackage.json", "datapackage.yaml"))


def from_files(dataset: Dataset, given: str, files: Files) -> Side:
    """A side from files by their paths; where a name occurs twice, the one nearest to the top.

    Files that are no table of today count only where they lie in data/, as a table that was dropped since does.
    """
    nearest: dict[str, Callable[[], IO[bytes]]] = {}
    tables: dict[str, CsvRows] = {}
    for path in sorted(files, key=lambda name: (name.count("/"), name)):
        name = path.rsplit("/", maxsplit=1)[-1]
        table = name.removesuffix(".csv")
        if name not in nearest and name.endswith(".csv") and (table in dataset.tables or path.startswith("data/")):
            tables[table] = CsvRows(f"{given}: {name}", files[path], dataset.tables.get(table))
        nearest.setdefault(name, files[path])
    return side(dataset, given, version_of(nearest), tables, {name: rows.header() for name, rows in tables.items()})


def version_of(files: Files) -> str:
    """The version that the description of a package states; an empty text when there is none."""

    def text(name: str) -> str:
        with files[name]() as file:
            return file.read().decode("utf-8")

    if "datapackage.json" in files:
        return str(json.loads(text("datapackage.json")).get("version", ""))
    for line in text("datapackage.yaml").splitlines() if "datapackage.yaml" in files else ():
        if line.startswith("version:"):
            return line.partition(":")[2].strip().strip("\"'")
    return ""


@dataclass(frozen=True)
class CsvRows:
    """The rows of one CSV file; going through them raises BuildError when it is not CSV in UTF-8."""

    where: str
    opener: Callable[[], IO[bytes]]
    table: Table | None

    def lines(self) -> Iterator[list[str]]:
        """The header and the rows as lists of cells."""
        with io.TextIOWrapper(self.opener(), encoding="utf-8-sig", newline="") as text:
            try:
                yield from csv.reader(text)
            except (UnicodeDecodeError, csv.Error) as error:
                raise BuildError(f"{self.where} cannot be read as CSV in UTF-8: {error}") from error

    def header(self) -> list[str]:
        """The names of the columns."""
        return next(self.lines(), [])

    def __iter__(self) -> Iterator[tuple[str, Cells]]:
        lines = self.lines()
        header = next(lines, [])
        key = key_columns(self.table, header)
        for cells in lines:
            if any(cells):
                row = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))
                yield "|".join([row[column] for column in key]), row


@dataclass(frozen=True)
class StoredRows:
    """The rows of one table of a database, without what the database derived."""

    path: Path
    table: Table
    columns: list[str]

    def __iter__(self) -> Iterator[tuple[str, Cells]]:
        key = key_columns(self.table, self.columns)
        booleans = {field.name for field in self.table.fields if field.type == "boolean"}
        columns, order = (", ".join(f"[{name}]" for name in names) for names in (self.columns, key))
        statement = f"select {columns} from [{self.table.name}] order by {order}"
        with closing(connected(self.path)) as connection:
            for values in connection.execute(statement):
                stored = zip(self.columns, values, strict=True)
                row = {name: cell_text(value, name in booleans) for name, value in stored}
                yield "|".join([row[column] for column in key]), row


def key_columns(table: Table | None, header: list[str]) -> list[str]:
    """The columns of the key that the table has now; a table that is not known goes by its first column."""
    return [column for column in (table.primary_key if table else header[:1]) if column in header]


def connected(path: Path) -> sqlite3.Connection:
    """The database, to be read only."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def from_database(dataset: Dataset, given: str, path: Path) -> Side:
    """A side from a built database. Raises BuildError when the file is no SQLite database."""
    try:
        with closing(connected(path)) as connection:
            columns = {table.name: stored_columns(connection, table) for table in dataset.tables.values()}
            version = stated_version(connection)
    except sqlite3.DatabaseError as error:
        raise BuildError(f"{given} is not a database of the ledger: {error}") from error
    columns = {name: found for name, found in columns.items() if found}
    tables = {name: StoredRows(path, dataset.tables[name], found) for name, found in columns.items()}
    return side(dataset, given, version, tables, columns)


def stored_columns(connection: sqlite3.Connection, table: Table) -> list[str]:
    """The columns of a stored table, without what the database derived; none where there is no such table."""
    there = [row[1] for row in connection.execute(f"pragma table_info([{table.name}])")]
    return [name for name in there if name not in {item.name for item in table.derived}]


def stated_version(connection: sqlite3.Connection) -> str:
    """The newest version in the database's own history of releases; empty when it has none."""
    if not connection.execute("select 1 from sqlite_master where name = 'releases'").fetchone():
        return ""
    newest = connection.execute("select version from releases order by released_on desc, version desc").fetchone()
    return str(newest[0]) if newest else ""


def side(
    dataset: Dataset,
    given: str,
    version: str,
    tables: Mapping[str, Iterable[tuple[str, Cells]]],
    columns: dict[str, list[str]],
) -> Side:
    """A side from the rows of its tables. Raises BuildError when none of its tables is one of the dataset's."""
    if not set(tables) & set(dataset.tables):
        raise BuildError(f"{given} holds none of the tables of the ledger, such as port_calls.csv")
    label = f"{version} ({given})" if version and given not in {version, f"v{version}"} else version or given
    return Side(label, version, tables, columns)
