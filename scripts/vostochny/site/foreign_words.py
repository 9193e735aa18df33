"""Marks words in Korean, Japanese, Chinese and Cyrillic letters with their language, so that they are read out so."""

from __future__ import annotations

import re

LETTERS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f\u0400-\u04ff"
# A tag before foreign letters, and the text up to the next; what a browser reads as no markup comes whole.
PIECE = re.compile(
    rf"(<(script|style|title|textarea|option)\b.*?</\2>|<[^>]*>(?=[^<]*[{LETTERS}]))([^<]*)", re.DOTALL | re.IGNORECASE
)
# Words of these letters with the blanks, figures and marks between them.
WORDS = re.compile(rf"[{LETTERS}](?:[{LETTERS}0-9 \u3000-\u303f·\-]*[{LETTERS}])?")
ANY = re.compile(rf"[{LETTERS}]")
HANGUL, KANA = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]"), re.compile("[\u3040-\u30ff]")
CYRILLIC, UKRAINIAN = re.compile("[\u0400-\u04ff]"), re.compile("[іїєґІЇЄҐ]")


def language(words: str) -> str:
    """The language that the letters speak for, as BCP 47 has it; Chinese where characters stand alone."""
    if HANGUL.search(words):
        return "ko"
    if KANA.search(words):
        return "ja"
    if CYRILLIC.search(words):
        return "uk" if UKRAINIAN.search(words) else "ru"
    return "zh"


def with_languages(content: str) -> str:
    """A page in which every run of foreign letters says its language, but where its element already does.

    What is in an attribute, in the title, in a script or in a drawing stays as it is.
    """
    head, mark, body = content.partition("<body")
    return head + mark + drawings_apart(body) if mark and ANY.search(body) else content


def drawings_apart(body: str) -> str:
    """The body, its drawings left alone: they have no element for words within a line."""
    parts = re.split(r"(<svg\b.*?</svg>)", body, flags=re.DOTALL)
    return "".join(
        part if part.startswith("<svg") or not ANY.search(part) else PIECE.sub(marked, part) for part in parts
    )


def marked(found: re.Match[str]) -> str:
    """A tag with the text behind it."""
    tag, words = found[1], found[3]
    if " lang=" in tag or not ANY.search(words):
        return found[0]
    return tag + WORDS.sub(lambda run: f'<span lang="{language(run[0])}">{run[0]}</span>', words)
