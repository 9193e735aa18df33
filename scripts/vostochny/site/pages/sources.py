"""The list of sources, and one page a source with all that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model.site_url import DATABASE_PATH
from vostochny.render.context import PLAIN, RenderContext, own_page, page
from vostochny.render.markup import day, link, pairs, text
from vostochny.site.pages.freshness import checked_words
from vostochny.site.pages.source_list import index

INDEX = "sources.md"
# More than this many records of one table are linked as a list in Datasette and not one by one.
LISTED_RECORDS = 60


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index, and a page for every source."""
    rows = context.rows(
        "select sources.*, (select root_source_id from source_roots r where r.source_id = sources.source_id) as root "
        "from sources order by coalesce(published_on, '') desc, source_id"
    )
    records = behind(context)
    yield INDEX, index(context, rows, records)
    relayed: dict[str, list[str]] = {}
    for row in rows:
        if row["relays_source_id"]:
            relayed.setdefault(row["relays_source_id"], []).append(row["source_id"])
    for row in rows:
        name = row["source_id"]
        yield own_page("sources", name), source_page(context, row, records[name], relayed.get(name, []))


def behind(context: RenderContext) -> dict[str, dict[str, list[str]]]:
    """For every source the records that it speaks to, by table."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in context.publishers}
    for record_id, rows in sorted(context.evidence.items()):
        for row in rows:
            known = found[row["source_id"]].setdefault(row["table_name"], [])
            if record_id not in known:
                known.append(record_id)
    return found


def source_page(context: RenderContext, row: Row, records: dict[str, list[str]], relayed: list[str]) -> str:
    """One document: what it is, where to read it, on what terms, and every record that it speaks to."""
    name = row["source_id"]
    here = own_page("sources", name)
    read_as = row["url_kind"] and row["url_kind"] != "original"
    root = row["root"] if row["root"] not in (name, row["relays_source_id"]) else None
    return page(
        text(row["title"]),
        pairs(
            [
                ("Published by", text(row["publisher"])),
                ("Authors", text(str(row["authors"] or "").replace(";", ", "))),
                ("Published on", day(row["published_on"]) or "not stated"),
                ("Address", link(row["url"], row["url"]) if row["url"] else "none known"),
                ("Read as", text(context.label("sources", "url_kind", row["url_kind"])) if read_as else ""),
                ("How much was read", text(context.label("sources", "read_extent", row["read_extent"]))),
                ("How the title is given", text(context.label("sources", "title_kind", row["title_kind"]))),
                ("Kind", text(context.label("sources", "kind", row["kind"]))),
                ("Language", text(context.label("sources", "language", row["language"]))),
                ("Terms", text(row["licence"])),
                ("Repeats", context.source(here, row["relays_source_id"])),
                ("Goes back to", context.source(here, root)),
                ("Repeated by", ", ".join(context.source(here, item) for item in relayed)),
                ("Inferred, not printed by the source", context.fields("sources", row["inferred"])),
                ("Last checked", checked_words(context, context.source_freshness[name])),
                *check_of(context, name),
                ("Note", context.with_links(here, row["note"])),
                ("Identifier", f"`{name}`"),
            ]
        ),
        "" if not row["relays_source_id"] else "This document repeats another: it is no second witness.",
        "## What rests on it { data-search-exclude }" if records else "",
        *(records_of(context, here, name, table, found) for table, found in records.items()),
        context.files_note("sources", name),
        hide=PLAIN,
    )


def check_of(context: RenderContext, name: str) -> list[tuple[str, str]]:
    """What the last check of the address found, as pairs; none where there was no check."""
    rows = context.rows("select * from source_checks where source_id = :name", name=name)
    if not rows:
        return []
    row = rows[0]
    return [
        ("Found then", text(context.label("source_checks", "result", row["result"]))),
        ("Dead since", day(row["first_dead_on"])),
        ("Moved to", link(row["moved_to"], row["moved_to"]) if row["moved_to"] else ""),
        ("Archived copy", link(row["archived_url"], row["archived_url"]) if row["archived_url"] else ""),
    ]


def records_of(context: RenderContext, here: str, source: str, table: str, found: list[str]) -> str:
    """The records of one table that a source speaks to, by name."""
    described = context.dataset.tables.get(table)
    title = f"{text(described.title if described else table)} ({len(found)})"
    if len(found) > LISTED_RECORDS:
        where = f"{DATABASE_PATH}/record_sources?source_id={source}&table_name={table}"
        return f"**{title}:** {link('the list in Datasette', where)}"
    names = "; ".join(context.record(here, item, context.name(item)) for item in found)
    return f"**{title}:** {names}"
