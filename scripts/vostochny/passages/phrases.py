"""Reads a short phrase: which numbers, units, hedges, days and names it holds, and which words are left over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from vostochny.passages.days import LANGUAGES, Written, dates_at
from vostochny.passages.lexicon import FILLER, known_names, words
from vostochny.passages.numerals import number_at, shared_scale

SKIPPED = re.compile(r"[^\w%]+|_+")
REST = re.compile(r"[^\W\d_]*")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*|\d+")


@dataclass(frozen=True)
class Quantity:
    """A number with the unit that the phrase gives it; the unit is empty where it gives none."""

    number: Decimal
    unit: str = ""


@dataclass(frozen=True)
class Names:
    """Names that a phrase can hold: forms, case-folded, to (kind, code); a form can be that of several."""

    forms: Mapping[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(
        cls,
        ships: Iterable[tuple[str, str]],
        ports: Iterable[tuple[str, str]] = (),
        parties: Iterable[tuple[str, str]] = (),
    ) -> Names:
        """Names of ships, ports and organisations as (name, identifier), with the makers and ports of the lexicon."""
        found: dict[str, set[tuple[str, str]]] = {}
        for name, code in ships:
            for form in ship_forms(name):
                found.setdefault(form, set()).add(("ship", code))
        for name, code in ports:
            found.setdefault(folded(name), set()).add(("port", code))
        for name, code in parties:
            found.setdefault(folded(name), set()).add(("party", code))
        for kind, code, form in known_names():
            found.setdefault(form, set()).add((kind, code))
        return cls({form: tuple(sorted(codes)) for form, codes in found.items() if form})


# The verb that is spelt like a month.
NO_MONTH = re.compile(r"may (?=have |be |exceed|amount|total|reach)")

# Hedges that a doubting word before them turns into another.
WEAKENED = {("likely", "more_than"): "likely_more_than", ("may", "about"): "may_be_about"}


@dataclass
class Phrase:
    """What a phrase says.

    words: codes by kind, such as ``activity`` -> ``{"load"}``; names are under ``ship``, ``port`` and ``maker``
    unknown: words that the lexicon of the language does not have
    names: the names with which it was read
    text: the phrase itself
    """

    quantities: list[Quantity] = field(default_factory=list)
    dates: list[Written] = field(default_factory=list)
    words: dict[str, set[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    names: Names = field(default_factory=lambda: Names({}))
    text: str = ""

    @property
    def qualifiers(self) -> set[str]:
        """The hedges; ``exactly`` where there is none."""
        hedges, modals = self.words.get("qualifier", set()), self.words.get("modal", set())
        return {WEAKENED.get((modal, hedge), hedge) for hedge in hedges for modal in modals or {""}} or {"exactly"}

    def note(self, kind: str, code: str) -> None:
        """Take in one more word."""
        self.words.setdefault(kind, set()).add(code)


def folded(text: str) -> str:
    """Unicode NFKC with small letters and single blanks; marks stay."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def ship_forms(name: str) -> set[str]:
    """The ways in which a ship's name is set: with or without blanks, hyphens and the word for ship."""
    plain = folded(name)
    bare = re.sub(r"(?<=[가-힣\d])\s?호$|(?<=\d)号$", "", plain)
    forms = {plain, bare}
    forms |= {re.sub(r"(?<=[가-힣])\s(?=\d)", "", form) for form in forms}
    forms |= {re.sub(r"(?<=[가-힣])(?=\d)", joint, form) for form in forms for joint in (" ", "-")}
    # Korean names are also spelt as one word: Chonmasan.
    joined = re.sub(r"(?<=[a-z]) (?=[a-z])", "", plain)
    forms |= {joined} if plain.isascii() and len(joined) >= SHORTEST_JOINED else set()
    forms |= {re.sub(r"\s(?=\d+$)", joint, form) for form in forms if form.isascii() for joint in ("-", "")}
    forms |= {f"{form}호" for form in forms if re.search(r"[가-힣]", form) and not form.endswith("호")}
    # A name of one syllable, or a number alone, is found everywhere.
    return {form for form in forms if len(form) > 2 and not form.isdigit()}


