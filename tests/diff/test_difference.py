"""What a reporter reads: names, units, dates and sources, and what it did to the headline."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.editing import appended, copied, edit, report_of, retire, set_to, without

from vostochny.database.reading import opened, rows
from vostochny.diff.compare import compare
from vostochny.diff.difference import Report, as_json, as_markdown, as_text
from vostochny.diff.html_page import as_html
from vostochny.diff.side import Cells, Side, read_side, this_side
from vostochny.model.errors import BuildError
from vostochny.model.project import Project


@pytest.fixture(scope="module")
def made(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on a copy in which one of everything was edited."""
    edited = copied(checkout, tmp_path_factory.mktemp("edited"))
    edit(edited, "vessels", set_to("vessel_id", "an-san-1", dwt_tonnes="4000"))
    edit(edited, "vessels", set_to("vessel_id", "chon-ma-san", dwt_tonnes=""))
    edit(edited, "port_calls", set_to("call_id", "call-001", date_latest="2024-03-08", operation="discharge"))
    edit(edited, "port_calls", set_to("call_id", "call-002", vessel_id="chon-ma-san"))
    edit(edited, "port_calls", without("call_id", "call-005"))
    edit(edited, "sightings", set_to("call_id", "call-005", call_id="call-004"))
    retire(edited, "call-005", "call-004")
    edit(edited, "vessel_particulars", restate)
    edit(edited, "vessel_sanctions", appended(**DESIGNATION))
    edit(edited, "port_calls", set_to("call_id", "call-003", date_latest="soon", vessel_id="nobody"))
    return report_of(checkout, edited)


DESIGNATION = {
    "designation_id": "kr-2026-12-01-chon-ma-san",
    "vessel_id": "chon-ma-san",
    "vessel_name_as_listed": "CHON MA SAN",
    "authority": "KR",
    "programme_id": "kr-autonomous",
    "listed_on": "2026-12-01",
    "source_id": "tradewinds-2018-08-21",
}


def restate(rows: list[dict[str, str]]) -> None:
    """The deadweight that one source states, stated otherwise by the same source."""
    row = next(row for row in rows if (row["vessel_id"], row["attribute"]) == ("chon-ma-san", "dwt_tonnes"))
    row["value"] = "3600"


def sentence(made: Report, table: str, key: str) -> str:
    """The one sentence on a record."""
    (found,) = [item.sentence for item in made.texts if (item.change.table, item.change.key) == (table, key)]
    return found


def test_a_value_that_became_known_or_unknown_is_reported_with_name_unit_and_source(made: Report) -> None:
    assert sentence(made, "vessels", "an-san-1").startswith("An San 1: deadweight, unknown before, now 4,000 t.")
    assert sentence(made, "vessels", "chon-ma-san").startswith("Chon Ma San: deadweight, 3,565 t before, now unknown.")


def test_a_source_that_restates_a_value_is_one_change_and_named(made: Report) -> None:
    assert [item.sentence for item in made.texts if item.change.table == "vessel_particulars"] == [
        "Chon Ma San: deadweight, 3,565 t before, now 3,600 t. Source: Lloyd's List, 2024."
    ]


def test_days_codes_and_references_are_said_in_words(made: Report) -> None:
    first = sentence(made, "port_calls", "call-001")
    assert "last day, 7 March 2024 before, now 8 March 2024" in first
    assert "operation, to load oil before, now to unload oil" in first
    assert "vessel, Wol Bong San before, now Chon Ma San" in sentence(made, "port_calls", "call-002")


def test_a_merged_call_is_reported_once_and_the_headline_moves(made: Report) -> None:
    merged = sentence(made, "port_calls", "call-005")
    assert merged.startswith("Retired call: Paek Yang San 1 at Vostochny, 26 March 2024 (call-005)")
    assert "It is now An San 1 at Vostochny, 22 March 2024 (call-004). Reason: Recorded twice." in merged
    assert [item for item in made.texts if item.change.table in {"sightings", "redirects"}] == []
    assert "2 references to a retired record now lead to its successor." in list(made.notes())


def test_a_new_record_is_reported_with_what_its_table_is_filtered_by(made: Report) -> None:
    new = sentence(made, "vessel_sanctions", DESIGNATION["designation_id"])
    assert new.startswith("New designation: CHON MA SAN, listed by South Korea (kr-2026-12-01-chon-ma-san)")
    assert "listed on: 1 December 2026" in new


def test_invalid_cells_are_reported_as_written_and_the_headline_says_why_it_is_missing(made: Report) -> None:
    assert "now soon" in sentence(made, "port_calls", "call-003")
    assert "now nobody" in sentence(made, "port_calls", "call-003")
    assert made.headline == ()
    assert made.no_headline.startswith("The headline could not be computed on both sides")
    assert made.no_headline in as_text(made)


