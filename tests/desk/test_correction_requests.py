"""Requests by letter and as an issue: filed without what names the writer, and decided once."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from vostochny.cli import main
from vostochny.desk.correction_requests import read_letter
from vostochny.model.errors import BuildError
from vostochny.model.project import Project

pytestmark = pytest.mark.usefixtures("rules_here")

LETTER = """Request to the Vostochny Ledger

Kind: correction
Record: https://example.org/calls/call-001/
Column, if it is one value: date_earliest
What it says now: 2024-03-07
What it should say, or your reply: The ship arrived
a day earlier
What shows it: publisher, title, date, address, page: A port log, https://www.example.org/log?day=1, page 3
How to reach you (leave empty if you will post this in public): someone@example.org
"""
ISSUE = """### Record

yu-son

### Who replies

A. Person

### Your reply

We sold the ship.

### Where it can be read

A letter of 3 May
"""


def test_a_letter_and_an_issue_are_read_by_the_questions_of_the_form() -> None:
    assert read_letter(LETTER)["proposed"] == "The ship arrived a day earlier"
    assert read_letter(LETTER)["evidence"] == "A port log, https://www.example.org/log?day=1, page 3"
    mail = "Record (such as call-001, or its address): a\nWhat it should say, or my reply: b\nWhat shows it (x): c"
    assert read_letter(mail) == {"record": "a", "proposed": "b", "evidence": "c"}
    issue = read_letter(ISSUE)
    assert (issue["kind"], issue["proposed"], issue["evidence"]) == ("reply", "We sold the ship.", "A letter of 3 May")


@pytest.mark.parametrize("line", ["Record", "What it should say", "What shows it"])
def test_a_letter_without_what_the_log_needs_is_refused_by_name(line: str) -> None:
    without = "\n".join(item for item in LETTER.splitlines() if not item.startswith(line))
    missing = {"Record": "record", "What it should say": "proposed", "What shows it": "evidence"}[line]
    with pytest.raises(BuildError, match=missing):
        read_letter(without.replace("a day earlier\n", ""))


def test_a_request_is_filed_decided_once_and_its_writer_is_not_in_the_log(spoilable: Project) -> None:
    letter = spoilable.root / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["--project", str(spoilable.root), "requests", *arguments])
        return f"{done.exit_code} {done.output}"

    assert run(str(letter), "--on", "2026-11-25").startswith("0 ")
    log = spoilable.csv_path("requests").read_text(encoding="utf-8")
    assert "call-001,date_earliest" in log
    assert "someone@" not in log
    assert "A port log, example.org, page 3" in log
    assert "1 open." in run()
    decision = ("--decide", "request-001", "--state", "declined", "--on", "2026-11-26")
    assert run(*decision).startswith("2 ")
    assert run(*decision, "--answer", "Not changed: the log names another ship.").startswith("0 ")
    assert "declined,2026-11-26,Not changed" in spoilable.csv_path("requests").read_text(encoding="utf-8")
    assert "it is declined already" in run(*decision, "--answer", "Again.")


def test_a_request_about_no_record_leaves_the_log_as_it_was(spoilable: Project) -> None:
    letter = spoilable.root / "letter.txt"
    letter.write_text(LETTER.replace("call-001", "call-999"), encoding="utf-8")
    before = spoilable.csv_path("requests").read_bytes()
    arguments = ["--project", str(spoilable.root), "requests", str(letter), "--on", "2026-11-25"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert "call-999" in done.output
    assert spoilable.csv_path("requests").read_bytes() == before
