"""What a page tells to search engines, other sites, feed readers and the browser's own guard."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, expect

from vostochny.database.reading import opened, rows
from vostochny.model.project import Project

# The pages with the most rows, drawings or text.
HEAVIEST = ["/", "/vessels/", "/vessels/chon-ma-san/", "/figures/", "/claims/", "/ports/", "/sources/", "/sightings/"]
HEAVIEST += ["/charts/cap-by-day/", "/tables/port_calls/"]
FRAMES = "desk/embed"
ATOM = "{http://www.w3.org/2005/Atom}"


def pages(published: Project) -> list[Path]:
    """Every page of the site."""
    return sorted((published.build / "site").rglob("*.html"))


def test_every_page_has_title_description_address_and_picture(published: Project) -> None:
    site = published.build / "site"
    # Pages for frames are no pages of their own: search engines leave them out, so they need no address and picture.
    found = [path for path in pages(published) if not path.is_relative_to(site / FRAMES)]
    assert len(found) > 650
    for path in found:
        content = path.read_text(encoding="utf-8")
        place = path.relative_to(site).as_posix()
        assert re.search(r"<title>[^<]+</title>", content), place
        description = re.search(r'<meta name="description" content="([^"]+)">', content)
        assert description, place
        assert len(description[1]) <= 300, place
        picture = re.search(r'<meta property="og:image" content="http://127.0.0.1:8001/([^"]+)">', content)
        assert picture, place
        assert (site / picture[1]).is_file(), place
        if place != "404.html":
            address = f"http://127.0.0.1:8001/{place.removesuffix('index.html')}"
            assert f'<link rel="canonical" href="{address}">' in content, place
            assert f'<meta property="og:url" content="{address}">' in content, place


def test_pages_for_frames_have_title_and_description_and_stay_out_of_search_engines(published: Project) -> None:
    found = sorted((published.build / "site" / FRAMES).rglob("*.html"))
    assert len(found) > 15
    for path in found:
        content = path.read_text(encoding="utf-8")
        assert re.search(r"<title>[^<]+</title>", content), path
        description = re.search(r'<meta name="description" content="([^"]+)">', content)
        assert description, path
        assert len(html.unescape(description[1])) <= 300, path
        assert '<meta name="robots" content="noindex">' in content, path


def test_pages_describe_themselves_and_not_all_alike(published: Project) -> None:
    descriptions = [
        re.search(r'name="description" content="([^"]+)"', path.read_text("utf-8")) for path in pages(published)
    ]
    distinct = {found[1] for found in descriptions if found}
    assert len(distinct) > 0.6 * len(descriptions)


def test_the_dataset_is_described_for_search_engines(published: Project) -> None:
    content = (published.build / "site" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', content, re.DOTALL)
    assert found
    described = json.loads(found[1])
    assert described["@type"] == "Dataset"
    assert 50 <= len(described["description"]) <= 5000
    recommended = {"name", "creator", "license", "url", "identifier", "keywords", "version", "isAccessibleForFree"}
    recommended |= {"temporalCoverage", "spatialCoverage", "variableMeasured", "measurementTechnique", "creditText"}
    assert recommended <= {key for key, value in described.items() if value}
    for item in described["distribution"]:
        name = item["contentUrl"].removeprefix("http://127.0.0.1:8001/downloads/")
        assert (published.build / "downloads" / name).is_file()
        assert item["encodingFormat"]


def test_every_page_is_in_the_sitemap(published: Project) -> None:
    content = (published.build / "site" / "sitemap.xml").read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>http://127.0.0.1:8001/([^<]*)</loc>", content))
    there = {
        path.relative_to(published.build / "site").as_posix().removesuffix("index.html")
        for path in pages(published)
        if path.name == "index.html"
    }
    assert listed == there


def test_the_feed_has_every_new_call_and_leads_to_its_page(published: Project) -> None:
    root = ElementTree.parse(published.build / "site" / "feed.xml").getroot()
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    links = [str(entry.find(f"{ATOM}link").get("href")) for entry in entries]  # type: ignore[union-attr]
    with opened(published.database) as connection:
        calls = [row["call_id"] for row in rows(connection, "select call_id from port_calls")]
    for call in calls:
        assert f"http://127.0.0.1:8001/calls/{call}/" in links
    for link in links[1:]:
        place = link.removeprefix("http://127.0.0.1:8001/")
        assert (published.build / "site" / place / "index.html").is_file(), link


def test_programs_get_what_the_gate_found(published: Project) -> None:
    found = json.loads((published.build / "site" / "gate.json").read_text(encoding="utf-8"))
    assert found["open"] is True
    assert {item["outcome"] for item in found["results"]} <= {"passed", "warned", "not looked at"}


def test_reference_managers_get_the_same_version_as_the_package(published: Project) -> None:
    site = published.build / "site"
    version = str(published.dataset.package["version"])
    item = json.loads((site / "cite.json").read_text(encoding="utf-8"))[0]
    assert item["type"] == "dataset"
    assert item["version"] == version
    assert f"version = {{{version}}}" in (site / "cite.bib").read_text(encoding="utf-8")
    assert f"version {version}" in (site / "cite" / "index.html").read_text(encoding="utf-8")


KINDS = (
    "/", "/calls/call-001/", "/vessels/", "/vessels/chon-ma-san/", "/model/", "/estimates/", "/sources/", "/api/",
    "/tables/sightings/", "/charts/", "/charts/cap-by-day/", "/charts/cap-by-day.svg", "/downloads/", "/missed/",
    "/downloads/changes.html", "/404.html", "/feed.xml",
)  # fmt: skip


def test_the_browser_runs_no_script_that_a_page_did_not_come_with(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    for path in KINDS:
        answer = page.goto(path, wait_until="networkidle")
        assert answer is not None
        header = answer.headers["content-security-policy"]
        assert header.startswith("default-src 'none'; ")
        assert "unsafe-eval" not in header
        assert "http" not in header
        own = page.locator("meta[http-equiv='Content-Security-Policy']")
        if path.endswith("/"):
            scripts = str(own.get_attribute("content")).split("script-src")[1].split(";", maxsplit=1)[0]
            assert "unsafe" not in scripts
    page.goto("/")
    page.locator("[data-md-component='search-query']").focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("Type to start")
    page.locator("[data-md-component='search-query']").fill("chon ma san")
    page.locator("[data-md-component='search-query']").dispatch_event("keyup")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert refused == []
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.slipped = 1'; "
        "document.body.append(s); }"
    )
    assert page.evaluate("window.slipped") is None
    assert refused != []
    context.close()


@pytest.mark.parametrize("path", HEAVIEST)
def test_a_first_visit_loads_little(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    sizes = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    context.close()
    assert sum(sizes) < 300_000
