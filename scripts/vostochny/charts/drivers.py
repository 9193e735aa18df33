"""Which assumption the range of the model comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vostochny.charts.chart import COUNTED, INK, Chart, marks
from vostochny.database.reading import Row
from vostochny.render.context import RenderContext

if TYPE_CHECKING:
    from altair import ChartType


WORDS = {
    "load-share": "How full the ships were",
    "load-is-of-deadweight": "Full of what: deadweight or cargo",
    "deadweight": "How large the ships were",
    "product-mix": "Which product, in barrels a tonne",
    "tank-volume": "How much the tanks hold",
    "cargo-share-of-deadweight": "Share of deadweight that is cargo",
    "fit": "Deadweight from gross tonnage",
    "calls-by-unnamed-ships": "How many calls by unnamed ships",
    "calls-by-listed-ships": "How many calls by listed ships",
    "mean-size-of-callers": "Size of the ships nobody identified",
}
READING = "tonnage-is-gross-"


def words(context: RenderContext, assumption: str) -> str:
    """An assumption in words for a reader."""
    if assumption.startswith(READING):
        name = context.rows("select name from vessels where vessel_id = :id", id=assumption.removeprefix(READING))
        return f"Whether the tonnage of {name[0]['name']} is gross tonnage"
    return WORDS[assumption]


def chart(context: RenderContext) -> Chart:
    """Share of the spread by assumption, for the counted series."""
    found = context.rows(
        "select assumption, share_of_spread, counted_by, count_low from volume_sensitivity "
        "join call_counts using (count_id) where count_id = (select count_id from headline_series) "
        "and part_of is null order by 2 desc"
    )
    rows = [
        {"assumption": words(context, row["assumption"]), "share_of_spread": row["share_of_spread"]} for row in found
    ]
    shares = [f"{row['assumption'].lower()} {100 * row['share_of_spread']:.0f} per cent" for row in rows]
    return Chart(
        "what-drives-the-range",
        f"{rows[0]['assumption']} makes {100 * rows[0]['share_of_spread']:.0f} per cent of the uncertainty",
        f"Bars, longest first: {', '.join(shares)}.",
        f"Share of the variance of the modelled total for the {found[0]['count_low']} calls counted by the "
        f"{found[0]['counted_by']} that each assumption explains alone; what is missing to the whole is their acting "
        "together.",
        rows,
        lambda width: drawing(rows, width),
    )


def drawing(rows: list[Row], width: int) -> ChartType:
    """Bars with their share written at the end, and their words above, where no reader's font is too wide for them."""
    import altair as alt

    base = alt.Chart(marks(rows)).encode(
        y=alt.Y("assumption:N", sort=None, title=None, axis=None),
        x=alt.X("share_of_spread:Q", title=None, scale=alt.Scale(domain=[0, 0.9]), axis=None),
    )
    bars = base.mark_bar(color=COUNTED, height=18, yOffset=10)
    shares = base.mark_text(align="left", dx=5, dy=10, color=INK, fontSize=12).encode(
        text=alt.Text("share_of_spread:Q", format=".0%")
    )
    named = base.mark_text(align="left", dy=-10, color=INK, fontSize=12).encode(x=alt.datum(0), text="assumption:N")
    return alt.layer(bars, shares, named).properties(width=width - 20, height=50 * len(rows))
