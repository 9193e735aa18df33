"""Sentences, their normal form and their digests, and how words are counted and found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vostochny.passages.text import contains, digest, normalised, sentences, word_count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ship — “Yu Son” — left.", "the  ship - 'yu son' - LEFT"),
        ("165,000 barrels", "165,000\u00a0barrels"),
        ("ﬁve tankers", "five tankers"),
        ("90%", "90 %".replace(" ", "")),
    ],
)
def test_how_a_copy_is_set_plays_no_part(one: str, other: str) -> None:
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("165,000 barrels", "165.000 barrels"), ("43 calls", "44 calls"), ("not seen", "seen"), ("1.5", "15")],
)
def test_a_letter_a_figure_or_a_mark_inside_a_number_plays_a_part(one: str, other: str) -> None:
    assert digest(one) != digest(other)


@given(st.text(max_size=60))
def test_the_normal_form_is_its_own(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ("It left. It came back.", 2),
        ("The U.N. panel saw 1.5 million tonnes. It said so.", 2),
        ("Mr. Kim and J. Kirby spoke.", 1),
        ("около 125 тыс. баррелей. Это много.", 2),
        ("一隻だ。二隻だ。", 2),
        ("한 척이다. 두 척이다.", 2),
        ("“It left.” He said so!", 2),
        ("first line\nsecond line", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(block: str, parts: int) -> None:
    assert len(sentences(block)) == parts


@given(st.text(alphabet="ab .!?\n。1", max_size=60))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"), [("more than 40 visits", 4), ("최소 다섯 척", 3), ("卫星图像", 2), ("4月1、3", 3), ("— of —", 1)]
)
def test_words_are_counted(text: str, count: int) -> None:
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("43 calls", "It made 43 calls.", True),
        ("3 calls", "It made 43 calls.", False),
        ("call", "It made 43 calls.", False),
        ("백양산 1호", "북한의 백양산 1호는 남포에", True),
        ("5隻", "計5隻が", True),
        ("5隻", "計15隻が", False),
        ("", "anything", False),
        ("“Yu Son”", "the 'YU SON' left", True),
    ],
)
def test_words_are_found_as_whole_words(words: str, text: str, found: bool) -> None:
    assert contains(words, text) is found
