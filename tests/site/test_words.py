"""Pages for readers are in readers' words: no private language of the makers, both names of the sea."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vostochny.model.project import this_checkout

PAGES = this_checkout().root / "site" / "pages"
# For maintainers, who know the words; the model's own pages are for experts.
FOR_MAINTAINERS = {
    "berkeley.md", "checks.md", "engines.md", "maintainers.md", "missed.md", "publishing.md", "running.md", "scale.md",
    "stability.md",
}  # fmt: skip
READERS = sorted(path for path in PAGES.glob("*.md") if path.name not in FOR_MAINTAINERS)
PRIVATE = re.compile(
    r"\b(?:on record|the record stands|stands? (?:in|on|at|under|beside)|no source read|at hand|told of|witness(?:es)?|"
    r"borne out|the gate|ask from a program|tells of)\b",
    re.IGNORECASE,
)
ALLOWED = {("index.md", "witnesses"), ("model.md", "on record"), ("model-appendix.md", "on record")}
# Verdicts on a reader's own words have names of their own.
ALLOWED |= {("check.md", "on record"), ("check.md", "no source read")}


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_a_page_for_readers_has_no_private_words(path: Path) -> None:
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = {(path.name, words.lower()) for words in PRIVATE.findall(text)}
    assert found - ALLOWED == set()


def test_the_sea_has_both_its_names() -> None:
    program = Path(this_checkout().root / "scripts" / "vostochny")
    texts = [*READERS, *program.glob("charts/*.py"), *program.glob("site/**/*.py")]
    # A label for a phone has the two names in two lines.
    one_name = re.compile(r'(?<!East Sea / )(?<!"East Sea /", ")Sea of Japan')
    assert [path.name for path in texts if one_name.search(path.read_text(encoding="utf-8"))] == []


def test_the_ceiling_and_deadweight_are_explained_on_one_page() -> None:
    for heading in (r"^## The ceiling$", r"^- \*\*Deadweight is not cargo"):
        found = [path.name for path in READERS if re.search(heading, path.read_text(encoding="utf-8"), re.MULTILINE)]
        assert [name for name in found if name != "model-appendix.md"] == ["volumes.md"], heading
