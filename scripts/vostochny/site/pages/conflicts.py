"""Where sources differ: both sides, whether both can be true, and how the record treats it."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.render.context import NO_CONTENTS, RenderContext, page
from vostochny.render.markup import anchor, prose, table, text
from vostochny.site.pages.releases import retired_here

HERE = "conflicts.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """One table for all conflicts."""
    rows = context.rows("select * from conflict_pairs order by conflict_id")
    contradictions = sum(row["kind"] == "contradiction" for row in rows)
    content = table(
        ["Question", "One side", "Other side", "Kind", "How it is used here"],
        [
            [
                anchor(row["conflict_id"]) + prose(text(row["question"])),
                context.record(HERE, row["record_id"], context.name(row["record_id"])),
                rival(context, row["record_id"], row["rival_record_id"], row["field"]),
                text(context.label("conflicts", "kind", row["kind"])),
                prose(" ".join(context.with_links(HERE, part) for part in (row["handling"], row["note"]) if part)),
            ]
            for row in rows
        ],
    )
    yield (
        HERE,
        page(
            "Where sources disagree",
            f"Sources differ. Both sides are kept, and for each of {len(rows)} cases this page says what the "
            "question is, "
            f"whether both sides can be true, and how each is used. {contradictions} of them contradict each other. "
            "Nothing is settled by deleting one side. Figures that are not taken as printed: "
            "[corrections](corrections.md).",
            content,
            retired_here(context, HERE, "conflicts"),
            context.files_note("conflicts"),
            hide=NO_CONTENTS,
        ),
    )


def rival(context: RenderContext, record_id: str, rival_id: str, field: str) -> str:
    """The other side: another record, or the same vessel's value by another source."""
    if not rival_id or rival_id == record_id:
        return f"another value of {text(str(field).replace(';', ', '))}"
    return context.record(HERE, rival_id, context.name(rival_id))
