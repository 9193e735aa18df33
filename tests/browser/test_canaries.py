"""Nothing in a cell is ever more than text: canaries in every text column of every table come out as text everywhere.

The record is built past the checks, which refuse canaries, so that what is tried is how values are written.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from xml.etree import ElementTree

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Dialog, Request
from selectolax.lexbor import LexborHTMLParser
from tests.browser.canaries import Canaries, of_this_run, put_in, text_columns
from tests.comparing import assert_same_bytes
from tests.serving import free_port, start, wait_until_up

from vostochny.database.model_results import add_estimates
from vostochny.database.reproducible_bytes import seal
from vostochny.database.staging import stage
from vostochny.model.project import Project
from vostochny.model.site_url import site_address
from vostochny.model.spreadsheet_formulas import FORMULA
from vostochny.release.downloads import build_downloads
from vostochny.site.build import build_site
from vostochny.tables.read_record import read_all

pytestmark = pytest.mark.deep
# A page of each kind, to be opened in a browser; all pages are parsed.
OPENED = [
    "/", "/calls/", "/calls/call-001/", "/vessels/", "/vessels/chon-ma-san/", "/counts/",
    "/counts/count-004/", "/figures/", "/estimates/estimate-006/", "/sources/", "/organisations/",
    "/positions/", "/ports/", "/ports/RUVYP/", "/notified/", "/ceiling/", "/months/", "/claims/",
    "/conflicts/", "/corrections/", "/searches/", "/sightings/", "/timeline/", "/programmes/", "/model/",
    "/volumes/", "/limits/", "/method/", "/cite/", "/explained/", "/completeness/", "/audit/", "/changes/",
    "/requests/", "/charts/", "/charts/cap-by-day/", "/tables/port_calls/", "/explore/", "/data/vostochny",
    "/data/vostochny/sources", "/data/vostochny/port_calls/call-001", "/data/vostochny/calls",
]  # fmt: skip
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


@dataclass(frozen=True)
class Hatched:
    """A publication with canaries in it, and the canaries."""

    project: Project
    canaries: Canaries


@pytest.fixture(scope="module")
def hatched(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Hatched:
    """A copy of the publication whose record has canaries, with database, downloads and site."""
    root = tmp_path_factory.mktemp("canaries") / "ledger"
    shutil.copytree(published.root, root, ignore=shutil.ignore_patterns("site.db"))
    project, canaries = Project(root), of_this_run()
    print(f"CANARY_SEED={canaries.seed} repeats this run")
    tables = read_all(project)
    put_in(project.dataset, tables, canaries)
    for name, raw in tables.items():
        with (project.data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([raw.table.columns, *raw.rows])
    staged = project.build / "staged.db"
    stage(project.dataset, tables, staged)
    add_estimates(project.dataset, staged)
    seal(staged)
    staged.replace(project.database)
    for name in ("downloads", "pages", "site"):
        shutil.rmtree(project.build / name, ignore_errors=True)
    build_downloads(project, lambda _: None)
    build_site(project, lambda _: None)
    return Hatched(project, canaries)


@pytest.fixture(scope="module")
def served(hatched: Hatched, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the publication with canaries is served."""
    port, log = free_port(), tmp_path_factory.mktemp("canaries-log") / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        process = start(hatched.project, port, output)
        try:
            wait_until_up(port, process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)


def shape(content: str) -> Counter[str]:
    """How often each element is in a page, with the names of its attributes.

    Long text has spans of its own, and a column that was empty a paragraph or a label where it is shown.
    """
    root = LexborHTMLParser(content).root
    assert root
    found: Counter[str] = Counter()
    for node in root.traverse(include_text=False):
        if node.tag not in {"span", "meta", "p", "strong"}:
            found[f"{node.tag} {sorted(node.attributes)}"] += 1
    return found


def links(content: str) -> set[str]:
    """Addresses of other hosts to which a page leads."""
    root = LexborHTMLParser(content).root
    assert root
    given = [node.attributes.get("href") or "" for node in root.traverse(include_text=False) if node.tag == "a"]
    return {address for address in given if re.match(r"[a-z]+:|[/\\]{2}", address)}


def test_every_page_has_the_elements_that_it_has_without_canaries(published: Project, hatched: Hatched) -> None:
    site, other = published.build / "site", hatched.project.build / "site"
    differing, seen = [], ""
    for path in sorted(site.rglob("*.html")):
        content = (other / path.relative_to(site)).read_text(encoding="utf-8")
        before, after = shape(path.read_text(encoding="utf-8")), shape(content)
        # A link whose address is none is left out; nothing may be added.
        if added := after - before:
            differing.append((path.relative_to(site).as_posix(), dict(added)))
        seen += LexborHTMLParser(content).body.text() if hatched.canaries.mark in content else ""  # type: ignore[union-attr]
    assert differing == []
    shown = " ".join(seen.split())
    missing = [name for name, text in hatched.canaries.texts().items() if name != "direction" and text not in shown]
    assert missing == []


