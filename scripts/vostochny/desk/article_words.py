"""Names, places, numbers and figures with a unit in a sentence of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vostochny.database.reading import Row

ANY_CASE = re.IGNORECASE | re.ASCII


@dataclass(frozen=True)
class Figure:
    """A figure with a unit that the table knows.

    kind: calls, ships, barrels or tonnes
    quoted: the figure with its unit, as the draft has it
    before: the sentence up to it
    values: one number, or the two of a range
    share: of "22 of the 43 calls", "part" for the 22 and "whole" for the 43; empty otherwise
    """

    kind: str
    quoted: str
    before: str
    values: list[float]
    share: str = ""


def word(name: str, text: str) -> bool:
    """Whether a name is in a text as a whole word."""
    return re.search(rf"(?:^|[^A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text) is not None


def strange_places(patterns: Row, text: str, known: list[str]) -> list[str]:
    """Places in a text that are no ports of the record and no part of the `known` names."""
    named = (name for name in re.findall(patterns["elsewhere"], text) if not re.match(patterns["no_place"], name))
    return [name for name in named if not any(name in whole for whole in known)]


def figures(patterns: Row, text: str) -> list[Figure]:
    """Every figure of a text in which days and names of ships are written over."""
    units = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns["units"].items())
    number, filler = patterns["number"], patterns["filler"]
    share = rf"(?:(?P<part>{number}) of (?:the |its |these |those )?)?"
    pattern = (
        rf"(?<![A-Za-z0-9¤.]){share}({number})(?:{patterns['between']}({number}))?(?:{filler})(?:{units})(?![A-Za-z])"
    )
    found = []
    for match in re.finditer(pattern, text, ANY_CASE):
        kind = next(name for name in patterns["units"] if match[name])
        values = [value(patterns, part) for part in (match[2], match[3]) if part]
        start, before = match.start(2), text[: match.start()]
        if match["part"]:
            found.append(Figure(kind, match[0], before, [value(patterns, match["part"])], "part"))
        share = "whole" if match["part"] else ""
        found.append(Figure(kind, text[start : match.end()], text[:start], values, share))
    return found


def value(patterns: Row, words: str) -> float:
    """A number in digits or words."""
    total, scale = 0.0, 1.0
    for part in re.findall(r"[0-9][0-9, ]*(?:\.[0-9]+)?|[a-z]+", words.lower()):
        if part[0].isdigit():
            total += float(re.sub(r"[, ]", "", part))
        elif part != "an" and (amount := patterns["numerals"].get(part)) is not None:
            if amount >= 100 or part == "dozen":
                scale *= amount
            elif not (part == "a" and total):
                total += amount
    return (total or 1.0) * scale
