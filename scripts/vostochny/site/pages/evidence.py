"""Parts that the pages of many kinds of record share: who says so, who contradicts it, what else refers to it."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.render.context import RenderContext
from vostochny.render.markup import plural, prose, span, table, text
from vostochny.render.record_page import linked_text, to_record, to_source

# What notes on contradicting documents begin with, the document being the subject.
VERBS = {"Calls", "Dates", "Describes", "Does", "Has", "Names", "Prints", "Says", "Speaks"}


def documents(context: RenderContext, here: str, record_id: str, *, heading: bool = True) -> str:
    """The documents cited for a record, and to how many of them what they say goes back.

    Without a heading where the page has each report of the record with the documents cited for that report.
    """
    rows = context.evidence.get(record_id, [])
    if not rows:
        return ""
    blocks = [
        "## Documents cited for this record { data-search-exclude }" if heading else "",
        f"{how_many(context, record_id)} A document that repeats another is not a second source."
        + ("" if heading else " Documents that are cited for one of its reports alone stand with that report."),
        document_table(context, here, rows),
    ]
    return "\n\n".join(filter(None, blocks))


def how_many(context: RenderContext, record_id: str) -> str:
    """How many documents are cited for a record, and to how many at first hand what they say goes back, as a sentence.

    A document at first hand is no further observer: two may print the count of the same one.
    """
    number = len({row["source_id"] for row in context.evidence.get(record_id, [])})
    own = context.origins(record_id)
    return (
        f"{plural(number, 'document')} cited for this record; what they say goes back to "
        f"{plural(own, 'document')} at first hand."
    )


def in_passing(context: RenderContext, source_id: str) -> str:
    """A source as a sentence names it, not yet escaped: BBC News reported in 2024."""
    row = context.rows("select publisher, published_on from sources where source_id = :id", id=source_id)[0]
    year = f" in {row['published_on'][:4]}" if row["published_on"] else ""
    return f"{row['publisher']} reported{year}"


def contradicted(context: RenderContext, here: str, records: list[str]) -> str:
    """Who contradicts any of these records, as HTML: that nobody does is said too."""
    wanted = set(records)
    found = [item for item in context.conflicts if wanted & {item["record_id"], item["rival_record_id"]}]
    against = [item for item in found if item["kind"] == "contradiction"]
    others = [item for item in found if item["kind"] != "contradiction"]
    cited = [row for name in records for row in context.evidence.get(name, []) if row["relation"] == "contradicts"]
    parts = [f"Other documents do, on: {questions(context, here, against)}" if against else ""]
    parts += [f"{to_source(context, here, row['source_id'])}{says(context, here, row)}" for row in cited]
    if not against and not cited:
        parts = ["Nobody among the documents read."]
    if others:
        parts.append(f"Sources differ without contradicting it: {questions(context, here, others)}")
    return " ".join(filter(None, parts))


def says(context: RenderContext, here: str, row: Row) -> str:
    """What a document says against a record, after its name: a note that begins with a verb goes on as a sentence."""
    words = str(row["note"] or row["field"])
    first, _, rest = words.partition(" ")
    if first in VERBS:
        return f" {linked_text(context, here, f'{first.lower()} {rest}')}"
    return f": {linked_text(context, here, words)}"


def questions(context: RenderContext, here: str, conflicts: list[Row]) -> str:
    """The questions that sources answer differently, as links; how each is handled is further down the page."""
    return "; ".join(to_record(context, here, item["conflict_id"], item["question"]) for item in conflicts)


def document_table(context: RenderContext, here: str, rows: list[Row]) -> str:
    """One row a document and field."""
    fields = {row["field"] for row in rows} != {"record"}
    relations = {
        **context.dataset.tables["citations"].by_name["relation"].categories,
        "states": "The record is taken from it",
        "searched": "Looked for in it and not found",
    }
    headers = ["Document", "What it does", "Goes back to", "Where in it", "Note"]
    cells = []
    for row in rows:
        relayed = row["root_source_id"] != row["source_id"]
        does = str(relations.get(row["relation"], row["relation"]))
        entry = [
            context.source(here, row["source_id"]),
            text(does),
            context.source(here, row["root_source_id"]) if relayed else "itself",
            text(row["locator"]),
            prose(context.with_links(here, row["note"])),
        ]
        if fields:
            entry.insert(2, text("the whole row" if row["field"] == "record" else row["field"].replace("_", " ")))
        cells.append(entry)
    if fields:
        headers.insert(2, "For")
    return table(headers, cells)


def conflicts(context: RenderContext, here: str, records: list[str]) -> str:
    """Differences between sources that touch any of these records, each with its kind; empty when there is none."""
    wanted = set(records)
    found = [item for item in context.conflicts if wanted & {item["record_id"], item["rival_record_id"]}]
    if not found:
        return ""
    lines = []
    for item in found:
        sides = [side for side in (item["record_id"], item["rival_record_id"]) if side and side not in wanted]
        other = (
            f" Other side: {', '.join(context.record(here, side, context.name(side)) for side in sides)}."
            if sides
            else ""
        )
        kind = text(context.label("conflicts", "kind", item["kind"]))
        lines.append(
            f"- {context.record(here, item['conflict_id'], item['question'])} {kind}. {text(item['handling'])}{other}"
        )
    return "## Where sources differ { data-search-exclude }\n\n" + "\n".join(lines)


def corrections(context: RenderContext, here: str, record_id: str) -> str:
    """Whether a printed figure is used otherwise than printed; empty when it is not."""
    lines = [
        f"- Printed as {text(row['as_printed'])}, used as {text(row['as_used'] or 'no figure')}: {text(row['reason'])} "
        f"({context.record(here, row['correction_id'], 'the correction')})"
        for row in context.rows("select * from corrections where record_id = :id order by correction_id", id=record_id)
    ]
    return "## Not taken as printed\n\n" + "\n".join(lines) if lines else ""


def sighting_table(context: RenderContext, here: str, sightings: list[Row]) -> str:
    """What each source reports, as it reports it."""
    headers = ["Sighting", "Days", "Ship and place as reported", "Seen by", "How", "Load", "Source", "Note"]
    rows = [
        [
            context.record(here, item["sighting_id"]),
            span(item["date_earliest"], item["date_latest"]),
            f"{ship_as_reported(context, item)}; {text(item['place_as_reported'])}",
            text(item["observer"]),
            text(context.label("sightings", "method", item["method"])),
            text(item["load_detail"] or context.label("sightings", "load_state", item["load_state"])),
            context.source(here, item["source_id"]),
            prose(context.with_links(here, item["note"])),
        ]
        for item in sightings
    ]
    return table(headers, rows)


def ship_as_reported(context: RenderContext, sighting: Row) -> str:
    """The name as the source prints it, with the source's own doubt about it."""
    hedge = sighting["identity_hedge"]
    doubt = f" ({text(context.label('sightings', 'identity_hedge', hedge))})" if hedge else ""
    return f"{text(sighting['vessel_name_as_reported'])}{doubt}"
