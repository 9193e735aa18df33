"""A text as a part of an identifier or an anchor: the one place where that is decided."""

from __future__ import annotations

from slugify import slugify

# python-slugify joins "1,000" to "1000"; identifiers already published keep the parts of a number apart.
REPLACEMENTS = ((",", "-"),)


def slug(text: str) -> str:
    """Small ASCII letters, digits and single hyphens: ``Kum Jin Gang 3`` is ``kum-jin-gang-3``.

    Other scripts are transliterated: ``유정2호`` is ``yujeong2ho``. Empty where `text` has neither letters nor digits.
    """
    return slugify(text, replacements=REPLACEMENTS)
