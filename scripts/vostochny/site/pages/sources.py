"""Every source on one page, grouped by kind, and one page a source with all that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model.slug import slug
from vostochny.render.context import RenderContext, own_page, page
from vostochny.render.markup import anchor, day, plural, text
from vostochny.site.pages.freshness import badge
from vostochny.site.pages.source_record import source_page

INDEX = "sources.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index, the newest first within a kind of document, and a page for every source."""
    described = context.dataset.tables["sources"]
    rows = context.rows(
        "select sources.*, (select root_source_id from source_roots r where r.source_id = sources.source_id) as root "
        "from sources order by coalesce(published_on, '') desc, source_id"
    )
    records = behind(context)
    blocks = [
        f"The {len(rows)} documents that the record rests on. A document marked *repeats* only passes on what another "
        "one says: it is not a second witness.",
        context.warnings(INDEX, "sources", "Before you cite"),
        unchecked(context),
    ]
    for kind, label in described.by_name["kind"].categories.items():
        found = [row for row in rows if row["kind"] == kind]
        if found:
            blocks.append(f"## {text(label)} ({len(found)}) {{ #kind-{slug(kind)} data-search-exclude }}")
            blocks.append("\n".join(entry(context, row, records[row["source_id"]]) for row in found))
    yield INDEX, page("Sources", *blocks, context.files_note("sources"))
    relayed: dict[str, list[str]] = {}
    for row in rows:
        if row["relays_source_id"]:
            relayed.setdefault(row["relays_source_id"], []).append(row["source_id"])
    for row in rows:
        name = row["source_id"]
        yield own_page("sources", name), source_page(context, row, records[name], relayed.get(name, []))


def unchecked(context: RenderContext) -> str:
    """How many sources have no recorded check; each is marked on its own page, and what is overdue here too."""
    never = sum(fresh.checked_on is None for fresh in context.source_freshness.values())
    return (
        f"{never} of them have no recorded check since they were taken in; each says so on its page." if never else ""
    )


def behind(context: RenderContext) -> dict[str, dict[str, list[str]]]:
    """For every source the records that it speaks to, by table."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in context.publishers}
    for record_id, rows in sorted(context.evidence.items()):
        for row in rows:
            known = found[row["source_id"]].setdefault(row["table_name"], [])
            if record_id not in known:
                known.append(record_id)
    return found


def entry(context: RenderContext, row: Row, records: dict[str, list[str]]) -> str:
    """One document as a list item."""
    parts = [f"{text(row['publisher'])}: {context.record(INDEX, row['source_id'], row['title'])}"]
    parts.append(day(row["published_on"]) or "undated")
    if row["relays_source_id"]:
        parts.append(f"*repeats* {context.source(INDEX, row['relays_source_id'])}")
    parts.append(plural(sum(map(len, records.values())), "record"))
    fresh = context.source_freshness[row["source_id"]]
    if fresh.checked_on:
        parts.append(badge(context, fresh))
    return f"- {anchor(row['source_id'])}{' · '.join(parts)}"
