"""No page names anybody as taking part without what they say, or that no statement of them was found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import Book, own_page
from vostochny.site.answers import HEADING, answered, named_on, unanswered
from vostochny.site.pages.organisations import listings_sentence
from vostochny.site.pages.registry import generated_pages

TERMINAL = "toplivo-bunkering-company"


@pytest.fixture(scope="module")
def book(built: Project) -> Iterator[Book]:
    with opened(built.database) as connection:
        yield Book(built.dataset, connection)


def names(book: Book, path: str, content: str) -> set[str]:
    return {row["organisation_id"] for row in named_on(book, path, content)}


def test_every_generated_page_answers_for_all_whom_it_names(book: Book) -> None:
    answering = 0
    for path, content in generated_pages(book):
        told = answered(book, path, content)
        assert unanswered(book, path, told) == [], path
        answering += HEADING in told
    assert answering > 50


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("The terminal of Toplivo Bunkering Company lies there.", {TERMINAL}),
        ("The terminal of **Toplivo Bunkering Company** (TBK).", {TERMINAL}),
        ("АО “ТБК” and Stroytrade.", {"stroytreyd", TERMINAL}),
        ("Toplivo Bunkering Companyx and xMRB Bank.", set()),
        ("A terminal of a Russian oil company.", set()),
    ],
)
def test_a_name_is_found_in_any_spelling_and_only_as_a_whole(book: Book, content: str, found: set[str]) -> None:
    assert names(book, "somewhere.md", content) >= found
    assert bool(names(book, "somewhere.md", content)) == bool(found)


def test_a_state_is_answered_for_where_the_matter_is_told_and_not_where_it_is_a_flag(book: Book) -> None:
    assert names(book, "index.md", "Oil from Russia to North Korea.") == {"russia", "north-korea"}
    assert names(book, "vessels/apex.md", "Flag: North Korea.") == set()


def test_a_page_that_names_nobody_is_left_as_it_is(book: Book) -> None:
    assert answered(book, "glossary.md", "# Words\n\nDeadweight.\n") == "# Words\n\nDeadweight.\n"


def test_the_words_for_no_statement_and_the_way_to_the_page_stand_on_it(book: Book) -> None:
    told = answered(book, "ports/RUVYP.md", "# Vostochny\n\nToplivo Bunkering Company.\n")
    assert (
        f"[Toplivo Bunkering Company](../organisations/{TERMINAL}.md): no statement found in the documents read" in told
    )
    assert "looked for on 28 November 2026" in told


def test_a_page_about_one_of_them_needs_no_note_on_itself(book: Book) -> None:
    content = "# Toplivo Bunkering Company\n"
    assert answered(book, own_page("organisations", TERMINAL), content) == content


def test_the_sentence_on_listings_is_made_by_the_data(book: Book) -> None:
    sentence = listings_sentence(book, TERMINAL)
    assert sentence.startswith(
        "Listed by the United Kingdom on 17 May 2024 and by Canada on 21 February 2025; no listing found in the lists "
        "of "
    )
    assert "the European Union (22 August 2026)" in sentence
    assert "no list was read of" in sentence
    assert "Switzerland" in sentence.partition("no list was read of")[2]
    assert listings_sentence(book, "russia") == ""


def test_a_listing_whose_day_was_not_read_is_not_given_one(book: Book) -> None:
    sentence = listings_sentence(book, "myohyang-shipping")
    assert (
        "on the list of Australia (8 June 2025) and the United States (8 June 2025), since a day that was not read"
        in sentence
    )
