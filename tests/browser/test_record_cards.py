"""What a reader sees of a record: its header, who contradicts it, its sources, on a phone, on paper and in a link."""

from __future__ import annotations

import html
import io
import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project


@pytest.fixture(scope="module")
def static(published: Project) -> Iterator[str]:
    """The address of the built site as plain files: what is tested here needs no server of ours."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(published.build / "site")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, static: str) -> Iterator[Page]:
    """A page at desktop width whose relative addresses are the site's."""
    context = browser.new_context(base_url=static, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


KINDS = ("calls", "vessels", "ports", "sources", "counts", "estimates", "organisations")


def pages_of_records(published: Project) -> list[Path]:
    site = published.build / "site"
    return [path for kind in KINDS for path in sorted((site / kind).glob("*/index.html"))]


def plain(content: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content)).split())


def test_every_record_has_a_sentence_a_description_and_a_picture_of_its_own(published: Project) -> None:
    described, pictures, own = {}, set(), 0
    paths = pages_of_records(published)
    assert len(paths) > 600
    for path in paths:
        content = path.read_text(encoding="utf-8")
        here = path.parent.relative_to(published.build / "site").as_posix()
        words = re.findall(r'<meta (?:name|property)="(?:og:)?description" content="([^"]*)">', content)
        assert words == [words[0]] * 2, here
        assert len(words[0]) > 60, here
        sentence = re.search(r'<p class="standing">(.*?)</p>', content, re.DOTALL)
        assert sentence, here
        assert plain(sentence[1])[:50] == plain(words[0])[:50], here
        described[here] = words[0]
        picture = re.search(r'<meta property="og:image" content="http://127.0.0.1:8001/([^"]+)">', content)
        assert picture, here
        # Pages of documents are most of all and shared least: they show the chart of the first page.
        of_a_document = here.startswith("sources/")
        assert picture[1] == ("charts/cap-by-day.png" if of_a_document else f"cards/{here}.png")
        pictures.add((published.build / "site" / picture[1]).read_bytes())
        own += not of_a_document
    # Two documents of one publisher and day may share a title.
    assert len(set(described.values())) > 0.98 * len(paths)
    assert own > 100
    assert len(pictures) > 0.98 * own


def test_every_call_says_who_contradicts_it(published: Project) -> None:
    with opened(published.database) as connection:
        disputed = {
            row["call_id"]
            for row in rows(
                connection,
                "select c.call_id from port_calls c left join sightings s on s.call_id = c.call_id join conflicts d on "
                "d.kind = 'contradiction' and (d.record_id in (c.call_id, s.sighting_id) "
                "or d.rival_record_id in (c.call_id, s.sighting_id))",
            )
        }
        cited = {row["call_id"] for row in rows(
            connection, "select call_id from sightings join citations on record_id = sighting_id "
            "where relation = 'contradicts' and call_id is not null",
        )}  # fmt: skip
        calls = [row["call_id"] for row in rows(connection, "select call_id from port_calls")]
    assert disputed
    for call in calls:
        words = plain((published.build / "site" / "calls" / call / "index.html").read_text(encoding="utf-8"))
        answer = words.partition("Who contradicts it?")[2].partition("Inferred here:")[0]
        assert answer
        assert ("Nobody among the documents read." in answer) is (call not in disputed | cited), call


def test_who_says_a_call_and_who_contradicts_it_is_read_in_forty_seconds(page: Page, published: Project) -> None:
    """At 240 words a minute, the pace of silent reading of non-fiction (Brysbaert 2019)."""
    with opened(published.database) as connection:
        calls = [row["call_id"] for row in rows(connection, "select call_id from port_calls")]
    for call in calls:
        page.goto(f"/calls/{call}/")
        words = page.locator(".record-card .what").inner_text().split()
        assert 40 < len(words) <= 160, call


def test_a_call_has_its_barrels_with_their_range_and_a_card_for_each_independent_source(page: Page) -> None:
    page.goto("/calls/call-008/")
    expect(page.locator(".amount")).to_contain_text(re.compile(r"[\d,]+ to [\d,]+ barrels\s+if it loaded; modelled"))
    expect(page.locator(".chip").first).to_have_text("confirmed: 3 reports by 2 observers, name hedged")
    expect(page.locator(".sources section")).to_have_count(2)
    expect(page.locator(".sources section").first).to_contain_text("News1")
    expect(page.locator(".crumbs a")).to_have_count(3)
    page.locator(".crumbs a").last.click()
    expect(page.locator("h1")).to_contain_text("Un Hung")


