"""What a branch changes in schemas/ is shown to a reviewer, first of all what loosens a check."""

from __future__ import annotations

import pytest

from vostochny.diff.schema_changes import schema_changes
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
        ("datapackage.yaml", 'as_of: "2026-11-28"', 'as_of: "2027-11-28"', "as_of: 2026-11-28 before", True),
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
