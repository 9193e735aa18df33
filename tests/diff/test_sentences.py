"""Long texts in a sentence: cut to where they differ, so that a reader sees what changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vostochny.diff.sentences import CONTEXT, LONGEST_QUOTE, cut, narrowed

words = st.lists(st.sampled_from(["ship", "lay", "at", "the", "quay", "two"]), max_size=30)


@given(words, words, words, words)
def test_what_is_left_of_two_texts_differs_where_they_do(
    head: list[str], one: list[str], other: list[str], tail: list[str]
) -> None:
    before, after = " ".join([*head, *one, *tail]), " ".join([*head, *other, *tail])
    short = narrowed(before, after)
    assert (short[0] != short[1]) == (before != after)
    for whole, piece in zip((before, after), short, strict=True):
        assert piece.strip("… ") in whole
    assert len(short[0].split()) <= len(one) + 2 * CONTEXT + 2


def test_a_word_far_into_a_long_text_is_shown_with_its_surroundings() -> None:
    start = "The ship lay at the quay and took oil " * 12
    before, after = narrowed(f"{start}for two days in March.", f"{start}for three days in March.")
    assert before == "… and took oil for two days in March."
    assert after == "… and took oil for three days in March."
    assert len(cut(start)) <= LONGEST_QUOTE + 2
