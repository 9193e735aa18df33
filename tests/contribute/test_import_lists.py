"""Each list, in the form in which it is published, is compared with the ships and organisations on record."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import RawTables
from tests.contribute import lists
from tests.contribute import published_lists as forms
from tests.contribute.importing import DAY, compared, imported, proposed


def gone(sentences: list[str], *names: str) -> list[str]:
    """The sentences that begin with one of these names."""
    return [line for line in sentences if line.startswith(names)]


UN_TABLE = forms.UN_VESSELS_TABLE
EU_TABLE = forms.csv_text(forms.EU_HEADER, forms.EU_ROWS)


@pytest.mark.parametrize("content", [forms.pdf(*forms.UN_VESSELS_PDF), UN_TABLE, forms.workbook(UN_TABLE)],
                         ids=["pdf", "csv", "xlsx"])  # fmt: skip
def test_the_un_list_of_designated_vessels_is_read_as_pdf_csv_and_workbook(
    content: str | bytes, pristine: RawTables, tmp_path: Path
) -> None:
    made = compared("un-vessels", content, pristine, tmp_path, DAY)
    assert any(line.startswith("TEST SHIP FOUR, a ship not on record, listed on 2026-11-05.") for line in made.new)
    (designation,) = [row for row in proposed(made, "vessel_sanctions") if row["vessel_id"] == "test-ship-four"]
    assert designation["measures"] == "asset freeze (UNSCR 1718 para 8(d); 2270 para 12)"
    assert (designation["authority"], designation["programme_id"]) == ("UN", "un-1718")
    assert not gone(made.gone, "AN SAN 1")
    assert gone(made.gone, "CHON MA SAN")
    assert not gone(made.gone, "KOREA ACHIM SHIPPING")


def test_numbered_names_of_the_un_list_are_all_its_names_and_numbered_mmsi_are_not_proposed(
    pristine: RawTables, tmp_path: Path
) -> None:
    made = compared("un-vessels", forms.pdf(*forms.UN_VESSELS_PDF), pristine, tmp_path, DAY)
    assert "un-2016-03-02-chong-bong: listed_on is '2016-03-02' on record, '2017-06-21' on the list." in made.changed
    assert [row["name"] for row in proposed(made, "vessel_names") if row["vessel_id"] == "chong-bong"] == ["Blue Test"]
    assert not [row for row in proposed(made, "vessel_particulars") if row["attribute"] == "mmsi"]
    assert any(line.startswith("TEST SHIP THREE, a ship not on record") for line in made.new)


def test_a_un_list_of_which_a_ship_cannot_be_read_is_refused(pristine: RawTables, tmp_path: Path) -> None:
    lines = [line.replace("1: TEST SHIP THREE Does not exist", "1: TEST SHIP THREE") for line in forms.UN_VESSELS_PDF]
    made, findings = imported("un-vessels", forms.pdf(*lines), pristine, tmp_path, DAY)
    assert [item.rule for item in findings] == ["not-whole"]
    assert "3 cannot be read" in findings[0].expected
    assert made.rows == []


@pytest.mark.parametrize("content", [forms.EU_CSV, forms.eu_xml(), forms.workbook(EU_TABLE)],
                         ids=["csv", "xml", "xlsx"])  # fmt: skip
def test_the_eu_list_separates_ships_from_companies_by_their_imo_number(
    content: str | bytes, pristine: RawTables, tmp_path: Path
) -> None:
    made = compared("eu", content, pristine, tmp_path)
    # Chon Ma San and its owner.
    assert made.same == 2
    assert made.new == ["TEST SHIP ONE (EU.901.1), a ship not on record, listed on 2026-11-05."]
    (designation,) = proposed(made, "vessel_sanctions")
    assert (designation["programme_id"], designation["listed_on"]) == ("eu-2017-1509", "2026-11-05")
    assert proposed(made, "sources")[0]["published_on"] == "2026-11-11"
    assert not any("TEST ELSEWHERE" in line for line in [*made.new, *made.changed])


def test_a_ship_that_the_eu_file_does_not_give_is_not_gone_but_a_company_is(
    pristine: RawTables, tmp_path: Path
) -> None:
    made = compared("eu", forms.EU_CSV, pristine, tmp_path)
    assert not gone(made.gone, "KOTI", "YU SON")
    assert any("ships on record are not in this file, which does not give every ship" in note for note in made.notes)
    assert gone(made.gone, "KOREA ANSAN SHIPPING COMPANY (eu-2018-03-30-korea-ansan-shipping)")


@pytest.mark.parametrize("bilingual", [True, False])
def test_the_canadian_list_is_read_under_both_sets_of_names(
    bilingual: bool, pristine: RawTables, tmp_path: Path
) -> None:
    text = forms.canada_xml(*forms.CANADA_RECORDS, bilingual=bilingual)
    made = compared("canada", text, pristine, tmp_path, DAY)
    assert made.same == 1
    known = "ca-2025-02-21-toplivo-bunkering-company: "
    assert [line for line in made.changed if line.startswith(known)] == [
        f"{known}listed_on is '2025-02-21' on record, '2025-02-22' on the list.",
        f"{known}list_reference is 'Schedule 1, part 2, item 696' on record, 'Schedule 1, part 2, item 697' on the "
        "list.",
    ]
    # The programme is kept for single ships: Koti is on record, the other one is not.
    assert made.new == ["KOTI (Schedule 1.1, item 9), known as koti, listed on 2026-11-05."]
    (designation,) = proposed(made, "vessel_sanctions")
    assert (designation["authority"], designation["programme_id"]) == ("CA", "ca-sema-russia")


@pytest.mark.parametrize("content", [forms.AUSTRALIA, forms.workbook(forms.AUSTRALIA)], ids=["csv", "xlsx"])
def test_the_australian_list_gathers_the_names_of_an_entry(
    content: str | bytes, pristine: RawTables, tmp_path: Path
) -> None:
    made = compared("australia", content, pristine, tmp_path, DAY)
    assert made.same == 1
    assert (
        "Toplivo Bunkering Company (102), known as toplivo-bunkering-company by its name alone, listed on 2026-11-05."
        in made.new
    )
    (row,) = proposed(made, "organisation_designations")
    assert (row["programme_id"], row["seen_in_list_of"], row["subject"]) == ("au-autonomous-russia", DAY, "not_stated")
    assert (row["inferred"], row["note"]) == (
        "organisation_id",
        "The entry Toplivo Bunkering Company (102) is taken for this organisation by its name alone.",
    )
    assert "KOTI (104), known as koti; the list does not say since when: fill in listed_on." in made.new
    assert not gone(made.gone, "KOREA ACHIM SHIPPING CO")
    assert gone(made.gone, "KOREA ANSAN SHIPPING COMPANY (au-undated-korea-ansan-shipping)")


def test_the_swiss_list_says_what_was_removed_and_proposes_what_is_listed(pristine: RawTables, tmp_path: Path) -> None:
    made = compared("switzerland", forms.SWISS, pristine, tmp_path)
    assert made.new == [
        "CHON MA SAN (SSID 101), known as chon-ma-san, listed on 2018-04-05.",
        "Korea Achim Shipping Co (SSID 100), known as korea-achim-shipping, listed on 2018-04-05.",
    ]
    assert not any("koti" in item.cells.values() for item in made.rows)
    assert {row["programme_id"] for row in proposed(made, "vessel_sanctions")} == {"ch-dprk-2016"}


def test_a_swiss_list_of_changes_is_not_taken_for_the_whole_list(pristine: RawTables, tmp_path: Path) -> None:
    _made, findings = imported("switzerland", forms.swiss_xml(kind="amendment"), pristine, tmp_path)
    assert [item.rule for item in findings] == ["not-whole"]


def test_entities_of_opensanctions_state_listings_and_particulars(pristine: RawTables, tmp_path: Path) -> None:
    made = compared("opensanctions", forms.FTM, pristine, tmp_path, DAY)
    assert "chon-ma-san: mmsi '999000014' on the list, not on record." in made.changed
    # Under two programmes of two authorities, and one ship.
    assert [line.split(",")[0] for line in made.new] == ["TEST SHIP ONE", "TEST SHIP ONE"]
    assert [row["vessel_id"] for row in proposed(made, "vessels")] == ["test-ship-one"]
    assert "flag_iso2" not in proposed(made, "vessels")[0]
    assert not [row for row in proposed(made, "vessel_names") if row["vessel_id"] == "test-ship-one"]
    assert {(row["authority"], row["listed_on"]) for row in proposed(made, "vessel_sanctions")} == {
        ("UN", "2026-11-05"), ("EU", "2026-11-06")
    }  # fmt: skip
    assert all("OpenSanctions" in row["note"] for row in proposed(made, "vessel_sanctions"))
    assert made.gone == []


@pytest.mark.parametrize("text", [forms.SIMPLE, forms.MARITIME], ids=["simple", "maritime"])
def test_the_tables_of_opensanctions_say_more_of_ships_found_by_their_number(
    text: str, pristine: RawTables, tmp_path: Path
) -> None:
    made = compared("opensanctions", text, pristine, tmp_path, DAY)
    names = {(row["vessel_id"], row["name"]) for row in proposed(made, "vessel_names")}
    assert names >= {("chon-ma-san", "Test Alias" if text == forms.SIMPLE else "A Test")}
    assert not any("koti" in item.cells.values() for item in made.rows)
    assert any("read the lists" in note for note in made.notes)


def test_of_a_programme_kept_for_single_ships_only_these_are_compared(pristine: RawTables, tmp_path: Path) -> None:
    regime = "The Russia (Sanctions) (EU Exit) Regulations 2019"
    text = lists.uk_text(
        {"Unique ID": "RUS9001", "Name 6": "TEST TANKER ONE", "Regime Name": regime, "IMO number": "1234567"},
        {"Unique ID": "RUS9002", "Name 6": "KOTI", "Regime Name": regime, "IMO number": "IMO9417115"},
        {"Unique ID": "RUS9003", "Name 6": "YU SON", "Regime Name": regime},
    )
    made = compared("uk", text, pristine, tmp_path)
    assert [line.split(" (")[0] for line in made.new] == ["KOTI"]
    text = lists.OFAC.replace("DPRK4] [IRAN", "RUSSIA-EO14024").replace("{baek_ma_kang}", "7944683")
    assert compared("ofac", text, pristine, tmp_path, DAY).new == []


def test_a_file_with_nothing_that_is_on_record_says_so_and_takes_nothing_for_gone(
    pristine: RawTables, tmp_path: Path
) -> None:
    # OFAC's consolidated list of others than SDN has the same columns.
    text = '59997,"TEST BANK",-0- ,"SSI",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a'
    made = compared("ofac", text, pristine, tmp_path, DAY)
    assert made.gone == []
    assert [note for note in made.notes if "ships on record is in this file" in note]
    assert [note for note in made.notes if "organisations on record is in this file" in note]


def test_a_changed_programme_is_reported_and_the_ship_is_not_gone(pristine: RawTables, tmp_path: Path) -> None:
    text = lists.OFAC.replace("{baek_ma_kang}", "7944683")
    for tag, words in (
        ("RUSSIA-EO14024", "us-russia-eo14024"),
        ("IRAN", "on the list under IRAN"),
        ("DPRK4", "us-dprk4-eo13810"),
    ):
        made = compared("ofac", text.replace('"vessel","DPRK",', f'"VESSEL","{tag}",'), pristine, tmp_path, DAY)
        for name in ("am-nok-gang", "baek-ma-kang"):
            assert [
                line for line in made.changed if f"us-2014-07-30-{name}: " in line and words in line and tag in line
            ]
        assert not gone(made.gone, "AM NOK GANG", "BAEK MA KANG")


JEWEL = '25690,"JW JEWEL","vessel","DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Registration IMO 9402964."\r\n\x1a'


def test_an_older_list_is_no_news(pristine: RawTables, tmp_path: Path) -> None:
    jewel = next(row for row in pristine["vessel_sanctions"].records() if row["vessel_id"] == "jw-jewel")
    old = compared("ofac", JEWEL, pristine, tmp_path, "2021-04-25")
    assert (old.new, old.changed, old.gone, old.rows) == ([], [], [], [])
    assert any(
        f"on record as gone by {jewel['gone_by']}" in note and "this list is older" in note for note in old.notes
    )
    back = compared("ofac", JEWEL, pristine, tmp_path, DAY)
    assert any("it is back on the list of 2026-11-10" in line for line in back.changed)
    assert [row["vessel_id"] for row in proposed(back, "vessel_sanctions")] == ["jw-jewel"]
    undated = compared("ofac", JEWEL, pristine, tmp_path)
    assert undated.new == []
    assert any("Give the day of the list with --date" in line for line in undated.changed)


def test_the_imo_number_decides_before_the_number_of_the_entry(pristine: RawTables, tmp_path: Path) -> None:
    text = lists.OFAC.replace("{baek_ma_kang}", "9417115")
    made = compared("ofac", text, pristine, tmp_path, DAY)
    assert any("by the number of the entry and koti by its IMO number 9417115" in line for line in made.changed)


def test_a_number_with_a_wrong_check_digit_is_noted_and_not_proposed(pristine: RawTables, tmp_path: Path) -> None:
    made = compared("ofac", lists.OFAC.replace("IMO 1234567", "IMO 1234568").replace("{baek_ma_kang}", "7944683"),
                    pristine, tmp_path, DAY)  # fmt: skip
    assert any("1234568 has no valid check digit" in note for note in made.notes)
    assert "imo_number" not in proposed(made, "vessels")[0]
    made = compared("uk", lists.UK.replace("1234567", "1234568"), pristine, tmp_path)
    assert any("1234568 has no valid check digit" in note for note in made.notes)


def test_the_day_of_a_list_must_be_one(tables: RawTables, tmp_path: Path) -> None:
    _made, findings = imported("uk", lists.UK, tables, tmp_path, "2026-11-12")
    assert [(item.rule, item.column) for item in findings] == [("day", "published_on")]
    raw = tables["sources"]
    raw.rows.append(
        [{"source_id": "test-list-2026", "published_on": "2026-10"}.get(name, "") for name in raw.table.columns]
    )
    _made, findings = imported("uk", lists.UK, tables, tmp_path)
    assert "2026-11-11 (the file), 2026-10 (data/sources.csv)" in findings[0].expected


def test_organisations_of_the_us_the_uk_and_the_un_are_compared(pristine: RawTables, tmp_path: Path) -> None:
    bank = ('50604,"MRB BANK",-0- ,"DPRK3] [RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
            '50610,"TIMER BANK, AO",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
            '59999,"TOPLIVO BUNKERING COMPANY",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
            "\x1a")  # fmt: skip
    made = compared("ofac", bank, pristine, tmp_path, DAY)
    assert made.same == 1
    assert [line for line in made.changed if "us-2024-09-19-timer-bank" in line and "RUSSIA-EO14024" in line]
    (row,) = proposed(made, "organisation_designations")
    assert (row["organisation_id"], row["list_reference"]) == ("toplivo-bunkering-company", "OFAC UID 59999")
    uk = lists.uk_text(
        {"Unique ID": "DPR0290", "Name 6": "Toplivo Bunkering Company", "Designation Type": "Entity",
         "Date Designated": "18/05/2024"},
        {"Unique ID": "DPR0299", "Name 6": "VOROTNIKOV", "Name 1": "Aleksey", "Designation Type": "Individual",
         "OFSI Group ID": "16499", "Date Designated": "05/11/2026"},
    )  # fmt: skip
    made = compared("uk", uk, pristine, tmp_path)
    known = "gb-2024-05-17-toplivo-bunkering-company"
    assert f"{known}: listed_on is '2024-05-17' on record, '2024-05-18' on the list." in made.changed
    entry = ("KPe.061", "KOREA ACHIM SHIPPING COMPANY", "Registered owner of DPRK tanker CHON MA SAN.")
    made = compared("un", lists.un_text(entry), pristine, tmp_path)
    known = "un-2018-03-30-korea-achim-shipping"
    assert f"{known}: name_as_listed is 'KOREA ACHIM SHIPPING CO' on record, {entry[1]!r} on the list." in made.changed


def test_a_person_is_not_taken_by_name_alone(pristine: RawTables, tmp_path: Path) -> None:
    text = '59998,"HAN HYOK CHOL","individual","DPRK4",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a'
    made = compared("ofac", text, pristine, tmp_path, DAY)
    assert made.new == []
    assert any("others may have the same name" in note for note in made.notes)


def test_an_owner_on_record_is_tied_to_its_ship(pristine: RawTables, tmp_path: Path) -> None:
    entry = ("KPe.061", "KOREA ACHIM SHIPPING CO", "Registered owner of DPRK tankers CHON MA SAN and KOTI.")
    made = compared("un", lists.un_text(entry), pristine, tmp_path)
    (tie,) = proposed(made, "vessel_organisations")
    assert (tie["vessel_id"], tie["organisation_id"], tie["role"]) == ("koti", "korea-achim-shipping", "owner")
    assert [row["value"] for row in proposed(made, "vessel_particulars")] == [tie["name_as_reported"]]