def test_a_call_is_cited_by_its_own_address_version_and_day(page: Page) -> None:
    page.goto("/calls/call-008/")
    citation = page.locator("#citation")
    expect(citation).to_contain_text("Paek Yang San 1 at Vostochny, 2 to 8 April 2024")
    expect(citation).to_contain_text(re.compile(r"version \d{4}\.\d+\.\d+, released \d+ \w+ \d{4}"))
    expect(citation).to_contain_text("/calls/call-008/")


def joined(words: str) -> str:
    """Words without blanks, their joined letters (such as one sign for ffi) apart, as paper and page share them."""
    return "".join(unicodedata.normalize("NFKC", words).split())


@pytest.mark.parametrize("record", ["calls/call-008", "vessels/chon-ma-san"])
def test_what_is_printed_has_every_source_and_note_version_and_address(
    page: Page, published: Project, record: str
) -> None:
    page.goto(f"/{record}/")
    read = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    words = joined("".join(part.extract_text() for part in read.pages))
    content = (published.build / "site" / record / "index.html").read_text(encoding="utf-8")
    article = content.partition("<article")[2].partition("</article")[0]
    sources = re.findall(r'<a href="[^"]*sources/[^"]+/">([^<]+)</a>', article)
    assert len(sources) > 4
    missing = [name for name in sources if joined(html.unescape(name)) not in words]
    assert missing == []
    named = set(re.findall(r'<a href="[^"]*sources/([^/"]+)/">', article))
    with opened(published.database) as connection:
        addresses = rows(connection, "select source_id, url from sources where url is not null")
        notes = rows(
            connection,
            "select note from sightings where call_id = :id and note is not null union all select reason "
            "from vessel_sanctions where vessel_id = :id",
            {"id": record.partition("/")[2]},
        )
        version = rows(connection, "select version from release")[0]["version"]
    of_these = [joined(row["url"]) for row in addresses if row["source_id"] in named]
    assert len(of_these) > 2
    assert [url for url in of_these if url not in words] == []
    assert notes
    for row in notes:
        assert joined(row["note"]) in words, row["note"]
    assert version in words
    assert f"/{record}/" in words


@pytest.mark.parametrize("width", [1280, 1440])
@pytest.mark.parametrize("place", ["calls/call-008", "vessels/chon-ma-san", "counts/count-004", "ports/RUVYP",
                                   "organisations/toplivo-bunkering-company", "estimates/estimate-006"])  # fmt: skip
def test_no_table_of_a_record_scrolls_sideways_on_a_desk(page: Page, width: int, place: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{place}/")
    page.evaluate("document.querySelectorAll('details').forEach((item) => (item.open = true))")
    boxes = page.locator("article .md-typeset__scrollwrap")
    wide = [box for box in boxes.all() if box.evaluate("box => box.scrollWidth > box.clientWidth + 1")]
    assert [box.inner_text()[:60] for box in wide] == []


def test_tables_stack_on_a_phone_without_a_script(page: Page) -> None:
    page.goto("/vessels/chon-ma-san/")
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    phone = context.new_page()
    phone.goto(page.url)
    expect(phone.locator("table[data-stack] tbody tr").first).to_have_css("display", "block")
    label = phone.locator("table[data-stack] td").first
    assert label.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Call"'
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_ship_has_its_names_in_their_scripts_its_listings_with_days_and_its_reports_in_order(page: Page) -> None:
    page.goto("/vessels/chon-ma-san/")
    expect(page.locator("h1 [lang=ko]")).to_have_text("천마산호")
    expect(page.locator(".chip.listed")).to_have_text("UN since 30 March 2018")
    days = page.locator("#reports-in-order-of-time ~ .md-typeset__scrollwrap").first.locator("tbody tr")
    assert days.count() > 10
    page.goto("/vessels/wol-bong-san/")
    expect(page.locator(".record-card .chip").first).to_have_text("listing cannot be checked: no IMO number")
    page.goto("/vessels/paek-yang-san-1/")
    expect(page.locator(".record-card .chip").first).to_contain_text("no listing found in the lists of")
