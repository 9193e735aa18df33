"""Reads a number at a place in a phrase: digits with a language's marks, words, and the myriads of East Asia."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

EAST_ASIAN = {"ko", "ja", "zh"}
# East Asian numerals: digits, scales inside a myriad, and myriads.
DIGITS = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "两": 2, "兩": 2,
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9,
}  # fmt: skip
TENS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "만": 10**4, "億": 10**8, "亿": 10**8, "억": 10**8, "조": 10**12, "兆": 10**12}
SCALES = "".join([*TENS, *MYRIADS])
# A character numeral alone is often part of a word, so it counts only with a scale, or before a counting word.
EASTERN = re.compile(
    rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?\s?[{SCALES}]*\s?"
    rf"|(?:[{''.join(DIGITS)}]?[{''.join(TENS)}])+[{''.join(DIGITS)}]?[{''.join(MYRIADS)}]*"
    rf"|[{''.join(DIGITS)}][{''.join(MYRIADS)}])+"
)
COUNTED = re.compile(rf"[{''.join(DIGITS)}](?=[隻艘次回个個척번])")
PART = re.compile(rf"(\d+(?:,\d{{3}})*(?:\.\d+)?|[{''.join(DIGITS)}])?\s?([{SCALES}]*)\s?")
NOT_DIGIT = re.compile(r"\D")
FIRST_WORD = re.compile(r"([^\W\d_]+(?:['’ʼ][^\W\d_]+)?)")
NEXT_WORD = re.compile(rf"[\s\-]{{0,2}}(?:and )?{FIRST_WORD.pattern}\.?")
NATIVE_KOREAN = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20,
}  # fmt: skip
COUNTERS = re.compile(r"\s?(?:척|번|차례|곳|대|개)")

SIMPLE = {
    "en": {
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
        "dozen": 12,
    },
    "ru": {
        "один": 1, "одна": 1, "одно": 1, "одного": 1, "одной": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трёх": 3,
        "трех": 3, "четыре": 4, "четырёх": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7,
        "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10, "одиннадцать": 11,
        "двенадцать": 12, "двенадцати": 12, "пятнадцать": 15, "двадцать": 20, "двадцати": 20, "тридцать": 30,
        "сорок": 40, "сорока": 40, "пятьдесят": 50, "пятидесяти": 50, "сто": 100, "двести": 200, "пятьсот": 500,
    },
    "uk": {
        "один": 1, "одна": 1, "одного": 1, "однієї": 1, "два": 2, "дві": 2, "двох": 2, "три": 3, "трьох": 3,
        "чотири": 4, "чотирьох": 4, "п'ять": 5, "п'яти": 5, "шість": 6, "шести": 6, "сім": 7, "семи": 7, "вісім": 8,
        "восьми": 8, "дев'ять": 9, "дев'яти": 9, "десять": 10, "десяти": 10, "дванадцять": 12, "п'ятнадцять": 15,
        "двадцять": 20, "тридцять": 30, "сорок": 40, "п'ятдесят": 50, "сто": 100, "двісті": 200, "п'ятсот": 500,
    },
}  # fmt: skip
LARGE = {
    "en": {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9},
    "ru": {"тыс": 10**3, "тысяч": 10**3, "тысяча": 10**3, "тысячи": 10**3, "млн": 10**6, "миллион": 10**6,
           "миллиона": 10**6, "миллионов": 10**6, "млрд": 10**9, "миллиард": 10**9, "миллиарда": 10**9},
    "uk": {"тис": 10**3, "тисяч": 10**3, "тисяча": 10**3, "тисячі": 10**3, "млн": 10**6, "мільйон": 10**6,
           "мільйона": 10**6, "мільйонів": 10**6, "млрд": 10**9, "мільярд": 10**9, "мільярда": 10**9},
}  # fmt: skip


@cache
def plain_number(language: str) -> re.Pattern[str]:
    """Digits with the marks of a language; group 1 is the whole, groups of three are demanded.

    The marks are those of Unicode's CLDR as the library Babel carries it; where it groups by a blank, any blank does.
    """
    from babel.numbers import get_decimal_symbol, get_group_symbol

    group, point = get_group_symbol(language), get_decimal_symbol(language)
    between = r"[ \u00a0\u202f]" if group.isspace() else re.escape(group)
    return re.compile(rf"(\d{{1,3}}(?:{between}\d{{3}})+|\d+)(?:{re.escape(point)}(\d+))?(?![\d])")


def number_at(text: str, start: int, language: str) -> tuple[Decimal, int] | None:
    """The number that begins at a place of a case-folded NFKC text, and where it ends; None where none begins."""
    if language in EAST_ASIAN:
        return eastern_at(text, start)
    return western_at(text, start, language)


PARTS_OF = {
    "en": re.compile(
        r"(?:(?P<half>half) an? |(?:a )?(?P<quarter>quarter) of an? |(?P<whole>[a-z]+|\d+)[ -]and[ -]a[ -]half )"
        r"(?P<large>hundred|thousand|million|billion)\b"
    ),
    "ru": re.compile(r"(?P<sesqui>полтора )?(?P<half>пол)?(?P<large>тысячи|миллиона|миллиарда)\b"),
    "uk": re.compile(r"(?P<sesqui>півтора )?(?P<half>пів)?(?P<large>тисячі|мільйона|мільярда)\b"),
}
SUFFIX = re.compile(r"\s?(?P<suffix>k|m|mn|mln|bn)(?=\s(?:barrels?|bbls?|tonnes?|tons?)\b)")
SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9}
RANGE_MARK = re.compile(r"\s*(?:~|∼|〜|-|–|—|to|or|から|至|到|에서|до)\s*")


def part_at(text: str, start: int, language: str) -> tuple[Decimal, int] | None:
    """Half a million, one and a half million and the like, which begin at a place."""
    found = PARTS_OF[language].match(text, start) if language in PARTS_OF else None
    if found is None:
        return None
    parts = found.groupdict()
    whole = parts.get("whole")
    if whole:
        known = Decimal(whole) if whole.isdigit() else SIMPLE[language].get(whole)
        share = None if known is None else Decimal(known) + Decimal("0.5")
    elif parts.get("sesqui"):
        share = Decimal("1.5")
    else:
        share = Decimal("0.25") if parts.get("quarter") else Decimal("0.5") if parts.get("half") else None
    return None if share is None else (share * LARGE[language][found["large"]], found.end())


def shared_scale(text: str, first: tuple[int, int], second: tuple[int, int], language: str) -> Decimal:
    """What the first of two numbers is to be multiplied by, because the word after the second is for both; 1 if none.

    first, second: where each begins and ends, as in 1~3만 or 12 to 15 thousand
    """
    lower, upper = (leading(text[start:end], language) for start, end in (first, second))
    value = number_at(text, second[0], language)
    if not RANGE_MARK.fullmatch(text[first[1] : second[0]]) or not lower or not upper or value is None:
        return Decimal(1)
    alone = number_at(text[first[0] : first[1]], 0, language)
    scale = value[0] / upper
    plain = alone is not None and alone[0] == lower < upper
    return scale if plain and scale in {10**3, 10**4, 10**6, 10**8, 10**9} else Decimal(1)


def leading(text: str, language: str) -> Decimal:
    """The number at the beginning of a numeral without the words for its scale; 0 where it begins with none."""
    if (digits := plain_number(language).match(text)) and language not in EAST_ASIAN:
        return Decimal(f"{re.sub(NOT_DIGIT, '', digits[1])}.{digits[2] or 0}")
    if found := re.match(r"\d+(?:,\d{3})*(?:\.\d+)?", text):
        return Decimal(found[0].replace(",", ""))
    word = FIRST_WORD.match(text)
    return Decimal(SIMPLE.get(language, {}).get(word[1], 0)) if word else Decimal(0)


def western_at(text: str, start: int, language: str) -> tuple[Decimal, int] | None:
    """Digits or words, with the words for thousands and millions after them."""
    if part := part_at(text, start, language):
        return part
    total, current, end = Decimal(0), Decimal(0), start
    digits = plain_number(language).match(text, start)
    if digits:
        current, end = Decimal(f"{re.sub(NOT_DIGIT, '', digits[1])}.{digits[2] or 0}"), digits.end()
        if language == "en" and (found := SUFFIX.match(text, end)):
            return current * SUFFIXES[found["suffix"]], found.end()
    simple, large = SIMPLE.get(language, {}), LARGE.get(language, {})
    while word := (NEXT_WORD if end > start else FIRST_WORD).match(text, end):
        value = word[1].replace("’", "'").replace("ʼ", "'")
        if value in large:
            current = (current or Decimal(1)) * large[value]
            if large[value] >= 1000:
                total, current = total + current, Decimal(0)
        elif value == "dozen" and value in simple:
            current = (current or Decimal(1)) * simple[value]
        elif value in simple and not (digits and end == digits.end()):
            current += simple[value]
        else:
            break
        end = word.end()
    return (total + current, end) if end > start else None


def eastern_at(text: str, start: int) -> tuple[Decimal, int] | None:
    """Digits with 만, 万, 천 and the like, characters for digits, and Korean words before a counting word."""
    for word, value in NATIVE_KOREAN.items():
        if text.startswith(word, start) and COUNTERS.match(text, start + len(word)):
            return Decimal(value), start + len(word)
    if found := COUNTED.match(text, start):
        return Decimal(DIGITS[found[0]]), found.end()
    if (found := EASTERN.match(text, start)) is None or not found[0].strip():
        return None
    shown = found[0].rstrip()
    return myriads(shown), start + len(shown)


def myriads(text: str) -> Decimal:
    """The value of an East Asian numeral such as 12만5천, 12만5000, 1億2000万 or 四十三."""
    total = section = Decimal(0)
    for part in PART.finditer(text):
        digit, scales = part[1], part[2]
        if digit is None and not scales:
            continue
        value = Decimal(1) if digit is None else Decimal(DIGITS[digit] if digit in DIGITS else digit.replace(",", ""))
        inner = 1
        for scale in scales:
            if scale in TENS:
                inner *= TENS[scale]
                continue
            total += (section + value * inner) * MYRIADS[scale]
            section, value, inner = Decimal(0), Decimal(0), 1
        section += value * inner
    return total + section
