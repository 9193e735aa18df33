"""What is accepted at first sight is never anything that Frictionless and the checks of cells refuse."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables

from vostochny.checks.cell_errors import check_cells
from vostochny.checks.fast_path import ColumnWatch, TableWatch, accepted, screen
from vostochny.checks.fast_reading import load_all
from vostochny.checks.frictionless_errors import check_shape
from vostochny.checks.verdict_cache import VerdictCache
from vostochny.model.findings import Finding
from vostochny.model.project import Project, this_checkout
from vostochny.model.schema import Field, Table
from vostochny.tables.arrow_reader import ColumnarTable, NotPlainError
from vostochny.tables.canonical_form import write_text
from vostochny.tables.csv_reader import RawTable
from vostochny.tables.read_record import read_by_row

DATASET = this_checkout().dataset
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
# Every combination of type, kind, pattern and limit that the schemas use, once.
FIELDS = {
    (item.type, item.format_name, item.pattern, str(item.constraints), tuple(item.categories)): item
    for table in DATASET.published.values()
    for item in table.fields
}
HOSTILE_VALUES = [
    "", " ", "x ", " x", "\u00a0x", "x\u00a0", "\u3000", "NaN", "nan", "inf", "-inf", "Infinity", "1e5", "1E5",
    "1e999", "+1", "-0", "-0.0", "007", "1_000", "1,000", "1.", ".5", "1.5.2", "--1", "0x1F", "１２", "٣",
    "9" * 15, "9" * 16, "9" * 40, "1." + "0" * 15, "1." + "0" * 16, "0.1", "100", "99.999999999999999",
    "350000", "350000.000000000001", "true", "TRUE", "True", "false", "yes", "1", "0", "2024-02-29",
    "2204-03-11", "1949-12-31", "2100-12-31", "2101-01-01",
    "2023-02-29", "2024-02-30", "0000-01-01", "0000-00-00", "10000-01-01", "2024-2-1", "2024-13-01", "20240201",
    "2024-02-01T00:00:00", "２０２４-02-01", "2024", "2024-05", "2024-00", "a\nb", "a\tb", "a\x0bb", "a\x7fb",
    "a\u0085b", "a\u2028b", "\u202ea", "a\u200f", "e\u0301", "é", "항해", "=1", "+a", "-a", "@a", "'=1", "<b>",
    "a<b", "a>b", "a&b", "&amp;", "&#60;", '"', 'a"b', "a,b", "a|b", "id-1", "id--1", "-id", "Id", "id_1",
    "call-001", "call-01", "call-٠٠١", "call-001\n", "RUVYP", "ruvyp", "XQVYP", "KP-SONBONG", "KP-",
    "https://example.org", "http://a", "https://exa\u00a0mple.org/", "https://example.org/\u3000x",
    "https://example.org/é", "ftp://a.b", "9129653", "9129654", "٩١٢٩٦٥٣", "620233000", "KP", "XX", "en", "xq",
    "a;b", "a;;b", "note", "note;note", "barrel", "barrels", "a{,3}", "x" * 160, "x" * 161, "é" * 120,
    "é" * 121, "x" * 5000,
]  # fmt: skip


def refused_by_row(field: Field, values: list[str]) -> list[Finding]:
    """What Frictionless and the checks of cells find against a column of these values."""
    rows = [[f"a{number}", value] for number, value in enumerate(values)]
    table = alone(field)
    raw = RawTable(table, "data/t.csv", rows, list(range(2, 2 + len(rows))))
    return check_shape({"t": raw}) + check_cells({"t": raw}, DATASET.units)


def alone(field: Field) -> Table:
    """A table of an identifier and this one field."""
    table = DATASET.tables["ports"]
    key = Field("key_id", "Key", "", "string", "id", example="a", constraints={"required": True})
    return Table(**{**vars(table), "fields": (key, field), "primary_key": ("key_id",), "foreign_keys": (), "name": "t"})


def list_of_columns(field: Field) -> bool:
    """Whether a value of the field can be judged only with the rest of its row."""
    return field.format_name == "columns"


def accepted_value(field: Field, value: str) -> bool:
    """Whether a value is accepted in a column by itself."""
    try:
        ColumnWatch(field, DATASET.units).check(pa.array([value], pa.string()))
    except NotPlainError:
        return False
    return True


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: f"{field.name}-{field.type}-{field.format_name}")
def test_no_hostile_value_is_accepted_that_the_checks_by_row_refuse(field: Field) -> None:
    values = [*HOSTILE_VALUES, field.example, *field.categories]
    known = [value for value in dict.fromkeys(values) if accepted_value(field, value) and not list_of_columns(field)]
    assert refused_by_row(field, known) == []


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: f"{field.name}-{field.type}-{field.format_name}")
def test_the_screen_over_all_values_accepts_only_what_each_value_alone_would_pass(field: Field) -> None:
    expression = screen(field)
    if expression is not None:
        values = [*HOSTILE_VALUES, field.example]
        passed = expression(pa.array(values, pa.string())).to_pylist()
        watch = ColumnWatch(field, DATASET.units)
        assert [value for value, plain in zip(values, passed, strict=True) if plain and not watch.exact(value)] == []


SHORT = st.text(st.characters(codec="utf-8"), max_size=12)
NUMBERS = st.from_regex(re.compile(r"[+-]?[0-9_]{0,18}([.,][0-9]{0,18})?([eE][0-9]{1,3})?"), fullmatch=True)


@QUICK
@given(data=st.data())
def test_any_value_that_is_accepted_passes_the_checks_by_row(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(list(FIELDS.values())))
    shapes = [SHORT, NUMBERS, st.sampled_from(HOSTILE_VALUES), st.dates().map(str)]
    if field.pattern:
        shapes.append(st.from_regex(re.compile(field.pattern), fullmatch=True))
    value = data.draw(st.one_of(shapes))
    if "\0" not in value and accepted_value(field, value) and not list_of_columns(field):
        assert refused_by_row(field, [value]) == []


def test_plain_values_do_pass_the_screen() -> None:
    # The screen would be right, and of no use, if it accepted nothing.
    by_name = DATASET.tables["port_calls"].by_name
    for name, value in (
        ("call_id", "call-000001"),
        ("vessel_id", "paek-yang-san-1"),
        ("berth", "One berth, near the mole"),
    ):
        expression = screen(by_name[name])
        assert expression is not None
        assert expression(pa.array([value])).to_pylist() == [True]


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "ports.csv"
    path.write_bytes(content)
    return path


def accepted_file(path: Path, table: Table) -> ColumnarTable | None:
    try:
        return accepted(TableWatch(table, DATASET.units), path, "data/ports.csv")
    except NotPlainError:
        return None


Edit = Callable[[bytes], bytes]
HOSTILE_FILES: dict[str, Edit] = {
    "byte-order mark": lambda good: b"\xef\xbb\xbf" + good,
    "byte-order mark alone": lambda _good: b"\xef\xbb\xbf",
    "CRLF": lambda good: good.replace(b"\n", b"\r\n"),
    "one CR": lambda good: good.replace(b"\n", b"\r", 3),
    "no last line end": lambda good: good[:-1],
    "two last line ends": lambda good: good + b"\n",
    "a blank line": lambda good: good.replace(b"\n", b"\n\n", 2),
    "a line of commas": lambda good: good + b"," * 9 + b"\n",
    "a line of blanks": lambda good: good + b"   \n",
    "nothing": lambda _good: b"",
    "a header alone, unfinished": lambda good: good.split(b"\n", 1)[0],
    "no header": lambda good: good.split(b"\n", 1)[1],
    "header twice": lambda good: good.split(b"\n", 1)[0] + b"\n" + good,
    "a column twice": lambda good: good.replace(b"port_id,name", b"port_id,port_id", 1),
    "columns exchanged": lambda good: good.replace(b"port_id,name", b"name,port_id", 1),
    "a quoted header": lambda good: good.replace(b"port_id,name", b'"port_id",name', 1),
    "a cell too many": lambda good: good.replace(b"Sonbong,", b"Sonbong,,", 1),
    "a cell too few": lambda good: good.replace(b"Sonbong,", b"Sonbong", 1),
    "ragged, even in sum": lambda good: good.replace(b"Sonbong,", b"Sonbong", 1).replace(b"Nampo,", b"Nampo,,", 1),
    "a lone quote": lambda good: good.replace(b"Sonbong", b'Son"bong', 1),
    "an open quote": lambda good: good.replace(b"Sonbong", b'"Sonbong', 1),
    "text after a quote": lambda good: good.replace(b"Sonbong", b'"Son"bong', 1),
    "needless quotes": lambda good: good.replace(b"Sonbong", b'"Sonbong"', 1),
    "a quoted empty cell": lambda good: good.replace(b",,", b',"",', 1),
    "a line end in a cell": lambda good: good.replace(b"Sonbong", b'"Son\nbong"', 1),
    "NUL": lambda good: good.replace(b"Sonbong", b"Son\0bong", 1),
    "Latin-1": lambda good: good.replace(b"Sonbong", b"S\xf6nbong", 1),
    "an overlong code": lambda good: good.replace(b"Sonbong", b"S\xc0\xafnbong", 1),
    "half a surrogate": lambda good: good.replace(b"Sonbong", b"S\xed\xa0\x80nbong", 1),
    "UTF-16": lambda good: good.decode().encode("utf-16"),
    "a byte-order mark inside": lambda good: good.replace(b"Sonbong", b"\xef\xbb\xbfSonbong", 1),
    "a blank before a quote": lambda good: good.replace(b"Sonbong", b' "Sonbong"', 1),
    "semicolons": lambda good: good.replace(b",", b";"),
    "rows exchanged": lambda good: b"\n".join([*(lines := good.split(b"\n"))[:1], lines[2], lines[1], *lines[3:]]),
    "a row twice": lambda good: b"\n".join([*(lines := good.split(b"\n"))[:2], *lines[1:]]),
    "a unique value twice": lambda good: good.replace(b"KPCHO,", b"KPNAM,", 2).replace(b"KPNAM,", b"KPCHO,", 1),
    "a dangling source": lambda good: good.replace(b"nga-world-port-index", b"nga-world-sort-index", 1),
    "a cell longer than a reader takes": lambda good: good.replace(b"Sonbong", b"Sonbong" + b"g" * 140_000, 1),
    "garbage": lambda good: bytes(range(256)) + good,
}  # fmt: skip


def by_row(project: Project, table: str = "ports") -> list[Finding]:
    """What is said of one file when every table is read row by row."""
    tables = {name: read_by_row(project, item) for name, item in project.dataset.tables.items()}
    raw = tables[table]
    shape = [item for item in check_shape(tables) if item.file == raw.file]
    return raw.findings + shape + check_cells({table: raw}, project.dataset.units)


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_no_hostile_file_is_accepted_that_the_checks_by_row_refuse(name: str, spoilable: Project) -> None:
    path = spoilable.csv_path("ports")
    good = path.read_bytes()
    spoilt = HOSTILE_FILES[name](good)
    assert spoilt != good
    path.write_bytes(spoilt)
    loaded = load_all(spoilable, VerdictCache(spoilable))["ports"]
    assert isinstance(loaded, RawTable) or by_row(spoilable) == []


def test_a_file_is_accepted_in_many_pieces_when_it_is_in_one(
    checkout: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, good = checkout.dataset.tables["ports"], checkout.csv_path("ports").read_bytes()
    files = {"as it is": good, **{name: spoil(good) for name, spoil in HOSTILE_FILES.items()}}
    for name, content in files.items():
        verdicts = []
        # The pieces end within a line, within a character, within a quoted cell.
        for piece in (8 * 1024 * 1024, 1000, 97, 7):
            monkeypatch.setattr("vostochny.tables.arrow_reader.BLOCK_BYTES", piece)
            verdicts.append(accepted_file(written(tmp_path, content), table) is not None)
        assert len(set(verdicts)) == 1, name
        assert verdicts[0] or name != "as it is"


@pytest.mark.parametrize("at", [1, 5, 10])
def test_a_duplicate_key_is_found_across_the_end_of_a_piece(
    at: int, checkout: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = checkout.csv_path("ports").read_bytes().splitlines(keepends=True)
    twice = [*lines[: at + 1], *lines[at:]]
    for piece in (len(b"".join(twice[: at + 1])) - len(lines[0]) + 1, 1):
        monkeypatch.setattr("vostochny.tables.arrow_reader.BLOCK_BYTES", piece)
        assert accepted_file(written(tmp_path, b"".join(lines)), checkout.dataset.tables["ports"])
        assert accepted_file(written(tmp_path, b"".join(twice)), checkout.dataset.tables["ports"]) is None


@pytest.mark.parametrize("piece", [8 * 1024 * 1024, 4096])
def test_every_real_table_is_accepted_and_read_alike_both_ways(
    piece: int, checkout: Project, pristine: RawTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vostochny.tables.arrow_reader.BLOCK_BYTES", piece)
    for name, loaded in load_all(checkout, VerdictCache(checkout)).items():
        assert isinstance(loaded, ColumnarTable), name
        rows = [
            list(row) for batch in loaded.batches() for row in zip(*(c.to_pylist() for c in batch.columns), strict=True)
        ]
        assert rows == pristine[name].rows
        keys = {"|".join(pristine[name].key(row)) for row in pristine[name].rows}
        assert loaded.lines_of(keys) == pristine[name].lines_of(keys)


CELLS = st.one_of(
    st.sampled_from(["", "a", "a,b", '"', '""', 'a"b', "\n", "\r", " ", "é", "'", ";", "\t", "\u2028", "a" * 50]),
    st.text(st.characters(codec="utf-8"), max_size=6),
)


@QUICK
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    junk=st.binary(max_size=6),
    at=st.integers(0, 60),
)
@example(rows=[["a", '"', "\n"]], junk=b"", at=0)
@example(rows=[["a", "b", "c"]], junk=b'"', at=0)
@example(rows=[], junk=b"\n", at=0)
@example(rows=[["a", "b", "c"]], junk=b"\n", at=6)
def test_a_file_that_is_taken_apart_by_column_gives_the_cells_that_the_csv_module_gives(
    rows: list[list[str]], junk: bytes, at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    texts = [Field(name, name, "", "string", example="a") for name in ("a", "b", "c")]
    base = alone(texts[0])
    table = Table(**{**vars(base), "fields": tuple(texts), "primary_key": ("a",)})
    body = write_text(rows, ["a", "b", "c"]).encode()
    content = body[: 6 + at] + junk + body[6 + at :]
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        loaded = ColumnarTable(table, "any.csv", path, content="")
        parsed = blocks_of(loaded)
    except NotPlainError:
        return
    cells = [list(row) for batch in parsed for row in zip(*(c.to_pylist() for c in batch.columns), strict=True)]
    assert cells == list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))[1:]
    assert write_text(cells, ["a", "b", "c"]).encode() == content


def blocks_of(loaded: ColumnarTable) -> list[pa.RecordBatch]:
    """The blocks of a file, taken apart and not looked at further."""
    import hashlib

    from vostochny.tables.arrow_reader import blocks, parse

    return [parse(block, loaded.table) for block in blocks(loaded.path, loaded.table, hashlib.sha256())]
