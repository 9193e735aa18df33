"""Parts that the pages of many kinds of record share: who says so, who contradicts it, what else refers to it."""

from __future__ import annotations

from typing import Any

from vostochny.render.context import Book
from vostochny.render.markup import plural, prose, span, table, text


def documents(book: Book, here: str, record_id: str) -> str:
    """Every document that speaks to a record, and how many of them do so on their own account."""
    rows = book.evidence.get(record_id, [])
    if not rows:
        return ""
    number = len({row["source_id"] for row in rows})
    own = book.origins(record_id)
    words = (
        f"{plural(number, 'document')} on record, {own} of them {'an origin' if own == 1 else 'origins'} of its own."
    )
    return "\n\n".join(
        [
            "## Who says so { data-search-exclude }",
            f"{words} A document that repeats another is not a second witness.",
            document_table(book, here, rows),
        ]
    )


def document_table(book: Book, here: str, rows: list[dict[str, Any]]) -> str:
    """One row a document and field."""
    fields = {row["field"] for row in rows} != {"record"}
    relations = {
        **book.dataset.tables["citations"].by_name["relation"].categories,
        "states": "The record is taken from it",
        "searched": "Looked for in it and not found",
    }
    headers = ["Document", "What it does", "Goes back to", "Where in it", "Note"]
    cells = []
    for row in rows:
        relayed = row["root_source_id"] != row["source_id"]
        entry = [
            book.source(here, row["source_id"]),
            text(relations.get(row["relation"], row["relation"])),
            book.source(here, row["root_source_id"]) if relayed else "itself",
            text(row["locator"]),
            prose(book.told(here, row["note"])),
        ]
        if fields:
            entry.insert(2, text("the whole row" if row["field"] == "record" else row["field"].replace("_", " ")))
        cells.append(entry)
    if fields:
        headers.insert(2, "For")
    return table(headers, cells)


def conflicts(book: Book, here: str, records: list[str]) -> str:
    """Contradictions that touch any of these records; empty when there is none."""
    wanted = set(records)
    found = [item for item in book.conflicts if wanted & {item["record_id"], item["rival_record_id"]}]
    if not found:
        return ""
    lines = []
    for item in found:
        sides = [side for side in (item["record_id"], item["rival_record_id"]) if side and side not in wanted]
        other = (
            f" Other side: {', '.join(book.record(here, side, book.name(side)) for side in sides)}." if sides else ""
        )
        lines.append(f"- {book.record(here, item['conflict_id'], item['question'])} {text(item['handling'])}{other}")
    return "## Where sources contradict each other { data-search-exclude }\n\n" + "\n".join(lines)


def corrections(book: Book, here: str, record_id: str) -> str:
    """Whether a printed figure is used otherwise than printed; empty when it is not."""
    lines = [
        f"- Printed as {text(row['as_printed'])}, used as {text(row['as_used'] or 'no figure')}: {text(row['reason'])} "
        f"({book.record(here, row['correction_id'], 'the correction')})"
        for row in book.rows("select * from corrections where record_id = :id order by correction_id", id=record_id)
    ]
    return "## Not taken as printed\n\n" + "\n".join(lines) if lines else ""


def sighting_table(book: Book, here: str, sightings: list[dict[str, Any]]) -> str:
    """What each source reports, as it reports it."""
    headers = ["Sighting", "Days", "Ship and place as reported", "Seen by", "How", "Load", "Source", "Note"]
    rows = [
        [
            book.record(here, item["sighting_id"]),
            span(item["date_earliest"], item["date_latest"]),
            f"{text(item['vessel_name_as_reported'])}; {text(item['place_as_reported'])}",
            text(item["observer"]),
            text(book.label("sightings", "method", item["method"])),
            text(item["load_detail"] or book.label("sightings", "load_state", item["load_state"])),
            book.source(here, item["source_id"]),
            prose(book.told(here, item["note"])),
        ]
        for item in sightings
    ]
    return table(headers, rows)
