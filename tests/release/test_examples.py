"""The published examples, each run as a reader would run it, and the files opened in the programs they are made for."""

from __future__ import annotations

import csv
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project

EXAMPLES = Path(__file__).parents[2] / "site" / "examples"
MONTHS = "select substr(date_earliest, 1, 7), count(*) from port_calls where port_id = 'RUVYP' group by 1 order by 1"


@pytest.fixture(scope="module")
def wanted(built: Project) -> list[str]:
    """Calls at Vostochny per month, as the database has them."""
    with opened(built.database) as connection:
        found = [f"{month},{calls}" for month, calls in connection.execute(MONTHS)]
    assert len(found) == 5
    return found


def run(command: list[str], folder: Path) -> list[str]:
    """The lines that a program prints when it runs in a folder."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", ["pandas_calls.py", "polars_calls.py"])
def test_python_examples_count_the_calls(name: str, downloads: Path, wanted: list[str]) -> None:
    assert run([sys.executable, str(EXAMPLES / name)], downloads) == wanted


def test_the_duckdb_example_counts_the_calls(
    downloads: Path, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(downloads)
    with duckdb.connect() as connection:
        rows = connection.sql((EXAMPLES / "duckdb_calls.sql").read_text(encoding="utf-8")).fetchall()
    assert [f"{month},{calls}" for month, calls in rows] == wanted


def test_the_sqlite_example_counts_the_calls(downloads: Path, wanted: list[str]) -> None:
    with sqlite3.connect(f"file:{downloads / 'vostochny.db'}?mode=ro", uri=True) as connection:
        rows = connection.execute((EXAMPLES / "sqlite_calls.sql").read_text(encoding="utf-8")).fetchall()
    assert [f"{month},{calls}" for month, calls in rows] == wanted


def test_the_screening_example_separates_listed_from_unknown(downloads: Path) -> None:
    told = run([sys.executable, str(EXAMPLES / "screen_ships.py"), "8660313", "1234567"], downloads)
    assert told[0].startswith("8660313: Chon Ma San, listed: ")
    assert "UN since 2018-03-30" in told[0]
    assert told[1] == "1234567: not in this record, which clears nobody"


def test_the_duckdb_example_by_year_counts_the_calls_and_opens_one_file(
    downloads: Path, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(downloads)
    asked = (EXAMPLES / "duckdb_years.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        rows = connection.sql(asked).fetchall()
        plan = connection.sql(f"explain analyze {asked}").fetchall()[0][1]
    assert [f"{month},{calls}" for _year, month, calls in rows] == in_spring(wanted)
    assert "Total Files Read: 1" in plan


def in_spring(months: list[str]) -> list[str]:
    """Those of the months that the examples by year ask for."""
    found = [line for line in months if "2024-03" <= line[:7] <= "2024-05"]
    assert 0 < len(found) < len(months)
    return found


def test_the_trino_example_names_the_columns_of_the_files(downloads: Path) -> None:
    told = (EXAMPLES / "trino_years.sql").read_text(encoding="utf-8")
    columns = re.search(r"port_calls \((.+?)\n\)", told, re.DOTALL)
    assert columns
    types = {"varchar": "string", "date": "date32[day]", "bigint": "int64", "double": "double", "boolean": "bool"}
    named = [line.strip().rstrip(",").split() for line in columns[1].strip().splitlines()]
    kept = pq.read_schema(downloads / "port_calls.parquet")
    assert named.pop() == ["year", "integer"]  # which parts the table, and so stands last
    assert [(name, types[kind]) for name, kind in named] == [(field.name, str(field.type)) for field in kept]


def test_the_commands_that_fetch_the_folders_fetch_them_whole(
    checkout: Project, downloads: Path, tmp_path: Path
) -> None:
    page = (checkout.root / "site" / "pages" / "engines.md").read_text(encoding="utf-8")
    commands = re.search(r"```bash\n(.+?)```", page, re.DOTALL)
    assert commands
    here = commands[1].replace("{{ address }}downloads/", f"file://{downloads}/")
    assert here != commands[1]
    done = subprocess.run(["bash", "-e", "-c", here], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    there = {path.relative_to(downloads) for path in (downloads / "parquet").rglob("*.parquet")}
    assert {path.relative_to(tmp_path) for path in tmp_path.rglob("*.parquet")} == there


def test_every_example_is_shown_on_a_page_and_run_by_a_test(checkout: Project) -> None:
    pages = sorted((checkout.root / "site" / "pages").glob("*.md"))
    shown = [
        name
        for page in pages
        for name in re.findall(r'\{\{ example\("([^"]+)"\) \}\}', page.read_text(encoding="utf-8"))
    ]
    tests = [Path(__file__), checkout.root / "tests" / "spark" / "test_partitions.py"]
    here = "".join(path.read_text(encoding="utf-8") for path in tests)
    assert sorted(shown) == sorted(path.name for path in EXAMPLES.iterdir())
    assert [name for name in shown if f'"{name}"' not in here] == []


@pytest.fixture
def program() -> Callable[[str], str]:
    """Finds a program that scripts/programs.sh installs; without it the test is left out, but not in CI."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(
                f"{name} is missing; run scripts/programs.sh as root"
            )
        return path

    return find


