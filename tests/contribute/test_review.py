"""`vostochny review`: what a branch does to the record, told against the point where the branch began."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.branching import git
from tests.editing import appended, copied, edit, report_of, set_to, without

from vostochny.contribute.review import Review, ReviewSection, branch_base, review, rows_taken_out
from vostochny.contribute.review_text import LONGEST_COMMENT, as_markdown, as_text
from vostochny.model.errors import BuildError
from vostochny.model.project import Project
from vostochny.passages.text import digest


@pytest.fixture(scope="module")
def made(checkout: Project, tmp_path_factory: pytest.TempPathFactory) -> Review:
    """The review of a branch with a relayed source, an undeclared contradiction and a better-seen call.

    The main branch has moved on since; what happened there is not the branch's doing.
    """
    project = copied(checkout, tmp_path_factory.mktemp("review"))
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "The record")
    git(project, "checkout", "-qb", "sighting")
    source = {"source_id": "zz-test", "publisher": "Test @everyone", "title": "A | test", "title_kind": "original"}
    source |= {"read_extent": "part", "language": "en"}
    facts = {"kind": "news", "licence": "Unknown; facts only", "relays_source_id": "ft-2024-03-26"}
    edit(project, "sources", appended(**source, **facts))
    seen = {
        "vessel_id": "un-hung", "vessel_name_as_reported": "Un Hung", "date_earliest": "2024-04-03",
        "date_latest": "2024-04-03", "date_precision": "day", "method": "ais", "observer": "Reuters",
        "load_state": "not_stated", "source_id": "zz-test",
    }  # fmt: skip
    here = {
        "place_as_reported": "Vostochny",
        "port_id": "RUVYP",
        "waters": "vostochny",
        "activity": "load",
        "call_id": "call-007",
    }
    there = {"place_as_reported": "Nampo", "port_id": "KPNAM", "waters": "yellow_sea", "activity": "in_port"}
    edit(project, "sightings", appended(sighting_id="sighting-901", **seen, **here))
    edit(project, "sightings", appended(sighting_id="sighting-902", **seen, **there))
    given = {"record_id": "sighting-901", "source_id": "zz-test", "language": "en", "locator": "paragraph 2"}
    words = {"find": "Un Hung on 3 April 2024", "passage_sha256": digest("The Un Hung on 3 April 2024 loaded oil.")}
    given |= {"fields": "vessel_id;date_earliest", "read_from": "copy", "read_on": "2026-01-05"}
    edit(project, "passages", appended(passage_id="passage-99901", **given, **words))
    git(project, "commit", "-qam", "A sighting")
    git(project, "checkout", "-q", "main")
    edit(project, "ports", set_to("port_id", "RUVYP", note="Changed on the main branch."))
    git(project, "commit", "-qam", "Elsewhere")
    git(project, "checkout", "-q", "sighting")
    return review(project, branch_base(project, ""), lambda _message: None)


def sentences(made: Review, title: str) -> list[str]:
    return list(next(section.sentences for section in made.sections if section.title == title))


def test_only_what_the_branch_did_is_reported(made: Review) -> None:
    assert {change.table for change in made.report.difference.changes} == {"sources", "sightings", "passages"}


def test_a_new_source_that_repeats_another_is_named_as_not_independent(made: Review) -> None:
    assert sentences(made, "New sources") == [
        "Test @everyone: A | test (zz-test), undated. Goes back to Financial Times, 2024 (ft-2024-03-26): not an "
        "independent origin. Records that rest on it: call-007, sighting-901, sighting-902. It has no address."
    ]


def test_cells_are_shown_with_the_words_of_their_source_and_a_row_without_words_is_named(made: Review) -> None:
    with_words, without = sentences(made, "Cells and the words of their sources")
    assert with_words == (
        "sighting-901, vessel_id: un-hung; date_earliest: 2024-04-03 | “Un Hung on 3 April 2024” "
        "(zz-test, paragraph 2)."
    )
    assert without.endswith("(sighting-902): no words of its source are given.")


def test_a_contradiction_that_nobody_declared_is_named(made: Review) -> None:
    told = sentences(made, "Conflicts")
    assert len(told) == 2
    assert all(line.endswith("Not declared in data/conflicts.csv.") for line in told)
    assert any("sighting-017" in line and "RUVYP" in line and "KPNAM" in line for line in told)


def test_a_call_whose_grade_rises_is_named_with_the_reasons(made: Review) -> None:
    (told,) = sentences(made, "Confidence")
    assert "(call-007): by the rule possible before, now confirmed; independent origins: one before, now two" in told
    assert "Images and the ship's own signal (AIS) both show it in the port." in told


def test_the_check_is_part_of_the_review(made: Review) -> None:
    rules = {item.rule for item in made.verdict.findings}
    assert rules == {"confidence-follows-the-rubric", "vessel-not-in-two-far-ports"}
    assert "data/port_calls.csv:8:confidence" in as_text(made)


def test_the_comment_is_markdown_that_calls_nobody_and_breaks_no_table(made: Review) -> None:
    text = as_markdown(made)
    assert "@everyone" not in text
    assert "A \\| test" in text
    assert text.count("<details>") == text.count("</details>") == 1
    assert "No figure of the headline moves." in text


def test_a_comment_that_would_be_too_long_is_cut_and_says_so(made: Review) -> None:
    long = replace(made, sections=(ReviewSection("Long", ("word " * 100,) * 200, ""),))
    text = as_markdown(long)
    assert LONGEST_COMMENT - 1000 < len(text) < LONGEST_COMMENT + 200
    assert "Too long for a comment" in text
    assert len(as_text(long)) > LONGEST_COMMENT


def test_a_row_that_is_taken_out_is_named_whatever_else_changes(checkout: Project, edited: Project) -> None:
    edit(edited, "notified_deliveries", without("delivery_id", "delivery-095"))
    edit(edited, "ports", set_to("port_id", "RUVYP", note="Changed too."))
    assert list(rows_taken_out(report_of(checkout, edited))) == [
        "data/notified_deliveries.csv: delivery-095 is taken out, and nothing replaces it."
    ]


def test_without_a_main_branch_the_base_has_to_be_named(spoilable: Project) -> None:
    with pytest.raises(BuildError, match="name one"):
        branch_base(spoilable, "")
    assert branch_base(spoilable, "some/folder") == "some/folder"


def forms(checkout: Project) -> dict[str, list[dict[str, Any]]]:
    folder = checkout.root / ".github" / "ISSUE_TEMPLATE"
    return {
        name: [
            item
            for item in yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))["body"]
            if "id" in item
        ]
        for name in ("correction", "reply")
    }


def test_the_issue_forms_ask_what_the_form_on_the_site_asks(checkout: Project) -> None:
    page = (checkout.root / "site" / "pages" / "correct.md").read_text(encoding="utf-8")
    for fields in forms(checkout).values():
        for field in fields:
            assert field["id"] == "who" or f'name="{field["id"]}"' in page
    required = {name: {f["id"] for f in fields if f.get("validations")} for name, fields in forms(checkout).items()}
    assert required == {"correction": {"record", "proposed", "evidence"}, "reply": {"record", "who", "proposed"}}


def test_the_workflow_runs_the_command_that_is_there_and_trusts_no_fork(checkout: Project, tmp_path: Path) -> None:
    content = (checkout.root / ".github" / "workflows" / "review.yml").read_text(encoding="utf-8")
    flow = yaml.safe_load(content)
    assert flow["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "pull_request_target" not in content
    steps = flow["jobs"]["review"]["steps"]
    assert next(step for step in steps if step.get("name") == "Comment")["if"].endswith("github.repository")
    script = next(step["run"] for step in steps if step.get("id") == "review")
    # The program is that of the base: what the branch has made of it must not review the branch.
    checkouts = {step["with"]["path"]: step["with"].get("ref") for step in steps if "path" in step.get("with", {})}
    assert checkouts == {"program": "${{ github.base_ref }}", "branch": None}
    assert [step["run"] for step in steps if step.get("run", "").startswith("make")] == ["make -C program .venv/ready"]
    program = tmp_path / "program" / ".venv" / "bin" / "vostochny"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$@" > asked\necho told > review.md\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    bash = shutil.which("bash")
    assert bash
    env = {"BASE": "origin/main", "GITHUB_STEP_SUMMARY": "summary", "GITHUB_OUTPUT": "output", "PATH": "/usr/bin:/bin"}
    subprocess.run([bash, "-e", "-c", script], cwd=tmp_path, env=env, check=True)
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert asked.startswith("--project branch review origin/main --format markdown")
    assert (tmp_path / "summary").read_text(encoding="utf-8") == "told\n"
    assert (tmp_path / "output").read_text(encoding="utf-8") == "code=1\n"
    (tmp_path / "review.md").unlink()
    program.write_text("#!/bin/sh\necho 'schemas/new.yaml: not known' >&2\nexit 2\n", encoding="utf-8")
    subprocess.run([bash, "-e", "-c", script], cwd=tmp_path, env=env, check=True)
    assert "schemas/new.yaml: not known" in (tmp_path / "review.md").read_text(encoding="utf-8")
    assert (tmp_path / "output").read_text(encoding="utf-8").endswith("code=2\n")
