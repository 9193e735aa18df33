"""Texts are whole: what was opened is closed, and a text ends neither at a joint nor in the middle of a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from vostochny.checks.distinct_cells import distinct
from vostochny.model.agreements import read_agreements
from vostochny.model.findings import Finding
from vostochny.model.schema import Dataset
from vostochny.tables.arrow_reader import Loaded
from vostochny.tables.csv_reader import RawTable

PAIRS = ("()", "[]", "“”", "«»", "「」", "『』", "（）")
JOINTS = tuple(",;:-–—(/")
# Words after which an English phrase goes on. `on` and `in` also end one, as in `from this month on`.
GOES_ON = frozenset(["the", "of", "a", "and", "by", "with", "from", "to", "or", "as", "at"])
# A last word in small letters, but no part of an address after a point, no ending after an apostrophe and no unit.
LAST = re.compile(r"(?<![^\W_])(?<!['’.])(?!(?<=\d )(?:k?m|t)$)([a-z]+)$")
WORD = re.compile(r"[^\W\d_]+")
ENDINGS = ("s", "es", "ed", "er", "ers", "ing", "ings", "ly")
# The format of texts that this record writes itself.
OWN_WORDS = "sentences"
REMEDY = "Compare the cell with its source, and enter the whole of it."


def check_whole(dataset: Dataset, tables: Mapping[str, Loaded]) -> Iterator[Finding]:
    """Findings in the columns that schemas/agreements.yaml lists under `whole`; unreadable tables are left out.

    The texts of a table are read once, each only as often as it differs; its rows are looked at where one is at fault.
    """
    known = read_agreements(dataset)
    texts: dict[tuple[str, str], set[str]] = {}
    for name, columns in columns_by_table(known.whole).items():
        if name in tables and tables[name].readable and tables[name].count:
            found = distinct(tables[name], {(column,) for column in columns})
            texts |= {(name, column): {text for (text,) in found[(column,)] if text} for column in columns}
    own = (place for place in texts if dataset.tables[place[0]].by_name[place[1]].format_name == OWN_WORDS)
    words = KnownWords(
        (text for found in texts.values() for text in found),
        (text for place in own for text in texts[place]),
        known.whole_words,
    )
    for (name, column), different in texts.items():
        expected = {text: why for text in different if (why := fault(text, words.cut_from))}
        if expected:
            yield from cut_cells(tables[name].raw, column, expected)


def columns_by_table(places: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The columns of each table."""
    found: dict[str, list[str]] = {}
    for table, column in places:
        found.setdefault(table, []).append(column)
    return found


def cut_cells(raw: RawTable, column: str, expected: Mapping[str, str]) -> Iterator[Finding]:
    """The cells of a column whose text is one of those of which something else is expected."""
    position = raw.table.columns.index(column)
    for row, line in zip(raw.rows, raw.lines, strict=True):
        if (text := row[position]) in expected:
            yield Finding(raw.file, line, column, "cut-text", text, expected[text], REMEDY)


class KnownWords:
    """The words of some texts, and in how many of them each is; what is in one text alone proves nothing about it.

    own: those of them that this record writes itself, in English; a title can be in any language
    whole: words that are known to be no beginning of another
    """

    def __init__(self, texts: Iterable[str], own: Iterable[str], whole: frozenset[str] = frozenset()) -> None:
        self.whole = whole
        self.texts: dict[str, int] = {}
        for text in texts:
            for word in {word.lower() for word in WORD.findall(text)}:
                self.texts[word] = self.texts.get(word, 0) + 1
        self.small = {word for text in own for word in WORD.findall(text) if word.isascii() and word.islower()}

    def cut_from(self, word: str) -> str:
        """A longer word that begins like one that no other text has; empty where it may be a word itself.

        A word of which another text has a form (ship, ships) is a word.
        """
        if word in self.whole or self.texts.get(word, 0) > 1 or any(word + ending in self.texts for ending in ENDINGS):
            return ""
        longer = (other for other in self.small if other.startswith(word) and other != word)
        return min(longer, default="")


def fault(text: str, cut_from: Callable[[str], str]) -> str:
    """What is expected instead of a text that is not whole; empty where nothing shows that it is not.

    cut_from: gives the longer word of which a word seems to be the beginning
    """
    if unclosed := next((pair for pair in PAIRS if text.count(pair[0]) != text.count(pair[1])), ""):
        return f"as many {unclosed[0]} as {unclosed[1]}."
    if text.count('"') % 2:
        return 'an even number of ".'
    if text.endswith(JOINTS):
        return f"a text that does not end in {text[-1]!r}."
    last = LAST.search(text)
    return word_fault(last[1], cut_from) if last else ""


def word_fault(word: str, cut_from: Callable[[str], str]) -> str:
    """What is expected instead of a last word in small letters; empty where a text can end in it."""
    if word in GOES_ON or len(word) == 1:
        return f"a text that does not end in {word!r}."
    if not (longer := cut_from(word)):
        return ""
    known = "unless schemas/agreements.yaml has it under whole_words"
    return f"a whole word at the end; {word!r} looks like the beginning of {longer!r}, {known}."
