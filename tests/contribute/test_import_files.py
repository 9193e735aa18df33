"""A file of another kind is named in one sentence, an archive is opened, and damage never proposes wrong rows."""

from __future__ import annotations

import csv
import gzip
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables
from tests.contribute import lists
from tests.contribute import published_lists as forms
from tests.contribute.conftest import Command
from tests.contribute.importing import DAY, imported

from vostochny.contribute.importable_lists import LISTS
from vostochny.contribute.imports.comparison import ListComparison
from vostochny.contribute.imports.file_kinds import kind_of
from vostochny.contribute.imports.importing import as_text, proposals_text
from vostochny.contribute.imports.list_forms import FORMS, recognised
from vostochny.model.project import Project

OFAC = lists.OFAC.replace("{baek_ma_kang}", "7944683")
WHOLE: dict[str, str | bytes] = {
    "un": lists.UN, "un-vessels": forms.UN_VESSELS_TABLE, "ofac": OFAC, "uk": lists.UK, "eu": forms.EU_CSV,
    "canada": forms.canada_xml(*forms.CANADA_RECORDS), "australia": forms.AUSTRALIA, "switzerland": forms.SWISS,
    "opensanctions": forms.FTM, "gfw": lists.GFW, "ais": forms.AIS,
}  # fmt: skip
OTHER_FORMS: list[tuple[str, str | bytes]] = [
    ("un-vessels", forms.pdf(*forms.UN_VESSELS_PDF)), ("eu", forms.eu_xml()), ("opensanctions", forms.SIMPLE),
    ("opensanctions", forms.MARITIME),
]  # fmt: skip
PAGE = "<!DOCTYPE html>\n<html><body>\n<h1>Access denied</h1>\n</body></html>\n"
ODS = forms.zipped(content_xml="<a/>", mimetype="application/vnd.oasis.opendocument.spreadsheet")