def test_the_headline_is_that_of_the_model_run_on_both_sides(checkout: Project, built: Project, tmp_path: Path) -> None:
    edited = copied(checkout, tmp_path)
    edit(edited, "port_calls", without("call_id", "call-005"))
    lines = {line.name: line for line in report_of(checkout, edited).headline}
    with opened(built.database) as connection:
        (total,) = rows(connection, "select * from volume_totals where basis = 'documented' and period = '2024'")
    assert lines["documented_calls"].sentence.endswith("12 before, now 11.")
    assert lines["documented_barrels"].before.startswith(f"{total['barrels_central']:,.0f} (90 per cent interval")
    assert not lines["documented_barrels"].same
    assert lines["counted_calls"].sentence.endswith(": 43, unchanged.")


def test_sentences_come_first_and_tables_second(made: Report) -> None:
    markdown = as_markdown(made)
    assert markdown.index("Chon Ma San: deadweight, 3,565 t before") < markdown.index("## Cell by cell")
    assert re.search(r"\| Vessels \| An San 1 \| an-san-1 \| changed \| deadweight \|  \| 4,000 t \|", markdown)


def test_the_json_keeps_the_values_as_the_tables_have_them(made: Report, checkout: Project) -> None:
    content = json.loads(as_json(made))
    assert content["new"]["version"] == checkout.dataset.package["version"]
    (change,) = [item for item in content["changes"] if (item["table"], item["key"]) == ("vessels", "an-san-1")]
    assert change["fields"] == [{"column": "dwt_tonnes", "before": "", "after": "4000"}]


def test_the_page_is_self_contained_and_escapes_what_it_shows(made: Report) -> None:
    html = as_html(made)
    assert "<li>An San 1: deadweight, unknown before, now 4,000 t." in html
    assert html.index("An San 1: deadweight") < html.index("<summary>Vessels, cell by cell")
    assert re.search(r"(src|href)=\"(?!#)", html) is None
    assert "<script" not in html
    assert made.no_headline[:40] in html
    hostile = replace(made.texts[0], sentence="<img src=x>")
    assert "&lt;img src=x&gt;" in as_html(replace(made, texts=(hostile,)))


def as_git(project: Project) -> str:
    """The project as a repository with one tagged commit."""
    name = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for command in (["init", "--quiet"], ["add", "."], [*name, "commit", "--quiet", "-m", "One"], ["tag", "v1"]):
        subprocess.run(["git", *command], cwd=project.root, check=True, capture_output=True)
    return "v1"


def as_zip(project: Project) -> str:
    """The tables of the project as a zip with a folder inside."""
    return shutil.make_archive(str(project.root.parent / "tables"), "zip", project.root, "data")


def in_memory(side: Side) -> dict[str, dict[str, Cells]]:
    """All rows of a side as they are now; it reads them anew whenever it is asked."""
    return {name: side.rows(name) for name in side.tables}


@pytest.mark.parametrize("form", [as_git, as_zip, lambda project: str(project.root)])
def test_a_side_is_the_same_in_whatever_form_it_comes(edited: Project, form: Callable[[Project], str]) -> None:
    was = in_memory(this_side(edited))
    given = form(edited)
    edit(edited, "vessels", set_to("vessel_id", "chon-ma-san", dwt_tonnes="3600"))
    side = read_side(edited, given)
    if given == str(edited.root):
        assert side.rows("vessels")["chon-ma-san"]["dwt_tonnes"] == "3600"
    else:
        assert in_memory(side) == was


def test_a_database_and_a_release_folder_differ_in_nothing_from_the_tables(built: Project) -> None:
    for form in (built.database, built.build / "downloads"):
        found = compare(built.dataset, this_side(built), read_side(built, str(form)))
        assert (found.changes, found.tables_gone, found.columns_gone, found.columns_new) == ((), (), (), ())


def test_columns_that_came_or_went_are_noted(checkout: Project, edited: Project) -> None:
    path = edited.csv_path("ports")
    text = path.read_text(encoding="utf-8").replace("oil_facilities", "facilities", 1)
    path.write_text(text, encoding="utf-8")
    found = compare(checkout.dataset, read_side(checkout, str(edited.root)), this_side(checkout))
    assert (found.columns_gone, found.columns_new) == (("ports.facilities",), ("ports.oil_facilities",))


@pytest.mark.parametrize("given", ["no-such-thing", "--output=x", "tests"])
def test_what_is_neither_tables_nor_a_revision_is_refused_in_a_sentence(checkout: Project, given: str) -> None:
    with pytest.raises(BuildError, match=r"nor a git revision|none of the tables"):
        read_side(checkout, given)


def test_the_command_writes_a_file(
    checkout: Project, tmp_path: Path, vostochny: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    target = tmp_path / "diff.md"
    run = vostochny("diff", str(checkout.root), "--format", "markdown", "--output", str(target))
    assert run.returncode == 0
    assert "No row of any table differs." in target.read_text(encoding="utf-8")
