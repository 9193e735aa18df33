"""Looks up passages in a copy of their document: which words are there, and whether the sentence is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vostochny.passages.copy_formats import Block, Document
from vostochny.passages.text import contains, digest, sentences


@dataclass(frozen=True)
class Located:
    """What became of one passage in one copy.

    same: whether the sentence around the words has the digest on record; None where the words are not there
    """

    passage_id: str
    find: str
    found: bool
    same: bool | None
    place: str = ""

    def as_text(self) -> str:
        """For a reader."""
        if not self.found:
            return f"{self.passage_id}: not found: {self.find!r}"
        return f"{self.passage_id}: found, {'same' if self.same else 'another'} sentence, {self.place}: {self.find!r}"


def locate(rows: Iterable[Mapping[str, str]], documents: Iterable[Document]) -> list[Located]:
    """Each of these rows of passages in some copies of their document, the best that any of them gives."""
    blocks = [(document, block) for document in documents for block in document.blocks]
    return [located(row, blocks) for row in rows if row["find"]]


def located(row: Mapping[str, str], blocks: Iterable[tuple[Document, Block]]) -> Located:
    """One passage: the place where the sentence is the same, else the first with the words."""
    found = Located(row["passage_id"], row["find"], found=False, same=None)
    for document, block in blocks:
        if not contains(row["find"], block.text):
            continue
        for sentence in sentences(block.text) or [block.text]:
            if contains(row["find"], sentence):
                same = digest(sentence) == row["passage_sha256"]
                place = f"{document.name}, {block.place}"
                if same:
                    return Located(row["passage_id"], row["find"], found=True, same=True, place=place)
                if not found.found:
                    found = Located(row["passage_id"], row["find"], found=True, same=False, place=place)
    return found


def verdict(results: Iterable[Located], documents: Iterable[Document]) -> str:
    """The word for data/source_checks.csv: all_found, some_found, none_found, or no_text."""
    if not any(document.blocks for document in documents):
        return "no_text"
    each = [item.found for item in results]
    return "all_found" if all(each) else "some_found" if any(each) else "none_found"
