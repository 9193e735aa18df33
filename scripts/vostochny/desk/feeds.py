"""Atom and JSON Feed of every topic, and all changes as lines with a cursor; nobody's address is asked for or kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.desk.topics import ALL, FOLDER, Topics
from vostochny.model.site_url import site_address
from vostochny.release.history.versions import parts
from vostochny.release.metadata.citation import author
from vostochny.render.atom import Feed, FeedEntry, atom
from vostochny.render.context import RenderContext

MOST_ENTRIES = 200


def logged_changes(context: RenderContext, topics: Topics) -> list[Row]:
    """Every change that a release made, the oldest first, with its day, its cursor and its topics.

    A cursor is the version and the number of the change in it. Both are fixed once the version is released, so that
    lines are only ever added at the end.
    """
    found = context.rows(
        "select changes.*, released_on from changes join releases using (version) "
        "order by table_name, record_key, field"
    )
    found.sort(key=lambda row: parts(row["version"]))
    count: dict[str, int] = {}
    for row in found:
        number = count[row["version"]] = count.get(row["version"], 0) + 1
        row["cursor"] = f"{row['version']}:{number:06}"
        row["topics"] = sorted(topics.of(row["table_name"], row["record_key"]))
    return found


def feeds(context: RenderContext) -> Iterator[tuple[str, str]]:
    """All feeds, and the lines."""
    topics = Topics(context.dataset, context.connection)
    changes = logged_changes(context, topics)
    yield "desk/changes-since.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in changes)
    by_topic: dict[str, list[Row]] = {}
    for row in reversed(changes):
        for topic in row["topics"]:
            by_topic.setdefault(topic, []).append(row)
    for topic, about in topics.known.items():
        entries = [entry(context, row) for row in by_topic.get(topic, [])[:MOST_ENTRIES]]
        entries.append(beginning(context, topic, about))
        yield f"{FOLDER}/{topic}.xml", atom_feed(context, topic, about, entries)
        yield f"{FOLDER}/{topic}.json", json_feed(context, topic, about, entries)


def entry(context: RenderContext, row: Row) -> FeedEntry:
    """One change of one cell or row."""
    record = row["record_key"].split("|", maxsplit=1)[0]
    known = context.records.get(record)
    page = (known["page"] if known else "").lstrip("/") or "changes/"
    title = row["told"].partition(" Source: ")[0]
    identity = f"tag:vostochny-ledger,2026:change:{row['cursor']}"
    return FeedEntry(identity, title, site_address() + page, f"{row['released_on']}T00:00:00Z", row["told"])


def beginning(context: RenderContext, topic: str, about: Row) -> FeedEntry:
    """The entry that every feed begins with, so that no reader takes it for a broken one."""
    first = min(context.rows("select version, released_on from releases"), key=lambda row: parts(row["version"]))
    words = f"Changes from release {first['version']} on will be added here, one for each cell that changes."
    identity = f"tag:vostochny-ledger,2026:beginning:{topic}"
    page = f"{site_address()}{about['page']}"
    return FeedEntry(
        identity, f"Followed from here: {about['title']}", page, f"{first['released_on']}T00:00:00Z", words
    )


def title_of(context: RenderContext, topic: str, about: Row) -> str:
    """What a reader sees in a list of feeds."""
    name = context.authorities.get(about["title"], about["title"]) if topic != ALL else "all changes"
    return f"{context.dataset.package['title']}: {name}"


def atom_feed(context: RenderContext, topic: str, about: Row, entries: list[FeedEntry]) -> str:
    """The feed as Atom."""
    address = site_address()
    head = Feed(
        id=f"tag:vostochny-ledger,2026:feed:{topic}",
        title=title_of(context, topic, about),
        link=f"{address}{about['page']}",
        own_link=f"{address}{FOLDER}/{topic}.xml",
        updated=entries[0].updated,
        author=author(context.dataset.package),
        rights="CC BY 4.0",
    )
    return atom(head, entries)


def json_feed(context: RenderContext, topic: str, about: Row, entries: list[FeedEntry]) -> str:
    """The feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = [
        {"id": one.id, "url": one.link, "title": one.title, "content_text": one.summary, "date_published": one.updated}
        for one in entries
    ]
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of(context, topic, about),
        "home_page_url": f"{site_address()}{about['page']}",
        "feed_url": f"{site_address()}{FOLDER}/{topic}.json",
        "authors": [{"name": author(context.dataset.package)}],
        "items": items,
    }
    return json.dumps(head, ensure_ascii=False, indent=1) + "\n"
