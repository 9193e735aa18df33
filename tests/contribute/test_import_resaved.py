"""Lists as they are after a spreadsheet, a script or a tired hand: read all the same, or named in one sentence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from tests.conftest import RawTables
from tests.contribute import lists
from tests.contribute import published_lists as forms
from tests.contribute.importing import DAY, compared, imported, proposed

OFAC = lists.OFAC.replace("{baek_ma_kang}", "7944683")
OFAC_ROWS = list(csv.reader(io.StringIO(OFAC.rstrip("\x1a"), newline="")))
OFAC_HEADER = ["ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT",
               "Vess_flag", "Vess_owner", "Remarks"]  # fmt: skip
DATED = {"uk", "eu"}
TABLES = {
    "uk": lists.UK, "eu": forms.EU_CSV, "australia": forms.AUSTRALIA, "un-vessels": forms.UN_VESSELS_TABLE,
    "opensanctions": forms.SIMPLE, "ais": forms.AIS,
    "gfw": "type,start,end,latitude,longitude,vesselMMSI,vesselName\n"
           "port_visit,2025-12-01T03:00:00Z,2025-12-02T03:00:00Z,42.74,133.08,999000002,CHON MA SAN\n",
}  # fmt: skip


def resaved(text: str, delimiter: str) -> str:
    """A CSV as a spreadsheet of another country saves it."""
    out = io.StringIO(newline="")
    lines = text.lstrip("\ufeff")
    csv.writer(out, delimiter=delimiter).writerows(
        csv.reader(io.StringIO(lines, newline=""), delimiter=";" if lines.startswith("fileGen") else ",")
    )
    return out.getvalue()


def book(rows: Iterable[list[str]]) -> bytes:
    """An Excel workbook with these rows."""
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", sorted(TABLES))
def test_a_table_saved_with_another_separator_says_what_the_published_one_says(
    form: str, pristine: RawTables, tmp_path: Path
) -> None:
    day = "" if form in DATED else DAY
    published = compared(form, TABLES[form], pristine, tmp_path, day)
    assert published.rows
    for delimiter in (",", ";", "\t"):
        again = resaved(TABLES[form], delimiter)
        assert compared(form, again, pristine, tmp_path, day) == published
        assert compared(form, f"sep={delimiter}\r\n{again}", pristine, tmp_path, day).rows == published.rows
        assert compared(form, f"{again}\r\n\r\n", pristine, tmp_path, day) == published


@pytest.mark.parametrize(
    ("form", "number"), [("uk", "1234567"), ("ais", "999000015"), ("gfw", "999000002"), ("eu", "8660313")]
)
def test_a_number_that_a_spreadsheet_has_shortened_is_named_and_nothing_is_proposed(
    form: str, number: str, pristine: RawTables, tmp_path: Path
) -> None:
    text = TABLES[form].replace(number, "1.23457E+06", 1)
    made, findings = imported(form, text, pristine, tmp_path)
    assert made.rows == []
    assert [(item.rule, item.value) for item in findings][:1] == [("shortened-number", "1.23457E+06")]


def test_numbers_with_a_point_and_a_nought_are_the_same_numbers(pristine: RawTables, tmp_path: Path) -> None:
    for form, number in (("australia", "9417115"), ("eu", "8660313"), ("ais", "999000015"), ("uk", "9417115")):
        day = "" if form in DATED else DAY
        text = TABLES[form].replace(f"{number},", f"{number}.0,").replace(f"{number};", f"{number}.0;")
        text = text.replace(f'{number}"', f'{number}.0"')
        assert text != TABLES[form]
        assert compared(form, text, pristine, tmp_path, day) == compared(form, TABLES[form], pristine, tmp_path, day)


def test_the_uk_list_is_read_with_other_capitals_blanks_and_a_header_in_the_middle(
    pristine: RawTables, tmp_path: Path
) -> None:
    rows = list(csv.reader(io.StringIO(lists.UK, newline="")))
    published = compared("uk", lists.UK, pristine, tmp_path)
    for header in ([name.upper() for name in rows[1]], [f" {name}  " for name in rows[1]]):
        out = io.StringIO(newline="")
        csv.writer(out).writerows([rows[0], header, *rows[2:4], header, *rows[4:]])
        assert compared("uk", out.getvalue(), pristine, tmp_path) == published
    assert compared("uk", lists.UK.replace('"Ship"', '"Vessel"'), pristine, tmp_path) == published


def test_a_day_of_designation_that_is_none_is_noted(pristine: RawTables, tmp_path: Path) -> None:
    cases = {
        "uk": (lists.UK, "30/03/2018", "03/30/2018"), "un-vessels": (forms.UN_VESSELS_TABLE, "30-Mar-18", "43189"),
        "eu": (forms.EU_CSV, "2018-03-30", "March"),
        "canada": (forms.canada_xml(*forms.CANADA_RECORDS), "2026-11-05", "11/25/2026"),
    }  # fmt: skip
    for form, (text, day, other) in cases.items():
        made = compared(form, text.replace(day, other), pristine, tmp_path, "" if form in DATED else DAY)
        assert any("days of designation are none" in note and repr(other) in note for note in made.notes), form


def test_an_ofac_workbook_of_another_width_is_named_in_one_sentence(pristine: RawTables, tmp_path: Path) -> None:
    published = compared("ofac", OFAC, pristine, tmp_path, DAY)
    for rows in (OFAC_ROWS, [OFAC_HEADER, *OFAC_ROWS], [[*row, ""] for row in OFAC_ROWS]):
        assert compared("ofac", book(rows), pristine, tmp_path, DAY).rows == published.rows
    for rows in ([row[:11] for row in OFAC_ROWS], [[*row, "x"] for row in OFAC_ROWS]):
        made, findings = imported("ofac", book(rows), pristine, tmp_path, DAY)
        assert made.rows == []
        assert [(item.rule, item.expected[:10]) for item in findings] == [("row-length", "12 columns")]
    _made, findings = imported("ofac", book([]), pristine, tmp_path, DAY)
    assert [item.expected for item in findings] == ["rows with entries; there are none."]
    header = ",".join(OFAC_HEADER)
    assert compared("ofac", f"{header}\r\n{OFAC}\x1a", pristine, tmp_path, DAY).rows == published.rows


@pytest.mark.parametrize("text", ["[]", '{"entries": []}', "[[]]", '[{"entries": []}]'])
def test_visits_without_any_event_are_a_finding(text: str, pristine: RawTables, tmp_path: Path) -> None:
    made, findings = imported("gfw", text, pristine, tmp_path)
    assert (made.rows, made.notes) == ([], [])
    assert [item.rule for item in findings] in (["not-whole"], ["event"])


def test_an_answer_that_says_there_are_no_events_is_none_and_says_so(pristine: RawTables, tmp_path: Path) -> None:
    assert compared("gfw", lists.gfw_text(), pristine, tmp_path).notes == ["The file has no events."]


def test_an_answer_of_which_pages_lack_is_refused_and_joined_pages_are_read(
    pristine: RawTables, tmp_path: Path
) -> None:
    one = json.loads(lists.gfw_text(lists.visit(), total=2))
    other = json.loads(lists.gfw_text(lists.visit(id="e2", end="2025-12-03T21:50:00Z"), total=2))
    for text in (json.dumps(one), json.dumps({**one, "total": "2"}), json.dumps({**one, "total": 1, "nextOffset": 1})):
        _made, findings = imported("gfw", text, pristine, tmp_path)
        assert [item.rule for item in findings] == ["not-whole"]
    for text in (json.dumps([one, other]), f"{json.dumps(one)}\n{json.dumps(other)}\n"):
        assert len(proposed(compared("gfw", text, pristine, tmp_path), "sightings")) == 2


def test_a_list_under_none_of_our_programmes_says_under_which_it_is(pristine: RawTables, tmp_path: Path) -> None:
    made = compared("switzerland", forms.SWISS.replace('lang="eng"', 'lang="ger"'), pristine, tmp_path)
    assert made.rows == []
    assert any(note.startswith("None of the 4 entries is under a programme on record") for note in made.notes)


def test_times_with_strokes_say_that_the_day_is_first(pristine: RawTables, tmp_path: Path) -> None:
    text = forms.ais_text(forms.ais_row("12/01/2025 03:00:00"), forms.ais_row("12/01/2025 09:00:00"))
    made = compared("ais", text, pristine, tmp_path)
    assert proposed(made, "sightings")[0]["date_earliest"] == "2025-01-12"
    assert "Times such as 12/01/2025 03:00:00 are read with the day first." in made.notes
