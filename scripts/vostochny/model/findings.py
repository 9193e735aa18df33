"""One problem found in the data, in the one form in which every check reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem with a place and a remedy; never raised, always collected.

    file: path as a contributor knows it, e.g. ``data/vessels.csv``
    line: line of that file, the header being line 1; 0 when the whole file is meant
    column: name of the column; empty when the whole line or file is meant
    rule: name of the rule that was broken, in kebab-case
    value: what is there, as text
    expected: what the rule wants, as a sentence
    remedy: what to do about it, as a sentence; may be empty
    """

    file: str
    line: int
    column: str
    rule: str
    value: str
    expected: str
    remedy: str = ""

    @property
    def place(self) -> str:
        """``file:line:column``, leaving out what is not known."""
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
        if self.column:
            parts.append(self.column)
        return ":".join(parts)

    def as_text(self) -> str:
        """One line for people: place, rule, value, expectation, remedy."""
        text = f"{self.place}: [{self.rule}] "
        if self.value:
            text += f"{shorten(self.value)!r}: "
        text += self.expected
        return f"{text} {self.remedy}".rstrip()

    def as_dict(self) -> dict[str, str | int]:
        """The same for machines; the keys are the names of the attributes."""
        return asdict(self)


def shorten(text: str, width: int = 80) -> str:
    """Cut `text` to `width` characters so that one finding stays on one line."""
    return text if len(text) <= width else text[: width - 1] + "…"


def did_you_mean(value: str, candidates: Iterable[str]) -> str:
    """``did you mean `x`?`` for the candidate nearest to `value`, or an empty text."""
    nearest = get_close_matches(value.strip().lower(), list(candidates), n=1, cutoff=0.6)
    return f"did you mean `{nearest[0]}`?" if nearest else ""