SHORTEST_JOINED = 8


@cache
def entries(language: str) -> dict[str, list[tuple[str, bool, str, str]]]:
    """(form, whether words that begin so count, kind, code) of a language's lexicon, the longest first.

    By the first character of the form, because a record has thousands of words and a lexicon hundreds of forms.
    """
    found = [(form.removesuffix("*"), form.endswith("*"), kind, code) for kind, code, form in words(language)]
    by_first: dict[str, list[tuple[str, bool, str, str]]] = {}
    for entry in sorted(found, key=lambda item: (-len(item[0]), item[1], item[2] == FILLER, item[0])):
        by_first.setdefault(entry[0][0], []).append(entry)
    return by_first


def read_phrase(text: str, language: str, names: Names) -> Phrase:
    """What a phrase says. Raises ValueError for a language that has no lexicon here."""
    if language not in LANGUAGES:
        raise ValueError(f"no list of words for the language {language!r}; there is one for {', '.join(LANGUAGES)}")
    phrase, shown, position = Phrase(names=names, text=text), folded(text).replace("mmbbl", "million bbl"), 0
    last: tuple[int, int] | None = None
    while position < len(shown):
        if skipped := SKIPPED.match(shown, position):
            position = skipped.end()
        elif verb := NO_MONTH.match(shown, position) if language == "en" else None:
            phrase.note("modal", "may")
            position = verb.end()
        elif named := name_at(shown, position, names):
            for kind, code in named[0]:
                phrase.note(kind, code)
            position = named[1]
        elif dated := dates_at(shown, position, language):
            phrase.dates += dated[0]
            position = dated[1]
        elif counted := number_at(shown, position, language):
            if last and (scale := shared_scale(shown, last, (position, counted[1]), language)) != 1:
                phrase.quantities[-1] = Quantity(phrase.quantities[-1].number * scale)
            phrase.quantities.append(Quantity(counted[0]))
            last = (position, counted[1])
            position = counted[1]
        else:
            position = word_at(shown, position, language, phrase)
    return phrase


def word_at(text: str, start: int, language: str, phrase: Phrase) -> int:
    """Take in the word of the lexicon that begins at a place, or the unknown one; gives where it ends."""
    for form, stem, kind, code in entries(language).get(text[start], []):
        end = start + len(form)
        if not text.startswith(form, start):
            continue
        if stem and (rest := REST.match(text, end)):
            end = rest.end()
        if not splits(text, start) and not splits(text, end):
            if kind == "unit":
                phrase.quantities = [Quantity(item.number, item.unit or code) for item in phrase.quantities]
            if kind != FILLER:
                phrase.note(kind, code)
            return end
    whole = WORD.match(text, start)
    unknown = whole[0] if whole and not unspaced(whole[0][0]) else text[start]
    phrase.unknown.append(unknown)
    return start + len(unknown)


def name_at(text: str, start: int, names: Names) -> tuple[tuple[tuple[str, str], ...], int] | None:
    """The longest name that begins at a place, and where it ends."""
    if splits(text, start):
        return None
    longest = min(len(text), start + LONGEST_NAME)
    for end in range(longest, start, -1):
        if (codes := names.forms.get(text[start:end])) and not splits(text, end):
            return codes, end
    return None


LONGEST_NAME = 60


def splits(text: str, position: int) -> bool:
    """Whether a place lies inside a word of a script that sets blanks between words, or inside a number."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if before.isdigit() and after.isdigit():
        return True
    spaced = [character.isalpha() and not eastern(character) for character in (before, after)]
    return all(spaced)


def unspaced(character: str) -> bool:
    """Whether a letter is Chinese or Japanese, which set no blanks between words."""
    return "\u3040" <= character <= "\u9fff"


def eastern(character: str) -> bool:
    """Whether a letter is of a script whose words are joined to what comes before or after."""
    return unspaced(character) or "\uac00" <= character <= "\ud7a3"
