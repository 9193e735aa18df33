"""What a branch changes in schemas/ is shown to a reviewer, first of all what loosens a check."""

from __future__ import annotations

import json

import pytest

from vostochny.diff.branch_schemas import entry_words
from vostochny.diff.schema_changes import OTHERWISE, QUIETER, schema_changes
from vostochny.model.project import Project


def changes(project: Project, file: str, before: str, after: str) -> list[tuple[str, bool]]:
    """What is said when a text in one file is replaced: sentences, and whether less is checked."""
    text = (project.schemas / file).read_text(encoding="utf-8")
    assert before in text
    old = {file: text.encode(), "units.yaml": b"units: {}\n"}
    new = {**old, file: text.replace(before, after, 1).encode()}
    return [(change.sentence, change.looser) for change in schema_changes(old, new)]


@pytest.mark.parametrize(
    ("file", "before", "after", "told", "looser"),
    [
        ("totals.yaml", "minimum: 59", "minimum: 10", "un-listed-vessels > minimum: 59 before, now 10", True),
        ("totals.yaml", "minimum: 31", "minimum: 32", "minimum: 31 before, now 32", False),
        ("tables/vessels.yaml", "min: 150", "min: 15", "rows > min: 150 before, now 15", True),
        ("tables/vessels.yaml", "maximum: 350000", "maximum: 9350000", "maximum: 350000 before, now 9350000", True),
        ("tables/vessels.yaml", "constraints: {required: true}\n  - name: name", "constraints: {}\n  - name: name",
         "required: taken out; it was: True", True),
        ("rules/low_central_high.sql", "low > high", "low > 9 * high", "sql", True),
        ("rules/month_is_not_missing.sql", "{record: delivery-120", "{record: delivery-155", "exceptions", True),
        ("agreements.yaml", "      - 'RUSI'\n", "      - 'RUSI'\n      - 'Rusi'\n", "values > Rusi: new: Rusi", True),
        ("agreements.yaml", "whole_words: []", "whole_words: [plan]", "whole_words > plan: new: plan", True),
        ("datapackage.yaml", 'as_of: "2026-11-29"', 'as_of: "2027-11-28"', "as_of: 2026-11-29 before", True),
        ("views/call_confidence.sql", "when named_at_work then", "when at_work then",
         "when named_at_work then 'probable'", True),
        ("agreements.yaml", "      - 'Argus'\n", "      - ''\n      - 'Argus'\n", "new: (empty)", True),
        ("totals.yaml", "# Totals", "# Sums", "the same content", False),
    ],
)  # fmt: skip
def test_a_change_is_reported_and_marked_when_it_loosens_a_check(
    checkout: Project, file: str, before: str, after: str, told: str, looser: bool
) -> None:
    found = changes(checkout, file, before, after)
    assert any(told in sentence and given == looser for sentence, given in found), found
    assert all(sentence.startswith(f"schemas/{file}") for sentence, _looser in found)


def test_files_that_come_and_go_are_reported(checkout: Project) -> None:
    rule = (checkout.schemas / "rules" / "low_central_high.sql").read_bytes()
    gone = schema_changes({"rules/low_central_high.sql": rule}, {})
    assert [(change.looser, "taken out" in change.sentence) for change in gone] == [(True, True)]
    come = schema_changes({}, {"rules/low_central_high.sql": rule})
    assert [(change.looser, "new" in change.sentence) for change in come] == [(False, True)]


def test_another_last_release_and_a_file_that_cannot_be_parsed_are_reported_first() -> None:
    old = {"released_rows.json": b"1", "totals.yaml": b"totals: []\n", "queries/a.sql": b"-- title: A\nselect 1\n"}
    bomb = b"a: &a [x, x]\nb: [*a, *a]\n"
    new = {"released_rows.json": b"2", "totals.yaml": bomb, "queries/a.sql": b"-- title: B\nselect 1\n"}
    found = schema_changes(old, new)
    assert [change.file for change in found] == ["released_rows.json", "totals.yaml", "queries/a.sql"]
    assert [change.looser for change in found] == [True, True, False]


LONG_RULE = (
    "-- title: A\nselect 'x' as table_name, id as record\nfrom x\nwhere low > high\n"
    + "".join(f"  or column_{number} is null\n" for number in range(40))
    + "  -- and estimates\n  or name = 'a  b'\n  or open_end is null"
)


