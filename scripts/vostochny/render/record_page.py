"""The grammar of a record's page: the way there, chips, one sentence, facts with their sources, how to cite it.

All of it is HTML inside Markdown, so every value that enters is text (`in_markdown`) before it comes here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vostochny.database.record_index import RECORD_PAGES
from vostochny.model import wording
from vostochny.model.site_url import DATABASE_PATH, site_address
from vostochny.render.context import ANCHORS, NUMBERED, PLAIN, RenderContext, address_from, own_page, page
from vostochny.render.inert_text import Markdown, in_markdown, web_address
from vostochny.render.markup import link, text

# Languages of names by the script that they are written in, as BCP 47 has them; of Latin letters the script alone.
LANGUAGES = {"Hang": "ko", "Hani": "zh", "Kana": "ja", "Cyrl": "ru", "Latn": "und-Latn"}
# Folders of lists that are not in the folder of their records.
LISTS = {"volume_estimates": "figures"}

# How a block that is folded away begins.
BLOCK = "<details"


@dataclass(frozen=True)
class Fact:
    """One value of a record: its name, the value as markup, and what backs it, as markup."""

    name: str
    value: str
    backing: str = ""


def anchor_to(target: str, label: object, kind: str = "") -> Markdown:
    """An HTML link; `target` is an address or a path from the page."""
    written = f' class="{kind}"' if kind else ""
    return Markdown(f'<a href="{web_address(target)}"{written}>{in_markdown(label)}</a>')


def to_record(context: RenderContext, here: str, record_id: str | None, label: object = "") -> Markdown:
    """An HTML link to a record from the page `here`; its words alone where nothing can be linked."""
    if not record_id:
        return in_markdown(label)
    known = context.records.get(record_id)
    if known is None:
        return in_markdown(label or record_id)
    table = known["table_name"]
    if table in RECORD_PAGES:
        place = f"{address_from(here)}{RECORD_PAGES[table]}/{record_id}/"
    elif table in ANCHORS:
        place = address_from(here) + ANCHORS[table].format(record_id).replace(".md#", "/#")
    else:
        place = f"{DATABASE_PATH}/{table}/{record_id}"
    return anchor_to(place, label or record_id)


def to_source(context: RenderContext, here: str, source_id: str | None) -> Markdown:
    """An HTML link to a source by the name of its publisher and its year."""
    return to_record(context, here, source_id, context.publishers.get(str(source_id), source_id))


def linked_text(context: RenderContext, here: str, content: object) -> Markdown:
    """Text in which the identifiers of other records are HTML links to them."""
    return Markdown(
        NUMBERED.sub(lambda found: to_record(context, here, found[0].lower(), found[0]), in_markdown(content))
    )


def in_language(name: object, script: str) -> Markdown:
    """A name in the language that its script belongs to, so that it is read out and drawn as such."""
    language = LANGUAGES.get(script, "und")
    return in_markdown(name) if script == "Latn" else Markdown(f'<span lang="{language}">{in_markdown(name)}</span>')


def in_its_script(name: str) -> Markdown:
    """A name in the language that its letters say it is in."""
    first = next((letter for letter in name if letter.isalpha()), "")
    known = {"HANGUL": "Hang", "KATAKANA": "Kana", "HIRAGANA": "Kana", "CJK": "Hani", "CYRILLIC": "Cyrl"}
    written = unicodedata.name(first, "").split(" ")[0] if first else ""
    return in_language(name, known.get(written, "Latn"))


def chip(label: str, kind: str = "") -> str:
    """A short mark; `label` is markup, `kind` one of the looks of record.css."""
    return f'<span class="chip {kind}">{label}</span>' if kind else f'<span class="chip">{label}</span>'


def crumbs(parts: Sequence[str]) -> str:
    """The line above the heading: to the list, to the neighbours."""
    return (
        f'<nav class="crumbs" aria-label="Records beside this one">{" · ".join(part for part in parts if part)}</nav>'
    )


def fact_list(facts: Iterable[Fact]) -> str:
    """What is known, in columns, each value with what backs it."""
    items = []
    for item in facts:
        if item.value:
            backing = f" <small>{item.backing}</small>" if item.backing else ""
            items.append(f"<div><dt>{in_markdown(item.name)}</dt><dd>{item.value}{backing}</dd></div>")
    return f'<dl class="facts">{"".join(items)}</dl>'


def record_card(
    *,
    chips: Sequence[str],
    standing: str,
    more: Sequence[str] = (),
    facts: Sequence[Fact] = (),
    side: Sequence[str] = (),
) -> str:
    """The header of a record's page: chips, one sentence of standing, further lines, facts; at the side what to do.

    standing: the sentence as markup; it is the description of the page for search engines and other sites too
    """
    marks = f'<p class="chips">{" ".join(filter(None, chips))}</p>' if any(chips) else ""
    lines = "".join(line if line.startswith(BLOCK) else f"<p>{line}</p>" for line in more if line)
    beside = f'<div class="side">{"".join(filter(None, side))}</div>' if any(side) else ""
    known = fact_list(facts) if facts else ""
    return (
        f'<div class="record-card"><div class="what">{marks}<p class="standing">{standing}</p>{lines}</div>'
        f"{beside}{known}</div>"
    )


def actions(record_id: str, what: str, file: str) -> str:
    """What a reader does with a record: cite it, take the CSV file that it is in, say that it is wrong."""
    return (
        f'<p class="actions">{anchor_to("#cite", f"Cite this {what}", "button first")} '
        f"{anchor_to(f'/downloads/{file}.csv', 'CSV', 'button')} "
        f"{anchor_to(f'/correct/?record={record_id}', 'Report an error', 'button')}</p>"
    )


def aside(summary: str, content: str) -> str:
    """What a hurried reader may pass over, as markup; shown when asked for, however short, and always on paper.

    A hedge belongs where it is always seen, and not in here.
    """
    if not content:
        return ""
    return f'{BLOCK} class="aside"><summary>{in_markdown(summary)}</summary><p>{content}</p></details>'


def folded(summary: str, content: str, identifier: str = "") -> str:
    """Markdown that is shown when asked for, and always on paper."""
    name = f' id="{identifier}"' if identifier else ""
    head = f'<details class="fold" markdown="1"{name}>\n<summary>{in_markdown(summary)}</summary>'
    return f"{head}\n\n{content}\n\n</details>"


def record_page(
    context: RenderContext,
    record: tuple[str, str],
    title: str,
    *blocks: str,
    above: Sequence[str],
    heading: str = "",
    cited_as: str = "",
    boost: int = 1,
) -> str:
    """The whole page of a record: the way back to the list, the heading, the blocks, how to cite it.

    record: its table and its identifier
    title: name of the page, as plain text
    above: what the list of its table is called, and further parts of the line above the heading as markup
    heading: as markup, where it is more than the title; cited_as: what a citation calls the record, if not by the title
    """
    table, record_id = record
    all_records = LISTS.get(table, RECORD_PAGES[table])
    back = anchor_to(f"{address_from(own_page(table, record_id))}{all_records}/", above[0])
    return page(
        heading or text(title),
        *blocks,
        ending(context, table, record_id, cited_as or title),
        hide=PLAIN,
        boost=boost,
        above=crumbs([back, *above[1:]]),
        name=title,
    )


def ending(context: RenderContext, table: str, record_id: str, title: str) -> str:
    """The foot of a record's page: what releases changed, how to cite this one record, and where its row is.

    The citation has the record's name and identifier, version and day, and its own address, on paper too.
    """
    package = context.dataset.package
    address = f"{site_address()}{RECORD_PAGES[table]}/{record_id}/"
    version, day = package["version"], wording.day(context.released_on)
    words = in_markdown(f"{package['title']}, “{title}” ({record_id}), version {version}, released {day}. {address}")
    copying = '<button class="copy button" type="button" hidden data-copy="citation">Copy the citation</button>'
    row = f"{DATABASE_PATH}/{table}"
    places = [
        link("this record in Datasette", f"{row}/{record_id}"),
        link("CSV", f"/downloads/{table}.csv"),
        link("filter it in Datasette", row),
        link("correct this record", f"/correct/?record={record_id}"),
    ]
    return "\n\n".join(
        [
            context.changed(record_id).strip("\n"),
            # The search gives most weight to headings, so this one also leads from an identifier to its page.
            f"## Cite this record: {text(record_id)} {{ #cite }}",
            f'<div class="cite-record"><a id="record"></a><p id="citation" class="citation">{words}</p>'
            f'<p class="actions">{copying} <span>In other styles: <i>Cite this page</i>, below.</span></p></div>',
            f"As a table: {' · '.join(places)}\n{{ .files }}",
        ]
    )
