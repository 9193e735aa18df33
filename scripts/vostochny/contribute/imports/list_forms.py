"""The lists that can be imported: in which files each comes, whose it is, and how it is recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vostochny.contribute.importable_lists import LISTS
from vostochny.contribute.imports.file_kinds import FileKind
from vostochny.contribute.imports.known_ships import Record
from vostochny.contribute.imports.listing import ListScope
from vostochny.contribute.imports.uk import regime

LIST, DATASET = "sanctions_list", "dataset"


@dataclass(frozen=True)
class ListForm:
    """One list as it is published.

    words: what it is and in which file, for messages and help
    publisher, title: of the row of a source
    kinds: kinds of files that are read, the published one first
    names: what the file is called as it is published, in small letters
    authority: as the tables of designations call it; empty where it is none
    all_ships: whether a ship that is not in the file is off the list
    own_references: whether the record refers to entries by the numbers of this file
    """

    words: str
    publisher: str
    title: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    authority: str = ""
    document: str = LIST
    all_ships: bool = True
    own_references: bool = False


FORMS = {
    "un": ListForm(
        LISTS["un"], "United Nations Security Council",
        "United Nations Security Council Consolidated List", ("xml",), ("consolidated.xml",), "UN", own_references=True,
    ),
    "un-vessels": ListForm(
        LISTS["un-vessels"],
        "United Nations Security Council, 1718 Committee", "1718 Designated Vessels List",
        ("pdf", "html", "csv", "xlsx"), ("1718_designated_vessels_list_final.pdf",), "UN",
    ),
    "ofac": ListForm(
        LISTS["ofac"],
        "US Treasury, Office of Foreign Assets Control", "Specially Designated Nationals list", ("csv", "xlsx"),
        ("sdn.csv",), "US", own_references=True,
    ),
    "uk": ListForm(
        LISTS["uk"], "UK Foreign, Commonwealth and Development Office",
        "UK Sanctions List", ("csv", "xlsx"), ("uk-sanctions-list.csv",), "GB", own_references=True,
    ),
    "eu": ListForm(
        LISTS["eu"], "European Commission",
        "Consolidated list of persons, groups and entities subject to EU financial sanctions",
        ("csv", "xml", "xlsx"), (),
        "EU", all_ships=False,
    ),
    "canada": ListForm(
        LISTS["canada"], "Global Affairs Canada",
        "Consolidated Canadian Autonomous Sanctions List", ("xml",), ("sema-lmes.xml",), "CA", own_references=True,
    ),
    "australia": ListForm(
        LISTS["australia"], "Department of Foreign Affairs and Trade of Australia",
        "Consolidated List", ("xlsx", "csv"), (), "AU", all_ships=False,
    ),
    "switzerland": ListForm(
        LISTS["switzerland"], "State Secretariat for Economic Affairs of Switzerland",
        "Gesamtliste der sanktionierten Personen, Unternehmen und Organisationen", ("xml",), (), "CH",
    ),
    "opensanctions": ListForm(
        LISTS["opensanctions"], "OpenSanctions",
        "Collection of sanctions lists", ("json", "csv", "xlsx"),
        ("entities.ftm.json", "targets.simple.csv", "maritime.csv"),
        document=DATASET, all_ships=False,
    ),
    "gfw": ListForm(
        LISTS["gfw"], "Global Fishing Watch",
        "Port visits from AIS, Events API", ("json", "csv", "xlsx"), (), document=DATASET,
    ),
    "ais": ListForm(
        LISTS["ais"], "", "AIS positions", ("csv", "xlsx"), (),
        document=DATASET,
    ),
}  # fmt: skip
ROOTS = {
    "CONSOLIDATED_LIST": "un", "export": "eu", "data-set": "canada", "swiss-sanctions-list": "switzerland",
}  # fmt: skip
# What the beginning of a CSV contains -> the list that it is.
HEADS = (
    (r"\bUnique ID\b.*\bOFSI Group ID\b|\bOFSI Group ID\b.*\bUnique ID\b", "uk"),
    (r"Entity_LogicalId|NameAlias_WholeName", "eu"),
    (r"Name of Individual or Entity", "australia"),
    (r"^\W*id\W+schema\W+name\W+aliases|^\W*type\W+caption\W+imo", "opensanctions"),
    (
        r"\bvessel_name\b.*\bimo_number\b.*date_of_designation|Vessel Name.*IMO number.*Date of designation",
        "un-vessels",
    ),
    (r"\b(?:portVisit|port_visit|vesselMMSI|vessel[._ ]?ssvid)", "gfw"),
    (r"\bMMSI\b.*\blat(?:itude)?\b.*\blon(?:gitude)?\b|\bMMSI\b.*\blon(?:gitude)?\b.*\blat(?:itude)?\b", "ais"),
    (r"^\s*\d+,\"[^\"\n]*\",\"?[^\",\n]+\"?,\"[A-Z0-9\]\[ -]+\",|^\W*ent_num\W+SDN_Name\b", "ofac"),
)
OTHER_LISTS = (
    (r"^Last Updated,\d{2}/\d{2}/\d{4}\s*\n\"?Name 6", "the former UK list of OFSI (ConList.csv)"),
    (r"^\s*\d+,\d+,\"[afn]ka\",", "OFAC's alt.csv, which is read beside sdn.csv"),
    (r"^\s*\d+,\d+,(?:\"[^\"]*\"|-0- ),(?:\"[^\"]*\"|-0- )", "OFAC's add.csv"),
)
OTHER_ROOTS = {
    "sdnList": "OFAC's sdn.xml", "Sanctions": "OFAC's sdn_advanced.xml", "Designations": "the UK Sanctions List as XML",
    "ArrayOfFinancialSanctionsTarget": "the former UK list of OFSI as XML",
}  # fmt: skip
# Programmes by what a list calls them, where the table of programmes does not say it.
TAGS: Mapping[str, Mapping[str, str]] = {
    "un": {"1718": "un-1718"},
    "un-vessels": {"1718": "un-1718"},
    "eu": {"PRK": "eu-2017-1509", "UKR": "eu-2014-269"},
    "canada": {"russia": "ca-sema-russia"},
    "australia": {
        "1718": "au-dprk-un", "autonomous (russia)": "au-autonomous-russia",
        "autonomous (ukraine)": "au-autonomous-russia",
    },
    "switzerland": {"ordinance of 18 may 2016": "ch-dprk-2016"},
    # OpenSanctions has one programme for the three tags of OFAC, so that none of them can be chosen.
    "opensanctions": {
        "UN-SC1718": "un-1718", "EU-PRK": "eu-2017-1509", "EU-MARE": "eu-2014-833", "EU-UKR": "eu-2014-269",
        "GB-DPRK": "gb-dprk-2019", "GB-RUS": "gb-russia-2019", "AU-RUSSIA": "au-autonomous-russia",
        "SECO-NORTHKOREA": "ch-dprk-2016",
    },
}  # fmt: skip
NORTH_KOREA = re.compile(r"\bNorth Korea\b")


def programmes_of(form: str, record: Record) -> dict[str, str]:
    """Our programme for what a list calls it; only programmes that are on record."""
    rows = record.rows("programmes")
    if form == "ofac":
        tags = [
            (re.search(r"\btag (\S+)", row["name"]), row["programme_id"]) for row in rows if row["authority"] == "US"
        ]
        return {tag[1]: ours for tag, ours in tags if tag}
    if form == "uk":
        return {regime(row["legal_basis"]): row["programme_id"] for row in rows if row["authority"] == "GB"}
    known = {row["programme_id"] for row in rows}
    return {tag: ours for tag, ours in TAGS.get(form, {}).items() if ours in known}


def scope_of(form: str, authority: str, record: Record) -> ListScope:
    """What a list speaks of: every ship under the sanctions on North Korea, single ships under others."""
    rows = [row for row in record.rows("programmes") if row["authority"] == authority]
    followed = frozenset(row["programme_id"] for row in rows if NORTH_KOREA.search(row["name"]))
    singly = frozenset(row["programme_id"] for row in rows) - followed
    return ListScope(authority, followed, singly, FORMS[form].all_ships, FORMS[form].own_references)


def recognised(kind: FileKind) -> str:
    """The form that a file has, by its beginning; empty where it is none of those that can be imported."""
    if kind.kind == "xml":
        return ROOTS.get(kind.root, "")
    if kind.kind == "json":
        head = kind.text[:4000]
        if '"schema"' in head and '"properties"' in head:
            return "opensanctions"
        return "gfw" if '"port_visit"' in head or '"entries"' in head else ""
    if kind.kind in ("csv", "xlsx"):
        head = "\n".join(kind.text.lstrip("\ufeff").splitlines()[:4])
        return next((form for pattern, form in HEADS if re.search(pattern, head, re.IGNORECASE)), "")
    return ""


def other_list(kind: FileKind) -> str:
    """What a file is that no importer reads, although it is a list; empty where it is none of those known."""
    if kind.kind == "xml":
        return OTHER_ROOTS.get(kind.root, "")
    return next((words for pattern, words in OTHER_LISTS if kind.kind == "csv" and re.search(pattern, kind.text)), "")
