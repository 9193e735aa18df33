"""The page of one source: what it is, where to read it, on what terms, and every record that it speaks to."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.model.site_url import DATABASE_PATH
from vostochny.render.context import RenderContext, own_page
from vostochny.render.inert_text import Markdown, in_markdown
from vostochny.render.markup import day, link, text
from vostochny.render.record_page import (
    Fact,
    actions,
    anchor_to,
    chip,
    linked_text,
    record_card,
    record_page,
    to_source,
)
from vostochny.site.pages.freshness import checked_words

# More than this many records of one table are linked as a list in Datasette and not one by one.
LISTED_RECORDS = 60
LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "ro": "Romanian", "ru": "Russian", "sl": "Slovenian", "sv": "Swedish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def source_page(context: RenderContext, row: Row, records: dict[str, list[str]], relayed: list[str]) -> str:
    """One document; `records` are those it speaks to by table, `relayed` the documents that repeat it."""
    name = row["source_id"]
    here = own_page("sources", name)
    return record_page(
        context,
        ("sources", name),
        row["title"],
        card(context, here, row, records, relayed),
        "## What rests on it { data-search-exclude }" if records else "",
        *(records_of(context, here, name, table, found) for table, found in records.items()),
        above=["All sources", in_markdown(row["publisher"])],
        heading=titled(row),
        cited_as=f"{row['publisher']}: {row['title']}",
    )


def titled(row: Row) -> str:
    """The title, in its language where it is the printed one of a document in another language than English."""
    if row["title_kind"] != "original" or row["language"] in (None, "en"):
        return text(row["title"])
    return in_its_language(row, row["title"])


def in_its_language(row: Row, words: str) -> Markdown:
    """Words of a document, marked with its language."""
    return Markdown(f'<span lang="{in_markdown(row["language"])}">{in_markdown(words)}</span>')


def card(context: RenderContext, here: str, row: Row, records: dict[str, list[str]], relayed: list[str]) -> str:
    """The header: who published what when, whether it repeats another document, what rests on it."""
    name = row["source_id"]
    repeats = row["relays_source_id"]
    kind = context.label("sources", "kind", row["kind"])
    again = (
        f"Repeats {context.publishers[repeats]}: not a second source" if repeats else "Goes back to no other document"
    )
    note = f"<b>Note:</b> {linked_text(context, here, row['note'])}" if row["note"] else ""
    return record_card(
        chips=[chip(in_markdown(again), "quiet" if repeats else "confirmed"), chip(in_markdown(kind), "quiet")],
        standing=in_markdown(standing(context, row, records)),
        more=[note],
        facts=[*facts(context, here, row, relayed), *check_of(context, name)],
        side=[
            anchor_to(row["url"], "Read it", "button first") if row["url"] else "",
            actions(name, "source", "sources"),
        ],
    )


def standing(context: RenderContext, row: Row, records: dict[str, list[str]]) -> str:
    """One sentence: publisher, day, language, how much was read, and how many records rest on it."""
    when = f" of {wording.day(row['published_on'])}" if row["published_on"] else ", undated"
    language = f", in {LANGUAGES.get(row['language'], row['language'])}" if row["language"] else ""
    read = context.label("sources", "read_extent", row["read_extent"])
    number = wording.plural(sum(map(len, records.values())), "record")
    verb = "rests" if number.startswith("1 ") else "rest"
    return (
        f"A document by {row['publisher']}{when}{language}: “{row['title']}”. Read: {read[:1].lower()}{read[1:]}. "
        f"{number} {verb} on it here."
    )


def facts(context: RenderContext, here: str, row: Row, relayed: list[str]) -> list[Fact]:
    """The columns of the source."""
    read_as = row["url_kind"] and row["url_kind"] != "original"
    root = row["root"] if row["root"] not in (row["source_id"], row["relays_source_id"]) else None
    address = anchor_to(row["url"], row["url"]) if row["url"] else "none known"
    return [
        Fact("Published by", in_markdown(row["publisher"])),
        Fact("Authors", in_markdown(str(row["authors"] or "").replace(";", ", "))),
        Fact("Published on", day(row["published_on"]) or "not stated"),
        Fact("Address", address),
        Fact("Read as", in_markdown(context.label("sources", "url_kind", row["url_kind"])) if read_as else ""),
        Fact("Title", in_markdown(context.label("sources", "title_kind", row["title_kind"]))),
        Fact("In the original", in_its_language(row, row["title_original"]) if row["title_original"] else ""),
        Fact("Terms", in_markdown(row["licence"])),
        Fact("Repeats", to_source(context, here, row["relays_source_id"]) if row["relays_source_id"] else ""),
        Fact("Goes back to", to_source(context, here, root) if root else ""),
        Fact("Repeated by", ", ".join(to_source(context, here, item) for item in relayed)),
        Fact("Inferred", context.inferred("sources", row["inferred"])),
        Fact("Last checked", checked_words(context, context.source_freshness[row["source_id"]])),
        Fact("Identifier", f"<code>{in_markdown(row['source_id'])}</code>"),
    ]


def check_of(context: RenderContext, name: str) -> list[Fact]:
    """What the last check of the address found; nothing where there was no check."""
    rows = context.rows("select * from source_checks where source_id = :name", name=name)
    if not rows:
        return []
    row = rows[0]
    return [
        Fact("Found then", in_markdown(context.label("source_checks", "result", row["result"]))),
        Fact("Dead since", day(row["first_dead_on"])),
        Fact("Moved to", anchor_to(row["moved_to"], row["moved_to"]) if row["moved_to"] else ""),
        Fact("Archived copy", anchor_to(row["archived_url"], row["archived_url"]) if row["archived_url"] else ""),
    ]


def records_of(context: RenderContext, here: str, source: str, table: str, found: list[str]) -> str:
    """The records of one table that a source speaks to, by name."""
    described = context.dataset.tables.get(table)
    title = f"{text(described.title if described else table)} ({len(found)})"
    if len(found) > LISTED_RECORDS:
        where = f"{DATABASE_PATH}/record_sources?source_id={source}&table_name={table}"
        return f"**{title}:** {link('the list in Datasette', where)}"
    names = "; ".join(context.record(here, item, context.name(item)) for item in found)
    return f"**{title}:** {names}"
