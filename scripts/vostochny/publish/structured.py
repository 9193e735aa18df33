"""The dataset as others cite and follow it: BibTeX, CSL-JSON and an Atom feed, from the one description."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from vostochny.model.address import site_address
from vostochny.publish.pages.book import Book
from vostochny.publish.pages.markup import plural
from vostochny.release.metadata.citation import author


def bibtex(package: dict[str, Any]) -> str:
    """The same for BibTeX."""
    version = str(package["version"])
    fields = {
        "title": "{" + package["title"] + "}",
        "author": "{" + author(package) + "}",
        "year": version.split(".", maxsplit=1)[0],
        "version": version,
        "url": site_address(),
        "note": "Data under CC BY 4.0",
    }
    lines = [f"  {name:<7} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{vostochny_ledger_{version.replace('.', '_')},", *lines, "}"]) + "\n"


def csl_json(package: dict[str, Any]) -> str:
    """The same as CSL-JSON, which reference managers read."""
    parts = [int(part) for part in package["created"][:10].split("-")]
    item = {
        "id": f"vostochny-ledger-{package['version']}",
        "type": "dataset",
        "title": package["title"],
        "author": [{"literal": author(package)}],
        "issued": {"date-parts": [parts]},
        "version": str(package["version"]),
        "URL": site_address(),
        "license": package["licenses"][0]["path"],
    }
    return json.dumps([item], indent=2, ensure_ascii=False) + "\n"


def feed(book: Book) -> str:
    """Atom feed: the release, and every call, count and published figure that is new in it, the calls first."""
    package, address = book.dataset.package, site_address()
    version, moment = str(package["version"]), package["created"]
    tables = {"port_calls": "New call", "call_counts": "New count", "volume_estimates": "New published figure"}
    counts = [plural(int(book.rows(f"select count(*) as n from [{name}]")[0]["n"]), "row") for name in tables]
    told = f"Calls: {counts[0]}; counts: {counts[1]}; published figures: {counts[2]}."
    entries = [entry(f"release:{version}", f"Release {version}", f"{address}downloads/", moment, told)]
    for name, words in tables.items():
        for record in sorted(key for key, row in book.records.items() if row["table_name"] == name):
            page = f"{address}{book.records[record]['page'].strip('/')}/"
            entries.append(entry(f"{version}:{record}", f"{words}: {book.name(record)}", page, moment, told))
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<title>{escape(package['title'])}: new and changed records</title>\n"
        f"<id>{escape(identifier('feed'))}</id>\n<updated>{moment}</updated>\n"
        f'<link rel="self" href="{escape(address)}feed.xml"/>\n<link href="{escape(address)}"/>\n'
        f"<author><name>{escape(author(package))}</name></author>\n<rights>CC BY 4.0</rights>\n"
    )
    return head + "\n".join(entries) + "\n</feed>\n"


def told_of(book: Book, record: str) -> str:
    """On what a record rests, in a sentence."""
    documents = len({row["source_id"] for row in book.evidence.get(record, [])})
    return f"{plural(documents, 'document')} on record, {plural(book.origins(record), 'independent origin')}."


def identifier(part: str) -> str:
    """A name that never changes, whatever the address of the site."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'vostochny-ledger:{part}')}"


def entry(part: str, title: str, page: str, moment: str, summary: str) -> str:
    """One entry of the feed."""
    return (
        f"<entry><title>{escape(title)}</title><id>{escape(identifier(part))}</id><updated>{moment}</updated>"
        f'<link href="{escape(page)}"/><summary>{escape(summary)}</summary></entry>'
    )
