"""Korean names of ships in Cyrillic and in kana, made by rule from their romanised syllables, for the search alone.

Cyrillic follows Kontsevich's system, kana the usual sounds. The romanised names of lists have no marks over their
vowels, so one name may give several forms.
"""

from __future__ import annotations

import re
from itertools import product

# Initial, vowel and final of a syllable as North Korean lists romanise it; longer ones first.
SYLLABLE = re.compile(
    r"(kh|th|ph|ch|k|t|p|j|s|h|n|m|r|g|d|b|)(wae|yae|ae|ya|ye|yo|yu|wa|wo|wi|a|e|o|u|i)(ng|n|m|k|l|p|t|)"
)
CYRILLIC_INITIAL = {
    "": [""], "kh": ["кх"], "th": ["тх"], "ph": ["пх"], "ch": ["ч"], "k": ["к"], "t": ["т"], "p": ["п"],
    "j": ["дж", "чж"], "s": ["с"], "h": ["х"], "n": ["н"], "m": ["м"], "r": ["р"], "g": ["г"], "d": ["д"], "b": ["б"],
}  # fmt: skip
CYRILLIC_VOWEL = {
    "wae": ["вэ"], "yae": ["йя"], "ae": ["э"], "ya": ["я"], "ye": ["е"], "yo": ["ё"], "yu": ["ю"], "wa": ["ва"],
    "wo": ["во"], "wi": ["ви"], "a": ["а"], "e": ["е"], "o": ["о"], "u": ["у", "ы"], "i": ["и"],
}  # fmt: skip
CYRILLIC_FINAL = {"": "", "ng": "н", "n": "н", "m": "м", "k": "к", "l": "ль", "p": "п", "t": "т"}
# Each consonant with a, i, u, e, o; a small letter makes the glide of ya, yu and yo.
KANA_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
KANA_OTHER = {
    "t": ["タ", "ティ", "トゥ", "テ", "ト"], "d": ["ダ", "ディ", "ドゥ", "デ", "ド"],
    "ch": ["チャ", "チ", "チュ", "チェ", "チョ"], "j": ["ジャ", "ジ", "ジュ", "ジェ", "ジョ"],
}  # fmt: skip
KANA_VOWELS = {"a": 0, "i": 1, "u": 2, "ae": 3, "e": 3, "o": 4}
KANA_GLIDES = {"ya": "ャ", "yu": "ュ", "yo": "ョ"}
KANA_ALONE = {"ya": "ヤ", "yu": "ユ", "yo": "ヨ", "ye": "イェ", "wa": "ワ", "wo": "ウォ", "wi": "ウィ"}
KANA_FINAL = {"": "", "ng": "ン", "n": "ン", "m": "ム", "k": "ク", "l": "ル", "p": "プ", "t": "ト"}
MOST_FORMS = 8


def cyrillic(words: list[str]) -> list[str]:
    """The ways to write romanised syllables in Cyrillic, as one word; none where one of them is no syllable."""
    parts = []
    for word in words:
        found = SYLLABLE.fullmatch(word.lower())
        if not found:
            return []
        initial, vowel, final = found.groups()
        parts.append([a + b + CYRILLIC_FINAL[final] for a in CYRILLIC_INITIAL[initial] for b in CYRILLIC_VOWEL[vowel]])
    return ["".join(form).capitalize() for form in list(product(*parts))[:MOST_FORMS]]


def kana(words: list[str]) -> str:
    """Romanised syllables in katakana; empty where one of them cannot be written so."""
    written = ""
    for word in words:
        found = SYLLABLE.fullmatch(word.lower())
        sound = kana_of(found[1], found[2]) if found else ""
        if not found or not sound:
            return ""
        written += sound + KANA_FINAL[found[3]]
    return written


def kana_of(initial: str, vowel: str) -> str:
    """An initial with its vowel in katakana; aspirates are written as plain sounds."""
    initial = {"kh": "k", "th": "t", "ph": "p"}.get(initial, initial)
    row = KANA_OTHER.get(initial) or KANA_ROWS[initial]
    if vowel in KANA_VOWELS:
        return row[KANA_VOWELS[vowel]]
    if not initial:
        return KANA_ALONE.get(vowel, "")
    if vowel == "ye":
        return row[3]
    if vowel in KANA_GLIDES:
        return row[KANA_VOWELS[vowel[1]]] if initial in ("ch", "j") else row[1] + KANA_GLIDES[vowel]
    if vowel.startswith("w"):
        return row[2] + {"wa": "ァ", "wo": "ォ", "wi": "ィ"}.get(vowel, "")
    return ""
