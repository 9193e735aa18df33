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
    at: where its number begins
    quoted: the figure with its unit, as the draft has it
    before, after: the sentence up to it and after its number
    values: one number, or the two of a range
    share: of "22 of the 43 calls", "part" for the 22 and "whole" for the 43; empty otherwise
    """

    kind: str
    at: int
    quoted: str
    before: str
    after: str
    values: list[float]
    share: str = ""


def place(name: str, text: str) -> int:
    """Where a text has a name as a whole word first; -1 where it has not."""
    found = name in text and re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text)
    return found.start() if found else -1


def word(name: str, text: str) -> bool:
    """Whether a text has a name as a whole word."""
    return place(name, text) >= 0


def named_ports(ports: dict[str, list[str]], text: str) -> dict[str, int]:
    """The ports that a text names and where, in its order."""
    found = {port: max(place(name, text) for name in names) for port, names in ports.items()}
    return dict(sorted(((port, at) for port, at in found.items() if at >= 0), key=lambda item: item[1]))


def strange_places(patterns: Row, text: str, known: list[str]) -> list[str]:
    """Places in a text that are no ports of the record and no part of the `known` names."""
    named = (name for name in re.findall(patterns["elsewhere"], text) if not re.match(patterns["no_place"], name))
    return [name for name in named if not any(name in whole for whole in known)]


def figures(patterns: Row, text: str) -> list[Figure]:
    """Every figure of a text in which days and names of ships are written over, in its order."""
    units = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in patterns["units"].items())
    number, filler = patterns["number"], patterns["filler"]
    amount = rf"(?P<low>{number})(?:{patterns['between']}(?P<high>{number}))?"
    share = rf"(?:(?P<part>{number}) of (?:the |its |these |those )?)?"
    # "43 visits", and "the number of visits was 43".
    before_unit = rf"(?<![A-Za-z0-9¤.]){share}{amount}\+?(?:{filler})(?:{units})(?![A-Za-z])"
    after_unit = rf"{patterns['number_of']}(?:{units})(?![A-Za-z]){patterns['number_is']} {amount}(?![A-Za-z0-9])"
    found: list[Figure] = []
    for match in [*re.finditer(before_unit, text, ANY_CASE), *re.finditer(after_unit, text, ANY_CASE)]:
        kind, groups = next(name for name in patterns["units"] if match[name]), match.groupdict()
        values = [value(patterns, part) for part in (match["low"], match["high"]) if part]
        start, after, share_of = match.start("low"), text[match.end("high" if match["high"] else "low") :], ""
        if part := groups.get("part"):
            whole, share_of = [value(patterns, part)], "whole"
            found.append(Figure(kind, match.start(), match[0], text[: match.start()], after, whole, "part"))
        quoted = text[start if "part" in groups else match.start() : match.end()]
        if all(start != other.at for other in found):
            found.append(Figure(kind, start, quoted, text[:start], after, values, share_of))
    return sorted(found, key=lambda figure: figure.at)


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
