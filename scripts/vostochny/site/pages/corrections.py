"""Figures of sources that the record does not take as printed."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.render.context import NO_CONTENTS, RenderContext, page
from vostochny.render.markup import anchor, prose, table, text
from vostochny.site.pages.releases import retired_here

HERE = "corrections.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """One table for all corrections."""
    rows = context.rows("select * from corrections order by correction_id")
    content = table(
        ["Record", "As printed", "As used", "Reason", "Source of the reason"],
        [
            [
                anchor(row["correction_id"]) + context.record(HERE, row["record_id"], context.name(row["record_id"])),
                f"{text(row['as_printed'])} ({text(row['field'])})",
                f"{text(row['as_used'])} {text(context.unit(row['unit_as_used']))}".strip() or "no figure",
                prose(" ".join(context.with_links(HERE, part) for part in (row["reason"], row["note"]) if part)),
                context.source(HERE, row["source_id"]),
            ]
            for row in rows
        ],
    )
    yield (
        HERE,
        page(
            "Corrections of printed figures",
            text(context.dataset.tables["corrections"].description),
            "A check fails when the figure in the source's row changes, so that a correction cannot outlive its cause. "
            "Mistakes of this ledger are a different matter: see [how to correct](correct.md).",
            content,
            retired_here(context, HERE, "corrections"),
            context.files_note("corrections"),
            hide=NO_CONTENTS,
        ),
    )
