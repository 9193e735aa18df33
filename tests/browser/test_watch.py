"""Who edits sees what was saved on the page that is open, and what is wrong with it over the last valid state."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.serving import free_port, wait_until_up

from vostochny.model import edition
from vostochny.model.project import Project
from vostochny.model.site_url import LOCAL
from vostochny.site.preview import Preview

# Saving has a check run and a page laid out, beside other tests; how soon is no matter here.
PATIENCE = 120_000
WATCH = """
import sys
from pathlib import Path
from vostochny.cli.watching import serve_watched
from vostochny.model.project import Project
serve_watched(Project(Path(sys.argv[1])), int(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def edited(published: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication whose files may be changed."""
    root = tmp_path_factory.mktemp("watched") / "ledger"
    for name in ("data", "schemas", "site", "build", "mkdocs.yml", "CHANGELOG.md"):
        source = published.root / name
        if source.is_dir():
            shutil.copytree(source, root / name, symlinks=True)
        else:
            shutil.copy(source, root / name)
    return root


@pytest.fixture(scope="module")
def watched(edited: Path, browser: Browser) -> Iterator[Page]:
    """A page of a server that watches."""
    port, log = free_port(), edited.parent / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        command = [sys.executable, "-u", "-c", WATCH, str(edited), str(port)]
        environment = {**os.environ, "SITE_URL": LOCAL}
        server = subprocess.Popen(command, stdout=output, stderr=output, text=True, env=environment)
        try:
            wait_until_up(port, server, log)
            context = browser.new_context(base_url=f"http://127.0.0.1:{port}")
            yield context.new_page()
            context.close()
        finally:
            server.terminate()
            server.wait(10)


def save(root: Path, name: str, before: str, after: str) -> None:
    """Change the first place in a file that has these words."""
    path = root / name
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1), encoding="utf-8")


def test_a_cell_is_shown_and_while_it_is_not_valid_the_last_state_stays(edited: Path, watched: Page) -> None:
    findings, ports = watched.locator("#watch-findings li"), "data/ports.csv"
    watched.goto("/ports/RUVYP/")
    save(edited, ports, "tankers that RUSI saw in March", "tankers that RUSI noted in March")
    expect(watched.get_by_text("tankers that RUSI noted in March").first).to_be_visible(timeout=PATIENCE)
    save(edited, ports, "RUVYP,42.75,", "RUVYP,142.75,")
    expect(findings.first).to_contain_text("data/ports.csv:17:latitude", timeout=PATIENCE)
    # Whatever else is opened meanwhile says the same, Datasette's pages too.
    watched.goto("/data/vostochny/ports/RUVYP")
    expect(findings.first).to_contain_text("data/ports.csv:17:latitude", timeout=PATIENCE)
    expect(watched.get_by_text("tankers that RUSI noted in March").first).to_be_visible(timeout=PATIENCE)
    save(edited, ports, "RUVYP,142.75,", "RUVYP,42.75,")
    expect(findings).to_have_count(0, timeout=PATIENCE)
    save(edited, ports, "tankers that RUSI noted in March", "tankers that RUSI found in March")
    expect(watched.get_by_text("tankers that RUSI found in March").first).to_be_visible(timeout=PATIENCE)


def test_a_page_is_shown_and_one_that_cannot_be_filled_in_is_not(edited: Path, watched: Page) -> None:
    findings, method = watched.locator("#watch-findings li"), "site/pages/method.md"
    watched.goto("/method/")
    save(edited, method, "# Method", "# The method")
    expect(watched.locator("h1")).to_contain_text("The method", timeout=PATIENCE)
    save(edited, method, "# The method", "# {{ unknown }}")
    expect(findings.first).to_contain_text("method.md could not be filled in: 'unknown' is undefined", timeout=PATIENCE)
    expect(watched.locator("h1")).to_contain_text("The method", timeout=PATIENCE)
    save(edited, method, "# {{ unknown }}", "# How it is made")
    expect(watched.locator("h1")).to_contain_text("How it is made", timeout=PATIENCE)
    expect(findings).to_have_count(0, timeout=PATIENCE)


def test_a_page_is_laid_out_alone_as_the_whole_build_lays_it_out(
    published: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", LOCAL)
    base = edition.current(published)
    pages = Preview(base)
    for here in ("", "calls/call-001/", "vessels/chon-ma-san/", "glossary/", "model/"):
        built = (base.build / "site" / here / "index.html").read_text(encoding="utf-8")
        assert pages.page(f"/{here}") == built, here
    assert pages.page("/assets/extra.css") is None
