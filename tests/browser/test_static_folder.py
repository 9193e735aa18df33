"""The static folder is complete: links work on hosts without rules and under a path, Datasette's addresses too."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.crawl import dead, links, nginx, plain_server
from tests.browser.explore_questions import addresses
from tests.browser.explore_reader import open_loaded, read
from tests.conftest import made_once, run_or_fail
from tests.serving import row_count

from vostochny.database.reading import opened
from vostochny.model.project import Project

SITE = "https://example.org/ledger/"
PREFIX = "/ledger/"
KEEPER = {"CONTACT": "keeper@example.org", "REPOSITORY_URL": "https://example.org/code"}
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="no nginx here; see make nginx")

# The folder takes half a minute to put together and minutes to crawl.
pytestmark = pytest.mark.deep


@pytest.fixture(scope="session")
def folder(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static folder of the publication, built for an address with a path."""

    def build(root: Path) -> None:
        shutil.copytree(published.root, root, symlinks=True)
        run_or_fail("--project", str(root), "static", environment={"SITE_URL": SITE, **KEEPER})

    return made_once(tmp_path_factory, "static-folder", build) / "build" / "static"


@pytest.fixture(scope="session")
def static(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the folder is served, under a path, by a server that knows no rules."""
    with plain_server(folder, PREFIX, tmp_path_factory.mktemp("plain")) as base:
        yield base


@pytest.fixture
def explore(browser: Browser, static: str) -> Iterator[Page]:
    """Explore from the static folder, loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    open_loaded(page, f"{static}explore/")
    yield page
    context.close()


def test_no_link_of_the_folder_is_dead(folder: Path, static: str) -> None:
    found = links(folder, static, SITE)
    assert len(found) > 2000
    assert dead(found, static) == []


@needs_nginx
def test_no_link_of_the_folder_is_dead_behind_nginx(folder: Path, tmp_path: Path) -> None:
    with nginx(folder, PREFIX, tmp_path, str(NGINX)) as base:
        assert dead(links(folder, base, SITE), base) == []


@needs_nginx
def test_nginx_sends_types_and_lets_other_sites_read_the_downloads(folder: Path, tmp_path: Path) -> None:
    with nginx(folder, PREFIX, tmp_path, str(NGINX)) as base:
        told = {path: httpx.get(base + path) for path in (
            "", "downloads/calls.geojson", "downloads/sightings.geojson", "downloads/vessels.csv", "explore/",
            "assets/explore/worker.js", "assets/explore/sqlite3.wasm", "charts/cap-by-day/", "calls", "nothing/here",
        )}  # fmt: skip
    assert told["downloads/vessels.csv"].headers["access-control-allow-origin"] == "*"
    assert told["downloads/vessels.csv"].headers["content-type"] == "text/csv; charset=utf-8"
    assert told["downloads/sightings.geojson"].headers["content-type"] == "application/geo+json; charset=utf-8"
    assert told["assets/explore/sqlite3.wasm"].headers["content-type"] == "application/wasm"
    assert "access-control-allow-origin" not in told[""].headers
    compiling = {path for path, answer in told.items() if "wasm" in answer.headers.get("content-security-policy", "")}
    assert compiling == {"explore/", "assets/explore/worker.js"}
    assert "frame-ancestors *" in told["charts/cap-by-day/"].headers["content-security-policy"]
    assert (told["calls"].status_code, told["calls"].headers["location"]) == (301, "/ledger/calls/")
    assert told["nothing/here"].status_code == 404
    assert "Vostochny Ledger" in told["nothing/here"].text


def test_other_hosts_are_told_of_types_and_of_who_may_read(folder: Path) -> None:
    rules = (folder / "_headers").read_text(encoding="utf-8")
    assert "/downloads/*\n  access-control-allow-origin: *\n" in rules
    assert "/downloads/*.geojson\n  content-type: application/geo+json; charset=utf-8\n" in rules


def test_addresses_of_datasette_mean_the_same_on_both_hosts(
    browser: Browser, published: Project, address: str, static: str
) -> None:
    with opened(published.database) as connection:
        asked = list(addresses(published.dataset, connection))
    assert len(asked) >= 200
    context = browser.new_context()
    page = context.new_page()
    open_loaded(page, f"{static}explore/")
    shown = dict(zip(asked, read(page, asked), strict=True))
    wrong = []
    with httpx.Client(follow_redirects=True, timeout=30) as client:
        for place, item in shown.items():
            # The page at this address leads to what was shown, and Datasette has the same under the same heading.
            path = place.partition("?")[0]
            here = client.get(f"{static}data{path}")
            theirs = client.get(f"{address}/data{place}")
            leads = re.search(r'data-path="([^"]*)"', here.text)
            if here.status_code != 200 or not leads or leads[1].rstrip("/") != path.rstrip("/"):
                wrong.append(f"{place}: no page")
            elif theirs.status_code != 200 or item["error"]:
                wrong.append(f"{place}: {theirs.status_code} {item['error']}")
            elif "text/html" in theirs.headers["content-type"] and item["heading"] not in headings(theirs.text):
                wrong.append(f"{place}: {item['heading']}")
    context.close()
    assert wrong == []


def headings(page: str) -> list[str]:
    """The heading of a page of Datasette; that of its first page is another in Explore."""
    import html

    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    return [html.unescape(found[1]) if found else "", "Explore the record"]


@pytest.mark.parametrize(
    ("asked", "heading", "rows"),
    [
        ("data/vostochny/vessel_sanctions?authority=UN&_sort_desc=listed_on", "Designations", 50),
        ("data/vostochny/vessels/chon-ma-san", "Chon Ma San", 0),
        ("data/vostochny/calls_between_two_days?first_day=2024-04-01&last_day=2024-04-30", "Calls between two days", 0),
        ("data/search?q=%EC%B2%9C%EB%A7%88%EC%82%B0", "Search all tables", 0),
    ],
)
def test_a_link_into_data_opens_the_same_rows_in_explore(
    browser: Browser, static: str, asked: str, heading: str, rows: int
) -> None:
    context = browser.new_context(base_url=static)
    page = context.new_page()
    page.goto(asked)
    expect(page.locator("#explore h1")).to_have_text(heading)
    assert page.url == f"{static}explore/#/{asked.removeprefix('data/')}"
    if rows:
        expect(page.locator(".ex-rows tbody tr")).to_have_count(rows)
    context.close()


@needs_nginx
def test_an_address_of_datasette_without_a_page_opens_in_explore_where_the_host_shows_the_404_page(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    with nginx(folder, PREFIX, tmp_path, str(NGINX)) as base:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{base}data/vostochny/vessels/chon-ma-san.json?_shape=objects")
        expect(page.locator("#explore h1")).to_have_text("Chon Ma San")
        assert page.url == f"{base}explore/#/vostochny/vessels/chon-ma-san.json?_shape=objects"
        context.close()


def test_the_network_is_needed_only_once(explore: Page, published: Project) -> None:
    explore.context.set_offline(True)
    asked = [
        "/", "/search?q=chon+ma", "/vostochny/vessel_names?_search=천마산호", "/vostochny/what_if?load_share=0.5",
        "/vostochny/vessels/chon-ma-san", "/vostochny?sql=select+count(*)+from+calls",
        "/vostochny?sql=with+recursive+n(i)+as+(select+1+union+all+select+i+from+n)+select+count(*)+from+n",
        "/vostochny?sql=select+count(*)+from+ports",
    ]  # fmt: skip
    shown = read(explore, asked)
    assert [bool(item["error"]) for item in shown] == [False, False, False, False, False, False, True, False]
    assert shown[2]["count"] >= 1
    assert shown[5]["rows"] == [[row_count(published, "calls")]]


def test_a_worker_that_must_be_ended_is_replaced_without_a_network(explore: Page, published: Project) -> None:
    explore.wait_for_timeout(500)
    explore.context.set_offline(True)
    # Within one call of one function SQLite cannot be asked to stop.
    slow = "/vostochny?sql=select+length(trim(hex(zeroblob(14999)),+hex(zeroblob(14999))))"
    count = "/vostochny?sql=select+count(*)+from+vessels"
    before, _, after = read(explore, [count, slow, count])
    assert before["rows"] == after["rows"] == [[row_count(published, "vessels")]]


def test_rows_are_taken_away_with_their_source_and_version(explore: Page, static: str) -> None:
    read(explore, ["/vostochny/ports?country_iso2=KP"])
    found = {}
    for kind in ("CSV", "JSON", "GeoJSON"):
        with explore.expect_download() as waiting:
            explore.get_by_role("button", name=kind, exact=True).click()
        found[kind] = Path(waiting.value.path()).read_text(encoding="utf-8"), waiting.value.suggested_filename
    text, name = found["CSV"]
    version = re.fullmatch(r"ports-(\d{4}\.\d+\.\d+)\.csv", name)
    assert version
    lines = text.splitlines()
    assert lines[0].endswith(",ledger_version,ledger_address")
    assert lines[1].endswith(f",{version[1]},{static}explore/#/vostochny/ports?country_iso2=KP")
    told = json.loads(found["JSON"][0])
    assert told["source"]["version"] == version[1]
    assert len(told["rows"]) == len(lines) - 1 == explore.locator(".ex-rows tbody tr").count()
    features = json.loads(found["GeoJSON"][0])
    assert features["source"] == told["source"]
    assert features["features"][0]["geometry"]["type"] == "Point"


def test_without_scripts_the_page_says_so_and_leads_on(browser: Browser, static: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{static}explore/")
    expect(page.locator("#explore")).to_contain_text("needs scripts and WebAssembly")
    expect(page.locator("#explore").get_by_role("link", name="Download the tables")).to_be_visible()
    page.goto(f"{static}data/vostochny/port_calls")
    expect(page.get_by_role("link", name="port_calls.csv")).to_be_visible()
    context.close()


def test_without_webassembly_the_page_says_so(browser: Browser, static: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete window.WebAssembly")
    page.goto(f"{static}explore/")
    expect(page.get_by_role("alert")).to_contain_text("WebAssembly is switched off")
    expect(page.locator("#explore").get_by_role("link", name="Download the tables")).to_be_visible()
    context.close()


def test_webassembly_is_allowed_on_this_page_alone_and_nothing_comes_from_elsewhere(
    browser: Browser, folder: Path, static: str
) -> None:
    allowing = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if "wasm-unsafe-eval" in path.read_text(encoding="utf-8")
    ]
    assert allowing == ["explore/index.html"]
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_loaded(page, f"{static}explore/")
    assert any(url.endswith("sqlite3.wasm") for url in asked)
    assert [url for url in asked if not url.startswith(static)] == []
    context.close()
