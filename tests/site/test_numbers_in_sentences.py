"""Every number in a sentence that was typed, of a query or a page, is what the query or the record gives."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from tests.site.sentence_facts import EXAMPLES, TYPED

from vostochny.database.reading import opened
from vostochny.model.project import Project, this_checkout
from vostochny.model.wording import day

QUERIES = {query.name: query for query in this_checkout().dataset.queries}
PAGES = this_checkout().root / "site" / "pages"

WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = re.compile(
    rf"(?<![\w-])(?:\d[\d.,]*\d|\d|{'|'.join(WORDS)}|twenty|thirty|forty|million)(?![\w-])", re.IGNORECASE
)


def in_words(value: object) -> str:
    """A value as a sentence has it: a small number as a word, a larger one with commas, a day as in the pages."""
    if isinstance(value, int):
        return WORDS[value] if value < len(WORDS) else f"{value:,}"
    return day(value)


def filled(connection: sqlite3.Connection, facts: list[tuple[str, str]]) -> list[str]:
    """Each part of a sentence with what the record gives for it."""
    found = []
    for template, sql in facts:
        answers = connection.execute(sql).fetchall()
        assert len(answers) == 1, f"{template!r}: {len(answers)} rows instead of one, from {sql}"
        found.append(template.format(*map(in_words, answers[0])))
    return found


@pytest.fixture(scope="module")
def connection(built: Project) -> Iterator[sqlite3.Connection]:
    with opened(built.database) as opened_here:
        # A temporary table is written to memory, and the database stays as it is.
        opened_here.execute("pragma query_only = off")
        yield opened_here


@pytest.mark.parametrize("name", QUERIES)
def test_every_number_of_an_example_is_in_the_answer(connection: sqlite3.Connection, name: str) -> None:
    query = QUERIES[name]
    asked = {key: item["default"] for key, item in query.header["parameters"].items()}
    connection.execute("drop table if exists temp.result")
    connection.execute(f"create temporary table result as {query.sql}", asked)
    left = query.header["example"]
    for part in filled(connection, EXAMPLES.get(name, [])):
        assert part.casefold() in query.header["example"].casefold()
        left = re.sub(re.escape(part), "", left, flags=re.IGNORECASE)
    assert NUMBER.findall(left) == [], f"{name}: nothing in EXAMPLES holds these numbers"


@pytest.mark.parametrize("page", TYPED)
def test_numbers_typed_into_pages_are_those_of_the_record(connection: sqlite3.Connection, page: str) -> None:
    content = " ".join((PAGES / page).read_text(encoding="utf-8").split())
    assert [part for part in filled(connection, TYPED[page]) if part not in content] == []
