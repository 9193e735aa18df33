"""Reads single values as lists print them: countries, types of ships, amounts, days, IMO numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from vostochny.model.imo_number import is_ship_number

# Names by which lists call countries in addition to those of ISO 3166-1.
COUNTRY_NAMES = {
    "north korea": "KP", "korea, north": "KP", "dprk": "KP", "democratic peoples republic of korea": "KP",
    "democratic peoples republic of korea (north korea)": "KP", "democratic people s republic of korea": "KP",
    "russia": "RU", "hong kong": "HK", "hong kong, china": "HK", "taiwan": "TW", "south korea": "KR",
    "korea, south": "KR", "republic of korea": "KR", "tanzania": "TZ", "united republic of tanzania": "TZ",
    "vietnam": "VN", "saint kitts and nevis": "KN", "st. kitts and nevis": "KN", "st kitts-nevis": "KN",
}  # fmt: skip
# What a list calls a ship, the first that fits -> category of the table of vessels.
SHIP_TYPES = (
    (("chemical", "oil"), "chemical_oil_tanker"),
    (("chemical", "product"), "chemical_oil_tanker"),
    (("chemical",), "chemical_tanker"),
    (("oil",), "oil_tanker"),
    (("product", "tanker"), "oil_tanker"),
    (("tanker",), "tanker"),
    (("bulk",), "bulk_carrier"),
    (("general cargo",), "general_cargo"),
    (("cargo",), "cargo_ship"),
)
IMO = re.compile(r"\bIMO\s*(?:ship\s*)?(?:identification\s*)?(?:number|no\.?)?\s*[:#-]?\s*(\d{7})(?!\d)", re.IGNORECASE)
DAY_FORMS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y", "%d %b. %Y", "%d-%B-%Y", "%d.%m.%Y",
)  # fmt: skip


def ship_numbers(text: str) -> list[str]:
    """IMO numbers of ships in a text; one that can be a company's only, or is called so, is none."""
    found = []
    for match in IMO.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        called_company = re.search(r"company\W*(?:\w+\W+){0,2}$", before + " ", re.IGNORECASE) is not None
        if is_ship_number(match[1]) and not called_company and not re.search(r"company", match[0], re.IGNORECASE):
            found.append(match[1])
    return list(dict.fromkeys(found))


def country(text: str) -> str:
    """Two-letter code of a country by any of its usual names or codes; empty when it is none."""
    import pycountry

    plain = " ".join(re.sub(r"[’'`]", "", text).split()).casefold()
    if plain in COUNTRY_NAMES:
        return COUNTRY_NAMES[plain]
    try:
        return str(pycountry.countries.lookup(text.strip()).alpha_2)
    except LookupError:
        return ""


def ship_type(text: str) -> str:
    """Category of the table of vessels for what a list calls a ship; empty when none fits."""
    plain = text.casefold()
    return next((value for words, value in SHIP_TYPES if all(word in plain for word in words)), "")


def whole_number(text: str) -> str:
    """Digits of an amount such as ``2,808`` or ``83.0m``; empty when it is no single number above 0."""
    found = re.fullmatch(
        r"\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(?:m|metres|t|tonnes|gt|dwt)?\.?\s*", text, re.IGNORECASE | re.ASCII
    )
    if not found:
        return ""
    number = (found[1].replace(",", "") + (found[2] or "")).removesuffix(".0").removesuffix(".00")
    return number if float(number) > 0 else ""


def year(text: str) -> str:
    """A year of four digits; empty when the text is none, or begins with none."""
    found = re.match(r"\s*([12]\d{3})(?:-\d{2}(?:-\d{2})?)?\s*$", text, re.ASCII)
    return found[1] if found else ""


def iso_day(text: str, forms: Iterable[str] = DAY_FORMS) -> str:
    """A day in one of the forms that lists use, as 2026-11-05; empty when the text is none."""
    # Only a day can be meant, so the time of a timestamp is left out.
    plain = re.sub(r"(?<=\d)[T ]\d{2}:\d{2}.*$", "", " ".join(text.split()))
    for form in forms:
        try:
            found = datetime.strptime(plain, form).date()
        except ValueError:
            continue
        return found.isoformat() if 1900 <= found.year <= 2100 else ""
    return ""


def ship_facts(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Facts without those that are empty, each once."""
    return tuple(dict.fromkeys((name, value) for name, value in values if value))


def mapped(tags: Iterable[str], programmes: Mapping[str, str]) -> tuple[str, ...]:
    """Our programmes for what a list calls them, each once."""
    return tuple(dict.fromkeys(programmes[tag] for tag in tags if tag in programmes))


def proper(name: str) -> str:
    """A name in ordinary capitals: ``CHON MA SAN`` becomes ``Chon Ma San``; a mixed one stays."""
    tidy = " ".join(name.split())
    return tidy.title() if tidy.isupper() else tidy


def printable(text: str) -> str:
    """A text from a file for a terminal: one line without control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
