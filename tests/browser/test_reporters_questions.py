"""Each question of a reporter is answered, with its source, within two clicks of the first page, from files alone."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from tests.browser.reporters_questions import QUESTIONS, Asked

from vostochny.model.project import Project

CLICKS = 2
HOST = "https://site.invalid/"


class ReadPage(HTMLParser):
    """The words of a page that a reader sees, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style"}
        if tag == "a" and (target := dict(attrs).get("href")):
            self.links.append(target)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.pieces).split())


@cache
def read(site: Path, address: str) -> ReadPage | None:
    """A page of the folder by its address; None where there is no such file, as for what needs a server."""
    path = site / address / "index.html"
    if not path.is_file():
        return None
    found = ReadPage()
    found.feed(path.read_text(encoding="utf-8"))
    return found


def linked(site: Path, address: str) -> set[str]:
    """The pages of the site to which a page links."""
    page = read(site, address)
    targets = [urlsplit(urljoin(HOST + address, link)) for link in page.links] if page else []
    return {
        item.path.removesuffix("index.html").lstrip("/")
        for item in targets
        if HOST.startswith(f"{item.scheme}://{item.netloc}")
    }


def site_of(project: Project) -> Path:
    """The folder with the static pages."""
    return project.build / "site"


@pytest.fixture(scope="module")
def clicks(published: Project) -> dict[str, int]:
    """How many clicks each page is from the first, as far as `CLICKS`."""
    found, front = {"": 0}, {""}
    for number in range(1, CLICKS + 1):
        front = {page for address in front for page in linked(site_of(published), address)} - set(found)
        front = {page for page in front if read(site_of(published), page)}
        found |= dict.fromkeys(front, number)
    return found


def test_there_are_at_least_twenty_five_questions_and_none_twice() -> None:
    assert len({asked.question for asked in QUESTIONS}) == len(QUESTIONS) >= 25


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: re.sub(r"\W+", "_", asked.question)[:40])
def test_a_reporters_question_is_answered_with_its_source_within_two_clicks(
    published: Project, clicks: dict[str, int], asked: Asked
) -> None:
    assert clicks.get(asked.page, CLICKS + 1) <= CLICKS
    page = read(site_of(published), asked.page)
    assert page is not None
    assert [words for words in asked.words if words not in page.words] == []
    assert f"sources/{asked.source}/" in linked(site_of(published), asked.page)
