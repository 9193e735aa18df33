"""What happens to a file that is broken in some way: found with file, line and column, or accepted as harmless."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.comparing import assert_same_bytes

from vostochny.checks.run import checked
from vostochny.checks.verdict import Verdict
from vostochny.model.project import Project

Edit = Callable[[bytes], bytes]


def replace(old: str, new: str) -> Edit:
    """Replace the first occurrence of a text that must be there."""

    def edit(content: bytes) -> bytes:
        assert old.encode() in content, old
        return content.replace(old.encode(), new.encode(), 1)

    return edit


def spoil(project: Project, table: str, edit: Edit) -> None:
    path = project.csv_path(table)
    path.write_bytes(edit(path.read_bytes()))


def verdict_of(project: Project) -> Verdict:
    with checked(project, lambda _message: None) as (verdict, _staged):
        return verdict


def swap_first_rows(content: bytes) -> bytes:
    """The first two rows in the wrong order."""
    header, first, second, rest = content.split(b"\n", 3)
    return b"\n".join([header, second, first, rest])


# name -> (table, edit, rule, text by which the faulty line is known, column); the tables can still be read
FOUND: dict[str, tuple[str, Edit, str, str, str]] = {
    "byte-order mark": ("ports", lambda content: b"\xef\xbb\xbf" + content, "byte-order-mark", "port_id,", ""),
    "CRLF line ends": ("programmes", lambda content: content.replace(b"\n", b"\r\n"), "line-end", "programme_id,", ""),
    "no line end at the end": ("supply_caps", lambda content: content.rstrip(b"\n"), "final-line-end", "duty-05,", ""),
    "rows out of order": ("timeline", swap_first_rows, "row-order", "event-001,", "event_id"),
    "needless quotes": (
        "corrections",
        replace("correction-001,", '"correction-001",'),
        "quoting",
        '"correction-001"',
        "",
    ),
    "a blank row": ("model_parameters", replace("\nload-share", "\n\nload-share"), "blank-row", "", ""),
    "a cell too many": ("conversion_factors", replace("factor-002,", "factor-002,,"), "row-length", "factor-002,", ""),
    "terms that nobody judged": (
        "sources",
        replace("All rights reserved by the publisher; facts only", "Subscribers only"),
        "terms-unjudged",
        "Subscribers only",
        "licence",
    ),
    "a type slip": ("call_counts", replace(",5,,at_least", ",five,,at_least"), "type-integer", ",five,", "count_low"),
    "a wrong check digit": ("vessels", replace("8660313", "8660314"), "imo", "8660314", "imo_number"),
    "a wrong unit": ("volume_estimates", replace("exactly,barrel", "exactly,barrels"), "unit", "barrels,", "unit"),
    "a padded cell": ("conflicts", replace(",count-003,", ", count-003,"), "blank-ends", "conflict-001", "record_id"),
    "a reversed interval": (
        "port_calls",
        replace("2024-04-02,2024-04-08", "2024-04-08,2024-04-02"),
        "dates-in-order",
        "call-008,",
        "date_earliest",
    ),
    "a dangling key": ("sightings", replace(",call-002,", ",call-222,"), "foreign-key", "call-222", "call_id"),
    "a slashed date": (
        "notified_deliveries",
        replace("2017-10-01", "01/10/2017"),
        "type-date",
        "01/10/2017",
        "period_start",
    ),
    "an unknown category": ("vessel_sanctions", replace(",CN,cn-mfa", ",XX,cn-mfa"), "category", ",XX,", "authority"),
    "a formula": (
        "vessel_names",
        replace("7-28,7-28,current,", "7-28,=7-28,current,"),
        "formula",
        "7-28,=7-28",
        "name",
    ),
    "markup": ("sources", replace("38 North,", "<b>38 North</b>,"), "markup", "<b>", "publisher"),
}


def line_of(project: Project, table: str, text: str) -> int:
    """Line of the first row that holds `text`; of the first empty one for an empty text."""
    lines = project.csv_path(table).read_text(encoding="utf-8-sig").splitlines()
    return next(number for number, line in enumerate(lines, 1) if (text in line if text else not line))


@pytest.fixture(scope="module")
def many_faults(tmp_path_factory: pytest.TempPathFactory, checkout: Project) -> tuple[Project, Verdict]:
    """One checkout with every fault of FOUND at once: all of them must be reported in one run."""
    root = tmp_path_factory.mktemp("faults")
    for folder in ("data", "schemas"):
        shutil.copytree(checkout.root / folder, root / folder)
    project = Project(root)
    for table, edit, *_ in FOUND.values():
        spoil(project, table, edit)
    return project, verdict_of(project)


@pytest.mark.parametrize("name", FOUND)
def test_fault_is_found_with_file_line_and_column(name: str, many_faults: tuple[Project, Verdict]) -> None:
    project, verdict = many_faults
    table, _edit, rule, text, column = FOUND[name]
    found = {(item.file, item.rule, item.line, item.column) for item in verdict.findings}
    assert (f"data/{table}.csv", rule, line_of(project, table, text), column) in found


# name -> (edit of data/ports.csv, rule, line, column): the file cannot be taken apart at all
UNREADABLE: dict[str, tuple[Edit, str, int, str]] = {
    "an empty file": (lambda _content: b"", "empty-file", 1, ""),
    "a missing header": (lambda content: content.split(b"\n", 1)[1], "unknown-column", 1, "KP-SONBONG"),
    "a stray column": (replace("port_id,name,", "port_id,name,nmae,"), "unknown-column", 1, "nmae"),
    "a missing column": (replace("port_id,name,", "port_id,"), "missing-column", 1, "name"),
    "a repeated column": (replace("port_id,name,", "port_id,name,name,"), "repeated-column", 1, "name"),
    "columns in another order": (replace("port_id,name,", "name,port_id,"), "column-order", 1, ""),
    "Latin-1 bytes": (lambda content: content.replace(b"Sonbong", b"S\xf6nbong", 1), "encoding", 2, "name"),
    "NUL bytes": (lambda content: content.replace(b"Sonbong", b"S\0nbong", 1), "nul-character", 2, ""),
    "an open quote": (lambda content: content.replace(b"Sonbong", b'"Sonbong', 1)[:200], "quotes", 2, ""),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), "encoding", 1, "port_id"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_named_and_the_others_are_still_checked(name: str, spoilable: Project) -> None:
    edit, rule, line, column = UNREADABLE[name]
    spoil(spoilable, "ports", edit)
    spoil(spoilable, "vessels", replace("8660313", "8660314"))
    verdict = verdict_of(spoilable)
    found = {(item.file, item.rule, item.line, item.column) for item in verdict.findings}
    assert ("data/ports.csv", rule, line, column) in found
    assert ("data/vessels.csv", "imo") in {(item.file, item.rule) for item in verdict.findings}
    assert verdict.skipped == ["The rules were not run, because data/ports.csv could not be read."]


def test_a_missing_file_is_named(spoilable: Project) -> None:
    spoilable.csv_path("ports").unlink()
    found = {(item.file, item.rule) for item in verdict_of(spoilable).findings}
    assert ("data/ports.csv", "missing-file") in found


def test_a_halved_table_is_found(spoilable: Project) -> None:
    path = spoilable.csv_path("citations")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")
    found = {(item.file, item.rule) for item in verdict_of(spoilable).findings}
    assert ("data/citations.csv", "row-count") in found


def test_a_lost_designation_misses_the_expected_total(spoilable: Project) -> None:
    path = spoilable.csv_path("vessel_sanctions")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("us-2018-02-23-koti,")), encoding="utf-8")
    found = {item.rule: item for item in verdict_of(spoilable).findings}
    assert found["total-us-vessels"].value == "105"


def test_a_correction_does_not_outlive_its_cause(spoilable: Project) -> None:
    spoil(spoilable, "notified_deliveries", replace("reported,715,", "reported,714,"))
    finding = next(item for item in verdict_of(spoilable).findings if item.rule == "correction-outlived")
    assert (finding.file, finding.line, finding.column) == ("data/corrections.csv", 2, "as_printed")


def test_a_source_whose_terms_forbid_passing_on_is_named_at_its_cell(spoilable: Project) -> None:
    path = spoilable.schemas / "terms.yaml"
    wording = "Unknown; facts only"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"'{wording}', passing_on: facts", f"'{wording}', passing_on: forbidden"), "utf-8")
    findings = verdict_of(spoilable).findings
    lines = spoilable.csv_path("sources").read_text(encoding="utf-8").split("\n")
    forbidden = [number for number, line in enumerate(lines, 1) if wording in line]
    assert forbidden
    assert [item.place for item in findings] == [f"data/sources.csv:{number}:licence" for number in forbidden]
    assert {(item.rule, item.value) for item in findings} == {("terms-forbid", wording)}


def test_text_in_another_script_is_accepted(spoilable: Project) -> None:
    spoil(spoilable, "ports", replace("Position to the arc minute.", "Position to the arc minute (분 단위까지)."))
    # Cyrillic only in the columns whose schema says so, because many of its letters look like Latin ones.
    spoil(spoilable, "organisations", replace("TBK;TBK JSC;", "TBK;TBK JSC;Бункеровочная компания;"))
    assert verdict_of(spoilable).valid


def test_bad_data_ends_with_code_one_and_json_says_where(
    spoilable: Project, vostochny: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    spoil(spoilable, "vessels", replace("8660313", "8660314"))
    run = vostochny("--project", str(spoilable.root), "check", "--format", "json")
    answer = json.loads(run.stdout)
    assert (run.returncode, run.stderr, answer["valid"]) == (1, "", False)
    finding = next(item for item in answer["findings"] if item["rule"] == "imo")
    assert finding["file"] == "data/vessels.csv"
    assert finding["value"] == "8660314"
    assert "8660313" in finding["expected"]


def test_a_wrong_call_ends_with_code_two(vostochny: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    assert vostochny("check", "--format", "xml").returncode == 2
    assert vostochny("chek").returncode == 2


def test_bad_data_leaves_the_last_good_database(
    built: Project, tmp_path: Path, vostochny: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    released = Project(shutil.copytree(built.root, tmp_path / "released", symlinks=True))
    good = released.database.read_bytes()
    spoil(released, "vessels", replace("8660313", "8660314"))
    run = vostochny("--project", str(released.root), "release")
    assert run.returncode == 1
    line = line_of(released, "vessels", "8660314")
    assert f"data/vessels.csv:{line}:imo_number: [imo] '8660314'" in run.stdout
    assert_same_bytes(released.database.read_bytes(), good)
    assert Path(released.build, "downloads", "vessels.csv").exists()
