"""What the checks accept can be published: whatever is valid goes through build, release and site, and stays text."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import yaml
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser
from tests.checks.contributed import findings
from tests.checks.staged import Staged
from tests.conftest import RawTables
from tests.hostile.valid_rows import MARK, Contribution, applied, contributions, marked

from vostochny.charts.gallery import all_charts
from vostochny.charts.svg import alone
from vostochny.cli.build_steps import make, make_database, make_downloads
from vostochny.database.reading import opened
from vostochny.desk.pieces import PIECES
from vostochny.model import edition
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.render.page_guard import PageGuard, foreign_markup, own_elements
from vostochny.site.build import write_pages
from vostochny.site.feed import feed
from vostochny.site.page_check import recorded_addresses, written_addresses
from vostochny.tables.canonical_form import canonical_text

pytestmark = pytest.mark.deep
CONTRIBUTIONS = 42
LEAST_SHARE = 0.6
LEAST_SEEN = 0.8
ADDRESS = "http://127.0.0.1:8001/"


@pytest.fixture(scope="module")
def staged(checkout: Project, pristine: RawTables, tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """The real tables staged once, open to changes that are taken back."""
    return Staged(checkout, pristine, tmp_path_factory.mktemp("staged") / "staged.db")


def accepted(
    checkout: Project, pristine: RawTables, staged: Staged, sent: list[Contribution]
) -> tuple[RawTables, list[Contribution]]:
    """The record with every contribution in it that the checks accept, one after another, and these."""
    tables, taken = dict(pristine), list[Contribution]()
    for contribution in sent:
        fresh = applied(tables, contribution)
        touched = sorted({change.table for change in contribution.changes})
        found = findings(checkout, fresh, touched, staged)
        print(contribution.kind, "accepted" if not found else [item.as_text() for item in found[:2]])
        if not found:
            tables = fresh
            taken.append(contribution)
    return tables, taken


def published(checkout: Project, tables: RawTables, root: Path) -> Project:
    """A release of these tables, by the steps of the command line, which check them all once more."""
    for name in ("schemas", "site"):
        shutil.copytree(checkout.root / name, root / name)
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(checkout.root / name, root / name)
    (root / "data").mkdir()
    for name, raw in tables.items():
        (root / "data" / f"{name}.csv").write_text(canonical_text(raw), encoding="utf-8", newline="\n")
    project = Project(root)
    # The gate asks for an entry of the log for each change of a released row, which is not what is tried here.
    make(project, make_database, partial(make_downloads, draft=True))
    return edition.current(project)


def pages(project: Project) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every page on which a contribution is, as the site lays out its content."""
    # MkDocs reads tags of its own in this file; none is in this part.
    settings = (project.root / "mkdocs.yml").read_text(encoding="utf-8").partition("\nmarkdown_extensions:")[2]
    extensions = yaml.safe_load(settings.partition("\n\n")[0])
    names = [name if isinstance(name, str) else next(iter(name)) for name in extensions]
    with opened(project.database) as connection:
        write_pages(project, RenderContext(project.dataset, connection))
    for path in sorted((project.build / "pages").rglob("*.md")):
        content = path.read_text(encoding="utf-8")
        if MARK.search(content):
            yield path.name, Markdown(extensions=names).convert(content)


def cells_of_sheets(path: Path) -> Iterator[str]:
    """Every text in a workbook; a formula is none."""
    for sheet in openpyxl.load_workbook(path, read_only=True).worksheets:
        for row in sheet.iter_rows():
            yield from (cell.value for cell in row if cell.data_type == "s" and isinstance(cell.value, str))


def texts_of_lines(folder: Path) -> Iterator[str]:
    """Every text in the files of JSON lines."""
    for path in folder.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (value for value in json.loads(line).values() if isinstance(value, str))


def assert_desk_and_charts_are_well_formed(project: Project) -> None:
    """Feeds, charts and files of the desk can be read by those who read XML and JSON."""
    with opened(project.database) as connection:
        context = RenderContext(project.dataset, connection)
        written = [("feed.xml", feed(context)), *(item for piece in PIECES for item in piece(context))]
        written += [(f"{chart.name}.svg", alone(chart, "A footer")) for chart in all_charts(context)]
    for name, content in written:
        if name.endswith((".xml", ".svg")):
            ElementTree.fromstring(content)
        elif name.endswith(".json"):
            json.loads(content)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_the_checks_accept_is_published_and_is_only_text(
    seed: int, checkout: Project, pristine: RawTables, staged: Staged, tmp_path: Path
) -> None:
    sent = contributions(seed, pristine, CONTRIBUTIONS)
    tables, taken = accepted(checkout, pristine, staged, sent)
    print(f"{len(taken)} of {len(sent)} accepted: {dict(Counter(item.kind for item in taken))}")
    assert len(taken) >= LEAST_SHARE * len(sent)
    assert {item.kind for item in taken} == {item.kind for item in sent}

    project = published(checkout, tables, tmp_path / "ledger")
    texts = marked(tables)
    downloads = project.build / "downloads"
    assert set(texts.values()) - set(cells_of_sheets(next(downloads.glob("*.xlsx")))) == set()
    assert set(texts.values()) - set(texts_of_lines(downloads)) == set()
    assert_desk_and_charts_are_well_formed(project)

    # A parser puts three more elements around what a page has of its own.
    elements = own_elements() | dict.fromkeys(("html", "head", "body"), frozenset[str]())
    guard = PageGuard(
        elements=elements, scripts=frozenset(), files=frozenset(),
        addresses=recorded_addresses(project) | written_addresses(project), own=(ADDRESS,),
    )  # fmt: skip
    foreign, altered, seen = list[str](), list[tuple[str, str]](), set[str]()
    for name, content in pages(project):
        foreign += [f"{name}: {item.what} {item.value[:80]!r}" for item in foreign_markup(guard, name, content)]
        shown = " ".join(LexborHTMLParser(content).body.text().split())  # type: ignore[union-attr]
        here = set(MARK.findall(shown))
        altered += [(name, texts[found]) for found in here if texts[found] not in shown]
        seen |= here
    assert foreign == []
    assert altered == []
    # Some columns, such as the places in sources that back a particular, are on no page.
    assert len(seen) >= LEAST_SEEN * len(texts)
