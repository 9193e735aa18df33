"""Atom feeds are well formed, have what RFC 4287 asks for, and hold any text as text."""

from __future__ import annotations

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from vostochny.render.atom import Feed, FeedEntry, atom

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = "2026-11-24T00:00:00Z"


def feed(title: str = "Title", **more: str) -> Feed:
    return Feed("urn:x", title, "https://example.org/", MOMENT, "Author", "CC BY 4.0", **more)


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_text_is_text(title: str, words: str, link: str) -> None:
    entry = FeedEntry("urn:x:1", f"t{title}", link, MOMENT, summary=words, content=words)
    root = ElementTree.fromstring(atom(feed(f"t{title}"), [entry]))
    found = root.find(f"{ATOM}entry")
    assert found is not None
    assert [element.tag.removeprefix(ATOM) for element in found][:3] == ["title", "id", "updated"]
    assert not [child for element in found for child in element]


def test_marks_that_turn_the_text_and_characters_that_no_document_may_hold_are_left_out() -> None:
    text = atom(feed("a\u202eb\x08c\ufffed"), [])
    assert ElementTree.fromstring(text).findtext(f"{ATOM}title") == "abcd"


@pytest.mark.parametrize("own", ["", "https://example.org/feed.xml"])
def test_a_feed_has_what_the_standard_asks_for(own: str) -> None:
    root = ElementTree.fromstring(atom(feed(subtitle="Sub", own_link=own), [FeedEntry("urn:x:1", "t", "", MOMENT)]))
    for name in ("title", "id", "updated", "rights", "subtitle", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == (["self", None] if own else [None])
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert [element.tag.removeprefix(ATOM) for element in entry] == ["title", "id", "updated"]
