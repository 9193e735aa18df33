"""The context in which every page is rendered: database, schemas, and links between pages."""

from __future__ import annotations

import json
import posixpath
import re
import sqlite3
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vostochny.database.reading import Row, rows
from vostochny.database.record_index import RECORD_PAGES
from vostochny.database.titles_sql import call_names, count_names, delivery_names
from vostochny.model.schema import Dataset
from vostochny.model.site_url import DATABASE_PATH
from vostochny.model.upkeep_rules import Freshness, Upkeep, read_upkeep
from vostochny.render.field_words import INFERRED
from vostochny.render.markup import admonition, day, link, text

# An identifier with a number, as notes name other records.
NUMBERED = re.compile(r"\b(?:call|conflict|correction|count|delivery|estimate|sighting)-\d+\b", re.IGNORECASE)
# Tables in which no two records have the same title.
NAMED_ONCE = ("vessels", "organisations", "ports", "timeline", "sources", "programmes")
# Relations of a document to a record that do not merely repeat another document.
OWN_ACCOUNT = ("states", "supports")
# Parts of the layout that a page without sections or without neighbours does not need.
PLAIN = ("navigation", "toc")
NO_CONTENTS = ("toc",)

# Tables whose records are anchors on a shared page; those with their own pages are in RECORD_PAGES.
ANCHORS = {
    "sightings": "sightings.md#{}",
    "programmes": "programmes.md#{}",
    "timeline": "timeline.md#{}",
    "conflicts": "conflicts.md#{}",
    "requests": "requests.md#{}",
    "corrections": "corrections.md#{}",
    "positions": "positions.md#{}",
    "searches": "searches.md#{}",
}


