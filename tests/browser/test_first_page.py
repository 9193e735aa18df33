"""The two minutes of a reporter: the sentence, the chart, the three doors, and a picture on another site."""

from __future__ import annotations

import functools
import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project


def test_the_sentence_is_copied_with_its_citation(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Copy with citation").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.locator("#headline").inner_text())
    assert re.search(r"\(Vostochny Ledger, version \d{4}\.\d+\.\d+ of \d+ \w+ \d{4}, http://", copied)
    context.close()


def test_a_failed_copy_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto("/")
    page.get_by_role("button", name="Copy with citation").click()
    expect(page.get_by_role("button", name="Not copied")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 1500)])
def test_what_is_known_what_to_quote_and_who_called_are_on_the_first_screen(
    browser: Browser, address: str, width: int, height: int
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto("/")
    for part in (".first-screen .tiles", "#headline", "#calls-strip svg:visible"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, part
    doors = page.locator(".first-screen .tiles a")
    assert [link.get_attribute("href") for link in doors.all()][2:] == ["calls/", "model/"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_short_citation_is_copied_without_an_address(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Copy short").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.locator("#headline").inner_text())
    assert "http" not in copied
    context.close()


def test_the_first_page_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.locator("#headline")).to_contain_text("if all loaded, against a yearly UN ceiling")
    expect(page.locator("#chart-cap-by-day svg").first).to_be_visible()
    for button in page.locator("button.copy").all():
        expect(button).to_be_hidden()
    context.close()


def test_the_drawing_fits_the_screen(browser: Browser, address: str) -> None:
    for width, shown, hidden in ((1280, ".wide", ".narrow"), (375, ".narrow", ".wide")):
        context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto("/charts/cap-by-day/")
        expect(page.locator(f"figure.chart {shown} svg")).to_be_visible()
        expect(page.locator(f"figure.chart {hidden} svg")).to_be_hidden()
        context.close()


def test_each_chart_offers_its_data_and_pictures(page: Page, published: Project) -> None:
    charts = sorted((published.build / "site" / "charts").glob("*.svg"))
    assert len(charts) >= 5
    for chart in charts:
        page.goto(f"/charts/{chart.stem}/")
        for kind, content_type in (("csv", "text/csv"), ("svg", "image/svg+xml"), ("png", "image/png")):
            link = page.locator(f"figcaption a[href$='{chart.stem}.{kind}']").get_attribute("href")
            answer = page.request.get(page.url + str(link))
            assert answer.status == 200
            assert answer.headers["content-type"].startswith(content_type)


@contextmanager
def another_site(folder: Path, content: str) -> Iterator[str]:
    """Serve a page with this content on another port; its address.

    A browser lets only pages of this machine show what this machine serves, so about:blank would not do.
    """
    (folder / "story.html").write_text(content, encoding="utf-8")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/story.html"
        server.shutdown()


def test_the_snippet_shows_the_chart_on_another_site(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/charts/cap-by-day/")
    snippet = page.locator("pre code", has_text="<img").first.inner_text()
    assert snippet.startswith("<a href=")
    here = snippet.replace("http://127.0.0.1:8001/", f"{address}/")
    with another_site(tmp_path, here) as story:
        other = context.new_page()
        other.goto(story)
        picture = other.locator("img")
        expect(picture).to_be_visible()
        other.wait_for_function("document.images[0].naturalWidth > 300")
        assert html.unescape(str(picture.get_attribute("alt"))).startswith("A line climbs")
    context.close()


@pytest.mark.parametrize("width", [360, 900])
def test_a_chart_in_a_frame_fits_it_and_can_be_read(browser: Browser, address: str, tmp_path: Path, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto("/charts/cap-by-day/")
    snippet = page.locator("pre code", has_text="<iframe").first.inner_text()
    here = f"<p>A story.</p>{snippet.replace('http://127.0.0.1:8001/', f'{address}/')}"
    with another_site(tmp_path, here) as story:
        page.goto(story)
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_contain_text("UN ceiling")
        inside = page.frames[1]
        assert inside.url == f"{address}/desk/embed/latest/cap-by-day.html"
        assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight")
        smallest = inside.evaluate(
            "Math.min(...[...document.querySelectorAll('svg text')].map(text => text.getBoundingClientRect().height)"
            ".filter(Boolean))"
        )
        assert smallest >= 10
    context.close()


def test_the_cursor_on_the_chart_is_at_the_day_of_the_slider(page: Page) -> None:
    page.goto("/charts/cap-by-day/")
    for day in ("0", "175", "365"):
        page.get_by_label("Read a day").fill(day)
        place = page.evaluate(
            """() => {
              const line = [...document.querySelectorAll("figure.chart .wide [stroke='#c02637']")]
                .map(item => item.getBoundingClientRect()).sort((a, b) => b.width - a.width)[0];
              const cursor = document.querySelector(".day-cursor").getBoundingClientRect();
              const slider = document.querySelector(".by-day input").getBoundingClientRect();
              return [line.left, line.width, cursor.left, slider.left, slider.width];
            }"""
        )
        left, width, cursor, slider, length = place
        wanted = left + width * int(day) / 365
        assert abs(cursor - wanted) <= 2
        # The knob is 16 pixels wide and stays inside of the slider.
        assert abs(slider + 8 + (length - 16) * int(day) / 365 - wanted) <= 3


def test_a_request_is_written_from_the_form_and_nothing_is_sent(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/calls/call-001/")
    page.get_by_role("link", name="correct this record").click()
    expect(page.get_by_label("Record", exact=True)).to_have_value("call-001")
    page.get_by_role("button", name="Write the request").click()
    expect(page.locator("#request-form output")).to_be_hidden()  # what is required is missing
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.get_by_label("What it should say").fill("8 March 2024")
    page.get_by_label("What shows it").fill("A notice of the port, page 2")
    page.get_by_role("button", name="Write the request").click()
    written = page.locator("#request-form output").inner_text()
    for part in ("Record: call-001", "8 March 2024", "A notice of the port, page 2"):
        assert part in written
    assert page.evaluate("navigator.clipboard.readText()").strip() == written.strip()
    assert asked == []
    context.close()


def test_a_term_explains_itself_where_it_occurs(page: Page) -> None:
    page.goto("/vessels/chon-ma-san/")
    page.locator("#values > summary").click()
    term = page.locator("#values abbr", has_text="IMO number").first
    term.hover()
    expect(page.locator(".md-tooltip2, .md-tooltip").filter(has_text="Seven digits").first).to_be_visible()


def test_a_reader_moves_to_a_day_and_reads_its_numbers(page: Page, published: Project) -> None:
    page.goto("/charts/cap-by-day/")
    page.get_by_label("Read a day").fill("175")
    with opened(published.database) as connection:
        row = rows(connection, "select * from cap_by_day order by day limit 1 offset 175")[0]
    told = page.locator(".by-day output")
    expect(told).to_contain_text(f"{row['counted_barrels_low']:,.0f} to {row['counted_barrels_high']:,.0f} barrels")
    expect(told).to_contain_text(f"alone pass the ceiling in {100 * row['probability_sea']:.0f} of 100 simulations")
    expect(told).to_contain_text(f"with what was notified in {100 * row['probability_sea_and_notified']:.0f},")
    expect(told).to_contain_text(f"by rail too in {100 * row['probability_sea_notified_and_rail']:.0f}.")
    assert row["day"] == "2024-06-24"
    expect(told).to_contain_text("To 24 June 2024")
