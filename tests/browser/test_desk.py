"""A newsroom's day: a draft is checked, a chart shown on another site, rows cited, a request written."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.crawl import nginx, plain_server

from vostochny.database.reading import opened
from vostochny.desk.article import check
from vostochny.desk.article_facts import article_table
from vostochny.explore.host_config import nginx_snippet
from vostochny.model.project import Project

CORPUS = Path(__file__).parents[1] / "desk"
PREFIX = "/ledger/"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
READ = """async (address) => {
  const { figures } = await (await fetch(`${address}desk/figures.json`)).json();
  const table = await (await fetch(`${address}desk/embed/latest/calls-by-month.csv`)).text();
  return [figures[1].sentence, table.split("\\n")[0]];
}"""


def sentences() -> list[str]:
    files = sorted(CORPUS.glob("corpus_*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    plain = [line.split(" | ", 1)[-1] for line in lines if not line.startswith("#")]
    sets = [file.read_text(encoding="utf-8").splitlines() for file in sorted(CORPUS.glob("corpus_*.jsonl"))]
    return plain + [json.loads(line)["text"] for lines in sets for line in lines]


def test_the_page_gives_the_verdicts_of_the_command_and_sends_nothing(page: Page, published: Project) -> None:
    with opened(published.database) as connection:
        table = article_table(published.dataset, connection)
    expected = [[asdict(finding) for finding in check(table, line)] for line in sentences()]
    page.goto("/check/")
    found = page.evaluate(
        """async (lines) => {
          const { check } = await import("/assets/desk/check.js");
          const table = await (await fetch("/desk/check.json")).json();
          return lines.map((line) => check(table, line));
        }""",
        sentences(),
    )
    assert found == expected
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Your draft").fill(" ".join(sentences()[:30]) + " <img src=x onerror=alert(1)> 43 arrivals.")
    page.get_by_role("button", name="Compare with the record").click()
    expect(page.locator("#check-findings li").first).to_contain_text("as on record")
    assert page.locator("#check-findings img").count() == 0
    assert asked == []
    leads = page.locator("#check-findings a").first.get_attribute("href")
    assert page.request.get(f"/check/{leads}").ok


@pytest.fixture(params=["serve", "plain", "nginx"])
def host(
    request: pytest.FixtureRequest, published: Project, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The site by the program, by a server without rules, and by nginx with the snippet."""
    if request.param == "serve":
        yield f"{address}/"
        return
    folder = tmp_path / "site"
    for part in ("desk", "assets"):
        shutil.copytree(published.build / "site" / part, folder / part)
    (folder / "index.html").write_text("x", encoding="utf-8")
    monkeypatch.setenv("SITE_URL", f"https://example.org{PREFIX}")
    (folder / "nginx.conf").write_text(nginx_snippet(), encoding="utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with ExitStack() as stack:
        if request.param == "nginx" and NGINX is None:
            pytest.skip("no nginx here; see make nginx")
        server = (
            plain_server(folder, PREFIX, scratch)
            if request.param == "plain"
            else nginx(folder, PREFIX, scratch, str(NGINX))
        )
        yield stack.enter_context(server)


def test_an_embed_fits_a_frame_of_another_site_and_a_pinned_one_says_when_there_is_a_newer(
    browser: Browser, host: str, published: Project, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    version = str(published.dataset.package["version"])
    names = sorted(path.stem for path in (published.build / "site" / "desk" / "embed" / "latest").glob("*.html"))
    frames = "".join(
        f'<iframe id="{folder}-{name}" width="300" height="900" src="{host}desk/embed/{folder}/{name}.html"></iframe>'
        for name in names
        for folder in ("latest", version)
    )
    (tmp_path / "newsroom").mkdir()
    (tmp_path / "newsroom" / "index.html").write_text(frames, encoding="utf-8")
    (tmp_path / "other").mkdir()
    with plain_server(tmp_path / "newsroom", "/newsroom/", tmp_path / "other") as elsewhere:
        other = browser.new_context().new_page()
        look(other, elsewhere, host, names, version, may_read="plain" not in request.node.name)
        other.context.close()


def look(other: Page, elsewhere: str, host: str, names: list[str], version: str, *, may_read: bool) -> None:
    """Look at all frames of a page at another address; then at one for which there is a newer version."""
    other.goto(elsewhere, wait_until="networkidle")
    for name in names:
        frame = other.frame_locator(f'[id="{version}-{name}"]')
        expect(frame.locator("small").last).to_be_visible()
        assert frame.locator("html").evaluate("html => html.scrollWidth") <= 300, name
        assert frame.locator("#newer").is_hidden()
    if may_read:
        assert other.evaluate(READ, host) == [
            "43 port calls at Vostochny, 7 March to 5 November 2024, as counted by the Open Source Centre.",
            "month,documented one by one,only counted",
        ]

    def newer(route: Route) -> None:
        route.fulfill(json={"version": "2027.1.0"})

    other.route("**/latest/version.json", newer)
    other.goto(elsewhere, wait_until="networkidle")
    pinned = other.frame_locator(f'[id="{version}-{names[0]}"]')
    expect(pinned.locator("#newer")).to_contain_text("A newer version exists: version 2027.1.0")


def test_rows_in_explore_and_in_datasette_lead_to_their_citation(page: Page) -> None:
    page.goto("/data/vostochny/port_calls?confidence=possible")
    page.get_by_role("link", name="Cite this selection").click()
    expect(page.locator("dl dd").first).to_contain_text("/data/vostochny/port_calls?confidence=possible")
    styles = [text.strip() for text in page.locator("#cite-form + dl dd").all_inner_texts()]
    assert len(styles) == 6
    assert json.loads(styles[-1])[0]["URL"].endswith("/data/vostochny/port_calls?confidence=possible")
    page.goto("/explore/#/vostochny/port_calls")
    page.locator(".ex-taking").get_by_role("link", name="Cite").first.click()
    expect(page.get_by_label("Address of the page")).to_have_value(
        page.url.partition("/cite/")[0] + "/explore/#/vostochny/port_calls"
    )


def test_a_pasted_address_is_cited_by_the_title_of_its_page(page: Page) -> None:
    page.goto("/vessels/chon-ma-san/")
    place, title = page.url, page.locator("h1").evaluate("h1 => h1.firstChild.textContent.trim()")
    page.goto("/cite/")
    page.get_by_label("Address of the page").fill(place)
    page.get_by_role("button", name="Write the citation").click()
    expect(page.locator("#cite-form + dl dd").first).to_contain_text(title)
    page.get_by_label("Address of the page").fill("https://example.org/nothing")
    page.get_by_role("button", name="Write the citation").click()
    expect(page.locator("#cite-form [role=status]")).to_contain_text("No title was found")
    expect(page.locator("#cite-form + dl dd")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "feeds"),
    [("/vessels/chon-ma-san/", 1), ("/ports/RUVYP/", 1), ("/ports/KPWON/", 0), ("/calls/call-001/", 0)],
)
def test_a_record_with_a_feed_has_it_beside_its_actions_and_at_its_end(page: Page, path: str, feeds: int) -> None:
    page.goto(path)
    follow = page.locator(".actions").first.get_by_role("link", name="Follow")
    assert follow.count() == page.locator("a", has_text="JSON Feed").count() == feeds
    in_head = page.locator('link[rel~="alternate"][type="application/atom+xml"]').evaluate_all(
        "all => all.map(l => l.href)"
    )
    assert len(in_head) == 1 + feeds
    if feeds:
        assert in_head[0].partition("/desk/")[2].endswith(f"{path.strip('/').rpartition('/')[2]}.xml")
        assert page.request.get(str(follow.evaluate("link => link.href"))).ok


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("Check an article", "/check/"),
        ("Cite a page or a selection", "/cite/"),
        ("Follow one ship, port or list", "/newsroom/#follow"),
        ("Show a figure or chart", "/newsroom/#embed"),
        ("ask through an AI assistant", "/newsroom/#program"),
        ("Correct or reply", "/correct/"),
    ],
)
def test_what_a_newsroom_needs_is_two_clicks_from_the_first_page(page: Page, link: str, place: str) -> None:
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="For newsrooms").click()
    page.get_by_role("article").get_by_role("link", name=link).click()
    expect(page).to_have_url(re.compile(rf"{re.escape(place)}$"))


@pytest.mark.parametrize("path", ["/", "/calls/call-001/", "/vessels/chon-ma-san/", "/tables/sightings/", "/model/"])
def test_every_kind_of_page_ends_with_its_citation(page: Page, path: str) -> None:
    page.goto(path)
    end = page.locator("details.cite-page")
    end.locator("summary").click()
    expect(end.locator("dd")).to_have_count(6)
    expect(end).to_contain_text(path if path != "/" else "127.0.0.1")
    assert page.locator("a", has_text="JSON Feed").count() == (1 if "vessels" in path else 0)


def test_the_text_of_a_page_is_beside_it_and_listed_for_programs(page: Page) -> None:
    listed = page.request.get("/llms.txt").text()
    assert "/calls.md)" in listed
    for path in ("/calls.md", "/calls/call-001.md", "/index.md"):
        answer = page.request.get(path)
        assert answer.headers["content-type"].startswith("text/markdown")
        assert answer.text().startswith(("# ", "<div")) or "\n# " in answer.text()
