"""Reads one side of a comparison: a folder, a zip, a database or a git revision."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vostochny.database.results import cell_text
from vostochny.model.project import BuildError, Project
from vostochny.model.schema import Dataset, Table
from vostochny.release.difference.revision import archived

Row = dict[str, str]


@dataclass(frozen=True)
class Side:
    """All recorded rows of one state of the dataset, as the text of their cells.

    label: how the side is spoken of: its version and where it was read
    version: the version that it states; empty when it states none
    rows: for each table its rows by primary key, the parts of the key joined with ``|``
    columns: for each table found, the names of its columns
    """

    label: str
    version: str
    rows: dict[str, dict[str, Row]]
    columns: dict[str, list[str]]


def read_side(project: Project, given: str) -> Side:
    """The side that `given` names: a release folder or a checkout, a zip, a database file, or else a git revision.

    The rows are read by the names of their columns, so that an older or newer form of a table can be compared too.
    Raises BuildError when there is nothing of the kind or no table in it.
    """
    path = Path(given)
    if path.is_dir():
        return from_files(project.dataset, given, folder_files(path))
    if path.suffix == ".zip" and path.is_file():
        return from_files(project.dataset, given, zip_files(path))
    if path.is_file():
        return from_database(project.dataset, given, path)
    return from_files(project.dataset, given, archived(project.root, given))


def this_side(project: Project) -> Side:
    """The tables of the checkout as they stand now."""
    return from_files(project.dataset, "this checkout", folder_files(project.root))


def folder_files(folder: Path) -> dict[str, bytes]:
    """The files of a release, or of the two folders of a checkout that say what the data is."""
    roots = [folder / "data", folder / "schemas"] if (folder / "schemas").is_dir() else [folder]
    paths = [path for root in roots for path in sorted(root.rglob("*")) if wanted(path.name) and path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def zip_files(path: Path) -> dict[str, bytes]:
    """The same of a zip; nothing is unpacked to the disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in sorted(archive.namelist()) if wanted(name)}
    except zipfile.BadZipFile as error:
        raise BuildError(f"{path} is not a zip file that can be read: {error}") from error


def wanted(name: str) -> bool:
    """Whether a file is a table or says the version."""
    return name.endswith((".csv", "datapackage.json", "datapackage.yaml"))


def from_files(dataset: Dataset, given: str, files: dict[str, bytes]) -> Side:
    """A side from the contents of files by their paths; where a name stands twice, the one nearest to the top.

    Files that are no table of today count only where they lie in data/, as a table that was dropped since does.
    """
    nearest: dict[str, bytes] = {}
    tables = {}
    for path in sorted(files, key=lambda name: (name.count("/"), name)):
        name = path.rsplit("/", maxsplit=1)[-1]
        table = name.removesuffix(".csv")
        if name not in nearest and name.endswith(".csv") and (table in dataset.tables or path.startswith("data/")):
            tables[table] = read_csv(f"{given}: {name}", files[path])
        nearest.setdefault(name, files[path])
    return side(dataset, given, version_of(nearest), tables)


def version_of(files: dict[str, bytes]) -> str:
    """The version that the description of a package states; an empty text when there is none."""
    if text := files.get("datapackage.json"):
        return str(json.loads(text).get("version", ""))
    for line in files.get("datapackage.yaml", b"").decode("utf-8").splitlines():
        if line.startswith("version:"):
            return line.partition(":")[2].strip().strip("\"'")
    return ""


def read_csv(where: str, content: bytes) -> tuple[list[str], Iterable[list[str]]]:
    """Header and rows of one file. Raises BuildError when it is not CSV in UTF-8."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BuildError(f"{where} cannot be read as CSV in UTF-8: {error}") from error
    return (lines[0], lines[1:]) if lines else ([], [])


def from_database(dataset: Dataset, given: str, path: Path) -> Side:
    """A side from a built database. Raises BuildError when the file is no SQLite database."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        tables = {table.name: read_stored(connection, table) for table in dataset.tables.values()}
        version = stated_version(connection)
    except sqlite3.DatabaseError as error:
        raise BuildError(f"{given} is not a database of the ledger: {error}") from error
    finally:
        connection.close()
    return side(dataset, given, version, {name: found for name, found in tables.items() if found[0]})


def read_stored(connection: sqlite3.Connection, table: Table) -> tuple[list[str], list[list[str]]]:
    """Columns and cells of one stored table, without what the database derived; empty where there is no such table."""
    there = [row[1] for row in connection.execute(f"pragma table_info([{table.name}])")]
    columns = [name for name in there if name not in {item.name for item in table.derived}]
    if not columns:
        return [], []
    booleans = {field.name for field in table.fields if field.type == "boolean"}
    stored = connection.execute(f"select {', '.join(f'[{name}]' for name in columns)} from [{table.name}]")
    return columns, [
        [cell_text(value, name in booleans) for name, value in zip(columns, row, strict=True)] for row in stored
    ]


def stated_version(connection: sqlite3.Connection) -> str:
    """The newest version in the database's own history of releases; empty when it has none."""
    if not connection.execute("select 1 from sqlite_master where name = 'releases'").fetchone():
        return ""
    newest = connection.execute("select version from releases order by released_on desc, version desc").fetchone()
    return str(newest[0]) if newest else ""


def side(dataset: Dataset, given: str, version: str, tables: dict[str, tuple[list[str], Iterable[list[str]]]]) -> Side:
    """A side from headers and rows. Raises BuildError when none of its tables is one of the dataset's."""
    if not set(tables) & set(dataset.tables):
        raise BuildError(f"{given} holds none of the tables of the ledger, such as port_calls.csv")
    keyed = {name: dict(keyed_rows(dataset, name, header, lines)) for name, (header, lines) in tables.items()}
    label = f"{version} ({given})" if version and given not in {version, f"v{version}"} else version or given
    return Side(label, version, keyed, {name: header for name, (header, _) in tables.items()})


def keyed_rows(dataset: Dataset, name: str, header: list[str], lines: Iterable[list[str]]) -> Iterator[tuple[str, Row]]:
    """Each row with its key, by the key that the table has now; a table that is not known goes by its first column."""
    table = dataset.tables.get(name)
    key = [column for column in (table.primary_key if table else header[:1]) if column in header]
    for cells in lines:
        if any(cells):
            row = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=False))
            yield "|".join(row[column] for column in key), row
