"""The ceiling on refined petroleum: the rule in force with its paragraph, what counts towards it, and all the rules."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.charts.ceiling import chart
from vostochny.database.reading import Row
from vostochny.render.context import NO_CONTENTS, RenderContext, page
from vostochny.render.markup import anchor, day, number, prose, span, table, text

HERE = "ceiling.md"
IN_FORCE = "select * from supply_caps where cap_id = (select cap_id from ceiling_in_force)"
WHAT_IT_IS = """
- It is one ceiling for all suppliers together, not one for each exporting state; some outlets print that wrongly.
- It counts supply by any route, by sea or by rail, whether a state notified it or not.
- States must report each month's supply to the Committee; see [what they notified](notified.md).
- Crude oil has a ceiling of its own, and gas liquids are banned altogether.
- The Committee's figures are in barrels since 2021 and were in tonnes before; the choice of factor moves the tonnes
  that the ceiling equals. See [how to read volumes](volumes.md).
"""


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The one page."""
    now = context.rows(IN_FORCE)[0]
    source = context.source(HERE, now["source_id"])
    yield (
        HERE,
        page(
            "The ceiling",
            f"**{number(now['quantity'])} {text(context.unit(now['unit']))} of {text(now['product'])} a year, from all "
            f"suppliers together**, by paragraph {text(now['paragraph'])} of {text(now['resolution'])}, adopted on "
            f"{day(now['adopted_on'])} and in force since {day(now['period_start'])} ({source}).",
            WHAT_IT_IS,
            f"**Was it passed in 2024?** No document read measures it. {chart(context).title}. The days hold nine "
            "simulations in ten, if all the counted calls loaded: [the model and its range](model.md). What the United "
            "States, the United Kingdom and others said is in the [timeline](timeline.md) and among the "
            "[published figures](figures.md).",
            "## Every ceiling and duty",
            rules(context),
            context.files_note("supply_caps"),
            hide=NO_CONTENTS,
        ),
    )


def amount(context: RenderContext, row: Row) -> str:
    """What a rule allows, with its unit; empty for a duty and for a rule without a number."""
    if row["quantity"] is None:
        return ""
    return f"{number(row['quantity'])} {text(context.unit(row['unit']))}".strip()


def rules(context: RenderContext) -> str:
    """One row a ceiling or duty, the latest first, each at an anchor of its own."""
    cells = [
        [
            f"{anchor(row['cap_id'])}{text(row['resolution'])}"
            + (f", paragraph {text(row['paragraph'])}" if row["paragraph"] else ""),
            text(context.label("supply_caps", "kind", row["kind"])),
            text(row["product"]),
            amount(context, row),
            span(row["period_start"], row["period_end"]) if row["period_end"] else f"from {day(row['period_start'])}",
            prose(text(row["description"])),
            context.source(HERE, row["source_id"]),
            prose(context.with_links(HERE, row["note"])),
        ]
        for row in context.rows("select * from supply_caps order by kind, adopted_on desc, cap_id")
    ]
    return table(["Rule", "Kind", "Product", "Amount", "Holds", "In plain words", "Source", "Note"], cells)
