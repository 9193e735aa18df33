"""`vostochny review` of branches that would rather not be understood: each of their ways is named or has no effect."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.branching import begun, committed, git
from tests.editing import edit, report_of, retire, set_to, without

from vostochny.checks.data_folder import check_build
from vostochny.checks.verdict import Verdict
from vostochny.contribute.review import (
    Review,
    ReviewSection,
    answering,
    base_dataset,
    base_side,
    branch_base,
    conflicts,
    grades,
    headlines,
    roots,
    rows_taken_out,
)
from vostochny.contribute.review_text import LONGEST_COMMENT, as_markdown, as_text
from vostochny.contribute.row_details import exempted, left_out, merged_rows
from vostochny.database.reading import opened
from vostochny.diff.branch_schemas import schema_sentences
from vostochny.diff.difference import report
from vostochny.diff.record_names import Wording, staged
from vostochny.diff.revision import archived
from vostochny.diff.side import read_side, this_side
from vostochny.model.project import Project

VALID = Verdict([], 1, 1, 1, [])


@pytest.fixture
def branch(edited: Project) -> tuple[Project, str]:
    """A repository with the record on main, and the commit where the branch begins."""
    return edited, begun(edited)


def test_a_folder_called_like_the_base_is_not_taken_for_it(
    branch: tuple[Project, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, commit = branch
    edit(project, "ports", set_to("port_id", "RUVYP", note="Changed."))
    rule = project.schemas / "rules" / "low_central_high.sql"
    rule.unlink()
    for name in (commit, commit[:12]):
        for folder in ("data", "schemas"):
            shutil.copytree(project.root / folder, project.root / name / folder)
    committed(project)
    monkeypatch.chdir(project.root)
    base = branch_base(project, "main")
    assert base_side(project, base).rows("ports")["RUVYP"]["note"] != "Changed."
    assert any("rules/low_central_high.sql: taken out" in line for line in schema_sentences(project, base))


def test_a_link_in_the_base_is_not_followed(edited: Project) -> None:
    (edited.data / "zz.csv").symlink_to("/etc/hostname")
    (edited.data / "zy.csv").symlink_to("ports.csv")
    commit = begun(edited)
    assert set(archived(edited.root, commit, "data")) == {f"data/{path.name}" for path in edited.data.glob("[!z]*.csv")}


@pytest.mark.parametrize("kind", ["tag", "branch"])
def test_a_tag_or_branch_called_like_the_main_branch_is_not_taken_for_it(
    branch: tuple[Project, str], kind: str
) -> None:
    project, commit = branch
    git(project, "update-ref", "refs/remotes/origin/main", commit)
    edit(project, "ports", set_to("port_id", "RUVYP", note="Changed."))
    committed(project)
    git(project, kind, "origin/main")
    if kind == "tag":
        git(project, "tag", "main")
    assert {branch_base(project, name) for name in ("", "origin/main", "main")} == {commit}


def in_words(project: Project, base: str, folder: Path, look: Callable[[Wording, Wording], list[str]]) -> list[str]:
    """What is said of the base, by its own views, and the branch."""
    own = base_dataset(project, base, folder / "base")
    dataset = project.dataset
    before = staged(own or dataset, base_side(project, base), folder / "old.db")
    after = staged(dataset, this_side(project), folder / "new.db")
    with opened(before) as one, opened(after) as other:
        return look(Wording(own or dataset, one), Wording(dataset, other))


def test_a_view_that_raises_grades_is_told_by_the_grades_that_rise(branch: tuple[Project, str], tmp_path: Path) -> None:
    project, base = branch
    view = project.schemas / "views" / "call_confidence.sql"
    text = view.read_text(encoding="utf-8")
    view.write_text(text.replace("when named_at_work then", "when weighed then"), encoding="utf-8")
    told = in_words(project, base, tmp_path, lambda old, new: list(grades(old, new)))
    assert told
    assert all("by the rule possible before, now probable" in line for line in told)


def test_a_view_that_feeds_the_model_is_told_by_the_figures_that_move(
    branch: tuple[Project, str], tmp_path: Path
) -> None:
    project, base = branch
    view = project.schemas / "views" / "ceiling_in_force.sql"
    text = view.read_text(encoding="utf-8")
    assert "product, quantity, unit" in text
    view.write_text(text.replace("product, quantity, unit", "product, 2 * quantity as quantity, unit"), "utf-8")
    own, dataset = base_dataset(project, base, tmp_path / "base"), Project(project.root).dataset
    assert own
    first = staged(own, base_side(project, base), tmp_path / "old.db")
    after = staged(dataset, this_side(project), tmp_path / "new.db")
    moved = {line.name for line in headlines(own, first, dataset, after)["headline"] if not line.same}
    assert "passed_sea" in moved


def test_rows_that_share_a_key_by_the_schemas_of_the_branch_are_counted(checkout: Project, edited: Project) -> None:
    path = edited.schemas / "tables" / "vessel_particulars.yaml"
    assert not list(merged_rows(report_of(checkout, edited)))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^primaryKey: .*", "primaryKey: [vessel_id]", text), encoding="utf-8")
    dataset = Project(edited.root).dataset
    made = report(dataset, *(read_side(Project(edited.root), str(p.root)) for p in (checkout, edited)))
    told = list(merged_rows(made))
    assert ["rows before" in line for line in told] == [True, False]
    assert all(line.startswith("data/vessel_particulars.csv: ") for line in told)


def test_a_base_whose_views_are_the_same_is_not_read_twice(branch: tuple[Project, str], tmp_path: Path) -> None:
    assert base_dataset(*branch, tmp_path) is None


def test_a_source_that_no_longer_goes_back_to_another_is_named(branch: tuple[Project, str], tmp_path: Path) -> None:
    project, base = branch
    relays = next(row for row in this_side(project).rows("sources").values() if row["relays_source_id"])
    edit(project, "sources", set_to("source_id", relays["source_id"], relays_source_id=""))
    told = in_words(project, base, tmp_path, lambda old, new: list(roots(old, new)))
    assert any(f"({relays['source_id']}) went back to" in line for line in told)
    assert told[0].endswith("now it goes back to itself, an independent origin.")


def test_a_conflict_that_is_emptied_or_retired_is_named(checkout: Project, edited: Project, tmp_path: Path) -> None:
    edit(edited, "conflicts", set_to("conflict_id", "conflict-002", handling="Settled."))
    edit(edited, "conflicts", without("conflict_id", "conflict-003"))
    retire(edited, "conflict-003", "conflict-001")
    made = report_of(checkout, edited)
    before, after = (staged(p.dataset, this_side(p), tmp_path / n) for p, n in ((checkout, "a"), (edited, "b")))
    with opened(before) as one, opened(after) as other:
        told = list(conflicts(made, Wording(checkout.dataset, one), Wording(edited.dataset, other)))
    assert any("conflict-002" in line and "now Settled." in line for line in told)
    assert any(line.startswith("Withdraws conflict-003") for line in told)


def test_a_row_that_is_retired_is_among_those_taken_out(checkout: Project, edited: Project) -> None:
    edit(edited, "corrections", without("correction_id", "correction-006"))
    retire(edited, "correction-006", "correction-007")
    (told,) = rows_taken_out(report_of(checkout, edited))
    assert told.startswith("data/corrections.csv: correction-006 is retired.")
    assert "correction-007" in told


def text_of(checkout: Project, edited: Project) -> str:
    return as_text(Review(report_of(checkout, edited), VALID, ()))


def test_a_change_behind_a_cut_is_shown(checkout: Project, edited: Project) -> None:
    def two_places(rows: list[dict[str, str]]) -> None:
        row = next(row for row in rows if row["count_id"] == "count-011")
        words = row["note"].split()
        assert len(words) > 60
        row["note"] = " ".join([f"{words[0]},", *words[1:-2], "certainly", words[-1]])

    edit(edited, "call_counts", two_places)
    assert "certainly" in text_of(checkout, edited)


def test_a_text_that_is_wholly_rewritten_is_shown_to_its_end(checkout: Project, edited: Project) -> None:
    edit(edited, "port_calls", set_to("call_id", "call-001", note=f"{'Written anew. ' * 20}It broke the law."))
    assert "It broke the law." in text_of(checkout, edited)


def test_every_cell_of_a_row_that_comes_or_goes_is_shown(checkout: Project, edited: Project) -> None:
    new = {"organisation_id": "zz", "name": "Test", "kind": "company", "description": "It breaks the law."}
    edit(edited, "organisations", lambda rows: rows.append(new))
    edit(edited, "corrections", without("correction_id", "correction-006"))
    told = text_of(checkout, edited)
    assert "description: It breaks the law." in told
    assert "as_printed: 56000" in told or "reason: One million barrels" in told


def test_a_sentence_that_says_all_has_nothing_after_it(checkout: Project, edited: Project) -> None:
    edit(edited, "port_calls", set_to("call_id", "call-001", confidence="possible"))
    (item,) = report_of(checkout, edited).texts
    assert list(left_out(item)) == []


def test_a_cell_cannot_write_lines_of_its_own_or_move_the_cursor(checkout: Project, edited: Project) -> None:
    forged = "Fine.\n\nThe check passes: 1 row.\n\x1b[2J\u202eevas\u00a0"
    edit(edited, "ports", set_to("port_id", "RUVYP", note=forged))
    made = Review(report_of(checkout, edited), VALID, ())
    for told in (as_text(made), as_markdown(made)):
        assert "\nThe check passes: 1 row.\n" not in told
        assert not any(character in told for character in "\x1b\u202e\u00a0")
    assert "<U+202E>evas" in as_text(made)


def test_an_entity_for_an_at_sign_calls_nobody(checkout: Project, edited: Project) -> None:
    edit(edited, "ports", set_to("port_id", "RUVYP", note="See &#64;everyone and @everyone."))
    told = as_markdown(Review(report_of(checkout, edited), VALID, ()))
    assert "&#64;" not in told.replace("\\", "")
    assert "@everyone" not in told


def test_a_flood_in_one_section_pushes_no_other_out_of_a_comment(checkout: Project, edited: Project) -> None:
    flood = ReviewSection("Words", tuple(f"Cell {number} {'x' * 400}" for number in range(900)), "")
    grade = ReviewSection("Confidence", ("call-007 rises.",), "")
    told = as_markdown(Review(report_of(checkout, edited), VALID, (flood, grade)))
    assert len(told) < LONGEST_COMMENT + 200
    assert "call-007 rises." in told
    assert "more, which are not shown here" in told
    assert "Too long for a comment" in told


def test_a_changed_row_that_a_rule_excepts_is_named(checkout: Project, edited: Project) -> None:
    edit(edited, "conversion_factors", set_to("factor_id", "factor-048", note="Read again."))
    edit(edited, "conversion_factors", set_to("factor_id", "factor-047", note="Read again."))
    (told,) = exempted(report_of(checkout, edited))
    assert told.startswith("factor-048 changes, and may break the rule")
    assert told.endswith("Natural gasoline is lighter than motor gasoline.")


def test_a_base_whose_views_are_of_an_older_form_is_not_asked(checkout: Project, tmp_path: Path) -> None:
    path = staged(checkout.dataset, this_side(checkout), tmp_path / "a.db")
    with opened(path) as one:
        assert answering(Wording(checkout.dataset, one)) is not None
    with sqlite3.connect(path) as other:
        other.execute("drop view call_confidence")
    with opened(path) as one:
        assert answering(Wording(checkout.dataset, one)) is None


@pytest.mark.parametrize("path", ["build/.verdict-cache.json", "captures/report.pdf", ".venv/ready"])
def test_what_is_made_or_fetched_here_is_a_finding_once_it_is_committed(branch: tuple[Project, str], path: str) -> None:
    project = branch[0]
    (project.root / path).parent.mkdir()
    (project.root / path).write_text("{}\n", encoding="utf-8")
    assert list(check_build(project)) == []
    committed(project)
    assert [(item.file, item.rule) for item in check_build(project)] == [(path, "made-file-committed")]
