"""The list of sources as a table that can be filtered by kind, language and what a document repeats."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.model.slug import slug
from vostochny.render.context import PLAIN, RenderContext, page
from vostochny.render.markup import anchor, day, prose, table, text
from vostochny.site.pages.source_record import LANGUAGES

# How much of a document was read, after a number of documents.
EXTENTS = {
    "part": "read in part",
    "opening": "in their opening alone",
    "rows": "for the entries that concern this record",
    "whole": "whole",
    "not_read": "not read and known through others",
}
INDEX = "sources.md"


def index(context: RenderContext, rows: list[Row], behind: dict[str, dict[str, list[str]]]) -> str:
    """Every document, the newest first.

    behind: for every source the records that it speaks to, by table
    """
    repeats = sum(bool(row["relays_source_id"]) for row in rows)
    # Other pages lead to the documents of a kind by this name, which the first of them has.
    first = {
        row["source_id"]: anchor(f"kind-{slug(row['kind'])}") for row in {r["kind"]: r for r in rows[::-1]}.values()
    }
    cells = [
        [
            f"{anchor(row['source_id'])}{first.pop(row['source_id'], '')}"
            + prose(context.record(INDEX, row["source_id"], row["title"])),
            text(row["publisher"]),
            day(row["published_on"]) or "undated",
            text(context.label("sources", "kind", row["kind"])),
            LANGUAGES.get(str(row["language"]), text(row["language"])),
            context.source(INDEX, row["relays_source_id"]) or "primary here",
            str(sum(map(len, behind[row["source_id"]].values()))),
        ]
        for row in rows
    ]
    return page(
        "Sources",
        f"The {len(rows)} documents on record{extents(context)}. {repeats} of them only repeat what another one says: "
        "they are not further witnesses, and the column *Repeats* names whom. *Primary here* means that no other "
        "document is known from which it takes what is used.",
        table(["Title", "Publisher", "Published", "Kind", "Language", "Repeats", "Records"], cells),
        checked(context),
        context.warnings(INDEX, "sources", "Before you cite"),
        context.files_note("sources"),
        hide=PLAIN,
    )


def extents(context: RenderContext) -> str:
    """How much of the documents could be read, in numbers."""
    rows = context.rows("select read_extent, count(*) as number from sources group by read_extent order by number desc")
    parts = [f"{row['number']} {EXTENTS[row['read_extent']]}" for row in rows if row["read_extent"] in EXTENTS]
    return f": {', '.join(parts)}" if parts else ""


def checked(context: RenderContext) -> str:
    """How many documents were looked at again after they were taken in; each page says when."""
    known = context.source_freshness.values()
    again = sum(fresh.checked_on is not None for fresh in known)
    return (
        ""
        if not again
        else f"{again} of {len(known)} were checked again since they were first read; the page of each says when."
    )
