"""Which ship on record a broadcast identity means: the IMO number decides, then the MMSI, then name, flag and type.

A name that fits while a number, the flag or the type does not is another ship with the same name, or may be one.
"""

from __future__ import annotations

from dataclasses import dataclass

from vostochny.contribute.imports.known_ships import FLAGS, Record
from vostochny.contribute.imports.list_values import country
from vostochny.model.imo_number import is_ship_number

# What providers call ships that no tanker or cargo ship on record can be.
OTHER_TYPES = ("fishing", "passenger", "pleasure", "sailing", "tug", "pilot", "gear", "seismic", "military", "dredg")
# First digit of an AIS type -> what such a ship is, where it is no cargo ship and no tanker.
AIS_TYPES = {"3": "fishing or service", "4": "high-speed craft", "5": "service", "6": "passenger"}


@dataclass(frozen=True)
class Identity:
    """A ship as it names itself; each part may be empty. `flag` is a country, `kind` a type in the provider's words."""

    imo: str = ""
    mmsi: str = ""
    name: str = ""
    flag: str = ""
    kind: str = ""

    @property
    def words(self) -> str:
        """The ship for a sentence."""
        numbers = [f"IMO {self.imo}" if self.imo else "", f"MMSI {self.mmsi}" if self.mmsi else ""]
        return f"{self.name or 'a ship without a name'} ({', '.join(filter(None, numbers)) or 'no number'})"


@dataclass(frozen=True)
class Recognised:
    """The ship on record, by what it was recognised, and what speaks against it or should be known.

    vessel_id: empty where no ship on record can be meant
    by: imo, mmsi or name
    """

    vessel_id: str
    by: str = ""
    remark: str = ""


def recognise(ship: Identity, record: Record) -> Recognised:
    """The ship on record that an identity means."""
    named = record.ship_named(ship.name) if ship.name else ""
    by_mmsi = record.by_mmsi.get(ship.mmsi, "")
    if is_ship_number(ship.imo):
        found = record.by_imo.get(ship.imo, "")
        if not found and (named or by_mmsi):
            what = f"the name fits {named}" if named else f"the MMSI fits {by_mmsi}"
            return Recognised("", "", f"{what} and the IMO number does not")
        return Recognised(found, "imo", differences(ship, found, named, record)) if found else Recognised("")
    if by_mmsi and named and named != by_mmsi:
        return Recognised("", "", f"the MMSI is that of {by_mmsi} and the name that of {named}")
    if by_mmsi:
        return Recognised(by_mmsi, "mmsi", differences(ship, by_mmsi, named, record))
    against = contradiction(ship, named, record) if named else ""
    if against:
        return Recognised("", "", f"the name fits {named} and {against}")
    return Recognised(named, "name" if named else "")


def contradiction(ship: Identity, vessel_id: str, record: Record) -> str:
    """What of an identity cannot be this ship; empty where nothing speaks against it."""
    known = record.stated(vessel_id, "mmsi")
    flags = record.stated(vessel_id, *FLAGS)
    flag = country(ship.flag)
    if ship.mmsi and known:
        return f"the number does not: MMSI {ship.mmsi}, on record {', '.join(known)}"
    if flag and flags and flag not in flags:
        return f"the flag does not: {flag}, on record {', '.join(flags)}"
    if kind := other_type(ship.kind):
        return f"the type does not: {kind}"
    return ""


def differences(ship: Identity, vessel_id: str, named: str, record: Record) -> str:
    """In what an identity that was recognised by a number differs from the record, as a phrase."""
    flags, flag = record.stated(vessel_id, *FLAGS), country(ship.flag)
    found = []
    if ship.name and named != vessel_id:
        found.append(f"the name {ship.name} is not one of its names on record")
    if flag and flags and flag not in flags:
        found.append(f"the flag is {flag}, on record {', '.join(flags)}")
    if kind := other_type(ship.kind):
        found.append(f"the type is {kind}")
    return "; ".join(found)


def other_type(kind: str) -> str:
    """A type that is neither a tanker nor a cargo ship; empty for one that can be, or that says nothing.

    Types are words, or the two digits of AIS, of which 70 to 89 are cargo ships and tankers (ITU-R M.1371-5, table 53).
    """
    plain = kind.strip().casefold()
    if plain.isdecimal() and len(plain) == 2:
        return AIS_TYPES.get(plain[0], "")
    return plain if any(word in plain for word in OTHER_TYPES) else ""
