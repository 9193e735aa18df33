"""Atom and JSON feeds of what a reader can follow, and a JSON Lines log of all changes; nobody's address is kept."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping

from vostochny.database.reading import Row, rows
from vostochny.model.schema import Dataset
from vostochny.model.site_url import site_address
from vostochny.release.history.versions import parts
from vostochny.release.metadata.citation import author
from vostochny.render.atom import Feed, FeedEntry, atom
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown
from vostochny.render.markup import text

MOST_ENTRIES = 200
ALL = "all"
FOLDER = "desk/feeds"
# Key column and folder of the feeds.
KINDS = {"vessel_id": "ships", "port_id": "ports", "authority": "authorities"}
KINDS |= {"organisation_id": "organisations", "conflict_id": "conflicts"}
# What the page for newsrooms lists, in this order.
LISTED = ("all", "ships", "ports", "authorities")
FOLLOWED = """
select 'ships/' || vessel_id as topic, name as title, 'vessels/' || vessel_id || '/' as page from vessels
where vessel_id in (select vessel_id from sightings union select vessel_id from port_calls)
union all select 'ports/' || port_id, name, 'ports/' || port_id || '/' from ports
where port_id in (select port_id from port_calls)
union all select 'authorities/' || authority, authority, 'programmes/' from programmes group by authority
union all select 'organisations/' || organisation_id, name, 'organisations/' || organisation_id || '/'
from organisations
union all select 'conflicts/' || conflict_id, question, 'conflicts/#' || conflict_id from conflicts order by 1
"""


def followed(connection: sqlite3.Connection) -> dict[str, Row]:
    """Every topic with its title and page."""
    first = {"topic": ALL, "title": "everything", "page": "changes/"}
    return {row["topic"]: row for row in [first, *rows(connection, FOLLOWED)]}


def with_feeds(content: str, here: str, topics: Collection[str]) -> str:
    """A page about a ship, port or organisation with its feeds in its head, beside *Cite* and at its end.

    here: path of the page's file from the root of the site
    topics: those that have feeds
    """
    found = re.fullmatch(r"(vessels|ports|organisations)/([^/]+)/index\.html", here)
    topic = f"{found[1].replace('vessels', 'ships')}/{found[2]}" if found else ""
    if topic not in topics:
        return content
    feed = f"../../{FOLDER}/{topic}"
    # The word order as in site/html_head.py, for the theme's sake.
    kind = 'rel="feed alternate" type="application/atom+xml" title="This page"'
    link = f'<link {kind} href="{site_address()}{FOLDER}/{topic}.xml">'
    content = content.replace('<link rel="feed', f'{link}<link rel="feed', 1)
    button = f'<a class="button" href="{feed}.xml">Follow (Atom)</a>'
    actions = r'<p class="actions"><a [^>]*>[^<]*</a> '
    content = re.sub(actions, lambda found: f"{found[0]}{button} ", content, count=1)
    links = f'<a href="{feed}.xml">Atom</a> · <a href="{feed}.json">JSON Feed</a>'
    return content.replace("</article>", f"<p>Follow what changes here: {links}</p></article>", 1)


def feed_list(context: RenderContext) -> Markdown:
    """Links to the feeds of everything, of ships, ports and authorities."""
    topics = [topic for topic in followed(context.connection).items() if topic[0].partition("/")[0] in LISTED]
    topics.sort(key=lambda item: LISTED.index(item[0].partition("/")[0]))
    lines = []
    for topic, about in topics:
        name = topic_name(context, topic, about)
        links = f"[Atom](/{FOLDER}/{topic}.xml), [JSON](/{FOLDER}/{topic}.json)"
        lines.append(f"- {text(name[:1].upper() + name[1:])}: {links}")
    return Markdown("\n".join(lines))


def topic_name(context: RenderContext, topic: str, about: Row) -> str:
    """What a feed is called; that of a country covers its sanctions lists only."""
    title = about["title"]
    return f"sanctions lists, {context.authorities.get(title, title)}" if topic.startswith("authorities/") else title


class Topics:
    """Which feeds a change belongs to: those of what its row, or the record that its row is about, names."""

    def __init__(self, dataset: Dataset, connection: sqlite3.Connection) -> None:
        self.dataset, self.connection = dataset, connection
        self.known = followed(connection)
        self.disputed: dict[str, set[str]] = {}
        for row in rows(connection, "select conflict_id, record_id, rival_record_id from conflicts"):
            for record in (row["record_id"], row["rival_record_id"]):
                self.disputed.setdefault(record, set()).add(f"conflicts/{row['conflict_id']}")

    def of(self, table: str, key: str) -> set[str]:
        """The topics of one row; a row that is gone is known by its key alone."""
        described = self.dataset.published.get(table)
        if described is None:
            return {ALL}
        cells = dict(zip(described.primary_key, key.split("|"), strict=False))
        where = " and ".join(f"[{column}] = :{column}" for column in cells)
        found = rows(self.connection, f"select * from [{table}] where {where}", cells)
        row: Mapping[str, object] = found[0] if found else cells
        topics = {ALL, *self.disputed.get(key, ())}
        topics |= {f"{folder}/{row[column]}" for column, folder in KINDS.items() if row.get(column)}
        for record in (row.get("record_id"), row.get("rival_record_id")):
            known = rows(self.connection, "select table_name from records where record_id = :id", {"id": record})
            # Who follows a contradiction does not follow the others of the same record.
            more = self.of(known[0]["table_name"], str(record)) if known else set()
            topics |= {topic for topic in more if not topic.startswith("conflicts/")}
        return topics & self.known.keys()


def logged_changes(context: RenderContext, topics: Topics) -> list[Row]:
    """Every change that a release made, the oldest first, with its day, its cursor and its topics.

    A cursor is the version and the number of the change in it. Both are fixed once the version is released, so that
    lines are only ever added at the end.
    """
    sql = "select changes.*, released_on from changes join releases using (version)"
    found = context.rows(f"{sql} order by table_name, record_key, field")
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
        head = Feed(
            id=f"tag:vostochny-ledger,2026:feed:{topic}",
            title=f"{context.dataset.package['title']}: {topic_name(context, topic, about)}",
            link=f"{site_address()}{about['page']}",
            own_link=f"{site_address()}{FOLDER}/{topic}.xml",
            updated=entries[0].updated,
            author=author(context.dataset.package),
            rights="CC BY 4.0",
        )
        yield f"{FOLDER}/{topic}.xml", atom(head, entries)
        yield f"{FOLDER}/{topic}.json", json_feed(head, entries)


def entry(context: RenderContext, row: Row) -> FeedEntry:
    """One change of one cell or row."""
    known = context.records.get(row["record_key"].split("|", maxsplit=1)[0], {"page": ""})
    title, page = row["told"].partition(" Source: ")[0], known["page"].lstrip("/") or "changes/"
    identity = f"tag:vostochny-ledger,2026:change:{row['cursor']}"
    return FeedEntry(identity, title, site_address() + page, f"{row['released_on']}T00:00:00Z", row["told"])


def beginning(context: RenderContext, topic: str, about: Row) -> FeedEntry:
    """The entry that every feed begins with, so that an otherwise empty feed does not look broken."""
    first = min(context.rows("select version, released_on from releases"), key=lambda row: parts(row["version"]))
    words = f"Changes from release {first['version']} on will be added here, one for each cell that changes."
    identity, title = f"tag:vostochny-ledger,2026:beginning:{topic}", f"Followed from here: {about['title']}"
    return FeedEntry(identity, title, site_address() + about["page"], f"{first['released_on']}T00:00:00Z", words)


def json_feed(feed: Feed, entries: list[FeedEntry]) -> str:
    """The feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = [
        {"id": one.id, "url": one.link, "title": one.title, "content_text": one.summary, "date_published": one.updated}
        for one in entries
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.link}
    head["feed_url"] = f"{feed.own_link.removesuffix('.xml')}.json"
    authors = [{"name": feed.author}]
    return json.dumps({**head, "authors": authors, "items": items}, ensure_ascii=False, indent=1) + "\n"
