"""The words that a locating phrase may hold, by language: read once from the lists in words/.

A word that is in no list is not understood, and a phrase with such a word is refused: an altered letter is noticed by
that. A new word is a line in a list, with the kind and the code of what it says.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")
FILLER = "filler"


@cache
def word_list(name: str) -> tuple[tuple[str, str, str], ...]:
    """(kind, code, form) of one list; the code of a filler is empty.

    A kind that is a column of a table, such as `qualifier` or `activity`, has that column's allowed words as codes.
    """
    found = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        head, _equals, forms = line.partition("=")
        kind, *code = head.split()
        found += [(kind, " ".join(code).replace("_", " "), form.strip()) for form in forms.split("|")]
    return tuple(found)


def words(language: str) -> tuple[tuple[str, str, str], ...]:
    """(kind, code, form) of a language's words. Codes have underscores where the tables have them."""
    return tuple((kind, spelt(kind, code), form) for kind, code, form in word_list(language))


def known_names() -> tuple[tuple[str, str, str], ...]:
    """(kind, code, form) of makers and ports in the scripts of the record's sources."""
    return word_list("names")


def spelt(kind: str, code: str) -> str:
    """A code as its table has it: products with blanks, all others with underscores."""
    return code if kind == "product" else code.replace(" ", "_")
