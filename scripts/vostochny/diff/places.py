"""Where two long texts differ: each place with a few words around it, so that one change does not hide another."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

# Words that are shown on either side of a difference.
CONTEXT = 4
# Comparing all words with all takes too long beyond this; then the text between the outermost differences is one place.
MOST_WORDS = 2_000


def places(before: str, after: str) -> list[tuple[str, str]]:
    """Each place in which two texts differ, as it was and as it is; none where only the space between words does."""
    one, other = before.split(), after.split()
    same, rest = ends(one, other)
    first = max(same - CONTEXT, 0)
    left = max(rest - CONTEXT, 0)
    mine, yours = one[first : len(one) - left], other[first : len(other) - left]
    if max(len(mine), len(yours)) > MOST_WORDS:
        groups = [(0, len(mine), 0, len(yours))]
    else:
        matched = SequenceMatcher(None, mine, yours, autojunk=False).get_grouped_opcodes(CONTEXT)
        groups = [(group[0][1], group[-1][2], group[0][3], group[-1][4]) for group in matched]
    return [
        (piece(one, first + start, first + end), piece(other, first + begin, first + stop))
        for start, end, begin, stop in groups
    ]


def ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many words, or characters of a line, two have in common at their beginning, and at their end."""
    shortest = min(len(one), len(other))
    same = next((place for place in range(shortest) if one[place] != other[place]), shortest)
    rest = next((place for place in range(shortest - same) if one[-1 - place] != other[-1 - place]), shortest - same)
    return same, rest


def piece(words: list[str], start: int, end: int) -> str:
    """Some words of a text, with marks where there are more."""
    return f"{'… ' * (start > 0)}{' '.join(words[start:end])}{' …' * (end < len(words))}"
