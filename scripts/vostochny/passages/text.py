"""Normal form of text, its sentences and their digests: what makes two copies of one passage equal."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from math import ceil

# A Chinese or Japanese text has no blanks between words; three characters count as one.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆ー]+")
CHARACTERS_A_WORD = 3
MOST_WORDS = 8
# Marks inside a number are part of it; every other mark differs from copy to copy (quotes, dashes, brackets).
DROPPED = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[^\w.,%]|_")
ENDS = re.compile(r"[。！？]+[」』”’）)]*|[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
STARTS = re.compile(r"\s*[\"'“‘«(\[]*[^\W\d_]|\s*[\"'“‘«(\[]*\d|\s*$")
ENGLISH_SHORT = "mr mrs ms dr prof gen adm sen rep st no nos vs inc ltd co corp approx est fig"
MONTHS_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec"
RUSSIAN_SHORT = "тыс млн млрд г гг им ст стр см руб долл рис"
ABBREVIATIONS = frozenset(f"{ENGLISH_SHORT} {MONTHS_SHORT} {RUSSIAN_SHORT}".split())


def normalised(text: str) -> str:
    """Small letters and digits with single blanks between words: quotes, dashes, widths and line breaks are ignored.

    Form: Unicode NFKC, case folded; marks are dropped except full stops and commas between digits and for the per cent
    sign.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(DROPPED.sub(" ", folded).split())


def digest(sentence: str) -> str:
    """SHA-256 of the normal form of a sentence, as 64 hexadecimal digits."""
    return hashlib.sha256(normalised(sentence).encode("utf-8")).hexdigest()


def word_count(text: str) -> int:
    """How many words a phrase has; in scripts without blanks three characters count as one word, rounded up."""
    unspaced = UNSPACED.findall(text)
    spaced = [word for word in UNSPACED.sub(" ", text).split() if any(map(str.isalnum, word))]
    return len(spaced) + sum(ceil(len(run) / CHARACTERS_A_WORD) for run in unspaced)


def sentences(block: str) -> list[str]:
    """The sentences of one paragraph, each with its end mark.

    A point ends a sentence when a blank and a letter or digit follow, but no small letter, and unless an abbreviation
    or a single letter comes before it. A line break always ends one.
    """
    found, start = [], 0
    for end in ENDS.finditer(block):
        if end.group().startswith(".") and abbreviated(block[start : end.start()]):
            continue
        start_of_next = STARTS.match(block, end.end())
        if start_of_next and not (end.group().startswith(".") and start_of_next.group()[-1:].islower()):
            found.append(block[start : end.end()])
            start = end.end()
    found.append(block[start:])
    return [text for text in (" ".join(item.split()) for item in found) if text]


def abbreviated(before: str) -> bool:
    """Whether a point after this text ends an abbreviation and not a sentence."""
    words = before.split()
    last = words[-1].lstrip("\"'“‘«([").casefold() if words else ""
    return last in ABBREVIATIONS or (bool(re.fullmatch(r"([^\W\d_]\.)*[^\W\d_]", last)) and last not in {"а", "и", "я"})


def contains(words: str, text: str) -> bool:
    """Whether a text has these words, as whole words where the script has blanks between them."""
    wanted, inside = normalised(words), normalised(text)
    if not wanted:
        return False
    start = inside.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (cuts(inside, start) or cuts(inside, end)):
            return True
        start = inside.find(wanted, start + 1)
    return False


def cuts(text: str, position: int) -> bool:
    """Whether a position lies inside a word of a script that has blanks; Korean endings are joined to their word."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if not (before.isalnum() and after.isalnum()):
        return False
    if before.isdigit() or after.isdigit():
        return (before.isdigit() and after.isdigit()) or (before + after).isascii()
    return not any(joins(character) for character in (before, after))


def joins(character: str) -> bool:
    """Whether words of this letter's script are joined without blanks to what comes before or after."""
    return bool(UNSPACED.fullmatch(character)) or "\uac00" <= character <= "\ud7a3"
