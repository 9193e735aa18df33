"""Requests that came by letter or as an issue: read, filed in the public log, and decided."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vostochny.contribute.draft import CellEdit, Draft, NewRow, cells_of
from vostochny.contribute.identifiers import free_identifier, taken
from vostochny.model.errors import BuildError
from vostochny.tables.csv_reader import RawTable

# Questions as the form, a letter and an issue have them; who writes and how to reach them is never filed.
QUESTIONS = {
    "Kind": "kind",
    "Record": "record",
    "Column": "column",
    "What it says now": "now",
    "What it should say": "proposed",
    "Your reply": "reply",
    "What shows it": "evidence",
    "Where it can be read": "evidence",
    "Who replies": "writer",
    "How to reach you": "writer",
}
# How a question goes on, in one place or another.
TAIL = r"(?: ?\([^)]*\)|, if it is one value|, or (?:your|my) reply|: publisher, title, date, address, page)?"
SKIPPED = ("", "not stated", "_No response_")
MOST_CHARACTERS = 20_000


def read_letter(letter: str) -> dict[str, str]:
    """The answers in a request as the form writes it or as an issue of the repository has it, by question.

    Raises BuildError when an answer that the log needs is missing, naming it.
    """
    if len(letter) > MOST_CHARACTERS:
        raise BuildError(f"The letter has more than {MOST_CHARACTERS:,} characters; keep the request alone.")
    found: dict[str, list[str]] = {}
    current = ""
    for line in letter.splitlines():
        said = line.strip()
        for words, name in QUESTIONS.items():
            if match := re.fullmatch(rf"### {words}()|{words}{TAIL}:\s*(.*)", said):
                current, said = name, match[2] or ""
                break
        if current:
            found.setdefault(current, []).append(said)
    answers = {name: " ".join(" ".join(lines).split()) for name, lines in found.items()}
    answers = {name: "" if value in SKIPPED else value for name, value in answers.items()}
    if answers.get("reply"):
        answers |= {"kind": "reply", "proposed": answers["reply"]}
    if missing := [name for name in ("record", "proposed", "evidence") if not answers.get(name)]:
        raise BuildError(f"The request does not say: {', '.join(missing)}. It needs the lines that the form writes.")
    return answers


def filed(letter: str, received_on: str, asked: str, raw_tables: Mapping[str, RawTable]) -> Draft:
    """A draft that files one received request as open.

    asked: what is asked, in the record's own words; the writer's words where it is empty
    """
    answers = read_letter(letter)
    table = raw_tables["requests"].table
    words = asked or f"{answers['proposed'].rstrip('.')}. Evidence named: {answers['evidence'].rstrip('.')}."
    # An address is for the table of sources; here the site is named.
    words = re.sub(r"\bhttps?://(?:www\.)?([\w.-]+\w)[^\s,;)]*", r"\1", words)
    cells = {
        "request_id": free_identifier(table, {}, taken(raw_tables, [])),
        "received_on": received_on,
        "kind": answers.get("kind") or "correction",
        "record_id": re.sub(r"^.*/([^/#]+)/?(?:#.*)?$", r"\1", answers["record"]),
        "field": answers.get("column") or "record",
        "asked": words,
        "state": "open",
    }
    return Draft([NewRow("requests", cells)])


def decided(request: str, state: str, decided_on: str, answer: str, raw_tables: Mapping[str, RawTable]) -> Draft:
    """A draft that enters what was done about a request. Raises BuildError when there is no such open request."""
    cells = cells_of(raw_tables["requests"], request)
    if cells is None or cells["state"] != "open":
        why = f"it is {cells['state']} already" if cells else "data/requests.csv has no such request"
        raise BuildError(f"{request} cannot be decided: {why}. `vostochny requests` lists the open ones.")
    values = {"state": state, "decided_on": decided_on, "answer": answer}
    return Draft(changes=[CellEdit("requests", request, column, value) for column, value in values.items()])