def plain_zip(**members: str) -> bytes:
    """A zip archive whose members have these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


ODS = plain_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet", content="<a/>")
OTHERS: list[tuple[str | bytes, str]] = [
    (PAGE, "a web page (HTML), “Access denied”"),
    ("<html lang=en><title>502 Bad\nGateway</title>", "a web page (HTML), “502 Bad Gateway”"),
    (forms.pdf("Nothing"), "a PDF document"),
    (b"PK\x03\x04 \xff", "a workbook or zip archive that is damaged or cut off"),
    (ODS, "an OpenDocument spreadsheet (ods)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel or Word document"),
    (b"", "an empty file"),
    (b"\x1a\r\n", "an empty file"),
    ("a;b".encode("utf-16"), "text in UTF-16"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (bytes(range(256)) * 8, "a binary file"),
    ('{"error": {"code": 401}}', "JSON"),
    ("<sdnList><a/></sdnList>", "OFAC's sdn.xml"),
]  # fmt: skip


@pytest.mark.parametrize("form", sorted(LISTS))
def test_a_file_of_another_kind_is_named_in_one_sentence(form: str, pristine: RawTables, tmp_path: Path) -> None:
    for content, words in OTHERS:
        kind = kind_of(content[:60000] if isinstance(content, bytes) else content.encode(), b"")
        if kind.kind in FORMS[form].kinds:
            continue
        made, findings = imported(form, content, pristine, tmp_path)
        assert made == ListComparison()
        (finding,) = findings
        assert finding.rule == "wrong-file"
        assert finding.expected.startswith(LISTS[form])
        assert f"This is {words}" in finding.expected, finding.expected
        assert "\n" not in finding.as_text()


@pytest.mark.parametrize("form", sorted(LISTS))
def test_every_other_list_is_named_with_the_command_that_reads_it(
    form: str, pristine: RawTables, tmp_path: Path
) -> None:
    for other, content in [*WHOLE.items(), *OTHER_FORMS]:
        encoded = content if isinstance(content, bytes) else content.encode()
        if other == form or recognised(kind_of(encoded)) != other:
            continue
        _made, findings = imported(form, content, pristine, tmp_path)
        (finding,) = findings
        assert finding.rule == "wrong-file"
        assert f"vostochny import {other} list.txt" in finding.remedy


def test_each_list_is_recognised_by_its_beginning() -> None:
    found = {form: recognised(kind_of(content if isinstance(content, bytes) else content.encode()))
             for form, content in WHOLE.items()}  # fmt: skip
    assert found == {form: form for form in LISTS}


@pytest.mark.parametrize("form", sorted(LISTS))
def test_a_list_in_an_archive_says_what_the_list_says(form: str, pristine: RawTables, tmp_path: Path) -> None:
    content = WHOLE[form]
    encoded = content if isinstance(content, bytes) else content.encode()
    day = "" if form in {"eu", "uk"} else DAY
    plain = imported(form, encoded, pristine, tmp_path, day)
    packed = plain_zip(**{"folder/list.txt": encoded.decode(), "__MACOSX/x": "x"})
    for archive in (packed, gzip.compress(encoded)):
        assert imported(form, archive, pristine, tmp_path, day) == plain
    assert plain[1] == []


def test_a_zip_of_ofac_is_read_with_its_alt_csv(pristine: RawTables, tmp_path: Path) -> None:
    alternates = '17084,5001,"fka","TEST OLD NAME",-0- \r\n\x1a'
    archive = plain_zip(**{"SDN.CSV": OFAC, "ALT.CSV": alternates, "add.csv": "x"})
    made, findings = imported("ofac", archive, pristine, tmp_path, DAY)
    assert findings == []
    assert any("'TEST OLD NAME', which is not on record" in line for line in made.changed)


def test_a_zip_with_several_files_is_named_with_what_it_contains(pristine: RawTables, tmp_path: Path) -> None:
    _made, findings = imported("uk", plain_zip(**{"a.csv": "x", "b.csv": "y"}), pristine, tmp_path)
    assert [item.rule for item in findings] == ["wrong-file"]
    assert "a.csv, b.csv" in findings[0].expected


def test_alt_csv_is_found_whatever_its_capitals_and_refused_when_it_is_cut_off(
    pristine: RawTables, tmp_path: Path
) -> None:
    for name in ("ALT.CSV", "alt.csv", "Alt.csv"):
        (tmp_path / name).write_bytes(b'17084,5001,"fka","TEST OLD NAME",-0- \r\n\x1a')
        made, findings = imported("ofac", OFAC, pristine, tmp_path, DAY, "SDN.CSV")
        assert findings == []
        assert any("'TEST OLD NAME', which is not on record" in line for line in made.changed)
        (tmp_path / name).write_bytes(b'17084,5001,"fka","TEST OLD NAME",-0- \r\n')
        _made, findings = imported("ofac", OFAC, pristine, tmp_path, DAY, "SDN.CSV")
        assert [(item.file, item.rule) for item in findings] == [(name, "not-whole")]
        (tmp_path / name).unlink()


def test_a_workbook_that_unpacks_to_more_than_any_list_is_refused(
    pristine: RawTables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = forms.workbook(forms.AUSTRALIA)
    monkeypatch.setattr("vostochny.contribute.imports.list_file.LARGEST_WORKBOOK", len(book) + 1)
    _made, findings = imported("australia", book, pristine, tmp_path, DAY)
    assert [item.rule for item in findings] == ["workbook"]
    assert "unpacked it has" in findings[0].expected


def test_another_list_saved_as_a_workbook_and_one_without_the_columns_are_named_in_one_sentence(
    pristine: RawTables, tmp_path: Path
) -> None:
    _made, (finding,) = imported("uk", forms.workbook(forms.AUSTRALIA), pristine, tmp_path)
    assert (finding.rule, "vostochny import australia list.txt" in finding.remedy) == ("wrong-file", True)
    _made, (finding,) = imported("australia", forms.workbook("Ship,Number\nA,1\n"), pristine, tmp_path)
    assert (finding.rule, finding.value) == ("missing-column", "Ship, Number")


def test_a_line_of_gigabytes_and_an_archive_with_a_password_are_refused(
    pristine: RawTables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vostochny.contribute.imports.list_file.LONGEST_LINE", 5000)
    for form, line in (("ais", b"MMSI,lat,lon\n" + b"1," * 9000), ("opensanctions", b'{"id":"' + b"x" * 9000)):
        _made, (finding,) = imported(form, gzip.compress(line), pristine, tmp_path, DAY)
        assert "a line of more than 5,000 characters" in finding.expected
    archive = bytearray(plain_zip(**{"list.csv": "a,b"}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    _made, (finding,) = imported("ofac", bytes(archive), pristine, tmp_path, DAY)
    assert "a zip archive with a password" in finding.expected


def test_one_fault_in_every_line_is_reported_a_few_times(pristine: RawTables, tmp_path: Path) -> None:
    lines = "".join(f'{number},"NAME","vessel","DPRK"\r\n' for number in range(50))
    _made, findings = imported("ofac", f"{OFAC[:-1]}{lines}\x1a", pristine, tmp_path, DAY)
    assert len(findings) == 3
    assert findings[-1].remedy.endswith("Further findings of this kind are not shown.")


def test_words_of_a_file_reach_the_terminal_without_control_characters(pristine: RawTables, tmp_path: Path) -> None:
    text = OFAC.replace("TEST SHIP ONE", "TEST\x1b[31m SHIP\x07")
    made, findings = imported("ofac", text, pristine, tmp_path, DAY)
    assert findings == []
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", as_text(made))


def test_paths_with_blanks_and_letters_outside_ascii_are_read_and_named_so_that_a_shell_takes_them(
    ledger: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "my lists é 목록"
    folder.mkdir()
    (folder / "list 1.csv").write_text(lists.UK, encoding="utf-8")
    output = folder / "my proposals.csv"
    run = ledger("import", "uk", str(folder / "list 1.csv"), "--source", "test-list-2026", "--output", str(output))
    assert run.exit_code == 0, run.output
    assert f"vostochny add --from '{output}'" in run.output
    run = ledger("add", "--from", str(output), "--dry-run")
    assert "my proposals.csv" in run.output


def test_a_whole_checkout_under_such_a_path_takes_contributions(spoilable: Project, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from vostochny.cli import main

    root = tmp_path / "a checkout é"
    shutil.copytree(spoilable.root, root)
    (root / "new.csv").write_text("call_id\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["--project", str(root), "add", "sighting", "--from", str(root / "new.csv")])
    assert "[no-rows]" in run.output
    assert run.exit_code == 1


def test_every_list_is_in_the_help_and_in_the_guide_with_a_command_that_runs(
    ledger: Command, checkout: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ledger("import", "--help")
    guide = (checkout.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    commands = {words.split()[0]: words.split() for words in re.findall(r"`vostochny import ([^`]+)`", guide)}
    assert set(commands) == set(LISTS)
    monkeypatch.chdir(tmp_path)
    for form in LISTS:
        assert re.search(rf"^\s+{form}\s", run.output, re.MULTILINE), form
        for name in commands[form]:
            if "." in name:
                (tmp_path / name).write_bytes(b"")
        found = ledger("import", *commands[form])
        # The file is empty; the options are understood.
        assert "This is an empty file" in found.output or "[geojson]" in found.output, found.output


def test_a_day_that_is_none_is_refused(ledger: Command, tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_text(OFAC, encoding="utf-8")
    run = ledger("import", "ofac", str(tmp_path / "sdn.csv"), "--source", "t", "--date", "10.11.2026")
    assert run.exit_code == 2
    assert "--date needs a day such as 2026-11-20" in run.output


ALL = [*WHOLE.items(), *OTHER_FORMS, ("australia", forms.workbook(forms.AUSTRALIA)),
       ("uk", forms.zipped(list_csv=lists.UK))]  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=st.sampled_from(ALL), start=st.integers(0, 10_000), junk=st.binary(max_size=12), cut=st.integers(0, 60))
def test_any_damage_to_any_list_ends_in_findings_or_in_rows_that_the_list_states(
    one: tuple[str, str | bytes],
    start: int,
    junk: bytes,
    cut: int,
    pristine: RawTables,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    form, content = one
    whole = content if isinstance(content, bytes) else content.encode()
    start %= len(whole)
    folder = Path(tmp_path_factory.getbasetemp())
    made, findings = imported(form, whole[:start] + junk + whole[start + cut :], pristine, folder, name="damaged.txt")
    assert len(findings) <= 12
    if findings:
        assert made == ListComparison()
    as_text(made)
    text = proposals_text(made.rows, pristine)
    assert len(list(csv.reader(io.StringIO(text)))) == len(made.rows) + 1
    ships = {row["vessel_id"] for row in pristine["vessels"].records()}
    new = {item.cells["vessel_id"] for item in made.rows if item.table == "vessels"}
    known = {item.cells["vessel_id"] for item in made.rows if item.cells.get("vessel_id")}
    assert known <= ships | new


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
# Positions that are cut off after a line are a shorter series, and a shorter stay is a true one.
@given(one=st.sampled_from([one for one in ALL if one[0] != "ais"]), share=st.floats(0, 1, exclude_max=True))
def test_a_list_that_is_cut_off_proposes_no_row_that_the_whole_list_does_not(
    one: tuple[str, str | bytes], share: float, pristine: RawTables, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form, content = one
    whole = content if isinstance(content, bytes) else content.encode()
    folder = Path(tmp_path_factory.getbasetemp())
    complete, findings = imported(form, whole, pristine, folder, name="cut.txt")
    assert findings == []
    made, findings = imported(form, whole[: int(len(whole) * share)], pristine, folder, name="cut.txt")
    if findings:
        assert made == ListComparison()
    stated = [(item.table, {key: value for key, value in item.cells.items() if value}) for item in complete.rows]
    for item in made.rows:
        cells = {key: value for key, value in item.cells.items() if value}
        # The last value of a cut line may be shorter; then the line has fewer cells and is refused.
        assert any(table == item.table and cells.items() <= given.items() for table, given in stated), item
