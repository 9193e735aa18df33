"""Where two long texts differ is shown place by place, so that no change hides behind another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vostochny.diff import places as module
from vostochny.diff.places import places

words = st.lists(st.sampled_from(["ship", "lay", "at", "the", "quay", "two"]), max_size=30)
LONG = "The ship lay at the quay and took oil. " * 30


def test_two_changes_far_apart_are_two_places() -> None:
    found = places(f"It was seen. {LONG}They may have met.", f"It was, seen. {LONG}They met.")
    assert [one for one, _other in found] == ["It was seen. The ship lay …", "… and took oil. They may have met."]
    assert [other for _one, other in found] == ["It was, seen. The ship lay …", "… and took oil. They met."]


@given(words, words)
def test_every_word_that_comes_or_goes_is_in_some_place(one: list[str], other: list[str]) -> None:
    found = places(" ".join(one), " ".join(other))
    assert bool(found) == (one != other)
    shown = sum(len(piece.replace("…", "").split()) for piece, _now in found)
    now = sum(len(piece.replace("…", "").split()) for _piece, piece in found)
    assert shown - now == len(one) - len(other)


def test_texts_too_long_to_compare_word_by_word_are_one_place() -> None:
    many = [str(number) for number in range(module.MOST_WORDS + 10)]
    ((before, after),) = places(" ".join(["a", *many, "b"]), " ".join(["c", *many, "d"]))
    assert before.startswith("a 0")
    assert after.endswith("d")