def rule_changes(before: str, after: str) -> list[tuple[str, bool]]:
    """What is said when a text in a long rule is replaced."""
    assert before in LONG_RULE
    old, new = ({"rules/a.sql": text.encode()} for text in (LONG_RULE, LONG_RULE.replace(before, after)))
    return [(change.sentence, change.looser) for change in schema_changes(old, new)]


def test_a_change_far_into_a_long_statement_is_shown() -> None:
    ((sentence, looser),) = rule_changes("or open_end is null", "or open_end < 0")
    assert looser
    assert "or open_end is null before, now " in sentence
    assert sentence.endswith("or open_end < 0")


def test_two_changes_of_a_long_statement_are_both_shown() -> None:
    old, new = LONG_RULE, LONG_RULE.replace("low > high", "low >= high").replace("open_end is null", "open_end < 0")
    (change,) = schema_changes({"rules/a.sql": old.encode()}, {"rules/a.sql": new.encode()})
    assert "low >= high" in change.sentence
    assert "open_end < 0" in change.sentence


def test_a_line_break_whose_loss_makes_a_condition_a_comment_is_a_change_of_the_statement() -> None:
    ((sentence, looser),) = rule_changes("-- and estimates\n", "-- and estimates ")
    assert looser
    assert "or open_end is null before" in sentence


def test_spaces_inside_a_text_of_a_statement_count_and_others_do_not() -> None:
    assert rule_changes("'a  b'", "'a b'")[0][1]
    assert rule_changes("\n  or name", "  -- a comment\n      or name") == [
        ("schemas/rules/a.sql: another layout or comment before, now the same content", False)
    ]


def test_entries_in_another_order_are_reported() -> None:
    old, new = b"a:\n  - {value: one}\n  - {value: two}\n", b"a:\n  - {value: two}\n  - {value: one}\n"
    (change,) = schema_changes({"tables/a.yaml": old}, {"tables/a.yaml": new})
    assert "another order" in change.sentence


@pytest.mark.parametrize("file", ["tables/port_calls.yaml", "views/call_confidence.sql"])
def test_a_warning_that_is_dropped_is_marked(checkout: Project, file: str) -> None:
    text = (checkout.schemas / file).read_text(encoding="utf-8")
    head, tail = text.split("warnings:\n", 1)
    new = f"{head}warnings:\n{tail.split(chr(10), 1)[1]}"
    (change,) = schema_changes({file: text.encode()}, {file: new.encode()})
    assert change.telling == QUIETER
    assert "warnings" in change.sentence


def test_the_entries_of_the_last_release_that_differ_are_named() -> None:
    rows = {"rows": {"vessels": {f"ship-{number}": "a" for number in range(50)}}}
    old = json.dumps(rows).encode()
    rows["rows"]["vessels"]["ship-7"] = "b"
    (change,) = schema_changes({"released_rows.json": old}, {"released_rows.json": json.dumps(rows).encode()})
    assert change.sentence.endswith("another last release: rows > vessels > ship-7")
    (all_of_them,) = schema_changes({"released_rows.json": old}, {"released_rows.json": b"{}"})
    assert all_of_them.sentence.endswith("and 38 more")
    (broken,) = schema_changes({"released_rows.json": old}, {"released_rows.json": b"{"})
    assert broken.looser
    assert "not JSON" in broken.sentence


def test_each_cell_of_the_history_that_changes_is_named() -> None:
    row = {"version": "2026.11.0", "released_on": "2026-11-28", "summary": "The first release."}
    assert entry_words("2026.11.0", row, {**row, "released_on": "2026-11-01"}) == (
        "changes 2026.11.0: released_on: 2026-11-28 before, now 2026-11-01"
    )
    assert entry_words("2026.11.0", {}, row).startswith("adds 2026.11.0: version: 2026.11.0; released_on: 2026-11-28")
    assert entry_words("2026.11.0", row, {}).startswith("takes out 2026.11.0: ")


@pytest.mark.parametrize(("before", "after"), [("unit: tonne", "unit: barrel"), ("title: Deadweight", "title: Cargo")])
def test_an_entry_by_which_a_value_is_read_is_marked(checkout: Project, before: str, after: str) -> None:
    text = (checkout.schemas / "tables" / "vessels.yaml").read_text(encoding="utf-8")
    assert before in text
    files = ({"tables/vessels.yaml": content.encode()} for content in (text, text.replace(before, after, 1)))
    (change,) = schema_changes(*files)
    assert change.telling == OTHERWISE
