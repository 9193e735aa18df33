"""How far the reading went: list by list of the authorities, kind by kind of the sources."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.model.site_url import DATABASE_PATH
from vostochny.model.slug import slug
from vostochny.render.context import NO_CONTENTS, RenderContext, href, page
from vostochny.render.markup import day, link, number, prose, table, text

HERE = "completeness.md"
# The UN's own list of ships, in the edition that was read.
UN_LIST = "un-1718-designated-vessels-2020-06-04"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The one page."""
    yield (
        HERE,
        page(
            "Completeness",
            "**An empty cell is not innocence.** A ship without a listing here is one for which none was found in the "
            "documents named below, as they stood on their day. Look at the authority's own list before you act.",
            "## Authorities that list ships",
            authority_table(context),
            un_numbers(context),
            "A list is called complete when its number of entries is known and all of them are on "
            "record; a check fails "
            "when one goes missing.",
            "## Calls, counts and figures",
            text_on_calls(context),
            "## Sources",
            "How the documents were read. When each was last looked at is on its page, and in sum in the "
            "[audit](audit.md).",
            source_table(context),
            hide=NO_CONTENTS,
        ),
    )


def authority_table(context: RenderContext) -> str:
    """For each authority what was read, of which day, and whether that is all."""
    totals: dict[str, list[str]] = {}
    for item in context.dataset.totals:
        if authority := item.get("authority"):
            totals.setdefault(authority, []).append(f"{item['minimum']} expected: {text(item['reason'])}")
    rows = context.rows(
        "select authority, count(*) as listings, count(distinct vessel_id) as ships, max(listed_on) as newest, "
        "max(sources.published_on) as rows_from from vessel_sanctions join sources using (source_id) group by authority"
    )
    found = {row["authority"]: row for row in rows}
    # Of an authority by which no ship is known to be listed there is nothing but the day of its list, if it was read.
    none = {"ships": 0, "listings": 0, "newest": None, "rows_from": ""}
    cells = []
    for authority, name in context.authorities.items():
        row = found.get(authority, none)
        known = totals.get(authority)
        cells.append(
            [
                link(name, f"{DATABASE_PATH}/vessel_sanctions?authority={authority}"),
                str(row["ships"]),
                str(row["listings"]),
                day(row["newest"]),
                day(max(row["rows_from"], context.lists_read.get(authority) or "")),
                "complete as far as known"
                if known
                else "**not complete**: single announcements"
                if row["ships"]
                else "",
                prose(" ".join(known or ["No list of this authority was read as a whole."])),
            ]
        )
    headers = ["Authority", "Ships", "Listings", "Newest listing", "Newest document read", "Complete?", "Against what"]
    return table(headers, cells)


def un_numbers(context: RenderContext) -> str:
    """How many ships of the UN list can be looked up by number."""
    (row,) = context.rows("select count(*) as ships, count(imo_number) as numbered from vessels where un_listed = 1")
    (edition,) = context.rows("select published_on from sources where source_id = :id", id=UN_LIST)
    return (
        f"{row['numbered']} of the {row['ships']} ships on the UN list have an IMO number here. The list itself was "
        f"read as of [{day(edition['published_on'])}](sources/{UN_LIST}.md); of a later day its entries were read "
        "where the European Union repeats them."
    )


def text_on_calls(context: RenderContext) -> str:
    """What of the counted calls is on record singly, and until when anything was read."""
    row = context.rows(
        "select documented_calls as documented, count_low, counted_by, period_end, "
        "(select max(date_latest) from port_calls) as last_call, "
        "(select max(published_on) from sources) as last_read from headline_series"
    )[0]
    return (
        f"Of the {row['count_low']} calls that the {text(row['counted_by'])} counted to {day(row['period_end'])}, "
        f"{row['documented']} are documented one by one; for the others none of the documents read gives a "
        "day. The last "
        "documented call "
        f"is of {day(row['last_call'])}, while the newest document read is of {day(row['last_read'])}: "
        "nothing read since "
        f"dates a further call, which does not mean that there was none. See {link('limits', href(HERE, 'limits.md'))}."
    )


def source_table(context: RenderContext) -> str:
    """Documents by kind, and how they were read."""
    field = context.dataset.tables["sources"].by_name["kind"]
    rows = context.rows(
        "select kind, count(*) as number, sum(url_kind = 'original') as original, sum(url_kind = 'copy') as copies, "
        "count(relays_source_id) as relays, min(nullif(published_on, '')) as first, max(published_on) as last "
        "from sources group by kind order by number desc"
    )
    titles = {row["kind"]: field.categories.get(row["kind"], row["kind"]) for row in rows}
    return table(
        ["Kind", "Documents", "Address of the original", "Read in a copy", "Only repeat another", "From", "To"],
        [
            [
                link(titles[row["kind"]], href(HERE, f"sources.md#kind-{slug(row['kind'])}")),
                number(row["number"]),
                number(row["original"] or 0),
                number(row["copies"] or 0),
                number(row["relays"]),
                day(row["first"]),
                day(row["last"]),
            ]
            for row in rows
        ],
    )
