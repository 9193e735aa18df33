"""On a real terminal: TAB completes what is known, each kind can be talked through, Ctrl-C leaves all as it was."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Mapping

import pexpect
import pytest
from tests.contribute.conftest import bytes_of, new_lines

from vostochny.model.project import Project


def spawned(project: Project, *arguments: str) -> pexpect.spawn:
    """The command on a terminal of its own."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "vostochny", "--project", str(project.root), *arguments],
        encoding="utf-8",
        timeout=90,
        dimensions=(50, 120),
        env={**os.environ, "TERM": "xterm", "INPUTRC": "/dev/null"},
        # Tests that were started in the background hand down that Ctrl-C is to be ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def test_tab_completes_an_identifier_and_ctrl_c_leaves_all_as_it_was(spoilable: Project) -> None:
    before = bytes_of(spoilable)
    terminal = spawned(spoilable, "add", "sighting")
    terminal.expect_exact("(vessel_id)")
    terminal.expect("> ")
    terminal.send("chon-ma\t\n")
    terminal.expect_exact("(vessel_name_as_reported)")
    terminal.expect_exact("[Chon Ma San]")
    terminal.sendline("<")
    terminal.expect_exact("(vessel_id)")
    terminal.expect_exact("[chon-ma-san]")
    terminal.sendline("")
    terminal.expect_exact("(vessel_name_as_reported)")
    # Ctrl-C is for whoever sees the prompt; before it, the question is still being put.
    terminal.expect_exact("> ")
    terminal.sendcontrol("c")
    terminal.expect_exact("Aborted!")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    assert bytes_of(spoilable) == before


# No answer here is refused so often.
OFTEN = 5


def talk(terminal: pexpect.spawn, answers: Mapping[str, str | list[str]], last: str) -> None:
    """Answer each column by its name, any other with an empty line, offers with yes, the last question with `last`."""
    offers = ["Add it now", "Change it from", r"on record. Add it\?"]
    refused = "Give words of the source"
    asked: Counter[str] = Counter()
    while True:
        found = terminal.expect(
            [r"\(([a-z0-9_]+)\)[^\n]*\r\n", "Write it", pexpect.EOF, "supports it.", refused, *offers]
        )
        if found == 0:
            column = terminal.match[1]
            asked[column] += 1
            assert asked[column] < OFTEN, f"{column} is asked for again and again: {terminal.before}"
            terminal.expect("> ")
            answer = answers.get(column, "")
            terminal.sendline(answer if isinstance(answer, str) else answer.pop(0))
        elif found == 1:
            terminal.send(last)
        elif found == 2:
            break
        elif found == 3:
            terminal.expect("> ")
            terminal.sendline("1")
            terminal.expect("> ")
            terminal.sendline("")
        elif found == 4:
            terminal.sendline("n")
        else:
            terminal.sendline("y")
    terminal.close()


SOURCE = {
    "publisher": "Test Paper", "title": "A test", "published_on": "2026-01", "kind": "news", "url": "https://example.org/t",
    "read_extent": "whole", "language": "en",
    "record_id": "call-001", "field": "record", "relation": "supports",
}  # fmt: skip
VESSEL = {
    "name": "Test Ship", "imo_number": "1234567", "vessel_type": "oil_tanker", "dwt_tonnes": "5000",
    "year_built": "1999", "source_id": "rfa-2024-10-21",
}  # fmt: skip
DESIGNATION = {
    "vessel_id": "un hung", "vessel_name_as_listed": "UN HUNG", "authority": "KR", "programme_id": "kr-autonomous",
    "listed_on": "2024-10-01", "source_id": "rfa-2024-10-21",
}  # fmt: skip


@pytest.mark.deep
@pytest.mark.parametrize(
    ("kind", "answers", "files"),
    [
        ("source", SOURCE, {"sources.csv": 1, "citations.csv": 1}),
        ("vessel", VESSEL, {"vessels.csv": 1, "vessel_names.csv": 1, "vessel_particulars.csv": 5}),
        ("designation", DESIGNATION, {"vessel_sanctions.csv": 1}),
    ],
)
def test_a_row_of_each_kind_can_be_talked_through(
    spoilable: Project, kind: str, answers: dict[str, str], files: dict[str, int]
) -> None:
    before = bytes_of(spoilable)
    terminal = spawned(spoilable, "add", kind)
    talk(terminal, answers, "y\n")
    assert terminal.exitstatus == 0, terminal.before
    assert {name: len(lines) for name, lines in new_lines(spoilable, before).items()} == files


@pytest.mark.deep
def test_ctrl_c_at_the_very_last_question_writes_nothing(spoilable: Project) -> None:
    before = bytes_of(spoilable)
    terminal = spawned(spoilable, "add", "vessel")
    talk(terminal, VESSEL, "\x03")
    assert terminal.exitstatus == 1
    assert bytes_of(spoilable) == before


@pytest.mark.deep
def test_what_only_the_whole_check_finds_is_asked_again_and_then_written(spoilable: Project) -> None:
    before = bytes_of(spoilable)
    days = ["2025-05-01", "2024-10-01"]
    terminal = spawned(spoilable, "add", "designation")
    talk(terminal, {**DESIGNATION, "listed_on": days}, "y\n")
    assert terminal.exitstatus == 0, terminal.before
    assert days == []
    (line,) = new_lines(spoilable, before)["vessel_sanctions.csv"]
    assert line.startswith("kr-2024-10-01-un-hung,un-hung,UN HUNG,KR,kr-autonomous,,2024-10-01,")


@pytest.mark.deep
def test_a_call_is_talked_through_with_the_sighting_that_it_rests_on(spoilable: Project) -> None:
    before = bytes_of(spoilable)
    call = {
        "port_id": "vostochny", "operation": "1", "date_earliest": "2024-03-13", "count_id": "count-004",
        "berth": "One berth run by a Russian oil company",
        "confidence_reason": "RUSI reports it; the ship is not named.",
    }  # fmt: skip
    terminal = spawned(spoilable, "add", "call")
    talk(terminal, call, "y\n")
    assert terminal.exitstatus == 0, terminal.before
    after = bytes_of(spoilable)
    assert (
        b"\ncall-016,,RUVYP,One berth run by a Russian oil company,load,2024-03-13,2024-03-13,possible,RUSI"
        in (after["port_calls.csv"])
    )
    assert [name for name in after if after[name] != before[name]] == ["port_calls.csv", "sightings.csv"]


@pytest.mark.deep
def test_a_name_that_the_ship_has_not_borne_on_record_is_offered_as_one_of_its_names(spoilable: Project) -> None:
    before = bytes_of(spoilable)
    terminal = spawned(spoilable, "add", "designation")
    another = {**DESIGNATION, "vessel_name_as_listed": "TEST NAME", "name_kind": "alias", "script": "Latn"}
    talk(terminal, another, "y\n")
    assert terminal.exitstatus == 0, terminal.before
    added = new_lines(spoilable, before)
    assert added["vessel_names.csv"] == ["un-hung,TEST NAME,alias,Latn,rfa-2024-10-21,"]
    assert len(added["vessel_sanctions.csv"]) == 1
