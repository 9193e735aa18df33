"""Names, places, numbers and figures with a unit in a sentence of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vostochny.database.reading import Row
from vostochny.desk.article_times import MASK, over

ANY_CASE = re.IGNORECASE | re.ASCII


@dataclass(frozen=True)
class Figure:
    """A figure with a unit that the table knows.

    kind: calls, ships, barrels or tonnes
    at: where its number begins
    quoted: the figure with its unit, as the draft has it
    before, after: the sentence up to it and after its number
    values: one number, or the two of a range
    between: the words between number and unit
    share: of "22 of the 43 calls", "part" for the 22 and "whole" for the 43; empty otherwise
    """

    kind: str
    at: int
    quoted: str
    before: str
    after: str
    values: list[float]
    between: str
    share: str = ""


def place(name: str, text: str) -> int:
    """Where a text has a name as a whole word first, in capitals where all of it is; -1 where it has not."""
    name = name.upper() if text.isupper() else name
    found = name in text and re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text)
    return found.start() if found else -1


def word(name: str, text: str) -> bool:
    """Whether a text has a name as a whole word."""
    return place(name, text) >= 0


def named_ports(ports: dict[str, list[str]], text: str) -> dict[str, int]:
    """The ports that a text names and where, in its order."""
    found = {port: max(place(name, text) for name in names) for port, names in ports.items()}
    return dict(sorted(((port, at) for port, at in found.items() if at >= 0), key=lambda item: item[1]))


def strange_words(patterns: Row, text: str, names: Iterable[str], known: str = "known") -> list[str]:
    """Words and numbers of a text that are not in a list of the table and that are no part of the names."""
    for name in sorted(names, key=len, reverse=True):
        while (start := place(name, text)) >= 0:
            text = over(text, [(start, start + len(name))])
    listed, endings = set(" ".join(patterns[known]).split()), ("", "s", "es", "d", "ed", "ing")
    stems = [
        (item, {item.lower().removesuffix(end) for end in endings}) for item in re.findall(patterns["token"], text)
    ]
    return [item for item, forms in stems if not forms & listed]


def figures(patterns: Row, text: str) -> list[Figure]:
    """Every figure of a text in which days and names of ships are written over, in its order."""
    units = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns["units"].items())
    number, filler = patterns["number"], patterns["filler"]
    amount = rf"(?P<low>{number})(?:{patterns['between']}(?P<high>{number}))?"
    share = rf"(?:(?P<part>{number}) of (?:the |its |these |those )?)?"
    # "43 visits", and "the number of visits was 43".
    before_unit = rf"(?<![A-Za-z0-9¤.]){share}{amount}\+?(?:{filler})(?:{units})(?![A-Za-z])"
    after_unit = rf"{patterns['number_of']}(?:{units})(?![A-Za-z]){patterns['number_is']} {amount}(?![A-Za-z0-9])"
    # "Of the 43 visits, at least 22 were".
    of_whole = (
        rf"\bof (?:the |its |these |those )?(?P<low>{number})(?:{filler})(?:{units})(?![A-Za-z])"
        rf"[^.;]*?, (?:[a-z]+ ){{0,3}}?(?P<part>{number}) (?:of them|were|had|have|involved)\b"
    )
    found: list[Figure] = []
    for match in (match for form in (of_whole, before_unit, after_unit) for match in re.finditer(form, text, ANY_CASE)):
        kind, groups = next(name for name in patterns["units"] if match[name]), match.groupdict()
        values = amounts(patterns, match["low"], groups.get("high"))
        start, end, share_of = match.start("low"), match.end("high" if groups.get("high") else "low"), ""
        after, between = text[end:], text[end : match.start(kind)]
        if part := groups.get("part"):
            at, whole, share_of = match.start("part"), [value(patterns, part)], "whole"
            quoted, rest = (match[0], after) if at < start else (part, text[match.end("part") :])
            if all(at != other.at for other in found):
                found.append(Figure(kind, at, quoted, text[:at], rest, whole, between, "part"))
        quoted = text[start if "part" in groups else match.start() : max(match.end(kind), match.end("low"))]
        if all(start != other.at for other in found):
            found.append(Figure(kind, start, quoted, text[:start], after, values, between, share_of))
    return sorted(found, key=lambda figure: figure.at)


def without_own_length(patterns: Row, text: str, fact: Row) -> tuple[str, bool]:
    """A text without the length in months of a fact's period, as in "in eight months", and whether it was there."""
    if not (found := re.search(patterns["months_long"], text, ANY_CASE)) or not fact["start"]:
        return text, False
    first, last = (date.fromisoformat(fact[end]).toordinal() for end in ("start", "end"))
    spanned = abs(value(patterns, found[1]) - (last - first) * 12 / 365.25) < 1
    return (text.replace(found[0], MASK), True) if spanned else (text, False)


def amounts(patterns: Row, low: str, high: str | None) -> list[float]:
    """The number, or the two of a range; in "1.2 to 1.3 million" both are millions."""
    if high is None:
        return [value(patterns, low)]
    scale = re.search(rf"(?:{patterns['scale']}|mln|m|k)\b", high, re.IGNORECASE)
    shared = scale is not None and re.fullmatch(r"[0-9.]+", low) is not None and float(low) < 1000
    return [value(patterns, f"{low} {scale[0]}" if shared and scale else low), value(patterns, high)]


def value(patterns: Row, words: str) -> float:
    """A number in digits or words."""
    total = current = 0.0
    for part in re.findall(r"[0-9][0-9, ]*(?:\.[0-9]+)?|[a-z]+", words.lower()):
        amount = float(re.sub(r"[, ]", "", part)) if part[0].isdigit() else patterns["numerals"].get(part)
        if part[0].isdigit() or (amount is not None and amount < 100 and part != "dozen"):
            # "Half a million" is no one and a half.
            current += amount if part != "a" or not current else 0
        elif amount is not None:
            current = (current or 1) * amount
            total, current = (total + current, 0.0) if amount >= 1000 else (total, current)
    return total + current
