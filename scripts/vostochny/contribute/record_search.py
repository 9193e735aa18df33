"""Finds the record that somebody means: by identifier, by any name of a ship, by IMO number, or the nearest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from vostochny.contribute.draft import NewRow
from vostochny.tables.csv_reader import RawTable

SHOWN = 8
# "IMO 8691702", "IMO8691702", "IMO No. 8691702" and "MMSI: 620233000" mean the number, with blanks and signs left out.
NUMBER_WORDS = re.compile(r"^(?:imo(?:number|no|nr)?(?=\d{7}$)|mmsi(?:number|no|nr)?(?=\d{9}$))")
LABELS = {
    "vessels": ("name", "imo_number", "vessel_type"),
    "sources": ("publisher", "title", "published_on"),
    "ports": ("name", "country_iso2"),
    "port_calls": ("vessel_id", "port_id", "date_earliest", "date_latest"),
    "call_counts": ("counted_by", "port_id", "period_start", "period_end"),
    "programmes": ("name",),
}


@dataclass(frozen=True)
class Candidate:
    """A record that may be meant: its identifier, a label, and the terms that identify it."""

    key: str
    label: str
    terms: frozenset[str]


def folded(text: str) -> str:
    """Letters and digits alone, without accents and capitals: ``PAEK YANG SAN1`` and ``paek-yang-san-1`` are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def candidates(raw_tables: Mapping[str, RawTable], name: str, new: Iterable[NewRow] = ()) -> list[Candidate]:
    """Every record of a table, those about to be added included."""
    raw = raw_tables[name]
    rows = raw.records()
    rows += [item.cells for item in new if item.table == name]
    names: dict[str, set[str]] = {}
    if name == "vessels":
        position = raw_tables["vessel_names"].table.columns.index("name")
        for row in raw_tables["vessel_names"].rows:
            names.setdefault(row[0], set()).add(row[position])
    key = raw.table.primary_key[0]
    found = []
    for cells in rows:
        shown = [cells.get(column, "") for column in LABELS.get(name, (raw.table.label,))]
        texts = {cells.get(key, ""), cells.get(raw.table.label, ""), *names.get(cells.get(key, ""), ())}
        texts |= {cells.get(column, "") for column in ("imo_number", "mmsi", "url", "unlocode")}
        texts |= set(cells.get("other_names", "").split(";")) if name in {"ports", "organisations"} else set()
        terms = frozenset(term for term in map(folded, texts) if term)
        found.append(Candidate(cells.get(key, ""), ", ".join(part for part in shown if part), terms))
    return found


def meant(text: str, known: list[Candidate]) -> list[Candidate]:
    """The records that exactly this text identifies; several when they share a name."""
    if exact := [item for item in known if item.key == text]:
        return exact
    wanted = NUMBER_WORDS.sub("", folded(text))
    return [item for item in known if wanted and wanted in item.terms]


def nearest(text: str, known: list[Candidate]) -> list[Candidate]:
    """The records whose name is like this text or holds it, the likest first; at most SHOWN of them."""
    wanted = folded(text)
    by_term: dict[str, list[Candidate]] = {}
    for item in known:
        for term in item.terms:
            by_term.setdefault(term, []).append(item)
    holding = sorted(
        (term for term in by_term if len(wanted) > 2 and wanted in term), key=lambda term: (len(term), term)
    )
    like = get_close_matches(wanted, sorted(by_term), n=SHOWN, cutoff=0.6)
    found = {item.key: item for term in [*like, *holding] for item in by_term[term]}
    return list(found.values())[:SHOWN]
