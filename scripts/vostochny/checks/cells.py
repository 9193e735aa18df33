"""What Frictionless reads without enforcing: blanks, NaN, unique keys, check digits, codes, hostile text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from vostochny.model.edtf import FIRST_YEAR, LAST_YEAR
from vostochny.model.findings import Finding, did_you_mean
from vostochny.model.schema import Field
from vostochny.tables.csv_reader import RawTable

MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>|&(#\d+|#x[0-9a-fA-F]+|[a-z]+);")
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
WORD = re.compile(r"[^\W\d_]+")
FORMULA_STARTS = ("=", "+", "-", "@")
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
    for row, line in zip(raw.rows, raw.lines, strict=True):
        for field, value in zip(raw.table.fields, row, strict=True):
            if value:
                for rule, expected, remedy in faults(raw, field, row, value, units):
                    yield Finding(raw.file, line, field.name, rule, value, expected, remedy)


def faults(
    raw: RawTable, field: Field, row: list[str], value: str, units: Mapping[str, object]
) -> Iterator[tuple[str, str, str]]:
    """(rule, expected, remedy) for everything wrong with one cell that is not empty."""
    yield from value_faults(field, value, units)
    if field.kind_name == "columns" and re.fullmatch(field.pattern, value):
        yield from column_list_faults(raw, row, value)


def value_faults(field: Field, value: str, units: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """The same, as far as it does not depend on the rest of the row."""
    if value != value.strip():
        yield "blank-ends", "no blanks at the ends of a cell.", "Run `vostochny format`."
        return
    yield from character_faults(value)
    if field.type == "string":
        yield from text_faults(value)
    if field.type == "number" and value.lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        yield "finite", "a finite number.", "Leave the cell empty when the number is not known."
    if field.type == "date":
        yield from year_faults(field, value)
    if field.type in {"number", "integer"} and is_number(value) and not re.fullmatch(PLAIN_NUMBER, value):
        yield "plain-number", "at most 15 digits before and after the point, and no exponent or separator.", ""
    if not re.fullmatch(field.pattern or ".*", value):
        return
    if fault := field.kind.fault(value):
        yield field.kind_name, f"{field.kind.expected}; {fault}.", ""
    if field.kind_name == "unit" and value not in units:
        yield "unit", "a unit of schemas/units.yaml.", did_you_mean(value, units)


def is_number(value: str) -> bool:
    """Whether a text is some number, however it is written; what is none is named as of the wrong type."""
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def year_faults(field: Field, value: str) -> Iterator[tuple[str, str, str]]:
    """A day of a year that this record cannot be about; what is no day, or before the least one, is named as such."""
    try:
        year = date.fromisoformat(value).year
    except ValueError:
        return
    if year > LAST_YEAR or (year < FIRST_YEAR and "minimum" not in field.constraints):
        yield "year", f"a day of the years {FIRST_YEAR} to {LAST_YEAR}.", ""


def character_faults(value: str) -> Iterator[tuple[str, str, str]]:
    """Characters that do not show, or that change how the rest shows."""
    if value.isascii() and value.isprintable():
        return  # nothing below concerns plain ASCII
    if "\n" in value:
        yield "line-break", "text on one line.", "Replace the line break by a blank."
    if any(character in BIDI_CONTROLS for character in value):
        yield "text-direction", "no characters that turn the direction of text.", "Delete them."
    if any(unicodedata.category(character) in {"Cc", "Cn", "Co"} and character != "\n" for character in value):
        yield "control-character", "no control characters or tabs.", "Delete them."
    if any(unicodedata.category(character) == "Cf" and character not in BIDI_CONTROLS for character in value):
        yield "invisible-character", "no characters that do not show.", "Delete them."
    if any(unicodedata.category(character) == "Zs" and character != " " for character in value):
        yield "odd-blank", "blanks of the plain kind.", "Type them again with the space bar."
    if word := mixed_word(value):
        yield "mixed-script", f"words of one script; {word!r} mixes letters that look alike.", "Type the word again."
    if unicodedata.normalize("NFC", value) != value:
        yield "unicode-form", "composed characters (Unicode NFC).", "Type the letter as one character."


def mixed_word(value: str) -> str:
    """The first word with Latin letters beside Cyrillic or Greek ones, which readers and searches take for another."""
    for word in [] if value.isascii() else WORD.findall(value):
        scripts = {unicodedata.name(letter, "").split(" ", 1)[0] for letter in word}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return str(word)
    return ""


def text_faults(value: str) -> Iterator[tuple[str, str, str]]:
    """Text that a browser or a spreadsheet would take for more than text."""
    if MARKUP.search(value):
        yield "markup", "plain text without HTML.", "Write what it means in words."
    if value.startswith(FORMULA_STARTS):
        yield "formula", "text that no spreadsheet takes for a formula.", "Begin with a letter or a digit."


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
                expected = f"each {' + '.join(columns)} once; it stands in line {first[key]} already."
                yield Finding(raw.file, line, columns[0], "unique-key", "|".join(key), expected)
