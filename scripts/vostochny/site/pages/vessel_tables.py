"""The tables of a ship's page: calls, designations, reports, who is tied to it, names, values."""

from __future__ import annotations

import re
from itertools import groupby

from vostochny.charts.journey import WATERS
from vostochny.database.reading import Row
from vostochny.render.context import RenderContext
from vostochny.render.markup import anchor, day, number, prose, span, table, text
from vostochny.render.record_page import in_its_script, in_language
from vostochny.render.ship_index import by_rule
from vostochny.site.pages.listing_badges import designations_of, ended, unlisted
from vostochny.site.pages.observer_notes import grade

# How the labels of what a ship did end, and what a report says of a load that it does not state.
AS_REPORTED = ", as reported"
NOT_OUTRIGHT = re.compile(r"\b(?:implied|presum(?:ed|ably)|inferred)\b")


def call_table(context: RenderContext, here: str, calls: list[Row]) -> str:
    """The ship's documented calls, with what the model gives for each; empty where there is none."""
    barrels = {row["call_id"]: row for row in context.rows("select * from volumes_per_call")}
    rows = []
    for row in calls:
        modelled = barrels.get(row["call_id"])
        amount = f"{number(modelled['barrels_low'])} to {number(modelled['barrels_high'])}" if modelled else ""
        rows.append(
            [
                context.record(here, row["call_id"]),
                span(row["date_earliest"], row["date_latest"]),
                context.record(here, row["port_id"], row["port_name"]),
                text(grade(context, row)),
                str(row["independent_observers"]),
                amount,
            ]
        )
    headers = ["Call", "Days", "Port", "Grade", "Independent observers", "Barrels, if it loaded (modelled)"]
    return table(headers, rows) if rows else ""


def designations(context: RenderContext, here: str, vessel: Row) -> str:
    """Each listing by each authority, and each reason once; or that none was found, and where it was looked for."""
    rows = designations_of(context, vessel["vessel_id"])
    if not rows:
        words = unlisted(context, vessel)
        return f"{text(words[:1].upper() + words[1:])}."
    cells = [
        [
            text(context.label("vessel_sanctions", "authority", row["authority"])),
            day(row["listed_on"]) or "not stated",
            text(ended(row)) or "in force as far as read",
            prose(text(row["measures"])),
            text(row["list_reference"]),
            context.source(here, row["source_id"]),
        ]
        for row in rows
    ]
    reasons = dict.fromkeys(row["reason"] for row in rows if row["reason"])
    listed = "\n".join(f"- {text(reason)}" for reason in reasons)
    rivals = rival_documents(context, here, vessel["vessel_id"])
    return "\n\n".join(
        [
            table(["Authority", "Since", "Until", "Measures", "List entry", "Source"], cells),
            "Documents that differ:" if rivals else "",
            rivals,
            "The reasons given, in our own words:" if listed else "",
            listed,
        ]
    )


def rival_documents(context: RenderContext, here: str, vessel_id: str) -> str:
    """What other documents say of a listing of the ship, where they differ from its row; empty where none does."""
    rows = context.rows(
        "select authority, listed_on, citations.source_id, citations.note from citations "
        "join vessel_sanctions on designation_id = record_id "
        "where vessel_id = :id and relation = 'contradicts' order by listed_on, citations.source_id",
        id=vessel_id,
    )
    return "\n".join(
        f"- {text(context.label('vessel_sanctions', 'authority', row['authority']))}, {day(row['listed_on'])}: "
        f"{context.source(here, row['source_id'])}. {text(row['note'])}"
        for row in rows
    )


def report_table(context: RenderContext, here: str, reports: list[Row]) -> str:
    """Everything that sources report to have seen of the ship, in port and at sea, in order of time."""
    rows = []
    for row in reports:
        waters = text(WATERS.get(row["waters"], "not placed"))
        guessed = " (inferred)" if is_inferred(row, "waters") else ""
        hedge = text(context.label("sightings", "identity_hedge", row["identity_hedge"]).lower())
        doubt = f" ({hedge})" if hedge else ""
        rows.append(
            [
                span(row["date_earliest"], row["date_latest"]),
                prose(f"{text(row['place_as_reported'])}, as “{text(row['vessel_name_as_reported'])}”{doubt}"),
                f"{waters}{guessed}",
                prose(text(activity(context, row))),
                text(row["observer"]),
                context.record(here, row["call_id"]) or context.record(here, row["sighting_id"]),
                context.source(here, row["source_id"]),
            ]
        )
    headers = ["Days", "Place and name as reported", "Waters", "What", "Seen by", "Record", "Source"]
    return table(headers, rows) if rows else ""


def activity(context: RenderContext, row: Row) -> str:
    """What the ship was doing, not yet escaped, and the report's own words for the load where it has some.

    What is inferred here or only implied there is not called reported.
    """
    words, detail = context.label("sightings", "activity", row["activity"]), str(row["load_detail"] or "")
    loads = row["activity"] in ("load", "discharge")
    if is_inferred(row, "activity"):
        words = f"{words.removesuffix(AS_REPORTED)} (inferred)"
    elif loads and NOT_OUTRIGHT.search(detail):
        words = f"{words.removesuffix(AS_REPORTED)} (not stated outright)"
    return f"{words}. {detail}" if loads and detail else words


def is_inferred(row: Row, column: str) -> bool:
    """Whether no source prints this value of a row."""
    return column in str(row["inferred"] or "").split(";")


def ties(context: RenderContext, here: str, name: str) -> str:
    """The organisations that documents tie to the ship; empty where there is none."""
    rows = context.rows(
        "select vessel_organisations.*, organisations.name as organisation from vessel_organisations "
        "join organisations using (organisation_id) where vessel_id = :id order by organisation, as_of",
        id=name,
    )
    cells = [
        [
            context.record(here, row["organisation_id"], row["organisation"]),
            text(context.label("vessel_organisations", "role", row["role"])),
            day(row["as_of"]),
            context.source(here, row["source_id"]),
        ]
        for row in rows
    ]
    heading = "## Organisations that documents tie to it { data-search-exclude }"
    return f"{heading}\n\n{table(['Organisation', 'As', 'As of', 'Source'], cells)}" if cells else ""


def names_heading(context: RenderContext, vessel_id: str, current: str) -> str:
    """A heading that says the other names, because the search gives most weight to headings."""
    rows = context.rows(
        "select distinct name from vessel_names where vessel_id = :id and name <> :current "
        "and name_kind in ('former', 'alias') order by name",
        id=vessel_id,
        current=current,
    )
    names = ", ".join(text(row["name"]) for row in rows)
    return f"## Names{f': {names}' if names else ''} {{ #names }}"


def other_spellings(name: str) -> str:
    """Forms of the name that no source needs to have used, so that a search for them leads here; each with its rule."""
    spelled = ", ".join(in_its_script(form) for form in by_rule(name))
    rules = "other romanisations by South Korean usage, Cyrillic by Kontsevich, kana by sound"
    return f"By rule, not reported by a source ({rules}): {spelled}." if spelled else ""


def name_table(context: RenderContext, here: str, name: str) -> str:
    """Each name once, in its script, with what kind of name it is and which sources report it."""
    rows = context.rows("select * from vessel_names where vessel_id = :id order by name_kind, name, source_id", id=name)
    cells = []
    for (written, kind, script), found in groupby(rows, lambda row: (row["name"], row["name_kind"], row["script"])):
        label = context.label("vessel_names", "name_kind", kind).partition(";")[0]
        sources = ", ".join(context.source(here, row["source_id"]) for row in found)
        script_label = context.label("vessel_names", "script", script)
        cells.append([in_language(written, script), text(label), text(script_label), f"reported by {sources}"])
    return table(["Name", "Kind", "Script", "Who reports it"], cells)


def tied_companies(context: RenderContext, vessel_id: str) -> dict[str, str]:
    """The organisations that documents tie to a ship: their identifiers by the name that is reported."""
    rows = context.rows(
        "select name_as_reported, organisation_id from vessel_organisations where vessel_id = :id", id=vessel_id
    )
    return {row["name_as_reported"]: row["organisation_id"] for row in rows}


def particular_table(context: RenderContext, here: str, name: str) -> str:
    """Each value of each attribute, with who states it; a company tied to the ship leads to its page."""
    rows = context.rows(
        "select * from vessel_particulars where vessel_id = :id order by attribute, value, source_id", id=name
    )
    companies = tied_companies(context, name)
    seen: set[str] = set()
    cells = []
    for row in rows:
        company = companies.get(row["value"])
        value = context.record(here, company, row["value"]) if company else text(row["value"])
        mark = "" if row["attribute"] in seen else anchor(f"value-{row['attribute']}")
        seen.add(row["attribute"])
        cells.append(
            [
                f"{mark}{text(context.label('vessel_particulars', 'attribute', row['attribute']))}",
                f"{value} {text(context.unit(row['unit']))}".strip(),
                day(row["as_of"]),
                context.source(here, row["source_id"]),
                prose(context.with_links(here, row["note"])),
            ]
        )
    return table(["Attribute", "Value", "As of", "Source", "Note"], cells)
