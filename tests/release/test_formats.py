"""The formats: the same values in each, cell by cell, and each with the types that its readers expect."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.comparing import assert_same_bytes

from vostochny.database.reading import opened
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.model.schema import Field, Table
from vostochny.release.formats import csv_tables, jsonl, parquet, xlsx
from vostochny.release.product import Release

Rows = list[list[Any]]
BOOLEANS = {"true": True, "false": False}
KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (date,),
}


def from_text(field: Field, text: str) -> Any:
    """The value that a cell of text means."""
    if text == "":
        return None
    read: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "boolean": BOOLEANS.__getitem__}
    return date.fromisoformat(text) if field.type == "date" else read.get(field.type, str)(text)


def csv_values(folder: Path, table: Table) -> Rows:
    with (folder / table.file_name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == table.columns
    return [[from_text(field, cell) for field, cell in zip(table.fields, row, strict=True)] for row in rows]


def json_values(folder: Path, table: Table) -> Rows:
    found = []
    for line in (folder / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert list(record) == table.columns
        found.append([as_day(field, record[field.name]) for field in table.fields])
    return found


def parquet_values(folder: Path, table: Table) -> Rows:
    read = pq.read_table(folder / f"{table.name}.parquet")
    assert read.column_names == table.columns
    return [list(row.values()) for row in read.to_pylist()]


def database_values(folder: Path, table: Table) -> Rows:
    with opened(folder / "vostochny.db") as connection:
        columns, order = ", ".join(table.columns), ", ".join(table.primary_key)
        stored = connection.execute(f"select {columns} from {table.name} order by {order}").fetchall()
    return [
        [bool(value) if field.type == "boolean" and value is not None else as_day(field, value)
         for field, value in zip(table.fields, row, strict=True)]
        for row in stored
    ]  # fmt: skip


def as_day(field: Field, value: Any) -> Any:
    return date.fromisoformat(value) if field.type == "date" and value is not None else value


@pytest.fixture(scope="module")
def book(downloads: Path) -> Iterator[openpyxl.Workbook]:
    read = openpyxl.load_workbook(downloads / "vostochny-ledger.xlsx", read_only=True)
    yield read
    read.close()


def sheet_values(book: openpyxl.Workbook, table: Table) -> Rows:
    header, *rows = book[table.name].iter_rows(values_only=True)
    assert list(header) == table.columns
    width = len(table.columns)
    return [
        [plain_day(field, value) for field, value in zip(table.fields, [*row, *[None] * width][:width], strict=True)]
        for row in rows
    ]


def plain_day(field: Field, value: Any) -> Any:
    """A day of the workbook as the other formats have it: as text where a column holds months and years too."""
    if not isinstance(value, datetime):
        return value
    return value.date() if field.type == "date" else value.date().isoformat()


def test_every_value_is_the_same_in_every_format(built: Project, downloads: Path, book: openpyxl.Workbook) -> None:
    cells = 0
    for table in built.dataset.published.values():
        wanted = csv_values(downloads, table)
        assert json_values(downloads, table) == wanted, table.name
        assert parquet_values(downloads, table) == wanted, table.name
        assert database_values(downloads, table) == wanted, table.name
        assert sheet_values(book, table) == wanted, table.name
        cells += len(wanted) * len(table.columns)
    assert cells > 30_000


def test_types_are_kept_where_a_format_has_them(built: Project, downloads: Path, book: openpyxl.Workbook) -> None:
    for table in built.dataset.published.values():
        for rows in (json_values(downloads, table), parquet_values(downloads, table), sheet_values(book, table)):
            for field, column in zip(table.fields, zip(*rows, strict=True), strict=False):
                assert all(isinstance(value, KINDS[field.type]) for value in column if value is not None), field.name


def test_numbers_of_ships_are_text_in_the_workbook(book: openpyxl.Workbook, built: Project) -> None:
    position = built.dataset.tables["vessels"].columns.index("imo_number")
    numbers = [row[position].value for row in book["vessels"].iter_rows(min_row=2) if row[position].value]
    assert len(numbers) > 100
    assert all(isinstance(number, str) and len(number) == 7 for number in numbers)


def test_the_first_sheet_says_what_when_terms_and_every_column(book: openpyxl.Workbook, built: Project) -> None:
    assert book.sheetnames == ["About", "calls", *built.dataset.published]
    rows = list(book["About"].iter_rows(values_only=True))
    package = built.dataset.package
    told = {row[0]: row[1] for row in rows[:8]}
    assert (told["Version"], told["Time"]) == (package["version"], package["created"])
    assert package["licenses"][0]["path"] in str(told["Licence"])
    described = {(row[0], row[1]): row[3] for row in rows}
    for table in built.dataset.published.values():
        for field in table.fields:
            assert str(described[table.name, field.name]).startswith(field.description)


def test_the_version_is_in_every_file_that_can_say_it(built: Project, downloads: Path) -> None:
    version = built.dataset.package["version"]
    with opened(downloads / "vostochny.db") as connection:
        assert connection.execute("select version from release").fetchone()[0] == version
    assert pq.read_schema(downloads / "vessels.parquet").metadata[b"version"] == version.encode()
    for name in ("ports.geojson", "sightings.geojson", "manifest.json", "datapackage.json", "schema-org.jsonld"):
        assert json.loads((downloads / name).read_text(encoding="utf-8"))["version"] == version
    for name in ("README.md", "DICTIONARY.md", "CITATION.cff", "zenodo.json", "csv-metadata.json", "dcat.jsonld"):
        assert version in (downloads / name).read_text(encoding="utf-8"), name
    with zipfile.ZipFile(downloads / "vostochny-ledger.zip") as packed:
        assert {name.split("/")[0] for name in packed.namelist()} == {f"vostochny-ledger-{version}"}


def test_the_zip_holds_the_same_csv_files_and_what_explains_them(built: Project, downloads: Path) -> None:
    with zipfile.ZipFile(downloads / "vostochny-ledger.zip") as packed:
        members = {Path(name).name: packed.read(name) for name in packed.namelist()}
        assert packed.testzip() is None
    wanted = {table.file_name for table in built.dataset.published.values()}
    wanted |= {"README.md", "DICTIONARY.md", "LICENCE.md", "CITATION.cff", "datapackage.json", "watchlist.csv"}
    assert wanted <= set(members)
    for name, content in members.items():
        assert_same_bytes(content, (downloads / name).read_bytes(), name)


def test_the_dictionary_and_the_read_me_name_every_table_and_column(built: Project, downloads: Path) -> None:
    told = (downloads / "DICTIONARY.md").read_text(encoding="utf-8")
    read_me = (downloads / "README.md").read_text(encoding="utf-8")
    for table in built.dataset.published.values():
        assert f"`{table.file_name}`" in read_me
        part = told.split(f"## {table.name}: ")[1].split("\n## ")[0]
        for field in table.fields:
            assert f"- `{field.name}` (" in part
            assert field.description in part


def test_ports_and_sightings_stand_where_the_port_is(built: Project, downloads: Path) -> None:
    ports = json.loads((downloads / "ports.geojson").read_text(encoding="utf-8"))["features"]
    sightings = json.loads((downloads / "sightings.geojson").read_text(encoding="utf-8"))["features"]
    with opened(built.database) as connection:
        places = {row["port_id"]: row for row in connection.execute("select * from ports")}
        seen = {row["sighting_id"]: row for row in connection.execute("select * from sightings")}
    assert {feature["id"] for feature in ports} == set(places)
    assert {feature["id"] for feature in sightings} == {key for key, row in seen.items() if row["port_id"]}
    for feature in ports + sightings:
        port = places[feature["properties"]["port_id"]]
        assert feature["geometry"] == {"type": "Point", "coordinates": [port["longitude"], port["latitude"]]}
    for feature in sightings:
        row = dict(seen[feature["id"]])
        assert {name: feature["properties"][name] for name in built.dataset.tables["sightings"].columns} == {
            name: row[name] for name in built.dataset.tables["sightings"].columns
        }


@pytest.fixture
def one_row(built: Project, tmp_path: Path) -> Release:
    """A release whose database holds nothing but the table release, with a title to change."""
    database = tmp_path / "one.db"
    with sqlite3.connect(database) as connection:
        connection.execute("create table release (version, title, released_at, licence, licence_url)")
        connection.execute("insert into release values ('2026.11.0', '', '', '', '')")
    return Release(built.dataset, built.data, database, tmp_path, "https://example.org/")


def write_title(release: Release, title: str) -> None:
    with sqlite3.connect(release.database) as connection:
        connection.execute("update release set title = ?", [title])


def sheet_of(release: Release, path: Path) -> Any:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as made:
        xlsx.sheets(release, made, release.dataset.results["release"])
    return openpyxl.load_workbook(path)["release"]["B2"]


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org","x")', "0001", "1e5", "{=1}", "'x", "#N/A"]


@pytest.mark.parametrize("title", HOSTILE)
def test_text_that_looks_like_a_formula_or_a_number_stays_text(one_row: Release, title: str, tmp_path: Path) -> None:
    write_title(one_row, title)
    cell = sheet_of(one_row, tmp_path / "one.xlsx")
    assert (cell.value, cell.data_type) == (title, "s")
    with zipfile.ZipFile(tmp_path / "one.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1))
def test_any_text_comes_back_from_every_format(one_row: Release, title: str) -> None:
    write_title(one_row, title)
    folder, table = one_row.folder, one_row.dataset.results["release"]
    for part, ending in ((csv_tables, ".csv"), (jsonl, ".jsonl"), (parquet, ".parquet")):
        part.write(one_row, "release", folder / f"release{ending}")
    for rows in (csv_values(folder, table), json_values(folder, table), parquet_values(folder, table)):
        assert rows[0][1] == title
    assert sheet_of(one_row, folder / "any.xlsx").value == title


def test_a_cell_too_long_for_a_sheet_stops_the_release_by_name(one_row: Release, tmp_path: Path) -> None:
    write_title(one_row, "x" * 40_000)
    with pytest.raises(BuildError, match="sheet release, row 2, column title: 40,000 characters"):
        sheet_of(one_row, tmp_path / "one.xlsx")
