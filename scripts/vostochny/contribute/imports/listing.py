"""What every list comes down to: entries on ships, organisations and persons, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from vostochny.contribute.imports.list_values import DAY_FORMS, iso_day
from vostochny.model.findings import Finding

VESSEL = "vessel"
ORGANISATION = "organisation"
PERSON = "person"


@dataclass(frozen=True)
class Listed:
    """One entry of a list.

    reference: number of the entry as the record writes it
    names: (name, kind of name) with the one it is listed under first
    facts: (attribute of vessel_particulars, value) of a ship
    listed_on: EDTF; empty where the list does not say
    programmes: identifiers of the programmes on record that the entry is under; empty where it is under others only
    measures: as the record calls them
    line: line or number of the entry in the file
    subject: VESSEL, ORGANISATION or PERSON
    tags: the programmes as the list calls them
    numbers: numbers of a company, such as its IMO company number
    removed_on: EDTF; day on which the authority removed the entry, where the list keeps removed entries
    note: what a row made of the entry has to say
    """

    reference: str
    names: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...] = ()
    listed_on: str = ""
    programmes: tuple[str, ...] = ()
    measures: str = ""
    line: int = 0
    subject: str = VESSEL
    tags: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    removed_on: str = ""
    note: str = ""

    @property
    def imo_number(self) -> str:
        """IMO number of a ship; empty where the list gives none that is valid."""
        return dict(self.facts).get("imo_number", "")

    @property
    def name(self) -> str:
        """The name that the entry is listed under."""
        return self.names[0][0]

    @property
    def programme_id(self) -> str:
        """The first of the programmes on record."""
        return self.programmes[0] if self.programmes else ""

    @property
    def words(self) -> str:
        """The entry for a sentence: its name and its number."""
        return f"{self.name} ({self.reference})" if self.reference else self.name


@dataclass(frozen=True)
class ShipLink:
    """What the comment on a company says of one ship: its roles, none where the comment only names the ship.

    ship: identifier on record, or empty where `called` is an IMO number that is not on record
    """

    reference: str
    company: str
    ship: str
    called: str
    roles: tuple[str, ...]
    comment: str


@dataclass
class Reading:
    """A list as read; `published_on` is empty where the file does not date itself.

    unread_days: entry and text of each day of designation that is none
    """

    entries: list[Listed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    published_on: str = ""
    notes: list[str] = field(default_factory=list)
    links: list[ShipLink] = field(default_factory=list)
    unread_days: list[str] = field(default_factory=list)

    def day(self, text: str, who: str, forms: tuple[str, ...] = DAY_FORMS) -> str:
        """The day of designation of an entry; empty, and noted, where the text is no day."""
        found = iso_day(text, forms)
        if text.strip() and not found:
            self.unread_days.append(f"{who}: {text.strip()[:40]!r}")
        return found


@dataclass(frozen=True)
class ListScope:
    """What a list speaks of.

    authority: whose list it is, as the tables of designations call it
    followed: programmes of which the record keeps every ship
    singly: programmes of which the record keeps some ships only; others are not proposed
    all_ships: whether a ship that is not in the file is off the list
    own_references: whether the record refers to entries by the numbers of this file
    all_organisations: whether an organisation that is not in the file is off the list
    """

    authority: str
    followed: frozenset[str]
    singly: frozenset[str]
    all_ships: bool = True
    own_references: bool = True
    all_organisations: bool = True

    @property
    def programmes(self) -> frozenset[str]:
        """All programmes of the list that are on record."""
        return self.followed | self.singly
