"""What every list of ships comes down to: entries with a reference, names and facts, and what could not be read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vostochny.model.findings import Finding

# Names by which lists call countries beside those of ISO 3166-1.
COUNTRY_NAMES = {
    "north korea": "KP", "korea, north": "KP", "dprk": "KP", "democratic peoples republic of korea": "KP",
    "russia": "RU", "hong kong": "HK", "taiwan": "TW", "south korea": "KR", "tanzania": "TZ", "vietnam": "VN",
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
IMO = re.compile(r"\bIMO\s*(?:number|no\.?)?\s*:?\s*(\d{7})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Listed:
    """One ship as a list has it.

    reference: number of the entry as the record writes it
    names: (name, kind of name) with the one it is listed under first
    facts: (attribute of vessel_particulars, value)
    listed_on: EDTF; empty where the list does not say
    programme_id, measures: as the record calls them
    """

    reference: str
    names: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    listed_on: str
    programme_id: str
    measures: str
    line: int

    @property
    def imo_number(self) -> str:
        return dict(self.facts).get("imo_number", "")

    @property
    def name(self) -> str:
        return self.names[0][0]


@dataclass
class Reading:
    """A list as read; `published_on` is empty where the file does not date itself."""

    entries: list[Listed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    published_on: str = ""
    notes: list[str] = field(default_factory=list)


def text_of(path: Path, findings: list[Finding]) -> str:
    """The text of a file; an empty one, and a Finding, when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.append(
            Finding(path.name, 0, "", "encoding", "", f"UTF-8 text ({error.reason}).", "Download it again.")
        )
        return ""


def csv_rows(path: Path, text: str, findings: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV text with their lines; a fault ends them with a Finding."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        findings.append(
            Finding(path.name, line, "", "quotes", "", f"cells that CSV can read ({error}).", "Is it cut off?")
        )


def country(text: str) -> str:
    """Two-letter code of a country by any of its usual names; empty when it is none."""
    import pycountry

    plain = re.sub(r"[’']", "", text).strip().casefold()
    if plain in COUNTRY_NAMES:
        return COUNTRY_NAMES[plain]
    try:
        return str(pycountry.countries.lookup(text.strip()).alpha_2)
    except LookupError:
        return ""


def ship_type(text: str) -> str:
    """Category for what a list calls a ship; empty when none fits."""
    plain = text.casefold()
    return next((value for words, value in SHIP_TYPES if all(word in plain for word in words)), "")


def whole_number(text: str) -> str:
    """Digits of an amount such as ``2,808`` or ``83.0m``; empty when it is no single number."""
    found = re.fullmatch(
        r"\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(?:m|metres|t|tonnes|gt|dwt)?\.?\s*", text, re.IGNORECASE
    )
    if not found:
        return ""
    return (found[1].replace(",", "") + (found[2] or "")).removesuffix(".0").removesuffix(".00")


def proper(name: str) -> str:
    """A name in ordinary capitals: ``CHON MA SAN`` becomes ``Chon Ma San``; a mixed one stays."""
    tidy = " ".join(name.split())
    return tidy.title() if tidy.isupper() else tidy