@pytest.mark.deep
def test_the_r_example_counts_the_calls(program: Callable[[str], str], downloads: Path, wanted: list[str]) -> None:
    assert run([program("Rscript"), "--vanilla", str(EXAMPLES / "calls.R")], downloads) == wanted


# Comma, double quote, UTF-8, from the first line; then for the export: as shown, and all sheets.
READ_UTF8 = "CSV:44,34,76,1"
WRITE_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
WRITE_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"


def convert(office: str, source: Path, to: str, folder: Path, read: str = "") -> None:
    """Open a file in LibreOffice without a screen and save it in another format."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    reading = [f"--infilter={read}"] if read else []
    run([office, profile, "--headless", *reading, "--convert-to", to, "--outdir", str(folder), str(source)], folder)


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.deep
def test_libreoffice_shows_every_cell_of_the_workbook_as_it_is(
    program: Callable[[str], str], downloads: Path, built: Project, tmp_path: Path
) -> None:
    convert(program("soffice"), downloads / "vostochny-ledger.xlsx", WRITE_SHEETS, tmp_path)
    for table in built.dataset.published.values():
        shown = cells(tmp_path / f"vostochny-ledger-{table.name}.csv")
        published = cells(downloads / table.file_name)
        assert shown[0] == published[0]
        assert len(shown) == len(published)
        for row, kept in zip(shown[1:], published[1:], strict=True):
            for field, seen, cell in zip(table.fields, row, kept, strict=True):
                if field.type == "number" and cell:
                    # A spreadsheet shows about ten digits.
                    assert float(seen) == pytest.approx(float(cell), rel=1e-6), (table.name, field.name)
                elif field.type == "boolean":
                    assert seen.lower() == cell
                else:
                    assert seen == cell, (table.name, field.name)


@pytest.mark.deep
def test_libreoffice_reads_csv_without_garbled_names_or_days_as_numbers(
    program: Callable[[str], str], downloads: Path, tmp_path: Path
) -> None:
    office = program("soffice")
    for name in ("port_calls", "sightings"):
        convert(office, downloads / f"{name}.csv", WRITE_CSV, tmp_path, READ_UTF8)
        assert cells(tmp_path / f"{name}.csv") == cells(downloads / f"{name}.csv")


@pytest.mark.deep
def test_libreoffice_leaves_csv_columns_alone_that_are_read_as_text(
    program: Callable[[str], str], downloads: Path, built: Project, tmp_path: Path
) -> None:
    # As the page of examples advises; one name is "Jul-28", which a spreadsheet otherwise takes for a day.
    columns = "/".join(f"{number}/2" for number in range(1, len(built.dataset.tables["vessel_names"].columns) + 1))
    convert(program("soffice"), downloads / "vessel_names.csv", WRITE_CSV, tmp_path, f"{READ_UTF8},{columns}")
    assert cells(tmp_path / "vessel_names.csv") == cells(downloads / "vessel_names.csv")


@pytest.mark.deep
def test_libreoffice_keeps_the_types_of_the_workbook(
    program: Callable[[str], str], downloads: Path, tmp_path: Path
) -> None:
    convert(program("soffice"), downloads / "vostochny-ledger.xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path)
    saved = openpyxl.load_workbook(tmp_path / "vostochny-ledger.xlsx")
    header = [cell.value for cell in saved["port_calls"][1]]
    first = dict(zip(header, saved["port_calls"][2], strict=True))
    assert first["date_earliest"].is_date
    assert first["date_earliest"].number_format.lower() == "yyyy\\-mm\\-dd"
    ships = dict(zip([cell.value for cell in saved["vessels"][1]], saved["vessels"][2], strict=True))
    assert ships["imo_number"].data_type == "s"
