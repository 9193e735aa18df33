"""The list of counted series, and one page a count: a number of calls that a source prints without naming them."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.render.context import NO_CONTENTS, RenderContext, href, own_page, page
from vostochny.render.country_names import with_article
from vostochny.render.inert_text import in_markdown
from vostochny.render.markup import anchor, link, number, plural, quantity, span, table, text
from vostochny.render.record_page import (
    Fact,
    actions,
    chip,
    linked_text,
    record_card,
    record_page,
    to_record,
    to_source,
)
from vostochny.site.pages.evidence import conflicts, contradicted, corrections, documents, in_passing
from vostochny.site.pages.in_the_source import folded_passages
from vostochny.site.pages.observer_notes import grade

INDEX = "counts.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every count."""
    rows = context.rows("select * from call_counts order by period_end desc, period_start desc, count_id")
    yield (
        INDEX,
        page(
            "Counted by others",
            "How many calls others have counted, mostly without a list of them in what was read. A count is "
            "one row here and never turned into calls; [the documented calls](calls.md) are a list of their own.",
            context.warnings(INDEX, "call_counts", "Before you add"),
            count_table(context, INDEX, rows),
            context.files_note("call_counts"),
            hide=NO_CONTENTS,
        ),
    )
    for row in rows:
        yield own_page("call_counts", row["count_id"]), count_page(context, row)


def counted(context: RenderContext, row: Row) -> str:
    """The number with what it is a number of, as printed or, where `read_here`, as this record reads it."""
    words = quantity(row["count_low"], None, row["count_high"], row["qualifier"])
    what = text(context.label("call_counts", "counted", row["counted"]))
    return f"{words} {what[:1].lower()}{what[1:]}"


def read_here(row: Row) -> bool:
    """Whether the number, or what it is a number of, is inferred here and not what the source prints."""
    return not {"count_low", "count_high", "counted"}.isdisjoint(str(row["inferred"] or "").split(";"))


def mark(row: Row) -> str:
    """What follows a number that is inferred here; empty where it is as printed."""
    return " (read here so)" if read_here(row) else ""


def count_table(context: RenderContext, here: str, rows: list[Row]) -> str:
    """One row a count."""
    return table(
        ["Count", "Period", "What was counted", "Place", "Counted by", "Documents at first hand", "Source"],
        [
            [
                (anchor(row["count_id"]) if here == INDEX else "") + context.record(here, row["count_id"]),
                span(row["period_start"], row["period_end"]),
                counted(context, row) + mark(row),
                context.record(here, row["port_id"], row["place_as_reported"]) or text(row["place_as_reported"]),
                text(row["counted_by"]),
                str(context.origins(row["count_id"])),
                context.source(here, row["source_id"]),
            ]
            for row in rows
        ],
    )


def count_page(context: RenderContext, row: Row) -> str:
    """One count: what was counted, which documented calls fall in it, what the model makes of it."""
    name = row["count_id"]
    here = own_page("call_counts", name)
    days = wording.span(row["period_start"], row["period_end"])
    what = counted(context, row)
    title = f"{what[:1].upper()}{what[1:]}: {row['place_as_reported']}, {days}"
    return record_page(
        context,
        ("call_counts", name),
        title,
        card(context, here, row),
        modelled(context, here, name),
        calls_in(context, here, name),
        figures(context, here, name),
        conflicts(context, here, [name]),
        corrections(context, here, name),
        documents(context, here, name),
        folded_passages(context, here, [name]),
        above=["All counts"],
    )


def card(context: RenderContext, here: str, row: Row) -> str:
    """The header: who counted what where, in how many documents at first hand, and who contradicts it."""
    name = row["count_id"]
    days = wording.span(row["period_start"], row["period_end"])
    place = to_record(context, here, row["port_id"], row["place_as_reported"])
    guessed = context.inferred("call_counts", row["inferred"])
    return record_card(
        chips=[chip(f"one count: {plural(context.origins(name), 'document')} at first hand")],
        standing=in_markdown(standing(context, row)),
        more=[
            fact_or_count(context, row),
            f"<b>Who contradicts it?</b> {contradicted(context, here, [name])}",
            f"<b>Inferred here:</b> {guessed or 'nothing'}. {linked_text(context, here, row['note'])}",
        ],
        facts=[
            Fact("Counted", in_markdown(counted(context, row)), "inferred in part" if read_here(row) else ""),
            Fact("By", in_markdown(row["counted_by"])),
            Fact("Place", place),
            Fact("Period", in_markdown(days)),
            ships(row),
            Fact("Ships as printed", in_markdown(row["vessels_as_printed"])),
            Fact("Source", to_source(context, here, row["source_id"])),
            Fact("Identifier", f"<code>{in_markdown(name)}</code>"),
        ],
        side=[amount(context, name), actions(name, "count", "call_counts")],
    )


