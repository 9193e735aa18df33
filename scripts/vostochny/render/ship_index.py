"""Finds ships by whatever a reader types: any name, spelling and script, an IMO number, a reference of a list.

The same index serves Datasette's search and, as a file, that of the site (``site/assets/find.js``, which folds words in
the same way).
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass, field

from vostochny.database.reading import rows
from vostochny.render.other_scripts import cyrillic, kana
from vostochny.render.spellings import OTHER, spellings

# What people write before a ship's number or name, and the word for a ship after it in Korean, Chinese and Japanese.
BEFORE_NUMBER = re.compile(r"\b(?:imo|mmsi)[\s:.#/_-]*(?:n[or]\.?|n°|number)?[\s:.#/_-]*(?=\d{7}(?:\d\d)?\b)")
BEFORE_NAME = re.compile(r"^(?:m/?t|m/?v)\.?\s+")
SHIP = re.compile(r"(?<=.)[호号號]$")
# Written otherwise in simplified and in traditional Chinese.
VARIANTS = str.maketrans("號馬陽興龍錦鳳東進劍", "号马阳兴龙锦凤东进剑")
# A shorter beginning of a name would find too many; a syllable of Hangul or a character says more than a letter.
LEAST, LEAST_DENSE = 3, 2
DENSE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
# Of larger data only so many ships are kept in memory; the search of each table finds the others.
MOST_SHIPS = 5_000
MOST_FOUND = 5


@dataclass(frozen=True)
class NamedShip:
    """One ship: its identifier, its name, its number, and every form in which it may be looked for."""

    vessel_id: str
    name: str
    imo_number: str
    forms: tuple[str, ...]


def folded(words: str) -> str:
    """Words as they are compared: composed and plain letters, no case, no blanks or marks, no word for a ship."""
    plain = unicodedata.normalize("NFKC", words).lower()
    plain = BEFORE_NAME.sub("", BEFORE_NUMBER.sub("", plain).strip())
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not 0x300 <= ord(mark) < 0x370)
    letters = "".join(character for character in unicodedata.normalize("NFC", bare) if character.isalnum())
    return SHIP.sub("", letters.translate(VARIANTS).replace("ё", "е"))


def by_rule(name: str) -> list[str]:
    """Forms of a Korean name that no source need have printed: other romanisations, Cyrillic, kana."""
    words = name.split()
    number = words.pop() if words and words[-1].isdigit() else ""
    korean = words if len(words) > 1 and all(word.lower() in OTHER for word in words) else []
    forms = [*cyrillic(korean), kana(korean)] if korean else []
    return [*spellings(name), *(f"{form} {number}".strip() for form in forms if form)]


@dataclass(frozen=True)
class ShipIndex:
    """The ships of one database."""

    ships: tuple[NamedShip, ...]
    keys: tuple[tuple[str, int, str], ...] = field(default=())

    def find(self, question: str) -> list[tuple[NamedShip, str]]:
        """The ships that a question means, each with the form that was found.

        The ship of exactly this name or number comes first, then the others in the order of the index.
        """
        key = folded(question)
        long_enough = len(key) >= (LEAST_DENSE if DENSE.search(key) else LEAST)
        found = {
            place: form
            for known, place, form in reversed(self.keys)
            if known == key or (long_enough and known.startswith(key))
        }
        own = [place for place in found if key in (folded(self.ships[place].name), self.ships[place].imo_number)]
        order = [*sorted(own), *(place for place in sorted(found) if place not in own)]
        return [(self.ships[place], found[place]) for place in order[:MOST_FOUND]]


def read_ships(connection: sqlite3.Connection) -> ShipIndex:
    """The index of a database, ships with a documented call first; of larger data a part."""
    found = rows(
        connection,
        "select vessel_id, name, imo_number, mmsi, (select count(*) from port_calls c where c.vessel_id = v.vessel_id) "
        "as calls from vessels v order by calls desc, name, vessel_id limit :most",
        {"most": MOST_SHIPS},
    )
    names: dict[str, list[str]] = {}
    for row in rows(
        connection,
        "select vessel_id, name from vessel_names union all select vessel_id, list_reference from vessel_sanctions "
        "where list_reference in (select list_reference from vessel_sanctions group by 1 having count(*) = 1)",
    ):
        names.setdefault(row["vessel_id"], []).append(row["name"])
    ships = []
    for row in found:
        known = [row["name"], *names.get(row["vessel_id"], [])]
        numbers = [str(row[name]) for name in ("imo_number", "mmsi") if row[name]]
        forms = dict.fromkeys([*known, *numbers, *(form for name in dict.fromkeys(known) for form in by_rule(name))])
        ships.append(NamedShip(row["vessel_id"], row["name"], str(row["imo_number"] or ""), different(forms)))
    keys = tuple((folded(form), place, form) for place, ship in enumerate(ships) for form in ship.forms)
    return ShipIndex(tuple(ships), keys)


def different(forms: dict[str, None]) -> tuple[str, ...]:
    """The forms without those that are compared as an earlier one."""
    found: dict[str, str] = {}
    for form in forms:
        found.setdefault(folded(form), form)
    return tuple(form for key, form in found.items() if key)
