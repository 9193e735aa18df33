"""Cell checks beyond those of Frictionless: canonical spelling, unique keys, codes, unsafe text.

A value that passes here is in its one canonical spelling, so that every later stage reads it alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from vostochny.checks.frictionless_errors import TYPE_EXPECTED
from vostochny.model.edtf import FIRST_YEAR, LAST_YEAR
from vostochny.model.findings import Finding, did_you_mean
from vostochny.model.plain_text import text_is_more
from vostochny.model.schema import Field
from vostochny.model.scripts import script_faults
from vostochny.tables.csv_reader import RawTable

# One spelling for one number: no zeros before it, no minus before zero.
PLAIN_NUMBER = re.compile(r"(?!-0(\.0*)?$)-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")
# Python and Frictionless also read 2024-3-7, and digits of other scripts.
PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# ISO dates sort as text; 7 March 2024 does not.
YEAR_FIRST = re.compile(r"[0-9]{4}(-|$)")
# Excel holds 32,767 characters in a cell, and a page of Datasette fails on a text of 31,000; the longest cell has 512.
LONGEST_CELL = 4000
# What a table on a page can show without widening the page; the longest word, addresses aside, has 60 letters.
LONGEST_WORD = 200
# Addresses and lists of columns are one word by their format, with limits of their own.
UNBROKEN = {"url", "columns"}
# Formats in which any text may be; the patterns of the others leave no room for marks.
FREE_TEXT = {"text", "sentences"}
REPLACEMENT = "\ufffd"
WORD = re.compile(r"[^\W\d_]+")
# Characters that change the order in which the rest of a line is shown (Unicode TR 9).
BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def check_cells(raw_tables: Mapping[str, RawTable], units: Mapping[str, object]) -> list[Finding]:
    """All findings of this file over every readable table."""
    findings: list[Finding] = []
    for raw in raw_tables.values():
        if raw.readable:
            findings.extend(table_findings(raw, units))
            findings.extend(unique_key_findings(raw))
    return findings


def table_findings(raw: RawTable, units: Mapping[str, object]) -> Iterator[Finding]:
    """Cell by cell."""
    at = raw.table.columns.index
    pairs = [(at(one), at(other)) for one, other in raw.table.distinct_neighbours]
    for row, line in zip(raw.rows, raw.lines, strict=True):
        for first, second in pairs:
            if row[first] and row[first] == row[second]:
                yield from repeated(raw, line, row, first, second)
        for field, value in zip(raw.table.fields, row, strict=True):
            if value:
                for rule, expected, remedy in faults(raw, field, row, value, units):
                    yield Finding(raw.file, line, field.name, rule, value, expected, remedy)


def repeated(raw: RawTable, line: int, row: list[str], *positions: int) -> Iterator[Finding]:
    """Two neighbouring cells that hold the same text; only the source shows which of them is the error."""
    names = [raw.table.columns[position] for position in positions]
    for name in names:
        expected = f"a value of its own; {names[0]} and {names[1]} hold the same."
        remedy = "Check whether the row is shifted by one cell; leave the cell empty if there is no value."
        yield Finding(raw.file, line, name, "repeats-neighbour", row[positions[0]], expected, remedy)


def faults(
    raw: RawTable, field: Field, row: list[str], value: str, units: Mapping[str, object]
) -> Iterator[tuple[str, str, str]]:
    """(rule, expected, remedy) for each error in one cell that is not empty."""
    yield from value_faults(field, value, units)
    if field.format_name == "columns" and re.fullmatch(field.pattern, value):
        yield from column_list_faults(raw, row, value)


def value_faults(field: Field, value: str, units: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """(rule, expected, remedy) for each error that depends on this cell alone."""
    if value != value.strip():
        yield "blank-ends", "no spaces at the ends of a cell.", "Run `vostochny format`."
        return
    yield from character_faults(value)
    if field.type == "string":
        yield from text_faults(field, value)
    if field.type == "number" and value.lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        yield "finite", "a finite number.", "Leave the cell empty when the number is not known."
    if field.type == "date":
        yield from day_faults(field, value)
    if field.type in {"number", "integer"} and is_number(value) and not re.fullmatch(PLAIN_NUMBER, value):
        yield (
            "plain-number",
            "up to 15 digits before and after the point; no exponent, separator or leading zero.",
            "",
        )
    if not re.fullmatch(field.pattern or ".*", value):
        return
    if fault := field.format.fault(value):
        yield field.format_name, f"{field.format.expected}; {fault}.", ""
    if field.not_after and YEAR_FIRST.match(value) and value[:10] > field.not_after:
        yield "date-ahead", *later_than(field.not_after)
    if field.format_name == "unit" and value not in units:
        yield "unit", "a unit of schemas/units.yaml.", did_you_mean(value, units)


def later_than(day: str) -> tuple[str, str]:
    """What is expected of a day after that of the record, and what to do."""
    return (
        f"a day up to {day}, the day to which schemas/datapackage.yaml says that the record is kept.",
        "Correct the day; if it is correct, change `as_of` there to the day on which you add this.",
    )


def is_number(value: str) -> bool:
    """Whether a text is some number, in any notation; anything else is a type error."""
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def day_faults(field: Field, value: str) -> Iterator[tuple[str, str, str]]:
    """Other spellings of a day, and years out of range; invalid and too early dates have rules of their own."""
    if not PLAIN_DAY.fullmatch(value):
        yield "type-date", TYPE_EXPECTED["date"], ""
        return
    try:
        year = date.fromisoformat(value).year
    except ValueError:
        return
    if year > LAST_YEAR or (year < FIRST_YEAR and "minimum" not in field.constraints):
        yield "year", f"a date between {FIRST_YEAR} and {LAST_YEAR}.", ""


def character_faults(value: str) -> Iterator[tuple[str, str, str]]:
    """Characters that are invisible, or that change how the rest is shown."""
    if value.isascii() and value.isprintable():
        return  # nothing below concerns plain ASCII
    if "\n" in value:
        yield "line-break", "text on one line.", "Replace the line break with a space."
    if any(character in BIDI_CONTROLS for character in value):
        yield "text-direction", "no text-direction control characters.", "Delete them."
    if REPLACEMENT in value:
        yield "replacement-character", "no U+FFFD, which marks a character that was lost.", "Type the text again."
    if any(unicodedata.category(character) in {"Cc", "Cn", "Co"} and character != "\n" for character in value):
        yield "control-character", "no control characters or tabs.", "Delete them."
    if any(unicodedata.category(character) == "Cf" and character not in BIDI_CONTROLS for character in value):
        yield "invisible-character", "no invisible characters.", "Delete them."
    if any(unicodedata.category(character) == "Zs" and character != " " for character in value):
        yield "odd-blank", "ordinary spaces.", "Type them again with the space bar."
    if word := mixed_word(value):
        yield "mixed-script", f"words of one script; {word!r} mixes letters that look alike.", "Type the word again."
    if unicodedata.normalize("NFC", value) != value:
        yield "unicode-form", "composed characters (Unicode NFC).", "Type the letter as one character."


def mixed_word(value: str) -> str:
    """The first word that mixes Latin letters with Cyrillic or Greek ones, which look like those of another word."""
    for word in [] if value.isascii() else WORD.findall(value):
        scripts = {unicodedata.name(letter, "").split(" ", 1)[0] for letter in word}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return str(word)
    return ""


def longest_word(value: str) -> int:
    """Length of the longest run without a space."""
    return max(map(len, value.split())) if len(value) > LONGEST_WORD else 0


def text_faults(field: Field, value: str) -> Iterator[tuple[str, str, str]]:
    """Text that a browser or a spreadsheet would take for more than text, or that neither can show."""
    if "maxLength" not in field.constraints and len(value) > LONGEST_CELL:
        yield "max-length", f"at most {LONGEST_CELL} characters.", "Say it in fewer words, or in several rows."
    if field.format_name not in UNBROKEN and longest_word(value) > LONGEST_WORD:
        yield "long-word", f"words of at most {LONGEST_WORD} characters.", "Put spaces between the words."
    if field.format_name in FREE_TEXT:
        yield from text_is_more(value)
        for rule, expected in script_faults(value, field.scripts):
            yield rule, expected, "Type the text again."


def column_list_faults(raw: RawTable, row: list[str], value: str) -> Iterator[tuple[str, str, str]]:
    """`inferred` must name columns of the same row that hold something."""
    columns = raw.table.columns
    names = value.split(";")
    for name in names:
        if name not in columns:
            yield (
                "inferred-column",
                f"{name!r} is no column of data/{raw.table.file_name}.",
                did_you_mean(name, columns),
            )
        elif not row[columns.index(name)]:
            yield (
                "inferred-empty",
                f"a value in {name}, if it is inferred.",
                f"Fill {name}, or take it off the list.",
            )
    if len(set(names)) != len(names):
        yield "inferred-twice", "each column once.", ""


def unique_key_findings(raw: RawTable) -> Iterator[Finding]:
    """Groups of columns that must not repeat; a group with an empty cell is never a repetition."""
    for columns in raw.table.unique_keys:
        positions = [raw.table.columns.index(name) for name in columns]
        first: dict[tuple[str, ...], int] = {}
        for row, line in zip(raw.rows, raw.lines, strict=True):
            key = tuple(row[position] for position in positions)
            if all(key) and first.setdefault(key, line) != line:
                expected = f"each {' + '.join(columns)} once; it is already in line {first[key]}."
                yield Finding(raw.file, line, columns[0], "unique-key", "|".join(key), expected)
