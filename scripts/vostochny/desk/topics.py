"""What a reader can follow: ships called or sighted, ports with calls, authorities, organisations, conflicts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Mapping

from vostochny.database.reading import Row, rows
from vostochny.model.schema import Dataset
from vostochny.model.site_url import site_address
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown
from vostochny.render.markup import text

ALL = "all"
FOLDER = "desk/feeds"
# Column that names it, and folder of its feeds.
KINDS = {
    "vessel_id": "ships",
    "port_id": "ports",
    "authority": "authorities",
    "organisation_id": "organisations",
    "conflict_id": "conflicts",
}
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
    content = re.sub(
        r'<p class="actions"><a [^>]*>[^<]*</a> ', lambda actions: f"{actions[0]}{button} ", content, count=1
    )
    links = f'<a href="{feed}.xml">Atom</a> · <a href="{feed}.json">JSON Feed</a>'
    return content.replace("</article>", f"<p>Follow what changes here: {links}</p></article>", 1)


def feed_list(context: RenderContext) -> Markdown:
    """Links to the feeds of everything, of ships, ports and authorities."""
    topics = [topic for topic in followed(context.connection).items() if topic[0].partition("/")[0] in LISTED]
    topics.sort(key=lambda item: LISTED.index(item[0].partition("/")[0]))
    names = [(topic, topic_name(context, topic, str(about["title"]))) for topic, about in topics]
    return Markdown(
        "\n".join(
            f"- {text(name[:1].upper() + name[1:])}: [Atom](/{FOLDER}/{topic}.xml), [JSON](/{FOLDER}/{topic}.json)"
            for topic, name in names
        )
    )


def topic_name(context: RenderContext, topic: str, title: str) -> str:
    """What a feed is called in the list; that of a country is of its sanctions lists alone."""
    listing = topic.startswith("authorities/")
    return f"sanctions lists, {context.authorities.get(title, title)}" if listing else title


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
