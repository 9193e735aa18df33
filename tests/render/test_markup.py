"""Whatever a cell holds comes out of a table of a page as that text and nothing else."""

from __future__ import annotations

import html
import re

import markdown
from hypothesis import example, given
from hypothesis import strategies as st

from vostochny.render.land_outlines import renumbered
from vostochny.render.markup import link, table, text

TAG = re.compile(r"<[^>]*>")


def cell_of(written: str) -> str:
    """The HTML inside the one cell of a table that holds `written`."""
    page = markdown.markdown(table(["heading"], [[written]]), extensions=["tables"])
    found = re.search(r"<td>(.*)</td>", page, re.DOTALL)
    assert found, page
    return found[1]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.split))
@example("<img src=x onerror=alert(1)>")
@example("[a link](https://example.org) and `code` | *bold* &amp; {{ mark }}")
@example("https://example.org/a_b_c")
def test_a_cell_is_its_text_and_no_element(value: str) -> None:
    cell = cell_of(text(value))
    assert TAG.findall(cell) == []
    assert " ".join(html.unescape(cell).split()) == " ".join(value.split())


def test_a_link_keeps_to_its_address_and_shows_its_label_as_text() -> None:
    cell = cell_of(link("<b>[a]</b>", "https://example.org/a (b)|c"))
    assert TAG.findall(cell) == ['<a href="https://example.org/a%20%28b%29%7Cc">', "</a>"]
    assert html.unescape(TAG.sub("", cell)) == "<b>[a]</b>"


def test_arcs_that_are_kept_are_numbered_from_nought_and_keep_their_direction() -> None:
    kept: dict[int, int] = {}
    assert renumbered([[7, ~9], [[~7, 12]]], kept) == [[0, ~1], [[~0, 2]]]
    assert list(kept) == [7, 9, 12]
