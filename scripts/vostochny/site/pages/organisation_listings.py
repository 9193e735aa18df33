"""Who lists an organisation and why, and in which lists it was looked for and not found."""

from __future__ import annotations

from vostochny.render.context import RenderContext, href
from vostochny.render.markup import day, link, prose, table, text


def listing_section(context: RenderContext, here: str, organisation_id: str) -> str:
    """Each designation with its reason, and each list that was searched in vain."""
    return "\n\n".join(
        [
            "## Listings { data-search-exclude }",
            "The reasons are those of the authorities, in other words than theirs.",
            designation_table(context, here, organisation_id),
            "## Looked for and not found { data-search-exclude }",
            "Not found under these names, on that day. An authority that is in neither table is one whose list was not "
            f"read; see {link('the searches', href(here, 'searches.md'))}.",
            searched_lists(context, here, organisation_id),
        ]
    )


def designation_table(context: RenderContext, here: str, organisation_id: str) -> str:
    """Every designation of one organisation."""
    listings = context.rows(
        "select * from organisation_designations where organisation_id = :id order by listed_on is null, listed_on, "
        "authority",
        id=organisation_id,
    )
    return table(
        ["Authority", "Listed on", "Seen in the list of", "Programme", "About", "Reason given", "Source", "Note"],
        [
            [
                text(context.label("programmes", "authority", row["authority"])),
                day(row["listed_on"]) or "day not read",
                day(row["seen_in_list_of"]),
                context.record(here, row["programme_id"], context.title(row["programme_id"])),
                text(context.label("organisation_designations", "subject", row["subject"])),
                prose(text(row["reason"])) or "none read",
                context.source(here, row["source_id"]),
                prose(context.with_links(here, row["note"])),
            ]
            for row in listings
        ],
    )


def searched_lists(context: RenderContext, here: str, organisation_id: str) -> str:
    """Every list in which one organisation was looked for and not found."""
    checks = context.rows(
        "select * from listing_checks where organisation_id = :id order by authority, list_as_of", id=organisation_id
    )
    return table(
        ["Authority", "What was searched", "Of", "Searched as", "Source"],
        [
            [
                text(context.label("programmes", "authority", row["authority"])),
                text(context.label("listing_checks", "looked_in", row["looked_in"])),
                day(row["list_as_of"]),
                text(row["searched_as"].replace(";", ", ")),
                context.source(here, row["source_id"]),
            ]
            for row in checks
        ],
    )