@dataclass(frozen=True)
class RenderContext:
    """What pages are rendered from: the schemas, a built database, and what is read from it once for all pages."""

    dataset: Dataset
    connection: sqlite3.Connection

    def rows(self, sql: str, **values: Any) -> list[Row]:
        """All rows of a statement."""
        return rows(self.connection, sql, values)

    @cached_property
    def records(self) -> dict[str, Row]:
        """Every identified record: its table and title."""
        return {row["record_id"]: row for row in self.rows("select * from records")}

    @cached_property
    def drawings(self) -> dict[tuple[str, int], str]:
        """Charts that have been drawn for a page already, by name and width."""
        return {}

    @cached_property
    def worked_out(self) -> dict[str, list[Row]]:
        """What a room has worked out for all pages of a publication, by its name."""
        return {}

    @cached_property
    def lists_read(self) -> dict[str, str]:
        """Whose lists were read as a whole, and of which day each was."""
        return {row["authority"]: row["list_as_of"] for row in self.rows("select * from lists_read")}

    @cached_property
    def lists_copied_by(self) -> dict[str, str]:
        """In whose document another authority's list was read, by codes: whose list it is, and whose document."""
        rows = self.rows(
            "select authority, publisher from programmes join sources on sources.source_id = list_source_id "
            "where list_as_of is not null"
        )
        codes = {name: str(code) for code, name in self.authorities.items()}
        read_in = {str(row["authority"]): str(codes.get(row["publisher"], row["authority"])) for row in rows}
        return {authority: code for authority, code in read_in.items() if code != authority}

    @cached_property
    def conflicts(self) -> list[Row]:
        """Every contradiction between sources."""
        return self.rows("select * from conflicts order by conflict_id")

    def title(self, record_id: str | None) -> str:
        """What a record is called; its identifier when it has no name, an empty text for None."""
        if not record_id:
            return ""
        known = self.records.get(record_id)
        return str(known["title"]) if known else str(record_id)

    @cached_property
    def authorities(self) -> dict[str, str]:
        """The authorities that list ships, in the order of the schema: code and name."""
        return self.dataset.tables["vessel_sanctions"].by_name["authority"].categories

    @cached_property
    def long_names(self) -> dict[str, str]:
        """Names of calls, counts and deliveries, whose own titles are bare identifiers."""
        return {
            **call_names(self.connection),
            **count_names(self.dataset, self.connection),
            **delivery_names(self.dataset, self.connection),
        }

    def name(self, record_id: str) -> str:
        """What a record is called in running text, with its identifier if another record may have the same name."""
        if record_id in self.long_names:
            return self.long_names[record_id]
        title = self.title(record_id)
        table = self.records[record_id]["table_name"] if record_id in self.records else ""
        return title if table in NAMED_ONCE or title == record_id else f"{title} ({record_id})"

    def label(self, table: str, column: str, value: object) -> str:
        """What a coded value means, for people; the value itself where the schema has no label for it."""
        field = self.dataset.published[table].by_name[column]
        return field.categories.get(str(value), str(value)) if value is not None else ""

    def inferred(self, table: str, columns: object) -> str:
        """The inferred columns of a row, separated by ``;`` in the record, as a sentence names them; empty for none."""
        known = self.dataset.tables[table].by_name
        names = [name for name in str(columns or "").split(";") if name]
        return ", ".join(text(INFERRED.get(name) or known[name].title.lower()) for name in names)

    def unit(self, name: str | None) -> str:
        """A unit in words."""
        return self.dataset.units[name]["title"] if name else ""

    def record(self, here: str, record_id: str | None, title: str = "") -> str:
        """A link to a record from the page `here`; plain text when nothing can be linked."""
        if not record_id:
            return ""
        known = self.records.get(record_id)
        if known is None:
            return text(title or record_id)
        table = known["table_name"]
        if table in RECORD_PAGES:
            return link(title or record_id, href(here, own_page(table, record_id)))
        if table in ANCHORS:
            return link(title or record_id, href(here, ANCHORS[table].format(record_id)))
        return link(title or record_id, f"{DATABASE_PATH}/{table}/{record_id}")

    def source(self, here: str, source_id: str | None) -> str:
        """A link to a source by the name of its publisher."""
        return self.record(here, source_id, self.publishers.get(str(source_id), str(source_id)))

    def with_links(self, here: str, content: object) -> str:
        """Escaped text in which the identifiers of other records are links to them."""
        return NUMBERED.sub(lambda found: self.record(here, found[0].lower(), found[0]), text(content))

    def linked(self, here: str, content: str) -> str:
        """Escaped text in which the name of another table, such as call_counts, is a link to that table's page."""
        escaped: str = text(content)
        for name in self.dataset.tables:
            place = f"tables/{name}.md"
            if "_" in name and place != here:
                escaped = escaped.replace(text(name), link(name, href(here, place)))
        return escaped

    def warnings(self, here: str, table: str, title: str) -> str:
        """The warnings that travel with a table, as a box; empty when there are none."""
        given = self.dataset.published[table].warnings
        return admonition("warning", title, [self.linked(here, item) for item in given]) if given else ""

    @cached_property
    def release(self) -> Row:
        """What the history of releases says of this version; empty where it says nothing yet."""
        found = self.rows(
            "select * from releases where version = :version", version=str(self.dataset.package["version"])
        )
        return found[0] if found else {}

    @property
    def released_on(self) -> str:
        """The day of this version for readers: that of the release, or of the last change where it has none yet."""
        return str(self.release.get("released_on") or self.dataset.package["created"][:10])

    @cached_property
    def upkeep(self) -> Upkeep:
        """How often tables and sources should be checked, and when the tables last were."""
        return read_upkeep(self.dataset)

    @cached_property
    def source_freshness(self) -> dict[str, Freshness]:
        """How fresh each source is."""
        checks = {row["source_id"]: row for row in self.rows("select * from source_checks")}
        found = {}
        for row in self.rows("select source_id, kind from sources order by source_id"):
            known = checks.get(row["source_id"], {})
            days = (known.get("address_checked_on"), known.get("content_read_on"))
            found[row["source_id"]] = self.upkeep.source(row["kind"], *days)
        return found

    @cached_property
    def evidence(self) -> dict[str, list[Row]]:
        """The documents behind every record."""
        found: dict[str, list[Row]] = {}
        for row in self.rows("select * from record_sources order by relation <> 'states', published_on, source_id"):
            found.setdefault(row["record_id"], []).append(row)
        return found

    def origins(self, record_id: str) -> int:
        """The number of independent documents behind a record: those that only repeat another are not counted."""
        rows = self.evidence.get(record_id, [])
        return len({row["root_source_id"] for row in rows if row["relation"] in OWN_ACCOUNT})

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Publisher and date of every source, as a reader would cite it in passing."""
        found = {}
        for row in self.rows("select source_id, publisher, published_on from sources"):
            year = f", {str(row['published_on'])[:4]}" if row["published_on"] else ""
            found[row["source_id"]] = f"{row['publisher']}{year}"
        return found

    def files_note(self, table: str, record_id: str = "", *, view: str = "") -> str:
        """Links to the table behind a page, and to the page's record in Datasette.

        view: the view that Datasette shows instead, where it has the columns of the page
        """
        known = self.dataset.published[table]
        # The script of filters asks Datasette for the rows that are shown, by their key.
        key = f'{{ data-key="{known.primary_key[0]}" }}' if len(known.primary_key) == 1 and not record_id else ""
        shown = link("filter it in Datasette", f"{DATABASE_PATH}/{view or table}")
        places = [link("CSV", f"/downloads/{view or table}.csv"), f"{shown}{key}"]
        if record_id:
            places.append(link("correct this record", f"/correct/?record={record_id}"))
            places.insert(0, link("this record in Datasette", f"{DATABASE_PATH}/{table}/{record_id}"))
        # The search gives most weight to headings, so this one also leads from an identifier to its page.
        head = f"## Record {record_id} {{ #record }}" if record_id else "---"
        changed = self.changed(record_id)
        cited = (
            f"Version {self.dataset.package['version']} of {day(self.released_on)}, {link('how to cite it', '/cite/')}"
        )
        return f"{changed}\n{head}\n\nAs a table: {' · '.join(places)} · {cited}\n{{ .files }}\n"

    @cached_property
    def changes(self) -> dict[str, list[Row]]:
        """What releases changed, by record; the changes of its names and particulars are a ship's own."""
        found: dict[str, list[Row]] = {}
        for row in self.rows("select version, record_key, told from changes order by version desc, table_name, field"):
            found.setdefault(row["record_key"].split("|")[0], []).append(row)
        return found

    def changed(self, record_id: str) -> str:
        """What releases changed about a record, as a section; empty where nothing was."""
        lines = [f"- {text(row['version'])}: {text(row['told'])}" for row in self.changes.get(record_id, [])]
        return "\n## What releases changed { data-search-exclude }\n\n" + "\n".join(lines) + "\n" if lines else ""