def test_no_page_leads_to_an_address_that_no_column_of_addresses_has(hatched: Hatched) -> None:
    tables = read_all(hatched.project)
    positions = [(name, position) for name, raw in tables.items()
                 for position, field in enumerate(raw.table.fields) if field.format_name == "url"]  # fmt: skip
    given = {row[position] for name, position in positions for row in tables[name].rows}
    marked = set()
    for path in (hatched.project.build / "site").rglob("*.html"):
        marked |= {link for link in links(path.read_text(encoding="utf-8")) if hatched.canaries.mark in link}
    # Links of the site to itself name what they are about; every other one is on a host that a column of addresses has.
    elsewhere = {link for link in marked if parts_of(link).scheme or link.startswith(("//", "\\"))}
    hosts = {parts_of(value).hostname for value in given if value} | {parts_of(site_address()).hostname}
    assert {link for link in elsewhere if parts_of(link).scheme not in ("http", "https")} == set()
    assert {link for link in elsewhere if parts_of(link).hostname not in hosts} == set()


def parts_of(address: str) -> SplitResult:
    """The parts of an address; of one that cannot be parsed, such as that of a canary with a bracket, none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("unreadable:")


def test_feeds_and_drawings_have_the_elements_that_they_have_without_canaries(
    published: Project, hatched: Hatched
) -> None:
    site, other = published.build / "site", hatched.project.build / "site"
    for path in [site / "feed.xml", *sorted((site / "charts").glob("*.svg"))]:
        trees = [ElementTree.parse(folder / path.relative_to(site)) for folder in (site, other)]
        kinds = [{(item.tag, *sorted(item.attrib)) for item in tree.iter()} for tree in trees]
        assert kinds[1] <= kinds[0], path.name
        assert not any(
            name.endswith("href") for item in trees[1].iter() for name in item.attrib if path.suffix == ".svg"
        )
    json.loads((other / "cite.json").read_text(encoding="utf-8"))


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(hatched: Hatched) -> None:
    (path,) = (hatched.project.build / "downloads").glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert any(hatched.canaries.mark in str(cell.value) for cell in cells)


def test_no_cell_of_a_csv_answer_is_a_formula(hatched: Hatched, served: str) -> None:
    recorded = read_all(hatched.project)
    for name in {table.name for table, _field in text_columns(hatched.project.dataset)}:
        answer = httpx.get(f"{served}/data/vostochny/{name}.csv?_size=max", timeout=60)
        rows = list(csv.reader(io.StringIO(answer.text, "")))
        assert len(rows) > bool(recorded[name].rows), name
        run = [cell for row in rows for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]
        assert run == [], name


def test_no_page_of_datasette_has_a_link_or_an_element_of_a_canary(hatched: Hatched, served: str) -> None:
    mark = hatched.canaries.mark
    pages = [*hatched.project.dataset.tables, *(view.name for view in hatched.project.dataset.views)]
    for name in pages:
        content = httpx.get(f"{served}/data/vostochny/{name}?_size=100", timeout=60).text
        kinds = shape(content)
        assert not [kind for kind in kinds if mark in kind or " ['on" in kind or "'on" in kind], name
        assert not {"b", "i", "u", "iframe", "base", mark} & {kind.split(" ", 1)[0] for kind in kinds}, name
        assert not [link for link in links(content) if mark in link and "url" not in content], name


@pytest.mark.parametrize("path", OPENED)
def test_a_browser_stays_where_it_is_and_asks_no_other_host(
    path: str, hatched: Hatched, served: str, browser: Browser
) -> None:
    context = browser.new_context(base_url=served)
    asked: list[str] = []
    dialogs: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    context.on("request", note)
    page = context.new_page()

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    try:
        page.goto(path, timeout=120_000)
        page.wait_for_timeout(1500)
        assert page.url.startswith(f"{served}{path}")
        assert page.title() != hatched.canaries.mark
        assert dialogs == []
        assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
        assert page.evaluate("mark => document.getElementById(mark)", hatched.canaries.mark) is None
    finally:
        context.close()


def test_the_files_of_the_release_hold_canaries_as_they_are_in_the_record(hatched: Hatched) -> None:
    downloads: Path = hatched.project.build / "downloads"
    for table, _field in text_columns(hatched.project.dataset):
        assert_same_bytes(
            (downloads / table.file_name).read_bytes(), (hatched.project.data / table.file_name).read_bytes()
        )