def fact_or_count(context: RenderContext, row: Row) -> str:
    """Whether the number of the headline is a fact, in one sentence; empty for the other counts."""
    if not context.rows("select 1 from headline_series where count_id = :id", id=row["count_id"]):
        return ""
    others = context.rows(
        "select 1 from call_counts where port_id = :port and counted_by <> :who and period_start = :first "
        "and period_end = :last",
        port=row["port_id"], who=row["counted_by"], first=row["period_start"], last=row["period_end"],
    )  # fmt: skip
    second = "Another observer counted the same period." if others else (
        "No second observer's count of these months was found in the documents read."
    )  # fmt: skip
    return f"<b>Is {number(row['count_low'])} a fact?</b> It is one organisation's count. {second}"


def standing(context: RenderContext, row: Row) -> str:
    """One sentence of who counted what; that it is read so here where the source prints something else."""
    # Some counts are of the ships that another observer saw: "CSIS, on the tankers that RUSI saw".
    name, _, basis = row["counted_by"].partition(", on ")
    who = with_article(name)
    where = f"at {row['place_as_reported']}, {wording.span(row['period_start'], row['period_end'])}"
    what, source = counted(context, row), in_passing(context, row["source_id"])
    if read_here(row):
        said = f"What {source} of the count by {who} {where}, is read here as {what}; it is worded otherwise there."
    elif basis:
        said = f"Of {basis}, {who} gives {what} {where}, as {source}."
    else:
        said = f"{who[:1].upper()}{who[1:]} counted {what} {where}, as {source}."
    listed = (
        "the calls in it were not published one by one"
        if read_whole(context, row["source_id"])
        else "what was read does not list its calls one by one"
    )
    return f"{said} A count is one number of its source: {listed}."


def read_whole(context: RenderContext, source_id: str) -> bool:
    """Whether a document and the one that it goes back to were both read from end to end."""
    extents = context.rows(
        "select read_extent from sources where source_id = :id or source_id in "
        "(select root_source_id from source_roots where source_id = :id)",
        id=source_id,
    )
    return all(row["read_extent"] == "whole" for row in extents)


def ships(row: Row) -> Fact:
    """How many different ships, a floor where no upper end is known, and whether that is inferred."""
    if row["vessels_low"] is None and row["vessels_high"] is None:
        return Fact("Different ships", "")
    qualifier = "at_least" if row["vessels_high"] is None else "exactly"
    guessed = {"vessels_low", "vessels_high"} & set(str(row["inferred"] or "").split(";"))
    words = quantity(row["vessels_low"], None, row["vessels_high"], qualifier)
    return Fact("Different ships", in_markdown(words), "inferred" if guessed else "")


def amount(context: RenderContext, name: str) -> str:
    """The barrels that the model gives for the counted calls; empty where it was not asked."""
    for row in context.rows("select * from volume_totals where count_id = :id order by rowid limit 1", id=name):
        return (
            f'<p class="amount"><b>{number(row["barrels_low"])} to {number(row["barrels_high"])} barrels</b> for its '
            f"{row['calls']} calls, modelled, not measured</p>"
        )
    return ""


def modelled(context: RenderContext, here: str, name: str) -> str:
    """What the volume model gives for the counted calls; empty where it was not asked."""
    blocks = []
    totals = "select * from volume_totals where count_id = :id or ';' || tellings || ';' like '%;' || :id || ';%'"
    for row in context.rows(totals, id=name):
        interval = f"{number(row['barrels_low'])} to {number(row['barrels_high'])} barrels"
        blocks.append(
            f"## What the model gives\n\n**{interval}** in nine simulations of ten, "
            f"{number(row['barrels_central'])} in the middle, for {row['calls']} calls. "
            f"{same_count(context, here, name, row['count_id'])}"
            f"Modelled, not measured: {link('how', href(here, 'model.md'))}. "
            f"Run `{row['run_id']}`."
        )
    return "\n\n".join(blocks)


def same_count(context: RenderContext, here: str, name: str, count_id: str) -> str:
    """That a row of counts is another account of the count that the model uses; empty for that one itself."""
    return "" if name == count_id else f"That is the same count as {context.record(here, count_id)} has it. "


def calls_in(context: RenderContext, here: str, name: str) -> str:
    """The documented calls that fall in the count; empty when there is none."""
    calls = context.rows("select * from calls where count_id = :id order by date_earliest, call_id", id=name)
    if not calls:
        return ""
    cells = [
        [
            context.record(here, call["call_id"]),
            span(call["date_earliest"], call["date_latest"]),
            context.record(here, call["vessel_id"], call["vessel_name"]) or "not identified",
            text(grade(context, call)),
        ]
        for call in calls
    ]
    heading = f"## Calls in it that are documented one by one ({len(calls)})"
    return f"{heading}\n\n{table(['Call', 'Days', 'Ship', 'Confidence'], cells)}"


def figures(context: RenderContext, here: str, name: str) -> str:
    """Published figures that rest on the count."""
    rows = context.rows("select * from volume_estimates where count_id = :id order by estimate_id", id=name)
    lines = [
        f"- {context.record(here, row['estimate_id'], row['subject'])}, by {text(row['estimated_by'])}" for row in rows
    ]
    return "## Published figures that rest on it\n\n" + "\n".join(lines) if lines else ""
