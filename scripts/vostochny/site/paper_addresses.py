"""On paper a link is only words: printed pages end in the addresses of the sources that they name."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

from vostochny.database.reading import rows
from vostochny.render.inert_text import in_html

# A link to the page of a source, and its words.
TO_SOURCE = re.compile(r'<a href="(?:\.\./)*sources/([^/"#?]+)/">([^<]+)</a>')
END = "</article>"
# A list of documents is no page about a record, and as long without their addresses.
MOST_SOURCES = 80


def source_addresses(connection: sqlite3.Connection) -> dict[str, str]:
    """The address of every source that has one, by `source_id`."""
    found = rows(connection, "select source_id, url from sources where url is not null")
    return {row["source_id"]: row["url"] for row in found}


def with_paper_addresses(content: str, addresses: Mapping[str, str]) -> str:
    """A page with the addresses of its sources at its end, each once, shown in print alone (`assets/record.css`).

    addresses: of each source, by its identifier
    """
    before, end, after = content.partition(END)
    words: dict[str, str] = {}
    for source, label in TO_SOURCE.findall(before):
        words.setdefault(source, label)
    items = [
        f"<li>{label}: {in_html(addresses[source])}</li>" for source, label in words.items() if source in addresses
    ]
    if not end or not 0 < len(items) <= MOST_SOURCES:
        return content
    listed = f'<div class="on-paper"><p>Addresses of the sources on this page</p><ul>{"".join(items)}</ul></div>'
    return f"{before}{listed}{end}{after}"
