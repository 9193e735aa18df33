"""A reader gets from a cell to its place in the document: a link that opens it at the words, or the place in words."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest

from vostochny.database.reading import opened
from vostochny.model.project import Project
from vostochny.render.context import RenderContext
from vostochny.site.pages.in_the_source import fragment, in_the_source, of_listed


@pytest.fixture(scope="module")
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


@pytest.mark.parametrize(
    ("address", "words", "expected"),
    [
        ("https://e.org/a", "43 times", "https://e.org/a#:~:text=43%20times"),
        ("https://e.org/a#part", "x", "https://e.org/a#:~:text=x"),
        ("https://e.org/a?b=1", "500,000-barrel", "https://e.org/a?b=1#:~:text=500%2C000%2Dbarrel"),
        ("https://e.org/a", "oil & gas", "https://e.org/a#:~:text=oil%20%26%20gas"),
        ("https://e.org/a", "7일 러시아", "https://e.org/a#:~:text=7%EC%9D%BC%20%EB%9F%AC%EC%8B%9C%EC%95%84"),
    ],
)
def test_an_address_opens_at_the_words(address: str, words: str, expected: str) -> None:
    assert fragment(address, words) == expected
    assert unquote(expected.split("text=")[1]) == words


def passages(context: RenderContext, where: str) -> list[tuple[str, str, str]]:
    rows = context.rows(f"select record_id, find, url from passages join sources using (source_id) where {where}")
    return [(row["record_id"], row["find"], row["url"]) for row in rows]


def test_only_the_publishers_own_address_is_opened_at_the_words(context: RenderContext) -> None:
    own = passages(context, "find is not null and url_kind = 'original'")
    copies = passages(context, "find is not null and url_kind = 'copy'")
    assert own
    assert copies
    for record, words, address in own[:40]:
        assert fragment(address, words) in in_the_source(context, "counts/x.md", [record])
    for record, words, address in copies[:40]:
        assert fragment(address, words) not in in_the_source(context, "counts/x.md", [record])


def test_words_place_and_how_it_was_read_stand_in_one_line(context: RenderContext) -> None:
    told = in_the_source(context, "counts/count-003.md", ["count-003"])
    line = next(line for line in told.splitlines() if "made over 40 visits" in line)
    for part in ("count low, qualifier", "paragraph 2", "28 November 2026", "osc-2024-refined-tastes"):
        assert part in line


def test_what_is_not_located_says_why_and_when_it_was_looked_for(context: RenderContext) -> None:
    (record, _words, _address), *_more = passages(context, "not_located = 'not_readable'")
    told = in_the_source(context, "counts/x.md", [record])
    assert "not located" in told
    assert "The document could not be read again; looked for on 28 November 2026" in told


def test_a_ship_leads_to_its_place_in_each_list_and_a_record_without_passages_has_no_section(
    context: RenderContext,
) -> None:
    told = of_listed(context, "vessels/chon-ma-san.md", "vessel_sanctions", "vessel_id", "chon-ma-san")
    assert "30.3.2018, Vessel, CHON MA SAN" in told
    assert "annex XIV.A, entry 10" in told
    assert "subjects.csv, DPR0105" in told
    assert in_the_source(context, "ports/x.md", ["RUVYP"]) == ""
