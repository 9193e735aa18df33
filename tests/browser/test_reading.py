"""A reporter reads the publication: in a real browser, on a desk and on a phone, and nothing comes from elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import pages_of
from tests.comparing import assert_same_bytes

from vostochny.database.reading import named, opened
from vostochny.model.project import Project

MAIN_PAGES = ["/", "/calls/", "/vessels/", "/figures/", "/tables/", "/tables/port_calls/", "/sources/", "/method/"]
MAIN_PAGES += [
    "/questions/",
    "/downloads/",
    "/conflicts/",
    "/corrections/",
    "/cite/",
    "/correct/",
    "/checks/",
    "/model/",
]
DATASETTE_PAGES = ["/data/", "/data/vostochny", "/data/vostochny/port_calls", "/data/vostochny/port_calls/call-001"]


def test_a_reporter_walks_from_the_headline_to_the_evidence(page: Page) -> None:
    page.goto("/")
    expect(page.locator("article h1")).to_be_visible()
    first_screen = page.locator("article").inner_text()[:2500]
    for figure in ("12", "43", "500,000"):
        assert figure in first_screen
    page.locator("article a[href*='calls/']").first.click()
    expect(page).to_have_url(re.compile("/calls/"))
    expect(page.get_by_text("Paek Yang San 1").first).to_be_visible()


def test_a_table_page_leads_to_its_file_and_to_datasette_and_back(page: Page) -> None:
    page.goto("/tables/port_calls/")
    with page.expect_download() as waiting:
        page.locator("article a[href$='port_calls.csv']").first.click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8").startswith("call_id,vessel_id,")
    page.locator("article a[href*='/data/vostochny/port_calls']").first.click()
    expect(page).to_have_url(re.compile("/data/vostochny/port_calls"))
    expect(page.locator("h1")).to_contain_text("Port calls")
    page.locator("header a[href='/']").first.click()
    expect(page).to_have_url(re.compile(r":\d+/$"))


def test_nothing_is_loaded_from_another_host_and_no_script_fails(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    asked: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in [*MAIN_PAGES, *DATASETTE_PAGES]:
        answer = page.goto(path, wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200, path
    assert asked - {urlsplit(address).netloc, ""} == set()
    assert errors == []
    context.close()


def test_the_what_if_control_reckons_as_the_query_does(page: Page, published: Project) -> None:
    page.goto("/model/")
    query = next(query for query in published.dataset.queries if query.name == "what_if")
    totals = page.locator("#what-if-count-004 td").last, page.locator("#what-if-documented td").last
    for load in (None, "0.5", "1"):
        if load:
            page.locator("#what-if-control input[name=load_share]").fill(load)
        with opened(published.database) as connection:
            answers = named(connection, query, {"load_share": load} if load else {})
        expected = {answer["total_id"]: answer["barrels"] for answer in answers}
        for cell, name in zip(totals, ("counted-count-004", "documented-2024"), strict=True):
            assert int(cell.inner_text().replace(",", "")) == pytest.approx(expected[name], abs=1)


def test_search_finds_a_ship(page: Page) -> None:
    page.goto("/")
    field = page.locator("[data-md-component='search-query']")
    field.focus()
    expect(page.locator(".md-search-result__meta")).to_contain_text("Type to start")
    field.press_sequentially("Chon Ma San")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_every_table_has_its_page_with_every_field(published: Project) -> None:
    for table in published.dataset.tables.values():
        html = (published.build / "site" / "tables" / table.name / "index.html").read_text(encoding="utf-8")
        assert [field.name for field in table.fields if field.name not in html] == []
        assert table.title in html


def test_the_numbers_on_the_first_page_are_those_of_the_database(published: Project) -> None:
    html = (published.build / "site" / "index.html").read_text(encoding="utf-8")
    with opened(published.database) as connection:
        calls = connection.execute("select count(*) from port_calls where port_id = 'RUVYP'").fetchone()[0]
        counted = connection.execute("select count_high from call_counts where count_id = 'count-004'").fetchone()[0]
        cap = connection.execute("select quantity from supply_caps where cap_id = 'cap-03'").fetchone()[0]
    for number in (calls, counted, int(cap)):
        assert f"{number:,}" in html


@pytest.mark.deep
def test_the_same_sources_build_under_the_successor_of_the_generator(published: Project, tmp_path: Path) -> None:
    root = tmp_path / "successor"
    (root / "build").mkdir(parents=True)
    shutil.copytree(published.build / "pages", root / "build" / "pages")
    shutil.copytree(published.root / "site" / "theme", root / "site" / "theme")
    shutil.copy(published.root / "mkdocs.yml", root / "mkdocs.yml")
    run = subprocess.run(
        [str(Path(sys.executable).with_name("zensical")), "build", "-f", str(root / "mkdocs.yml")],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert pages_of(root / "build" / "site") == pages_of(published.build / "site")


@pytest.mark.deep
def test_two_builds_of_the_site_are_the_same_bytes(published: Project, tmp_path: Path) -> None:
    root = tmp_path / "again"
    shutil.copytree(published.root, root, symlinks=True)
    # build/site is a link into the edition; without what it leads to, the site has to be made once more.
    shutil.rmtree((root / "build" / "site").resolve())
    run = subprocess.run(
        [sys.executable, "-m", "vostochny", "--project", str(root), "site"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    for path in sorted((published.build / "site").rglob("*")):
        if path.is_file():
            again = root / "build" / "site" / path.relative_to(published.build / "site")
            assert_same_bytes(again.read_bytes(), path.read_bytes(), path)
