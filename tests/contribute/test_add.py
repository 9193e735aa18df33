"""`vostochny add`: a row lands in its place, in one form, with all that belongs to it, or nothing is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import RawTables
from tests.contribute.conftest import Command, bytes_of, new_lines, written

from vostochny.contribute.draft import CellEdit, Draft, NewRow, judge
from vostochny.contribute.required_rows import add_companions
from vostochny.model.errors import BuildError
from vostochny.model.project import Project

SIGHTING = (
    "vessel_name_as_reported=Chon Ma San", "place_as_reported=Vostochny", "port_id=vostochny", "activity=load",
    "date_earliest=2025-12-01", "date_latest=2025-12-01", "date_precision=day", "method=optical_imagery",
    "observer=NK News", "load_state=not_stated",
)  # fmt: skip
SOURCE = (
    "sources.source_id=test-paper-2025", "sources.publisher=Test Paper", "sources.title=A test",
    "sources.title_kind=original", "sources.read_extent=whole", "sources.published_on=2025-12-02", "sources.kind=news",
    "sources.language=en", "sources.licence=Unknown; facts only", "source_id=test-paper-2025",
)  # fmt: skip


def options(*values: str) -> list[str]:
    return [part for value in values for part in ("--set", value)]


def test_a_sighting_its_source_and_its_call_are_written_together_each_in_its_place(
    ledger: Command, spoilable: Project
) -> None:
    before = bytes_of(spoilable)
    run = ledger("add", "sighting", *options("vessel_id=IMO 8660313", *SIGHTING, *SOURCE, "call_id=new"))
    assert run.exit_code == 0, run.output
    added = new_lines(spoilable, before)
    assert sorted(added) == ["port_calls.csv", "sightings.csv", "sources.csv"]
    assert added["sightings.csv"] == [
        "sighting-078,chon-ma-san,Chon Ma San,,Vostochny,RUVYP,vostochny,,load,2025-12-01,2025-12-01,day,"
        "optical_imagery,,NK News,not_stated,,call-016,test-paper-2025,,"
    ]
    assert added["port_calls.csv"][0].startswith("call-016,chon-ma-san,RUVYP,,load,2025-12-01,2025-12-01,probable,")
    assert "sighting-078 opens call-016" in run.output
    form = ledger("format", "--check")
    assert form.exit_code == 0, form.output


def test_a_sighting_at_sea_without_its_waters_is_not_written_and_says_which_there_are(
    ledger: Command, spoilable: Project
) -> None:
    before = bytes_of(spoilable)
    at_sea = [item for item in SIGHTING if not item.startswith(("port_id", "activity"))] + ["activity=transit"]
    run = ledger("add", "sighting", *options("vessel_id=IMO 8660313", *at_sea, "source_id=rfa-2024-10-21"))
    assert run.exit_code != 0
    assert "waters" in run.output
    assert "east_sea" in run.output
    assert bytes_of(spoilable) == before


def test_a_row_that_only_a_rule_rejects_is_not_written_and_is_reported_at_the_contributors_own_line(
    ledger: Command, spoilable: Project, tmp_path: Path
) -> None:
    before = bytes_of(spoilable)
    columns = ("vessel_id", *(value.split("=")[0] for value in SIGHTING), "source_id")
    right = ["Chon Ma San", *(value.split("=")[1] for value in SIGHTING), "rfa-2024-10-21"]
    wrong = ["2025-12-09" if cell == "2025-12-01" and place == 5 else cell for place, cell in enumerate(right)]
    path = written(tmp_path, "new.csv", ",".join(columns), ",".join(right), ",".join(wrong))
    run = ledger("add", "sighting", "--from", path)
    assert run.exit_code == 1
    assert "new.csv:3:date_earliest: [dates-in-order]" in run.output
    assert "Nothing is written." in run.output
    assert bytes_of(spoilable) == before


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("vesel_id,port_id", "chon-ma-san,RUVYP"), "new.csv:1:vesel_id: [unknown-column]"),
        (("vessel_id,vessel_id", "a,b"), "new.csv:1:vessel_id: [repeated-column]"),
        (("vessel_id,port_id", "chon-ma-san,RUVYP,more"), "new.csv:2: [row-length]"),
        (("vessel_id", "Hai Zhou 168"), "it may be `hai-zhou-168`"),
        (("vessel_id", "Chon Ma Sam"), "Nearest: `chon-ma-san` (Chon Ma San, 8660313, oil_tanker)"),
        (("vessel_id", '"open'), "new.csv:2: [quotes]"),
        (("vessel_id",), "new.csv:1: [no-rows]"),
    ],
)
def test_what_cannot_be_understood_in_a_file_is_named_with_its_place(
    ledger: Command, spoilable: Project, tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    before = bytes_of(spoilable)
    run = ledger("add", "sighting", "--from", written(tmp_path, "new.csv", *lines))
    assert run.exit_code == 1
    assert said in run.output
    assert run.exception is None or isinstance(run.exception, SystemExit)
    assert bytes_of(spoilable) == before


def test_a_name_that_is_not_understood_hides_no_other_finding_of_the_file(ledger: Command, tmp_path: Path) -> None:
    lines = ("vessel_id,port_id,activity,date_earliest", "Chon Ma Sam,RUVYP,load,2024-03-32")
    output = ledger("add", "sighting", "--from", written(tmp_path, "new.csv", *lines)).output
    assert "new.csv:2:vessel_id: [unknown-record]" in output
    assert "new.csv:2:date_earliest: [type-date]" in output
    assert output.count("new.csv:2:vessel_id") == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\0\0", b'"', b"vessel_id\n" + b"," * 5000, b";;;;\n;;;;"])
def test_a_hostile_file_ends_in_a_sentence(ledger: Command, spoilable: Project, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "new.csv"
    path.write_bytes(content)
    before = bytes_of(spoilable)
    run = ledger("add", "sighting", "--from", str(path))
    assert run.exit_code == 1
    assert isinstance(run.exception, SystemExit)
    assert "new.csv" in run.output
    assert bytes_of(spoilable) == before


def test_a_file_of_a_spreadsheet_with_semicolons_and_a_byte_order_mark_is_read(ledger: Command, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_bytes("\ufeffvessel_id;port_id\r\nHai Zhou 168;RUVYP\r\n".encode())
    assert "new.csv:2:vessel_id: [ambiguous]" in ledger("add", "sighting", "--from", str(path)).output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say what to add"),
        (("sighting", "--set", "vessel_id"), "--set needs COLUMN=VALUE"),
        (("sighting", "--set", "vesel_id=x"), "did you mean `vessel_id`?"),
        (("sighting", "--set", "sorces.title=x"), "did you mean `sources`?"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(ledger: Command, arguments: tuple[str, ...], said: str) -> None:
    run = ledger("add", *arguments)
    assert run.exit_code == 2
    assert said in run.output


def test_a_record_out_of_form_is_not_added_to(ledger: Command, spoilable: Project) -> None:
    path = spoilable.csv_path("ports")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run = ledger("add", "sighting", "--set", "vessel_id=x")
    assert run.exit_code == 1
    assert "data/ports.csv:1: [line-end]" in run.output


OF_THE_SIGHTING = (
    "Chon Ma Sam", "1", "", "", "Vostochny", "8", "RUVYP", "", "1", "2025-13-01", "2025-12-01", "", "",
    "1", "", "Test Observer", "NK News", "", "", "1", "zzzz qqqq", "y",
)  # fmt: skip
OF_THE_SOURCE = ("Test Paper", "A test", "", "", "", "2025-12-02", "", "", "1", "2", "en", *[""] * 5)
ANSWERS = (*OF_THE_SIGHTING, *OF_THE_SOURCE, *[""] * 14)


def test_a_conversation_fills_in_finds_the_ship_refuses_what_is_wrong_and_asks_before_it_writes(
    ledger: Command, spoilable: Project
) -> None:
    before = bytes_of(spoilable)
    run = ledger("add", "sighting", "--dry-run", typed="\n".join(ANSWERS) + "\n")
    assert run.exit_code == 0, run.output
    assert "1 chon-ma-san (Chon Ma San, 8660313, oil_tanker)" in run.output
    assert "✗ a day as 2024-03-07." in run.output
    assert "✗ a name that schemas/agreements.yaml lists under makers" in run.output
    assert "There is no 'zzzz qqqq' in data/sources.csv." in run.output
    assert "Now the call itself, call-016; by the rule it is probable." in run.output
    assert "data/sightings.csv:79: sighting-078" in run.output
    assert "test-paper-2025-12-02" in run.output
    assert "Nothing is written." in run.output
    assert bytes_of(spoilable) == before


@pytest.mark.deep
def test_a_call_is_added_upon_a_sighting_on_record(ledger: Command, spoilable: Project) -> None:
    before = bytes_of(spoilable)
    call = ("port_id=RUVYP", "operation=load", "date_earliest=2024-03-13", "date_latest=2024-03-13")
    series = ("berth=One berth run by a Russian oil company", "count_id=count-004")
    run = ledger("add", "call", *options(*call, *series), "--sighting", "sighting-007")
    assert run.exit_code == 0, run.output
    assert "call-016 is possible. The ship is not identified." in run.output
    after = bytes_of(spoilable)
    changed = [name for name in after if after[name] != before[name]]
    assert changed == ["port_calls.csv", "sightings.csv"]
    assert b",call-016,donga-2024-03-26," in after["sightings.csv"]


@pytest.mark.parametrize(("sighting", "said"), [("sighting-001", "It supports call-001."), ("sighting-9", "on record")])
def test_a_call_cannot_take_a_sighting_from_another_or_one_that_is_not_there(
    ledger: Command, sighting: str, said: str
) -> None:
    run = ledger("add", "call", *options("port_id=RUVYP"), "--sighting", sighting)
    assert run.exit_code == 1
    assert said in run.output


@pytest.mark.deep
def test_a_better_sighting_changes_the_grade_of_its_call_only_when_asked_to(
    ledger: Command, spoilable: Project
) -> None:
    seen = {value.split("=")[0]: value for value in SIGHTING}
    seen |= {name: f"{name}=2024-10-20" for name in ("date_earliest", "date_latest")}
    given = options("vessel_id=Chon Ma San", *seen.values(), "call_id=call-011", *SOURCE)
    before = bytes_of(spoilable)
    refused = ledger("add", "sighting", *given)
    assert refused.exit_code == 1
    assert "The rule now makes call-011 confirmed instead of possible" in refused.output
    assert bytes_of(spoilable) == before
    run = ledger("add", "sighting", "--regrade", *given)
    assert run.exit_code == 0, run.output
    assert b",confirmed,Two or more independent observers" in bytes_of(spoilable)["port_calls.csv"].replace(b'"', b"")


@pytest.mark.deep
def test_two_contributions_at_once_both_get_in_with_identifiers_of_their_own(spoilable: Project) -> None:
    source = [value.replace("test-paper-2025", "{}") for value in SOURCE]
    running = []
    for number, ship in enumerate(("Chon Ma San", "Yu Son")):
        named = [value.format(f"test-{number}-2025") for value in source]
        address = (
            f"sources.url=https://example.org/{number}",
            "sources.url_kind=original",
            f"sources.title=Test {number}",
        )
        values = options(f"vessel_id={ship}", *SIGHTING, f"vessel_name_as_reported={ship}", *named, *address)
        command = [sys.executable, "-m", "vostochny", "--project", str(spoilable.root), "add", "sighting", *values]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    said = [process.communicate(timeout=300)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    text = spoilable.csv_path("sightings").read_text(encoding="utf-8")
    assert text.count("\nsighting-062,") == text.count("\nsighting-063,") == 1


@pytest.mark.deep
def test_a_file_that_somebody_edits_during_the_check_is_not_overwritten(spoilable: Project) -> None:
    path = spoilable.csv_path("ports")
    edited = path.read_bytes().replace(b"Chongjin", b"Chongjin ", 1)
    draft = Draft(changes=[CellEdit("ports", "RUVYP", "note", "Another note.")])

    def edit(_step: str) -> None:
        path.write_bytes(edited)

    with pytest.raises(BuildError, match="changed meanwhile"):
        judge(spoilable, draft, edit, write=True)
    assert path.read_bytes() == edited


def test_a_new_ship_brings_its_name_and_particulars_as_of_the_day_of_their_source(pristine: RawTables) -> None:
    ship = {"vessel_id": "test-ship", "name": "Test Ship", "year_built": "1999", "length_m": "80", "flag_iso2": "KP"}
    draft = Draft([NewRow("vessels", {**ship, "inferred": "flag_iso2", "source_id": "rfa-2024-10-21"})])
    add_companions(draft, pristine)
    (name,) = (item.cells for item in draft.rows if item.table == "vessel_names")
    assert (name["name"], name["name_kind"], name["source_id"]) == ("Test Ship", "current", "rfa-2024-10-21")
    stated = [item.cells for item in draft.rows if item.table == "vessel_particulars"]
    told = {cells["attribute"]: (cells["unit"], cells["as_of"]) for cells in stated}
    day = "2024-10-21"
    assert told == {"name": ("", day), "year_built": ("", day), "length_m": ("metre", day)}
    assert "source_id" not in draft.rows[0].cells


@pytest.mark.parametrize(
    ("authority", "delisted_on", "marked"), [("UN", "", True), ("UN", "2025", False), ("KR", "", False)]
)
def test_a_standing_designation_by_the_un_marks_the_ship_as_listed(
    pristine: RawTables, authority: str, delisted_on: str, marked: bool
) -> None:
    cells = {"vessel_id": "un-hung", "authority": authority, "delisted_on": delisted_on}
    draft = Draft([NewRow("vessel_sanctions", cells)])
    add_companions(draft, pristine)
    assert draft.changes == ([CellEdit("vessels", "un-hung", "un_listed", "true")] if marked else [])
