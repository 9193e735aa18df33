"""No page names anybody as taking part without what they say, or that no statement of them was found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext, own_page
from vostochny.site.pages.organisations import listings_sentence
from vostochny.site.pages.registry import generated_pages
from vostochny.site.positions_section import HEADING, answered, named_on, unanswered

TERMINAL = "toplivo-bunkering-company"


@pytest.fixture(scope="module")
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


def names(context: RenderContext, path: str, content: str) -> set[str]:
    return {row["organisation_id"] for row in named_on(context, path, content)}


def test_every_generated_page_answers_for_all_whom_it_names(context: RenderContext) -> None:
    answering = 0
    for path, content in generated_pages(context):
        told = answered(context, path, content)
        assert unanswered(context, path, told) == [], path
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
def test_a_name_is_found_in_any_spelling_and_only_as_a_whole(
    context: RenderContext, content: str, found: set[str]
) -> None:
    assert names(context, "somewhere.md", content) >= found
    assert bool(names(context, "somewhere.md", content)) == bool(found)


def test_a_state_is_answered_for_where_the_matter_is_told_and_not_where_it_is_a_flag(context: RenderContext) -> None:
    assert names(context, "index.md", "Oil from Russia to North Korea.") == {"russia", "north-korea"}
    assert names(context, "vessels/apex.md", "Flag: North Korea.") == set()


def test_a_page_that_names_nobody_is_left_as_it_is(context: RenderContext) -> None:
    assert answered(context, "glossary.md", "# Words\n\nDeadweight.\n") == "# Words\n\nDeadweight.\n"


def test_the_words_for_no_statement_and_the_way_to_the_page_stand_on_it(context: RenderContext) -> None:
    told = answered(context, "ports/RUVYP.md", "# Vostochny\n\nToplivo Bunkering Company.\n")
    assert (
        f"[Toplivo Bunkering Company](../organisations/{TERMINAL}.md): no statement found in the documents read" in told
    )
    assert "looked for on 28 November 2026" in told


def test_a_page_about_one_of_them_needs_no_note_on_itself(context: RenderContext) -> None:
    content = "# Toplivo Bunkering Company\n"
    assert answered(context, own_page("organisations", TERMINAL), content) == content


def test_the_sentence_on_listings_is_made_by_the_data(context: RenderContext) -> None:
    sentence = listings_sentence(context, TERMINAL)
    assert sentence.startswith(
        "Listed by the United Kingdom on 17 May 2024 and by Canada on 21 February 2025; no listing found in the lists "
        "of "
    )
    assert "the European Union (22 August 2026)" in sentence
    assert "no list was read of" in sentence
    assert "Switzerland" in sentence.partition("no list was read of")[2]
    assert listings_sentence(context, "russia") == ""


def test_a_listing_whose_day_was_not_read_is_not_given_one(context: RenderContext) -> None:
    sentence = listings_sentence(context, "myohyang-shipping")
    lists = "Australia (8 June 2025) and the United States (8 June 2025)"
    assert f"on the list, since a day that was not read, of {lists}" in sentence
