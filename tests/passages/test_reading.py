"""What short phrases say, in six languages: a corpus of our own making, and properties of all numbers and days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.passages.corpus import PHRASES

from vostochny.model.wording import MONTHS
from vostochny.passages.cell_comparison import shown_number
from vostochny.passages.days import Written
from vostochny.passages.phrases import Names, Phrase, read_phrase

NAMES = Names.of([("Chon Ma San", "a"), ("천마산호", "a")], [("Vostochny", "RUVYP"), ("Nampo", "KPNAM")])
IMPLIED = {"modal", "qualifier", "unit"}


def day_text(item: Written) -> str:
    """A date as the corpus has it: 2024-03-07, 03-07, --07, weekday 2."""
    if item.weekday is not None:
        return f"weekday {item.weekday}"
    if item.year and item.month is None:
        return str(item.year)
    month = f"{item.month:02}" if item.month else "-"
    parts = [str(item.year) if item.year else "", month, f"{item.day:02}" if item.day else ""]
    return "-".join(part for part in parts if part)


def said(phrase: Phrase) -> set[str]:
    """What a phrase says, in the words of the corpus."""
    found = {f"{shown_number(item.number).replace(',', '')} {item.unit}".strip() for item in phrase.quantities}
    found |= {day_text(item) for item in phrase.dates}
    found |= phrase.qualifiers - {"exactly"}
    for kind, codes in phrase.words.items():
        if kind not in IMPLIED or (kind == "unit" and not phrase.quantities):
            found |= {f"{kind} {code.replace(' ', '_')}" for code in codes}
    return found | {f"? {word}" for word in phrase.unknown}


def expected(text: str) -> set[str]:
    """The same of a line of the corpus: single words are hedges and dates, the others come in pairs."""
    words, found = text.split(), set()
    while words:
        word = words.pop(0)
        pairs = word in {"ship", "port", "activity", "load_state", "method", "flow", "product", "per", "maker"}
        pairs = pairs or word in {"relative", "unit", "weekday", "?"}
        numbered = word.isdigit() and words and words[0].replace("_", "").isalpha()
        numbered = numbered and (words[0] not in PAIRS or len(words) == 1)
        found.add(f"{word} {words.pop(0)}" if pairs or numbered else word)
    return found


PAIRS = {"ship", "port", "activity", "load_state", "method", "flow", "product", "maker", "relative", "unit"}


@pytest.mark.parametrize(("language", "text", "says"), PHRASES)
def test_a_phrase_says_what_it_says(language: str, text: str, says: str) -> None:
    assert said(read_phrase(text, language, NAMES)) == expected(says)


def test_the_corpus_has_two_hundred_phrases_in_six_languages() -> None:
    assert len(PHRASES) >= 200
    assert {language for language, _text, _says in PHRASES} == {"en", "ko", "ja", "zh", "ru", "uk"}


BARRELS = {"en": " barrels", "ko": "배럴", "ja": "バレル", "zh": "桶", "ru": " баррелей", "uk": " барелів"}


@given(number=st.integers(1000, 9_999_999_999), language=st.sampled_from(sorted(BARRELS)))
def test_a_number_with_separators_is_read_back(number: int, language: str) -> None:
    digits = f"{number:,}".replace(",", " ") if language in {"ru", "uk"} else f"{number:,}"
    phrase = read_phrase(f"{digits}{BARRELS[language]}", language, NAMES)
    assert [(item.number, item.unit) for item in phrase.quantities] == [(Decimal(number), "barrel")]
    assert phrase.unknown == []


@given(
    man=st.integers(1, 9999),
    rest=st.integers(0, 9999),
    language=st.sampled_from(["ko", "ja", "zh"]),
    exact=st.booleans(),
)
def test_myriads_add_up(man: int, rest: int, language: str, exact: bool) -> None:
    thousands, mark = {"ko": ("천", "만"), "ja": ("千", "万"), "zh": ("千", "万")}[language]
    rest = rest if exact else rest // 1000 * 1000
    tail = "" if not rest else str(rest) if exact else f"{rest // 1000}{thousands}"
    phrase = read_phrase(f"{man}{mark}{tail}{BARRELS[language]}", language, NAMES)
    assert [item.number for item in phrase.quantities] == [man * 10_000 + rest]


@given(tenths=st.integers(1, 999), language=st.sampled_from(["en", "ru", "uk"]))
def test_a_part_of_a_million_is_read_with_the_mark_of_the_language(tenths: int, language: str) -> None:
    words = {"en": "million barrels", "ru": "млн баррелей", "uk": "млн барелів"}[language]
    mark = "." if language == "en" else ","
    phrase = read_phrase(f"{tenths // 10}{mark}{tenths % 10} {words}", language, NAMES)
    assert [item.number for item in phrase.quantities] == [Decimal(tenths) * 100_000]


MONTHS_OF = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}


@given(day=st.dates(date(1990, 1, 1), date(2039, 12, 31)))
def test_a_day_is_read_back_from_every_language(day: date) -> None:
    month = MONTHS[day.month - 1]
    for language, text in (
        ("en", f"{month} {day.day}, {day.year}"),
        ("en", f"{day.day} {month} {day.year}"),
        ("en", day.isoformat()),
        ("ko", f"{day.year}년 {day.month}월 {day.day}일"),
        ("ja", f"{day.year}年{day.month}月{day.day}日"),
        ("zh", f"{day.year}年{day.month}月{day.day}日"),
        ("ru", f"{day.day} {MONTHS_OF['ru'].split()[day.month - 1]} {day.year} года"),
        ("uk", f"{day.day} {MONTHS_OF['uk'].split()[day.month - 1]} {day.year} року"),
    ):
        phrase = read_phrase(text, language, NAMES)
        assert phrase.dates == [Written(day.year, day.month, day.day)], text
        assert (phrase.quantities, phrase.unknown) == ([], []), text


@given(published=st.dates(date(2000, 1, 1), date(2039, 12, 31)), month=st.integers(1, 12), number=st.integers(1, 28))
def test_a_day_without_a_year_is_the_last_before_publication_or_one_soon_after(
    published: date, month: int, number: int
) -> None:
    first, *later = [span[0] for span in Written(None, month, number).spans((published, published))]
    assert first <= published
    assert (published - first).days <= 366
    assert all(published < day and (day - published).days <= 60 for day in later)


@given(published=st.dates(date(2000, 1, 1), date(2039, 12, 31)), weekday=st.integers(0, 6))
def test_a_day_of_the_week_is_one_of_the_last_seven_up_to_publication(published: date, weekday: int) -> None:
    [(first, last)] = Written(weekday=weekday).spans((published, published))
    assert first == last
    assert first.weekday() == weekday
    assert 0 <= (published - first).days < 7
    assert list(Written(weekday=weekday).spans((date(published.year, 1, 1), date(published.year, 12, 31)))) == []


@given(text=st.text(max_size=80), language=st.sampled_from(sorted(BARRELS)))
def test_any_text_is_read_without_an_error(text: str, language: str) -> None:
    read_phrase(text, language, NAMES)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        read_phrase("mehr als 40 Mal", "de", NAMES)
