"""Pages say days, months, languages and what is inferred in a reader's words, and what they leave open beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.render.record_page import aside
from vostochny.site.pages.notified import in_months
from vostochny.site.pages.registry import generated_pages

ADDRESS = re.compile(r"\]\([^)]*\)")
ISO_DAY = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")


@pytest.fixture(scope="module")
def written(built: Project) -> Iterator[dict[str, str]]:
    """Markdown of every generated page."""
    with opened(built.database) as connection:
        yield dict(generated_pages(RenderContext(built.dataset, connection)))


def rows_of(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("|")]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("2018-01-01 to 2018-12-31", "all of 2018"),
        ("2024-01-01 to 2024-11-30", "January to November 2024"),
        ("2020-10-01 to 2021-02-28", "October 2020 to February 2021"),
        ("China: 2024-01-01 to 2024-11-30; Russia: 2024-01", "China: January to November 2024; Russia: January 2024"),
        ("2022-01-01 to 2022-06-30 + 2022-12", "January to June 2022 and December 2022"),
        ("2024-09 + 2024-10 + 2024-11", "September 2024, October 2024 and November 2024"),
        ("2024-03-07 to 2024-11-05", "7 March to 5 November 2024"),
        (None, ""),
    ],
)
def test_periods_of_notified_amounts_are_said_in_months(given: str | None, words: str) -> None:
    assert in_months(given) == words


def test_no_row_of_notified_amounts_has_a_day_as_a_number_and_the_latest_year_comes_first(
    written: dict[str, str],
) -> None:
    table = rows_of(written["notified.md"].partition("## By year")[2].partition("## By month")[0])[2:]
    assert [row for row in table if ISO_DAY.search(ADDRESS.sub("", row))] == []
    years = [int(row.split("|")[1]) for row in table]
    assert years == sorted(years, reverse=True)


def test_tonnes_of_another_period_than_the_barrels_beside_them_say_which(written: dict[str, str]) -> None:
    table = rows_of(written["notified.md"].partition("## By year")[2].partition("## By month")[0])[2:]
    shown = {
        (cells[1], cells[2], cells[3]): cells for cells in ([cell.strip() for cell in row.split("|")] for row in table)
    }
    assert shown["2024", "China", "280,928"][6] == "15,787 (for September 2024, October 2024 and November 2024)"
    assert shown["2018", "Russia", "241,114"][6] == "29,237"
    assert shown["2024", "Russia", "15,279"][7] == "February to December 2024 (as of 4 December 2024)"


def test_beside_documented_calls_only_further_ones_were_not_found(written: dict[str, str]) -> None:
    months = rows_of(written["months.md"])[2:]
    with_calls = [row for row in months if "none documented" not in row]
    assert len(with_calls) == 5
    for row in months:
        searched = row.split("|")[-2]
        assert ("further port calls" in searched) == (row in with_calls), row
    # One outcome of one day is said once.
    assert all(row.count("nothing found (") <= 1 for row in months)


def test_a_call_is_listed_in_its_month_with_all_its_days(written: dict[str, str]) -> None:
    assert "(2 to 8 April 2024, confirmed, name hedged)" in re.sub(r"&nbsp;|\xa0", " ", written["months.md"])


def test_the_languages_of_a_search_are_named(written: dict[str, str]) -> None:
    assert "English, Korean, Japanese, Russian, Chinese" in written["searches.md"]


def test_what_is_inferred_is_named_as_a_sentence_names_it(written: dict[str, str]) -> None:
    call = written["calls/call-008.md"]
    assert "<b>Inferred here:</b> the purpose, the last day, that it is one of the counted calls." in call
    assert "<b>Inferred here:</b> the least number of ships." in written["counts/count-004.md"]


def test_a_list_that_was_read_in_a_copy_by_somebody_else_is_called_so(written: dict[str, str]) -> None:
    found = "no UN listing found in the EU's copy of 17 December 2025"
    assert found in written["calls/call-008.md"]
    assert found in written["calls.md"]
    assert "UN (17 December 2025, the EU's copy)" in written["vessels/paek-yang-san-1.md"]
    # Its own list is nobody's copy.
    assert "EU (17 December 2025), " in written["vessels/paek-yang-san-1.md"]


def test_a_grade_says_beside_it_where_every_observer_hedges_the_name(written: dict[str, str]) -> None:
    assert "confirmed: 3 reports by 2 observers, name hedged" in written["calls/call-008.md"]
    assert "name hedged" not in written["calls/call-001.md"]
    # And in the lists, of the calls that it is true of alone.
    for page in ("calls.md", "ports/RUVYP.md", "counts/count-004.md", "vessels/paek-yang-san-1.md"):
        hedged = {
            row.partition("/call-")[2][:3] for row in rows_of(written[page]) if "| confirmed, name hedged |" in row
        }
        assert hedged == {"008"}, page
    assert written["months.md"].count("confirmed, name hedged)") == 1


def test_observers_who_share_analysts_are_said_to_count_as_one_where_calls_are_listed(
    written: dict[str, str],
) -> None:
    note = "Open Source Centre and RUSI share analysts and count as one observer: the 5 named here are 4 independent"
    for page in ("calls.md", "ports/RUVYP.md"):
        assert note in written[page], page
    assert "count as one observer" not in written["ports/KPNAM.md"]


def test_a_ship_that_is_not_listed_says_who_lists_its_reported_owner(written: dict[str, str]) -> None:
    said = "reported owner Paekyangsan Shipping Co Ltd listed: UK since 17 May 2024"
    assert said in written["vessels/paek-yang-san-1.md"]
    assert "reported owner listed: UK since 17 May 2024" in written["calls/call-008.md"]
    assert "reported owner" not in written["vessels/chon-ma-san.md"].partition("## ")[0]


def test_a_contradicting_note_goes_on_as_a_sentence_about_its_document(written: dict[str, str]) -> None:
    answer = written["calls/call-012.md"].partition("Who contradicts it?")[2].partition("</p>")[0]
    assert "Jiji Press, 2024</a> has the series run to mid-November." in answer


def test_the_page_of_the_headline_count_says_in_a_sentence_whether_it_is_a_fact(written: dict[str, str]) -> None:
    said = "<b>Is 43 a fact?</b> It is one organisation's count. No second observer's count"
    assert said in written["counts/count-004.md"]
    assert sum("a fact?</b>" in page for page in written.values()) == 1


def test_the_page_of_the_ceiling_says_when_the_model_has_it_passed(written: dict[str, str]) -> None:
    answer = written["ceiling.md"].partition("**Was it passed in 2024?**")[2]
    assert answer.startswith(
        " No document read measures it. If all loaded, the counted calls pass the UN ceiling, by the model, "
    )
    assert "The days hold nine simulations in ten, if all the counted calls loaded" in answer


def test_a_figure_that_its_source_does_not_print_is_no_heading_without_that_word(written: dict[str, str]) -> None:
    assert "# Read here as more than 500,000 barrels" in written["estimates/estimate-005.md"]
    assert "# More than 165,000 barrels" in written["estimates/estimate-002.md"]


def test_the_list_of_calls_leads_to_those_by_listed_ships_as_a_file(written: dict[str, str]) -> None:
    links = re.findall(r"\]\((\S+\.csv\S*)\)", written["calls.md"])
    assert "/data/vostochny/calls_by_un_listed_vessels.csv?year=2024" in links


def test_an_aside_is_folded_however_short_and_nothing_is_no_aside() -> None:
    assert aside("More", "") == ""
    for words in ("Nine words.", "word " * 16):
        assert aside("More", words).startswith('<details class="aside"><summary>More</summary>')


def test_the_list_of_ships_says_that_the_copy_of_the_un_list_has_the_ships_of_the_list_itself(
    written: dict[str, str],
) -> None:
    meaning = written["vessels.md"].partition("## What the cells mean")[2]
    assert "**UN.** The listings were read through the annexes of " in meaning
    assert "in the UN's own list of ships of 4 June 2020" in meaning
    assert "The two have the same ships." in meaning
