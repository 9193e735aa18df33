"""No page names anybody as taking part without what they say, or that no statement of them was found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext, own_page
from vostochny.site.pages.organisations import listings_sentence, position_table, since
from vostochny.site.pages.registry import generated_pages
from vostochny.site.positions_section import HEADING, answered, named_on, position_line, state_lines, unanswered

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
    # What Russia says of its supplies names North Korea.
    assert names(context, "notified.md", "Oil from Russia.") == {"russia", "north-korea"}
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


def test_pages_of_calls_and_figures_answer_for_both_states_whichever_words_they_use(context: RenderContext) -> None:
    assert names(context, "calls/call-001.md", "A Russian port.") == {"russia", "north-korea"}
    assert names(context, "calls.md", "Paek Yang San 1 at Vostochny.") == {"russia", "north-korea"}
    assert names(context, "claims.md", "A Russian port.") == set()


def test_what_a_state_says_of_a_record_comes_first_on_its_page_and_in_full(context: RenderContext) -> None:
    told = state_lines(context, "counts/count-004.md", "russia")[0]
    assert told.startswith(
        "On this record: Ministry of Foreign Affairs of Russia ([The 43 calls and more than a million"
    )
    assert "The BBC says that the ministry did not answer its request for comment. Read in two copies" in told
    page = answered(context, "counts/count-004.md", "# A count")
    assert page.index("[Russia]") < page.index("[North Korea]")


def test_a_denial_of_another_matter_is_not_shown_as_a_denial_of_a_call(context: RenderContext) -> None:
    lines = state_lines(context, "calls/call-001.md", "north-korea")
    denied = "".join(line for line in lines if line.startswith("Denial or rejection: "))
    asked = "".join(line for line in lines if line not in denied)
    assert "fabricated" in denied
    assert "illegal" not in asked
    assert "Reuters says that the mission did not answer at once" in asked
    assert "The first meeting of the Multilateral Sanctions Monitoring Team" in denied
    assert "Oil is not in what was read" in denied
    assert "No statement by North Korea itself was found in the documents read ([The oil reported from" in asked


def test_each_thing_that_a_state_says_is_an_item_of_its_own(context: RenderContext) -> None:
    page = answered(context, "calls/call-001.md", "# A call")
    section = page.partition(HEADING)[2].splitlines()
    first = section.index("- [North Korea](../organisations/north-korea.md)")
    said = [line.partition(" from")[0].partition(" by")[0].partition(" or")[0] for line in section[first + 1 :][:3]]
    assert said == ["    - On oil", "    - No statement", "    - Denial"]


def test_no_short_form_of_a_position_loses_a_word_of_its_statement(context: RenderContext) -> None:
    hedged = context.rows("select * from positions where statement like '%at once%'")
    assert {row["position_id"] for row in hedged} >= {"position-003", "position-004"}
    for here in ("index.md", "calls/call-001.md", "counts/count-004.md", "figures.md", "estimates/estimate-002.md"):
        shown = answered(context, here, "# Oil\n\nFrom Russia to North Korea.\n")
        for row in hedged:
            assert row["statement"] in shown, (here, row["position_id"])
    for row in hedged:
        assert row["statement"] in position_line(context, "organisations.md", row["organisation_id"])


def test_an_answer_to_a_question_on_oil_supplies_is_told_though_it_is_not_of_the_port(context: RenderContext) -> None:
    told = "\n".join(state_lines(context, "index.md", "russia"))
    assert "On oil supplies: Presidential Administration of Russia ([Whether Russia has increased its oil" in told
    assert "as read in [TASS, 2024](sources/tass-2024-05-08.md)): Asked whether the supplies had grown" in told
    assert told.count("Oil is not in the reply.") == 1


def test_pages_of_amounts_have_what_a_state_itself_notified(context: RenderContext) -> None:
    for here in ("index.md", "figures.md", "claims.md", "estimates/estimate-002.md"):
        told = "\n".join(state_lines(context, here, "russia"))
        assert "Own figures: Russia ([" in told, here
        assert "It notified 15,279 barrels for January 2024. Up to 4 December 2024" in told, here
    assert "15,279" not in "\n".join(state_lines(context, "calls/call-001.md", "russia"))


def test_a_denial_says_in_the_words_of_its_row_what_was_denied(context: RenderContext) -> None:
    told = "\n".join(state_lines(context, "index.md", "russia"))
    assert "Its spokeswoman said that Russia rejects any accusations" in told
    assert "denies or rejects" not in told


def test_a_state_has_the_positions_of_its_bodies_on_its_page(context: RenderContext) -> None:
    bodies = position_table(context, "organisations/russia.md", "russia")
    assert "Ministry of Foreign Affairs of Russia](russian-foreign-ministry.md)" in bodies
    assert "Notified nothing, by the page that shows what was notified" in bodies


@pytest.mark.parametrize(("listed_on", "words"), [("2024-05-17", "on 17 May 2024"), ("2024-02", "in February 2024")])
def test_a_month_takes_another_preposition_than_a_day(listed_on: str, words: str) -> None:
    assert since(listed_on) == words
