"""An Atom feed of what each release brought: new, changed and retired records, dated by their release."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from vostochny.database.reading import Row
from vostochny.database.record_index import RECORD_PAGES
from vostochny.model.site_url import site_address
from vostochny.release.history.published import changes_of, history, summary_of
from vostochny.release.metadata.citation import author
from vostochny.render.atom import Feed, FeedEntry, atom
from vostochny.render.context import RenderContext
from vostochny.render.markup import plural
from vostochny.site.pages.releases import place

# Of the first release, which has nothing before it, these records are listed; the rest is on the site.
FIRST = {"port_calls": "New call", "call_counts": "New count", "volume_estimates": "New published figure"}
LONGEST_TITLE = 140
MOST_ENTRIES = 1000


def feed(context: RenderContext) -> str:
    """The feed of all releases, the newest first."""
    package, address = context.dataset.package, site_address()
    releases = history(context.connection)
    entries: list[FeedEntry] = []
    for number, row in enumerate(releases):
        entries += release_entries(context, row, first=number == len(releases) - 1)
    head = Feed(
        id=identifier("feed"),
        title=f"{package['title']}: new and changed records",
        link=address,
        own_link=f"{address}feed.xml",
        updated=moment(releases[0]),
        author=author(package),
        rights="CC BY 4.0",
    )
    return atom(head, entries[:MOST_ENTRIES])


def moment(release: Row) -> str:
    """When a release came out; only its day is kept."""
    return f"{release['released_on']}T00:00:00Z"


def release_entries(context: RenderContext, release: Row, *, first: bool) -> Iterator[FeedEntry]:
    """A release and what it brought."""
    version, when = release["version"], moment(release)
    logged = [] if first else changes_of(context.connection, version)
    parts = [release["summary"], "" if first else summary_of(logged), reason_of(release)]
    page = f"{site_address()}changes/#{place(version)}"
    yield entry(f"release:{version}", f"Release {version}", page, when, " ".join(filter(None, parts)))
    if first:
        yield from first_records(context, version, when)
        return
    grouped: dict[tuple[str, str], list[str]] = {}
    for item in logged:
        grouped.setdefault((item["table_name"], item["record_key"]), []).append(item["told"])
    for (table, key), sentences in grouped.items():
        title = sentences[0].partition(" Source: ")[0]
        if len(title) > LONGEST_TITLE:
            title = title[:LONGEST_TITLE].rsplit(" ", maxsplit=1)[0] + " …"
        where = address_of(context, table, key) or page
        yield entry(f"{version}:{table}:{key}", title, where, when, " ".join(sentences))


def reason_of(release: Row) -> str:
    """Why a release changed what had been published."""
    return f"Why published records were changed or removed: {release['reason']}" if release["reason"] else ""


def first_records(context: RenderContext, version: str, when: str) -> Iterator[FeedEntry]:
    """The calls, counts and figures of the first release that no later one added, the calls first."""
    later = {row["record_key"] for row in context.rows("select record_key from changes where kind = 'added'")}
    for table, words in FIRST.items():
        for record in sorted(key for key, row in context.records.items() if row["table_name"] == table):
            if record not in later:
                page = address_of(context, table, record)
                yield entry(
                    f"{version}:{record}", f"{words}: {context.name(record)}", page, when, told_of(context, record)
                )


def address_of(context: RenderContext, table: str, key: str) -> str:
    """The page of a record, or of what became of it; empty where its table has no pages of its own."""
    record = key.split("|", maxsplit=1)[0]
    known = context.records.get(record)
    folder = RECORD_PAGES.get(known["table_name"] if known else table)
    return f"{site_address()}{folder}/{record}/" if folder else ""


def told_of(context: RenderContext, record: str) -> str:
    """On what a record rests, in a sentence."""
    documents = len({row["source_id"] for row in context.evidence.get(record, [])})
    return f"{plural(documents, 'document')} on record, {plural(context.origins(record), 'document')} at first hand."


def identifier(part: str) -> str:
    """A name that never changes, whatever the address of the site."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'vostochny-ledger:{part}')}"


def entry(part: str, title: str, page: str, when: str, summary: str) -> FeedEntry:
    """One entry of the feed."""
    return FeedEntry(identifier(part), title, page, when, summary)
