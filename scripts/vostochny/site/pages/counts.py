"""The list of counted series, and one page a count: a number of calls that a source prints without naming them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vostochny.render.context import NO_CONTENTS, PLAIN, Book, href, own_page, page
from vostochny.render.markup import anchor, link, number, pairs, prose, quantity, span, table, text
from vostochny.site.pages.evidence import conflicts, corrections, documents

INDEX = "counts.md"


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """The index and a page for every count."""
    rows = book.rows("select * from call_counts order by period_end desc, period_start desc, count_id")
    yield (
        INDEX,
        page(
            "Counted series",
            "How many calls others have counted, where most of the calls were never published one by one. A count is "
            "one row here and never turned into calls; what is documented one by one is [a list of its own](calls.md).",
            book.warnings(INDEX, "call_counts", "Before you add"),
            count_table(book, INDEX, rows),
            book.files_note("call_counts"),
            hide=NO_CONTENTS,
        ),
    )
    for row in rows:
        yield own_page("call_counts", row["count_id"]), count_page(book, row)


def counted(book: Book, row: dict[str, Any]) -> str:
    """The number as printed, with what it is a number of."""
    words = quantity(row["count_low"], None, row["count_high"], row["qualifier"])
    what = text(book.label("call_counts", "counted", row["counted"]))
    return f"{words} {what[:1].lower()}{what[1:]}"


def count_table(book: Book, here: str, rows: list[dict[str, Any]]) -> str:
    """One row a count."""
    return table(
        ["Count", "Period", "What was counted", "Place", "Counted by", "Origins", "Source"],
        [
            [
                (anchor(row["count_id"]) if here == INDEX else "") + book.record(here, row["count_id"]),
                span(row["period_start"], row["period_end"]),
                counted(book, row),
                book.record(here, row["port_id"], row["place_as_reported"]) or text(row["place_as_reported"]),
                text(row["counted_by"]),
                str(book.origins(row["count_id"])),
                book.source(here, row["source_id"]),
            ]
            for row in rows
        ],
    )


def count_page(book: Book, row: dict[str, Any]) -> str:
    """One count: what was counted, which documented calls fall in it, what the model makes of it."""
    name = row["count_id"]
    here = own_page("call_counts", name)
    vessels = quantity(row["vessels_low"], None, row["vessels_high"], "exactly")
    return page(
        f"{counted(book, row)[:1].upper()}{counted(book, row)[1:]}: {text(row['place_as_reported'])}, "
        f"{span(row['period_start'], row['period_end'])}",
        pairs(
            [
                ("Counted", counted(book, row)),
                ("By", text(row["counted_by"])),
                (
                    "Place",
                    book.record(here, row["port_id"], row["place_as_reported"]) or text(row["place_as_reported"]),
                ),
                ("Period", span(row["period_start"], row["period_end"])),
                ("Different ships", vessels if row["vessels_low"] or row["vessels_high"] else ""),
                ("Ships as printed", text(row["vessels_as_printed"])),
                ("Source", book.source(here, row["source_id"])),
                ("Inferred, not printed by a source", book.fields("call_counts", row["inferred"])),
                ("Note", prose(book.told(here, row["note"]))),
                ("Identifier", f"`{name}`"),
            ]
        ),
        modelled(book, here, name),
        calls_in(book, here, name),
        figures(book, here, name),
        conflicts(book, here, [name]),
        corrections(book, here, name),
        documents(book, here, name),
        book.files_note("call_counts", name),
        hide=PLAIN,
    )


def modelled(book: Book, here: str, name: str) -> str:
    """What the volume model gives for the counted calls; empty where it was not asked."""
    blocks = []
    for row in book.rows("select * from volume_totals where count_id = :id", id=name):
        interval = f"{number(row['barrels_low'])} to {number(row['barrels_high'])} barrels"
        blocks.append(
            f"## What the model gives\n\n**{interval}** in nine simulations of ten, "
            f"{number(row['barrels_central'])} in the middle, for {row['calls']} calls. "
            f"Modelled, not measured: {link('how', href(here, 'model.md'))}. "
            f"Run `{row['run_id']}`."
        )
    return "\n\n".join(blocks)


def calls_in(book: Book, here: str, name: str) -> str:
    """The documented calls that fall in the count; empty when there is none."""
    calls = book.rows("select * from calls where count_id = :id order by date_earliest, call_id", id=name)
    if not calls:
        return ""
    cells = [
        [
            book.record(here, call["call_id"]),
            span(call["date_earliest"], call["date_latest"]),
            book.record(here, call["vessel_id"], call["vessel_name"]) or "not identified",
            text(call["confidence"]),
        ]
        for call in calls
    ]
    heading = f"## Calls in it that are documented one by one ({len(calls)})"
    return f"{heading}\n\n{table(['Call', 'Days', 'Ship', 'Confidence'], cells)}"


def figures(book: Book, here: str, name: str) -> str:
    """Published figures that rest on the count."""
    rows = book.rows("select * from volume_estimates where count_id = :id order by estimate_id", id=name)
    lines = [
        f"- {book.record(here, row['estimate_id'], row['subject'])}, by {text(row['estimated_by'])}" for row in rows
    ]
    return "## Published figures that rest on it\n\n" + "\n".join(lines) if lines else ""