def own_page(table: str, record_id: str) -> str:
    """Path of the page of a record whose table has pages of its own."""
    return f"{RECORD_PAGES[table]}/{record_id}.md"


def href(here: str, target: str) -> str:
    """Relative address of `target` for the page `here`, both as paths from the folder of pages."""
    path, mark, fragment = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + mark + fragment


def address_from(here: str) -> str:
    """What leads from the address of the page `here` to the root of the site, for HTML that MkDocs does not rewrite."""
    return "" if here == "index.md" else "../" * (here.count("/") + 1)


def page(title: str, *blocks: str, hide: tuple[str, ...] = (), boost: int = 1, above: str = "", name: str = "") -> str:
    """A whole page: a heading and blocks with blank lines between them.

    boost: how much more than another page it weighs in the search
    above: what comes above the heading; MkDocs then has to be given the page's name
    name: the heading as plain text
    """
    head = [f"title: {json.dumps(name, ensure_ascii=False)}"] if name else []
    head += ["hide:", *(f"  - {item}" for item in hide)] if hide else []
    head += ["search:", f"  boost: {boost}"] if boost > 1 else []
    # The theme decodes the character references of a heading, and writes what it finds into the head of the page as
    # HTML; a title of the page's own it writes as it is: https://github.com/squidfunk/mkdocs-material, base.html.
    head += [f"title: {json.dumps(str(title), ensure_ascii=False)}"] if "&" in title else []
    front = "\n".join(["---", *head, "---", "", ""]) if head else ""
    body = "\n\n".join(block.strip("\n") for block in blocks if block)
    first = f"{above}\n\n" if above else ""
    return f"{front}{first}# {title}\n\n{body}\n"
