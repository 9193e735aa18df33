"""One way to break each rule on organisations, listings, positions and searches; beside those of spoilt.py."""

from __future__ import annotations

from tests.checks.spoiling import Spoil, both, cell, copied
from tests.checks.spoilt import SPOILT
from tests.conftest import RawTables, add_row, drop_row, set_cell

TERMINAL = "toplivo-bunkering-company"
LISTING = f"gb-2024-05-17-{TERMINAL}"
OWNER = "chon-ma-san|korea-achim-shipping|owner|un-consolidated-list-2026-02-27"


def silenced(tables: RawTables, organisation: str) -> tuple[str, int]:
    """An organisation whose positions are all taken out."""
    raw = tables["positions"]
    for key in ["|".join(raw.key(row)) for row in raw.rows if organisation in row]:
        drop_row(raw, key)
    return "positions", 0


def unlisted_day(tables: RawTables) -> tuple[str, int]:
    """A listing with neither its day nor that of a list in which it was read."""
    raw = tables["organisation_designations"]
    return raw.table.name, set_cell(raw, "au-undated-timer-bank", "seen_in_list_of", "")


def second_search(tables: RawTables, **cells: str) -> tuple[str, int]:
    """A further search that repeats the first one."""
    raw = tables["searches"]
    return "searches", add_row(raw, "search-001", search_id="search-900", repeats_search_id="search-001", **cells)


ORGANISATIONS: dict[str, tuple[Spoil, str, str]] = {
    "organisation_has_a_position": (
        lambda tables: silenced(tables, "dv-ink"), "organisations", "organisation_id"
    ),
    "position_is_found_or_not": (cell("positions", "position-001", "said_on", ""), "positions", "said_on"),
    "listing_of_an_organisation_says_its_parts": (
        cell("organisation_designations", LISTING, "listed_on", "2024-05-16"),
        "organisation_designations",
        "listed_on",
    ),
    "organisation_listing_has_a_day": (unlisted_day, "organisation_designations", "seen_in_list_of"),
    "organisation_reason_names_its_authority": (
        cell("organisation_designations", LISTING, "reason", "Let listed ships bunker at its berth."),
        "organisation_designations",
        "reason",
    ),
    "not_found_is_not_listed": (
        copied(
            "organisation_designations", LISTING,
            designation_id=f"eu-2024-05-31-{TERMINAL}", authority="EU", programme_id="eu-2017-1509",
            listed_on="2024-05-31", reason="", list_reference="", seen_in_list_of="2025-04-17",
        ),
        "listing_checks",
        "authority",
    ),
    "ship_of_an_organisation_is_backed": (
        cell("vessel_organisations", OWNER, "name_as_reported", "Korea Achim"),
        "vessel_organisations",
        "name_as_reported",
    ),
    "organisation_belongs_as_something": (
        cell("organisations", "china", "belongs_to_id", "china"), "organisations", "belongs_as"
    ),
    "search_repeats_an_earlier_one": (
        lambda tables: second_search(tables, searched_on="2026-11-20"), "searches", "repeats_search_id"
    ),
}  # fmt: skip

# What older rules say of the new tables: each of their further branches is broken once as well.
FURTHER: dict[str, tuple[Spoil, str, str]] = {
    "designation_under_its_authority": (
        cell("organisation_designations", LISTING, "programme_id", "kr-autonomous"),
        "organisation_designations",
        "programme_id",
    ),
    "designation_not_repeated": (
        copied("organisation_designations", LISTING, designation_id=f"{LISTING}-2"),
        "organisation_designations",
        "organisation_id",
    ),
    "listed_before_delisted": (
        cell("organisation_designations", LISTING, "delisted_on", "2024-05-17"),
        "organisation_designations",
        "delisted_on",
    ),
    "references_exist": (cell("positions", "position-007", "record_id", "count-999"), "positions", "record_id"),
    "dates_in_order": (
        both(
            cell("vessel_organisations", OWNER, "to_on", "2020"), cell("vessel_organisations", OWNER, "from_on", "2021")
        ),
        "vessel_organisations",
        "from_on",
    ),
    "inferred_is_explained": (cell("organisations", "vostok-trading", "note", ""), "organisations", "note"),
    "nothing_is_dated_after_its_source": (
        cell("positions", "position-005", "said_on", "2024-05-09"), "positions", "said_on"
    ),
}  # fmt: skip

ALL = {**SPOILT, **ORGANISATIONS}
