"""Every source on one page, grouped by kind, each at its own anchor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vostochny.publish.pages.book import Book, page
from vostochny.publish.pages.markup import anchor, day, link, text

HERE = "sources.md"


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """One list a kind of document, the newest first."""
    described = book.dataset.tables["sources"]
    rows = book.rows(
        "select sources.*, (select count(distinct record_id) from record_sources r "
        "where r.source_id = sources.source_id) as records "
        "from sources order by coalesce(published_on, '') desc, source_id"
    )
    blocks = [
        f"The {len(rows)} documents that the record rests on. A document marked *repeats* only passes on what another "
        "one says: it is not a second witness.",
        book.warnings(HERE, "sources", "Before you cite"),
    ]
    for kind, label in described.by_name["kind"].categories.items():
        found = [row for row in rows if row["kind"] == kind]
        if found:
            blocks.append(f"## {text(label)} ({len(found)}) {{ #kind-{kind.replace('_', '-')} }}")
            blocks.append("\n".join(entry(book, row) for row in found))
    yield HERE, page("Sources", *blocks, book.files_note("sources"))


def entry(book: Book, row: dict[str, Any]) -> str:
    """One document as a list item."""
    parts = [f"{text(row['publisher'])}: {link(row['title'], row['url']) if row['url'] else text(row['title'])}"]
    if row["title_kind"] != "original":
        parts[0] += f" ({text(book.label('sources', 'title_kind', row['title_kind'])).lower()})"
    if row["authors"]:
        parts.append(f"By {text(row['authors'].replace(';', ', '))}")
    parts.append(day(row["published_on"]) or "Undated")
    if row["url_kind"] and row["url_kind"] != "original":
        parts.append(f"Read as: {text(book.label('sources', 'url_kind', row['url_kind'])).lower()}")
    if row["relays_source_id"]:
        parts.append(f"*Repeats* {book.source(HERE, row['relays_source_id'])}")
    parts.append(f"Terms: {text(row['licence'])}")
    records = f"{row['records']} record{'' if row['records'] == 1 else 's'}"
    where = f"/data/vostochny/record_sources?source_id={row['source_id']}"
    parts.append(f"Stands behind {link(records, where)}")
    note = f" {text(row['note'])}" if row["note"] else ""
    return f"- {anchor(row['source_id'])}{'. '.join(parts)}.{note}"
