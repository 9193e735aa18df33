"""Which letters a text may have, so that no reader takes a name for another one.

Unicode's data decide: the script of a character (Unicode Standard Annex 24), what looks like a Latin letter
(confusables, Unicode Technical Standard 39), and what is only another form of a character (NFKC, Annex 15). Beside
Latin letters a text may have Korean, Japanese and Chinese ones, the level "highly restrictive" of section 5.2 of that
standard; a column that may have further scripts says so in its schema.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

# Scripts that look like no other (UTS 39, section 5.2), by their names in Unicode's data.
ALWAYS = frozenset({"LATIN", "COMMON", "INHERITED", "HAN", "HANGUL", "HIRAGANA", "KATAKANA"})
# What a schema may allow a column beside them, by code of ISO 15924.
FURTHER = {"Cyrl": "CYRILLIC", "Grek": "GREEK"}
EAST_ASIAN = frozenset({"HAN", "HANGUL", "HIRAGANA", "KATAKANA"})
# Letters of no script that names have: the mark of a long vowel in Japanese, and apostrophes of romanisations.
COMMON_LETTERS = frozenset("\u30fc\u02bb\u02bc\u00aa\u00ba")
# Latin letters for phonetics and other technical use (UTS 39, Table 1), among them small capitals.
TECHNICAL = re.compile("[\u0180-\u02af\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]")
# The Turkish letter looks like an i without its point, but is an ordinary letter of a language.
DOTLESS = "\u0131"
# Symbols of no script that nobody sees.
BLANK_SYMBOLS = frozenset("\ufffc\U0001d159")
# Latin-1 has these as characters of their own; no name is changed by them.
SMALL_NUMBERS = frozenset("\u00b2\u00b3\u00b9\u00bc\u00bd\u00be")
FIRST_SYLLABLE, LAST_SYLLABLE = "\uac00", "\ud7a3"
WORD = re.compile(r"[^\W\d_]+")


@cache
def script(character: str) -> str:
    """The script of a character, as Unicode's Scripts.txt has it: ``LATIN``, ``HAN``, ``COMMON``."""
    from confusable_homoglyphs.categories import alias

    return str(alias(character))


@cache
def latin_double(character: str) -> str:
    """The Latin letter or the digit for which a character of another script can be taken; empty where there is none."""
    from confusable_homoglyphs.confusables import confusables_data

    found = (str(item["c"]) for item in confusables_data.get(character, []))
    return next((other for other in found if other.isascii() and other.isalnum()), "")


def script_faults(text: str, allowed: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """(rule, what is expected) for letters that a text may not have, or that pass for others.

    allowed: codes of ISO 15924 of the scripts that it may have beside Latin and those of East Asia
    """
    if text.isascii():
        return
    scripts = ALWAYS | {FURTHER[code] for code in allowed}
    asian = any(script(character) in EAST_ASIAN for character in text)
    if fault := next((fault for character in text for fault in letter_faults(character, scripts, asian=asian)), None):
        yield fault
    if mark := stacked_mark(text):
        yield "combining-mark", f"at most one mark on a letter; {named(mark)} is one more."
    if word := disguised(text):
        shown = "".join(latin_double(letter) for letter in word)
        yield "look-alike", f"{shown!r} in Latin letters; {word!r} is spelt with others that look like them."


def letter_faults(character: str, scripts: Collection[str], *, asian: bool) -> Iterator[tuple[str, str]]:
    """(rule, what is expected) for one character, wherever it is.

    scripts: those that the text may have, by their names in Unicode's data
    asian: whether the text has Korean, Japanese or Chinese letters
    """
    kind, found = unicodedata.category(character), script(character)
    if character.isascii() or kind[0] in "PZC" or character in COMMON_LETTERS | SMALL_NUMBERS:
        return
    if kind[0] in "LNM" and unicodedata.normalize("NFKC", character) != character:
        # Printed East Asian text has digits as wide as its letters.
        if not (asian and kind == "Nd"):
            yield "look-alike", f"ordinary letters; {named(character)} is another form of one."
    elif found not in scripts:
        yield "script", f"letters of the scripts that this column may have; {named(character)} is none of them."
    elif found == "HANGUL" and not FIRST_SYLLABLE <= character <= LAST_SYLLABLE:
        yield "look-alike", f"Korean in whole syllables; {named(character)} is a part of one, or a blank."
    elif kind == "Nd" or character in BLANK_SYMBOLS or (found == "COMMON" and kind[0] == "L"):
        yield "look-alike", f"ordinary letters and digits; {named(character)} is none of them."
    elif found == "LATIN" and is_odd_latin(character):
        yield "look-alike", f"ordinary letters; {named(character)} is a sign of phonetics or passes for another letter."
    elif unicodedata.name(character, "").startswith(("VARIATION SELECTOR", "COMBINING GRAPHEME")):
        yield "look-alike", f"no {named(character)}, which changes nothing that a reader sees."


def is_odd_latin(letter: str) -> bool:
    """Whether a letter outside ASCII is neither an ASCII letter with a mark nor of an alphabet in use."""
    return (
        not unicodedata.decomposition(letter)
        and letter != DOTLESS
        and bool(TECHNICAL.match(letter) or latin_double(letter))
    )


def stacked_mark(text: str) -> str:
    """The first mark that is on another mark or on no letter; empty where each is on a letter of its own."""
    before = " "
    for character in text:
        if unicodedata.category(character) in {"Mn", "Me", "Mc"} and not before.isalpha():
            return character
        before = character
    return ""


def disguised(text: str) -> str:
    """A Cyrillic or Greek word of letters that look Latin, where nothing else in the text is plainly of its script."""
    words = [word for word in WORD.findall(text) if script(word[0]) in FURTHER.values()]
    if words and all(latin_double(letter) for word in words for letter in word):
        return str(words[0])
    return ""


def named(character: str) -> str:
    """A character as a finding names it: by number and name, because it may not be seen."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"
