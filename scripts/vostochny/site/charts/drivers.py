"""Which assumption the range of the model comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vostochny.database.reading import Row
from vostochny.render.context import RenderContext
from vostochny.site.charts.chart import COUNTED, INK, Chart, marks

if TYPE_CHECKING:
    from altair import ChartType


WORDS = {
    "load-share": "How full the ships were",
    "deadweight": "How large the ships were",
    "barrels-per-tonne": "Barrels in a tonne",
    "cargo-share-of-deadweight": "Share of deadweight that is cargo",
}


def chart(context: RenderContext) -> Chart:
    """Share of the spread by assumption, for the counted series."""
    found = context.rows(
        "select assumption, share_of_spread, counted_by, count_low from volume_sensitivity "
        "join call_counts using (count_id) where count_id = (select count_id from headline_series) order by 2 desc"
    )
    rows = [{"assumption": WORDS[row["assumption"]], "share_of_spread": row["share_of_spread"]} for row in found]
    shares = [f"{row['assumption'].lower()} {100 * row['share_of_spread']:.0f} per cent" for row in rows]
    return Chart(
        "what-drives-the-range",
        f"{rows[0]['assumption']} makes {100 * rows[0]['share_of_spread']:.0f} per cent of the uncertainty",
        f"Bars, longest first: {', '.join(shares)}.",
        f"Share of the variance of the modelled total for the {found[0]['count_low']} calls counted by the "
        f"{found[0]['counted_by']}, each assumption varied alone over its stated range.",
        rows,
        lambda width: drawing(rows, width),
    )


def drawing(rows: list[Row], width: int) -> ChartType:
    """Bars with their share written at the end."""
    import altair as alt

    base = alt.Chart(marks(rows)).encode(
        y=alt.Y("assumption:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=220)),
        x=alt.X("share_of_spread:Q", title=None, scale=alt.Scale(domain=[0, 0.7]), axis=None),
    )
    bars = base.mark_bar(color=COUNTED, height=18)
    words = base.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(
        text=alt.Text("share_of_spread:Q", format=".0%")
    )
    return alt.layer(bars, words).properties(width=width - 230, height=34 * len(rows))
