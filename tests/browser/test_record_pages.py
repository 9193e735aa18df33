"""Every record that promises a page has one, and one can walk from it to its evidence and back."""

from __future__ import annotations

import html
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project


def test_every_record_with_an_address_has_its_page(published: Project) -> None:
    with opened(published.database) as connection:
        addresses = [row["page"] for row in rows(connection, "select page from records where page <> ''")]
    assert len(addresses) > 600
    missing = [path for path in addresses if not (published.build / "site" / path.strip("/") / "index.html").is_file()]
    assert missing == []


def test_a_retired_address_of_a_figure_still_leads_to_it(published: Project) -> None:
    for page, anchor in (("figures", "estimate-006"), ("sources", "osc-2024-refined-tastes"), ("ports", "RUVYP")):
        content = (published.build / "site" / page / "index.html").read_text(encoding="utf-8")
        assert f'id="{anchor}"' in content


@pytest.mark.parametrize("record", ["estimate-006", "count-004", "call-001", "paek-yang-san-1", "RUVYP"])
def test_a_record_and_its_source_lead_to_each_other(published: Project, record: str) -> None:
    with opened(published.database) as connection:
        own = rows(connection, "select page from records where record_id = :id", {"id": record})[0]["page"]
        sources = rows(
            connection, "select distinct source_id from record_sources where record_id = :id", {"id": record}
        )
    page = (published.build / "site" / own.strip("/") / "index.html").read_text(encoding="utf-8")
    assert "/data/vostochny/" in page
    for source in sources:
        assert f"sources/{source['source_id']}/" in page
        back = (published.build / "site" / "sources" / source["source_id"] / "index.html").read_text(encoding="utf-8")
        listed = own.strip("/") in back or "the list in Datasette" in back
        assert listed, source["source_id"]


def test_a_figure_says_how_many_documents_say_so_on_their_own_account(published: Project) -> None:
    with opened(published.database) as connection:
        found = rows(
            connection,
            "select count(distinct root_source_id) as origins, (select count(distinct source_id) from record_sources "
            "where record_id = 'count-004') as documents from record_sources "
            "where record_id = 'count-004' and relation in ('states', 'supports')",
        )[0]
    assert found["origins"] < found["documents"]
    page = (published.build / "site" / "counts" / "count-004" / "index.html").read_text(encoding="utf-8")
    words = re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]+>", "", page)))
    own = f"{found['origins']} document{'' if found['origins'] == 1 else 's'} at first hand"
    assert f"{found['documents']} documents cited for this record; what they say goes back to {own}." in words


def test_a_call_says_what_grade_the_rule_gives_and_why(published: Project) -> None:
    with opened(published.database) as connection:
        graded = rows(connection, "select * from call_confidence")
    assert graded
    for call in graded:
        page = (published.build / "site" / "calls" / call["call_id"] / "index.html").read_text(encoding="utf-8")
        words = re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]+>", "", page)))
        assert f"By the rule: {call['confidence_by_rule']}. {call['reasons']}" in words
        assert words.count("By the rule:") == 1
        assert "Confidence" not in words.partition("Documents cited for this record")[0]


def test_a_reporter_follows_a_figure_to_its_source_and_to_datasette(page: Page) -> None:
    page.goto("/figures/")
    page.locator("article a[href*='estimates/estimate-006']").first.click()
    expect(page.locator("article h1")).to_contain_text("Likely more than 1,000,000 barrels")
    page.locator("article a[href*='sources/osc-2024-refined-tastes']").first.click()
    expect(page.locator("article h1")).to_contain_text("Refined Tastes")
    page.locator("article a", has_text="this record in Datasette").click()
    expect(page).to_have_url(re.compile("/data/vostochny/sources/osc-2024-refined-tastes"))
    expect(page.locator("h1")).to_contain_text("Refined Tastes")


@pytest.mark.parametrize("language", ["bash", "python"])
def test_the_examples_for_programs_work(page: Page, address: str, language: str) -> None:
    page.goto("/questions/")
    examples = page.locator("pre code").all_text_contents()
    opening = {"bash": "curl ", "python": "import csv"}[language]
    example = next(text for text in examples if text.startswith(opening)).replace("http://127.0.0.1:8001", address)
    runs = {"bash": ["bash", "-c", example], "python": [sys.executable, "-c", example + "\nprint(len(rows), rows[0])"]}
    run = subprocess.run(runs[language], capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    assert "call_id" in run.stdout


def test_what_is_inferred_and_where_a_ship_is_flagged_stand_in_words(page: Page) -> None:
    page.goto("/vessels/chon-ma-san/")
    facts = page.locator("article .facts")
    expect(facts.locator("div", has_text="Flag")).to_contain_text("North Korea")
    expect(facts.locator("div", has_text="Gross tonnage").locator("a")).to_have_text("inferred")
    expect(page.locator("#inferred")).to_contain_text("gross tonnage")


def test_the_list_of_charts_shows_each_picture_beside_its_finding(page: Page) -> None:
    page.goto("/charts/")
    cards = page.locator(".gallery li")
    assert cards.count() > 4
    for card in cards.all():
        expect(card.locator("> strong a")).to_have_text(re.compile(r"\w+ \w+ \w+"))
        # Drawn in the page itself, not smaller than it was made for, and so large enough to be read there.
        picture = card.locator("figure > svg")
        expect(picture).to_be_visible()
        assert picture.evaluate("picture => picture.getBoundingClientRect().width - picture.viewBox.baseVal.width") > -1
        smallest = picture.evaluate(
            "picture => Math.min(...[...picture.querySelectorAll('text')].map(text => "
            "text.getBoundingClientRect().height).filter(Boolean))"
        )
        assert smallest >= 10


def test_records_that_a_note_speaks_of_are_links_and_sides_of_a_conflict_bear_names(page: Page) -> None:
    page.goto("/calls/call-001/")
    note = page.locator("article details.aside", has_text="Another account has the ship arrive on 6 March")
    note.get_by_text("About this report").click()
    note.get_by_role("link", name="sighting-002").last.click()
    expect(page).to_have_url(re.compile("/sightings/#sighting-002$"))
    page.goto("/conflicts/")
    sides = page.locator("article tbody tr td:nth-child(2)").all_inner_texts()
    assert len(sides) > 40
    assert [side for side in sides if re.fullmatch(r"(count|delivery|call)-\d+", side.strip())] == []
