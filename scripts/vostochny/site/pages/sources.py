"""The list of sources, and one page a source with all that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.render.context import RenderContext, own_page
from vostochny.site.pages.source_list import index
from vostochny.site.pages.source_record import source_page

INDEX = "sources.md"


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
