"""MkDocs with the Markdown converted ahead on all cores: the same files as by itself, and as strict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = {
    "index.md": "# First\n\nTo [the second](second.md#part), and to [a part](#here).\n\n## Here {: #here }\n",
    "second.md": "---\ntitle: Another title\n---\n\n# Second\n\n## Part\n\n### Below\n\n<div id='raw'>text</div>\n",
    "deep/third.md": "To [the first](../index.md) and [the second](../second.md#raw).\n",
}
BROKEN = {
    "a page": ("[gone](gone.md)", "gone.md"),
    "an anchor of another page": ("[gone](../second.md#nowhere)", "#nowhere"),
    "an anchor of the same page": ("[gone](#nowhere)", "#nowhere"),
}


def lay_out(folder: Path, pages: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs by a command on some pages; the settings and the folder for the site are its last two arguments."""
    for name, content in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    settings = {
        "site_name": "Test",
        "site_url": "http://127.0.0.1/",
        "docs_dir": str(folder / "docs"),
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
        "not_in_nav": "/deep/*\n",
        "validation": {"links": {"anchors": "warn"}},
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    arguments = [sys.executable, "-m", *command, str(folder / "mkdocs.yml"), *alone(command), str(folder / "site")]
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def alone(command: tuple[str, ...]) -> list[str]:
    """What is before the folder of the site on MkDocs' own command line."""
    return ["--site-dir"] if command[0] == "mkdocs" else []


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site with its content."""
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_the_site_is_that_of_mkdocs_itself(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    done = lay_out(ours, PAGES, "vostochny.site.mkdocs_run")
    assert (done.returncode, done.stderr) == (0, "")
    assert lay_out(theirs, PAGES, "mkdocs", "build", "--quiet", "--config-file").returncode == 0
    found = files(ours)
    assert found["deep/third/index.html"]
    assert found["search/search_index.json"]
    assert [name for name, content in files(theirs).items() if found.get(name) != content] == []
    assert found.keys() == files(theirs).keys()


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_link_is_refused_and_named(tmp_path: Path, broken: str) -> None:
    link, named = BROKEN[broken]
    done = lay_out(tmp_path, {**PAGES, "deep/third.md": f"# Third\n\n{link}\n"}, "vostochny.site.mkdocs_run")
    assert done.returncode == 1
    assert named in done.stderr
    assert "deep/third.md" in done.stderr
    assert "1 warning" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_cannot_be_read_are_said_without_a_traceback(tmp_path: Path) -> None:
    done = lay_out(tmp_path, PAGES, "vostochny.site.mkdocs_run")
    (tmp_path / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    command = [sys.executable, "-m", "vostochny.site.mkdocs_run", str(tmp_path / "mkdocs.yml"), str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr
