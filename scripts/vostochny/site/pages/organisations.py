"""The list of organisations and persons, and one page each: who lists them, what ties them to ships, what they say."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.render.context import NO_CONTENTS, RenderContext, own_page, page
from vostochny.render.country_names import country, with_article
from vostochny.render.inert_text import in_markdown
from vostochny.render.lists_read import short_name
from vostochny.render.markup import anchor, day, prose, table, text
from vostochny.render.record_page import (
    Fact,
    actions,
    chip,
    linked_text,
    record_card,
    record_page,
    to_record,
    to_source,
)
from vostochny.site.pages.evidence import documents
from vostochny.site.pages.in_the_source import of_listed
from vostochny.site.pages.organisation_listings import listing_section
from vostochny.site.positions_section import position_line

INDEX = "organisations.md"
# In what documents name them: the terminal first, those who pay and govern last.
BY_PART = "terminal shipping trade payment government"
# Kinds that no authority lists.
SPEAK_FOR_STATES = ("state", "public_body")


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for everybody."""
    rows = context.rows(f"select * from organisations order by instr('{BY_PART}', part), name")
    yield INDEX, index(context, rows)
    for row in rows:
        yield own_page("organisations", row["organisation_id"]), organisation_page(context, row)


def index(context: RenderContext, rows: list[Row]) -> str:
    """One row each, by the part in which documents name them."""
    cells = [
        [
            anchor(row["organisation_id"]) + context.record(INDEX, row["organisation_id"], row["name"]),
            text(context.label("organisations", "part", row["part"])),
            text(context.label("organisations", "kind", row["kind"])),
            text(country(row["country_iso2"])),
            prose(listings_sentence(context, row["organisation_id"])),
            prose(position_line(context, INDEX, row["organisation_id"])),
        ]
        for row in rows
    ]
    return page(
        "Organisations and persons",
        "Companies, banks, bodies of states and the few persons that documents name around these calls, the sanctions "
        "or the payments. **To be named here is no finding of this ledger**: each page says which document names them, "
        "who lists them and why (the reason that the authority gives, in our words), and what they say themselves.",
        context.warnings(INDEX, "organisations", "Before you quote"),
        table(["Name", "In documents", "Kind", "Country", "Listings", "What they say"], cells),
        context.files_note("organisations"),
        hide=NO_CONTENTS,
    )


def organisation_page(context: RenderContext, row: Row) -> str:
    """One organisation or person."""
    name = row["organisation_id"]
    here = own_page("organisations", name)
    speaks = row["kind"] in SPEAK_FOR_STATES
    return record_page(
        context,
        ("organisations", name),
        row["name"],
        card(context, here, row, speaks=speaks),
        "## What it says itself { data-search-exclude }",
        position_table(context, here, name),
        "" if speaks else listing_section(context, here, name),
        ship_section(context, here, name),
        of_listed(context, here, "organisation_designations", "organisation_id", name),
        documents(context, here, name),
        above=["All organisations"],
        boost=4,
    )


def card(context: RenderContext, here: str, row: Row, *, speaks: bool) -> str:
    """The header: what a document calls it, who lists it, and that being named here is no finding."""
    name = row["organisation_id"]
    belongs = ""
    if row["belongs_to_id"]:
        part = in_markdown(context.label("organisations", "belongs_as", row["belongs_as"]))
        belongs = f"{part}, {to_record(context, here, row['belongs_to_id'], context.title(row['belongs_to_id']))}"
    guessed = context.inferred("organisations", row["inferred"])
    return record_card(
        chips=[] if speaks else badges(context, name),
        standing=in_markdown(f"{row['name']}: {row['description']}"),
        more=[
            "" if speaks else f"<b>{listings_sentence(context, name)}</b>",
            "To be named here is no finding of this record.",
            f"<b>Inferred here:</b> {guessed}." if guessed else "",
            f"<b>Note:</b> {linked_text(context, here, row['note'])}" if row["note"] else "",
        ],
        facts=[
            Fact("Named by", to_source(context, here, row["source_id"])),
            Fact("Kind", in_markdown(context.label("organisations", "kind", row["kind"]))),
            Fact("In documents", in_markdown(context.label("organisations", "part", row["part"]))),
            Fact("Country", in_markdown(country(row["country_iso2"]))),
            Fact("Other names", in_markdown(str(row["other_names"] or "").replace(";", "; "))),
            Fact("Address as listed", in_markdown(row["address"])),
            Fact("Numbers", in_markdown(str(row["identifiers"] or "").replace(";", "; "))),
            Fact("Belongs to", belongs),
            Fact("Identifier", f"<code>{in_markdown(name)}</code>"),
        ],
        side=[actions(name, "organisation", "organisations")],
    )


def badges(context: RenderContext, organisation_id: str) -> list[str]:
    """One badge an authority that lists it, with the day; else that none is found in what was read."""
    rows = context.rows("select * from organisation_listings where organisation_id = :id", id=organisation_id)
    listed = [row for row in rows if row["standing"] == "listed"]
    found = []
    for row in listed:
        name = short_name(context, row["authority"])
        since = (
            f"since {day(row['listed_on'])}" if row["listed_on"] else f"in the list of {day(row['seen_in_list_of'])}"
        )
        found.append(chip(f"{in_markdown(name)} {since}", "listed" if row["authority"] == "UN" else ""))
    return found or [chip("no listing found in the lists read", "quiet")]


def listings_sentence(context: RenderContext, organisation_id: str) -> str:
    """Who lists it since when, where it was looked for and not found and on which day, and whose list was not read.

    Empty for states and their bodies, which no authority lists.
    """
    rows = context.rows("select * from organisation_listings where organisation_id = :id", id=organisation_id)
    if not rows:
        return ""
    listed = [row for row in rows if row["standing"] == "listed"]
    missing = [row for row in rows if row["standing"] == "not_found"]
    groups = [
        ("listed ", [f"by {who(context, row)} {since(row['listed_on'])}" for row in listed if row["listed_on"]]),
        (
            "on the list, since a day that was not read, of ",
            [f"{who(context, row)} ({day(row['seen_in_list_of'])})" for row in listed if not row["listed_on"]],
        ),
        (
            "no longer listed ",
            [
                f"by {who(context, row)} since {day(row['delisted_on'])}"
                for row in rows
                if row["standing"] == "formerly_listed"
            ],
        ),
        *(
            (begins, [f"{who(context, row)} ({day(row['list_as_of'])})" for row in missing if whole(row) is wanted])
            for begins, wanted in (
                ("no listing found in the lists of ", True),
                ("not named in what was read of ", False),
            )
        ),
        ("no list was read of ", [who(context, row) for row in rows if row["standing"] == "not_read"]),
    ]
    parts = [f"{begins}{joined(items)}" for begins, items in groups if items]
    sentence = "; ".join(parts)
    return text(sentence[:1].upper() + sentence[1:] + ".")


def since(listed_on: str) -> str:
    """A day with the preposition that its precision takes: on 17 May 2024, in February 2024."""
    return f"{'on' if len(listed_on) == len('2024-05-17') else 'in'} {day(listed_on)}"


def who(context: RenderContext, row: Row) -> str:
    """An authority with the article that its name takes."""
    return with_article(context.label("programmes", "authority", row["authority"]))


def whole(row: Row) -> bool:
    """Whether a whole list was searched, and not only further names or an announcement."""
    return bool(row["looked_in"] == "list")


def joined(items: list[str]) -> str:
    """Items as English lists them: one, two and three."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def position_table(context: RenderContext, here: str, organisation_id: str) -> str:
    """Its positions and those of the bodies that belong to it, the latest first."""
    rows = context.rows(
        "select positions.*, name from positions join organisations using (organisation_id) "
        "where organisation_id = :id or belongs_to_id = :id order by coalesce(said_on, searched_on) desc, position_id",
        id=organisation_id,
    )
    return table(
        ["Who", "Day", "About", "Kind", "In our words", "Asked by", "Source"],
        [
            [
                text(row["name"])
                if row["organisation_id"] == organisation_id
                else context.record(here, row["organisation_id"], row["name"]),
                day(row["said_on"]) or f"looked for on {day(row['searched_on'])}",
                context.record(here, row["record_id"], row["about"]) or text(row["about"]),
                text(context.label("positions", "kind", row["kind"])),
                prose(text(row["statement"])) + (f" {context.with_links(here, row['note'])}" if row["note"] else ""),
                text(row["asked_by"]),
                context.source(here, row["source_id"]),
            ]
            for row in rows
        ],
    )


def ship_section(context: RenderContext, here: str, organisation_id: str) -> str:
    """The ships that documents tie it to; empty where there is none."""
    rows = context.rows(
        "select vessel_organisations.*, vessels.name as vessel_name from vessel_organisations join vessels using "
        "(vessel_id) "
        "where organisation_id = :id order by vessels.name, as_of",
        id=organisation_id,
    )
    if not rows:
        return ""
    cells = [
        [
            context.record(here, row["vessel_id"], row["vessel_name"]),
            text(context.label("vessel_organisations", "role", row["role"])),
            day(row["as_of"]),
            text(row["name_as_reported"]),
            context.source(here, row["source_id"]),
            prose(context.with_links(here, row["note"])),
        ]
        for row in rows
    ]
    return "## Ships { data-search-exclude }\n\n" + table(
        ["Ship", "As", "As of", "Printed as", "Source", "Note"], cells
    )
