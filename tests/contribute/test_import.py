"""A list in its documented format becomes proposals and a report; a hostile or cut-off file becomes Findings."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import RawTables
from tests.contribute import lists
from tests.contribute import published_lists as forms
from tests.contribute.conftest import Command, bytes_of, new_lines
from tests.contribute.importing import imported, proposed

from vostochny.contribute.imports.comparison import ListComparison
from vostochny.contribute.imports.importing import proposals_text
from vostochny.model.project import Project


def ofac(tables: RawTables) -> str:
    """The list, with the number on record of a ship that has not changed."""
    known = next(row for row in tables["vessels"].records() if row["vessel_id"] == "baek-ma-kang")
    return lists.OFAC.replace("{baek_ma_kang}", known["imo_number"])


def test_ofac_separates_new_changed_gone_and_the_same(pristine: RawTables, tmp_path: Path) -> None:
    made, findings = imported("ofac", ofac(pristine), pristine, tmp_path)
    assert findings == []
    assert made.same == 1
    assert made.new == [
        "TEST SHIP ONE (OFAC UID 99001), a ship not on record; the list does not say since when: fill in listed_on."
    ]
    assert [line for line in made.changed if "flag_iso2" in line and "'MN'" in line]
    assert [line for line in made.changed if "'TEST ALIAS', which is not on record" in line]
    assert [line for line in made.changed if "dwt_tonnes '12345'" in line]
    # All of the record but the two of the list, and JW Jewel, of which it is known that it is gone.
    assert len(made.gone) == 103
    assert any("organisations on record is in this file" in note for note in made.notes)
    assert "Is the file whole?" in " ".join(made.notes)


def test_ofac_takes_other_names_from_alt_csv_beside_the_list(pristine: RawTables, tmp_path: Path) -> None:
    made, _findings = imported("ofac", ofac(pristine), pristine, tmp_path)
    assert any("alt.csv is not beside the list" in note for note in made.notes)
    alternates = '17084,5001,"fka","TEST OLD NAME",-0- \r\n17084,5002,"aka","TEST OTHER NAME",-0- \r\n\x1a'
    (tmp_path / "alt.csv").write_text(alternates, encoding="utf-8", newline="")
    made, findings = imported("ofac", ofac(pristine), pristine, tmp_path)
    assert findings == []
    assert not any("alt.csv" in note for note in made.notes)
    names = {(item["name"], item["name_kind"]) for item in proposed(made, "vessel_names")}
    of_alt = {("Test Old Name", "former"), ("Test Other Name", "alias")}
    assert names == {*of_alt, ("Test Alias", "alias"), ("Test Former", "former")}
    (tmp_path / "alt.csv").write_text('99001,5001,"fka"\r\n', encoding="utf-8", newline="")
    _made, findings = imported("ofac", ofac(pristine), pristine, tmp_path)
    assert [(item.file, item.line, item.rule) for item in findings] == [("alt.csv", 1, "row-length")]


def test_ofac_proposes_a_new_ship_with_what_its_columns_and_remarks_say(pristine: RawTables, tmp_path: Path) -> None:
    made, _findings = imported("ofac", ofac(pristine), pristine, tmp_path)
    assert proposed(made, "vessels") == [
        {
            "vessel_id": "test-ship-one", "name": "Test Ship One", "record_kind": "hull", "un_listed": "false",
            "imo_number": "1234567", "vessel_type": "chemical_oil_tanker", "flag_iso2": "KP", "dwt_tonnes": "5000",
            "gross_tonnage": "3000", "mmsi": "999000001", "year_built": "1999", "source_id": "test-list-2026",
        }
    ]  # fmt: skip
    (designation,) = proposed(made, "vessel_sanctions")
    assert designation["programme_id"] == "us-dprk4-eo13810"
    assert designation["measures"] == "blocking of property; secondary-sanctions risk"
    assert "listed_on" not in designation
    names = {(row["vessel_id"], row["name"], row["name_kind"]) for row in proposed(made, "vessel_names")}
    assert ("test-ship-one", "Test Former", "former") in names
    assert {"attribute": "linked_company", "value": "TEST SHIPPING CO"}.items() <= next(
        row for row in proposed(made, "vessel_particulars") if row["vessel_id"] == "test-ship-one"
    ).items()


def test_uk_reads_the_date_of_the_report_the_names_of_an_entry_and_the_measures(
    pristine: RawTables, tmp_path: Path
) -> None:
    made, findings = imported("uk", lists.UK, pristine, tmp_path)
    assert findings == []
    assert made.new == ["TEST SHIP TWO (DPR9001), a ship not on record, listed on 2026-11-05."]
    assert made.changed == ["gb-2017-10-03-jie-shun: listed_on is '2017-10-03' on record, '2017-10-04' on the list."]
    assert made.same == 1
    assert proposed(made, "sources")[0]["published_on"] == "2026-11-11"
    (designation,) = proposed(made, "vessel_sanctions")
    assert (designation["measures"], designation["listed_on"]) == ("de-registration; port-entry ban", "2026-11-05")
    assert ("Test Other Name", "alias") in {(row["name"], row["name_kind"]) for row in proposed(made, "vessel_names")}
    tonnage = next(row for row in proposed(made, "vessel_particulars") if row["attribute"] == "listed_tonnage")
    assert (tonnage["value"], tonnage["note"]) == ("2500", "The source names no unit.")


def test_un_finds_the_ships_that_comments_name_by_number_or_name(pristine: RawTables, tmp_path: Path) -> None:
    made, findings = imported("un", lists.UN, pristine, tmp_path)
    assert findings == []
    assert any(line.startswith("koti: KPe.900 Test Managers Ltd, manager. The comment: “Ship and") for line in made.new)
    before = "an-san-1: KPe.062 Test Shipping Co, owner; on record: Korea Ansan Shipping Company, owner. The comment: "
    assert any(line.startswith(before) for line in made.changed)
    # The tie of Chon Ma San, and the designation of its owner.
    assert made.same == 2
    assert any("names a ship with IMO number 1234567, which is not on record." in note for note in made.notes)
    assert not any("QDe.900" in line for line in [*made.new, *made.changed])
    assert {(row["vessel_id"], row["locator"], row["attribute"]) for row in proposed(made, "vessel_particulars")} >= {
        ("koti", "KPe.900", "manager"), ("an-san-1", "KPe.062", "owner")
    }  # fmt: skip
    assert all(row["as_of"] == "2026-11-10" for row in proposed(made, "vessel_particulars"))


def test_gfw_proposes_a_sighting_for_a_visit_to_a_port_on_record(pristine: RawTables, tmp_path: Path) -> None:
    made, findings = imported("gfw", lists.GFW, pristine, tmp_path)
    assert findings == []
    (row,) = proposed(made, "sightings")
    assert (row["vessel_id"], row["port_id"], row["activity"]) == ("chon-ma-san", "RUVYP", "in_port")
    assert (row["date_earliest"], row["date_latest"], row["date_precision"]) == ("2025-12-01", "2025-12-02", "interval")
    assert (row["method"], row["observer"], row["inferred"]) == ("ais", "Global Fishing Watch", "vessel_id")
    assert "1 visits to places that are not ports on record are left out." in made.notes
    assert any("TEST NOBODY" in note for note in made.notes)


def test_gfw_separates_a_visit_on_record_from_one_with_other_days(tables: RawTables, tmp_path: Path) -> None:
    raw = tables["sightings"]
    row = dict(zip(raw.table.columns, raw.rows[0], strict=True))
    row |= {"sighting_id": "sighting-900", "vessel_id": "chon-ma-san", "observer": "Global Fishing Watch"}
    row |= {"date_earliest": "2025-12-01", "date_latest": "2025-12-02"}
    raw.rows.append([row[name] for name in raw.table.columns])
    made, _ = imported("gfw", lists.gfw_text(lists.visit()), tables, tmp_path)
    assert (made.same, made.new, made.changed, made.rows) == (1, [], [], [])
    made, _ = imported("gfw", lists.gfw_text(lists.visit(end="2025-12-03T01:00:00Z")), tables, tmp_path)
    assert made.changed == [
        "chon-ma-san at RUVYP, 2025-12-01 to 2025-12-03; sighting-900 has 2025-12-01 to 2025-12-02."
    ]


def test_the_proposals_of_a_list_go_through_add_once_the_stated_total_is_raised(
    ledger: Command, spoilable: Project, tmp_path: Path
) -> None:
    listed, output = tmp_path / "UK-Sanctions-List.csv", tmp_path / "proposals.csv"
    listed.write_text(lists.UK, encoding="utf-8")
    before = bytes_of(spoilable)
    run = ledger("import", "uk", str(listed), "--source", "test-list-2026", "--output", str(output))
    assert run.exit_code == 0, run.output
    assert bytes_of(spoilable) == before
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))
    rows[0]["licence"] = "Unknown; facts only"
    # The list gives a tonnage without saying which; whoever adds the ship decides.
    next(row for row in rows if row["table"] == "vessels")["gross_tonnage"] = "2500"
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "gross_tonnage"])
        writer.writeheader()
        writer.writerows(rows)
    totals = spoilable.schemas / "totals.yaml"
    raised = re.sub(r"minimum: 37\n    maximum: 37", "minimum: 38\n    maximum: 38", totals.read_text(encoding="utf-8"))
    totals.write_text(raised, encoding="utf-8")
    run = ledger("add", "--from", str(output))
    assert run.exit_code == 0, run.output
    added = new_lines(spoilable, before)
    assert added["vessel_sanctions.csv"][0].startswith("gb-2026-11-05-test-ship-two,test-ship-two,TEST SHIP TWO,GB,")
    assert set(added) == {
        "sources.csv", "vessels.csv", "vessel_names.csv", "vessel_particulars.csv", "vessel_sanctions.csv"
    }  # fmt: skip


def test_the_proposals_of_several_lists_go_through_add_together(
    ledger: Command, spoilable: Project, tmp_path: Path
) -> None:
    whole = {"un": lists.UN, "canada": forms.canada_xml(*forms.CANADA_RECORDS), "switzerland": forms.SWISS}
    chosen = []
    for form, content in whole.items():
        listed, output = tmp_path / f"{form}.xml", tmp_path / f"{form}.csv"
        listed.write_text(content, encoding="utf-8")
        source = f"test-{form}-2026-11-10"
        run = ledger("import", form, str(listed), "--source", source, "--date", "2026-11-10", "--output", str(output))
        assert run.exit_code == 0, run.output
        rows = output.read_text(encoding="utf-8").split("\n")
        header = rows[0].split(",")
        cells = next(csv.reader([rows[1]]))
        cells[header.index("licence")] = "Unknown; facts only"
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(cells)
        output.write_text("\n".join([rows[0], out.getvalue(), *rows[2:]]), encoding="utf-8")
        chosen += ["--from", str(output)]
    before = bytes_of(spoilable)
    run = ledger("add", *chosen)
    assert run.exit_code == 0, run.output
    added = new_lines(spoilable, before)
    assert {line.split(",")[0] for line in added["vessel_sanctions.csv"]} == {
        "ca-2026-11-05-koti", "ch-2018-04-05-chon-ma-san"
    }  # fmt: skip
    assert [line.split(",")[0] for line in added["organisation_designations.csv"]] == [
        "ch-2018-04-05-korea-achim-shipping"
    ]


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;">]><LIST>&c;</LIST>'
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><CONSOLIDATED_LIST/>'
DEEP = "[" * 200_000
HOSTILE: list[tuple[str, str | bytes, str]] = [
    ("un", BOMB, "xml-entities"),
    ("un", OUTSIDE, "xml-entities"),
    ("un", '<?xml version="1.0" encoding="klingon"?><CONSOLIDATED_LIST/>', "xml"),
    ("un", "", "wrong-file"),
    ("un", "<html></html>", "wrong-file"),
    ("un", "<LIST><A/></LIST>", "format"),
    ("un", lists.UN[: len(lists.UN) // 2], "xml"),
    ("ofac", b"\xff\xfe", "wrong-file"),
    ("ofac", lists.OFAC.encode().replace(b"TEST ALIAS", b"TEST \xff"), "encoding"),
    ("ofac", lists.OFAC.replace("-0- ,", "", 1), "row-length"),
    ("ofac", lists.OFAC[:400] + '"open', "quotes"),
    ("ofac", lists.OFAC.removesuffix("\x1a"), "not-whole"),
    ("ofac", "\x1a", "wrong-file"),
    ("uk", "", "wrong-file"),
    ("uk", "<html></html>", "wrong-file"),
    ("uk", "a,b,c\r\n1,2,3\r\n", "header"),
    ("uk", lists.UK.replace("Date Designated", "Designated on"), "missing-column"),
    ("uk", lists.UK[:-301], "quotes"),
    ("gfw", "", "wrong-file"),
    ("gfw", "{", "json"),
    ("gfw", DEEP, "json"),
    ("gfw", '{"entries": 7}', "format"),
    ("gfw", lists.gfw_text(lists.visit(), total=9), "not-whole"),
    ("gfw", lists.gfw_text(lists.visit(start="yesterday")), "event"),
    ("gfw", lists.gfw_text(lists.visit(end="2025-11-01T00:00:00Z")), "event"),
    ("gfw", lists.gfw_text(None, 7, "x", []), "event"),
]


@pytest.mark.parametrize(("form", "content", "rule"), HOSTILE)
def test_a_file_that_is_hostile_or_not_whole_is_a_finding_and_proposes_nothing(
    form: str, content: str | bytes, rule: str, pristine: RawTables, tmp_path: Path
) -> None:
    made, findings = imported(form, content, pristine, tmp_path)
    assert rule in {item.rule for item in findings}
    assert all(item.file == "list.txt" and item.expected for item in findings)
    assert made == ListComparison()


def test_the_command_says_what_is_wrong_with_a_file_and_writes_none(ledger: Command, tmp_path: Path) -> None:
    listed, output = tmp_path / "consolidated.xml", tmp_path / "proposals.csv"
    listed.write_text(BOMB, encoding="utf-8")
    run = ledger("import", "un", str(listed), "--source", "test-list-2026", "--output", str(output))
    assert run.exit_code == 1
    assert "consolidated.xml: [xml-entities]" in run.output
    assert not output.exists()
    output.write_text("mine", encoding="utf-8")
    run = ledger("import", "un", str(listed), "--source", "test-list-2026", "--output", str(output))
    assert "is there already" in run.output
    assert output.read_text(encoding="utf-8") == "mine"


WHOLE = {"un": lists.UN, "ofac": lists.OFAC, "uk": lists.UK, "gfw": lists.GFW}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    form=st.sampled_from(sorted(WHOLE)), start=st.integers(0, 4000), junk=st.binary(max_size=12), cut=st.integers(0, 40)
)
def test_any_damage_to_a_list_ends_in_findings_or_rows_never_in_a_traceback(
    form: str, start: int, junk: bytes, cut: int, pristine: RawTables, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = WHOLE[form].encode()
    start %= len(whole)
    made, findings = imported(
        form, whole[:start] + junk + whole[start + cut :], pristine, Path(tmp_path_factory.getbasetemp())
    )
    if findings:
        assert made == ListComparison()
    text = proposals_text(made.rows, pristine)
    assert len(list(csv.reader(io.StringIO(text)))) == len(made.rows) + 1


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
            st.sampled_from(["lat", "lon", "name", "ssvid", "confidence", "intermediateAnchorage"]), inner, max_size=4),
        max_leaves=8,
    ),
    key=st.sampled_from(["start", "end", "vessel", "position", "port_visit", "type", "id"]),
)  # fmt: skip
def test_any_value_anywhere_in_a_port_visit_is_read_or_named(
    value: Any, key: str, pristine: RawTables, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = lists.gfw_text(lists.visit(**{key: value}))
    json.loads(text)
    imported("gfw", text, pristine, Path(tmp_path_factory.getbasetemp()))
