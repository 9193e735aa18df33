"""The text formats that a field can have beyond its type: what each looks like, and what a pattern cannot say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from vostochny.model.edtf import EDTF_PATTERN, edtf_interval
from vostochny.model.imo_number import imo_number_fault
from vostochny.model.url_checks import url_fault


def no_fault(_text: str) -> str:
    """For formats that the pattern describes completely."""
    return ""


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A text format: `pattern` is what a schema can say, `fault` is what it cannot.

    pattern: regular expression that the whole cell must match; empty when any text is allowed
    expected: the sentence shown when the cell is not of this format
    fault: returns what is wrong with a cell that matches the pattern, or an empty text
    """

    pattern: str
    expected: str
    fault: Callable[[str], str] = no_fault


def edtf_fault(text: str) -> str:
    """A date of the right form can still be a day that no calendar has."""
    try:
        edtf_interval(text)
    except ValueError as error:
        return str(error)
    return ""


@cache
def country_codes() -> frozenset[str]:
    """Alpha-2 codes of ISO 3166-1."""
    import pycountry

    return frozenset(country.alpha_2 for country in pycountry.countries)


@cache
def language_codes() -> frozenset[str]:
    """Two-letter codes of ISO 639-1."""
    import pycountry

    return frozenset(item.alpha_2 for item in pycountry.languages if hasattr(item, "alpha_2"))


def country_fault(text: str) -> str:
    """Two capitals are a country code only if ISO 3166-1 lists them."""
    return "" if text in country_codes() else "no such code in ISO 3166-1"


def language_fault(text: str) -> str:
    """Two small letters are a language code only if ISO 639-1 lists them."""
    return "" if text in language_codes() else "no such code in ISO 639-1"


def locode_fault(text: str) -> str:
    """A UN/LOCODE begins with the ISO 3166-1 code of its country."""
    return country_fault(text[:2])


def sentences_fault(text: str) -> str:
    """Brackets and quotation marks that open and do not close show that a part of the text was lost."""
    for opening, closing in ("()", "[]", "“”", "«»"):
        if text.count(opening) != text.count(closing):
            return f"{opening} and {closing} do not come in pairs"
    return "a quotation mark is not closed" if text.count('"') % 2 else ""


TEXT_FORMATS: dict[str, TextFormat] = {
    "id": TextFormat(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and single hyphens, such as `an-san-1`"),
    "port": TextFormat(
        r"[A-Z]{2}([A-Z0-9]{3}|-[A-Z]+)",
        "a UN/LOCODE in capitals (`RUVYP`), or country and name (`KP-SONBONG`)",
        locode_fault,
    ),
    "edtf": TextFormat(EDTF_PATTERN, "a date as 2024, 2024-05 or 2024-05-02", edtf_fault),
    "url": TextFormat(
        r"https?://[^\s<>\"]+", "an absolute http or https address of a public host, without spaces", url_fault
    ),
    "imo": TextFormat(r"[0-9]{7}", "seven digits, the last being the check digit", imo_number_fault),
    "mmsi": TextFormat(r"[0-9]{9}", "nine digits"),
    "country": TextFormat(r"[A-Z]{2}", "a two-letter country code of ISO 3166-1", country_fault),
    "language": TextFormat(r"[a-z]{2}", "a two-letter language code of ISO 639-1", language_fault),
    "locode": TextFormat(r"[A-Z]{2}[A-Z2-9]{3}", "a UN/LOCODE, five characters in capitals", locode_fault),
    "columns": TextFormat(r"[a-z0-9_]+(;[a-z0-9_]+)*", "names of columns of this table, separated by `;`"),
    "unit": TextFormat(r"[a-z_]+", "a unit of schemas/units.yaml"),
    # A text that was cut off on its way here seldom ends in a full stop.
    "sentences": TextFormat(
        r"[^a-z\s].*[.?!]", "whole sentences, from a capital letter to a full stop", sentences_fault
    ),
    "text": TextFormat("", ""),
}
