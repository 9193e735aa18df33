"""Published estimates with the model's interval for the same calls behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vostochny.charts.chart import DOCUMENTED, INK, MODEL, Chart, marks
from vostochny.database.reading import Row
from vostochny.model.wording import day, span
from vostochny.render.context import RenderContext

if TYPE_CHECKING:
    import altair as alt
    from altair import ChartType

BOUNDS = {
    "more_than": "printed as more than",
    "at_least": "printed as more than",
    "likely_more_than": "printed as more than",
    "up_to": "printed as up to",
}
MONTH = re.compile("([A-Z][a-z]{2})[a-z]+")
BOUNDS |= {"at_most": "printed as up to", "less_than": "printed as up to"}
SHAPES = {"printed amount": "diamond", "printed as more than": "triangle-right", "printed as up to": "triangle-left"}


def chart(context: RenderContext) -> Chart:
    """Every published amount that the model can be asked about, the latest first."""
    rows = context.rows(
        "select estimate_id, estimated_by, period_start, period_end, coalesce(quantity_low, quantity_central, "
        "quantity_high) as printed_low, coalesce(quantity_high, quantity_central, quantity_low) as printed_high, "
        "qualifier, volume_estimates.load_share, model_barrels_low, model_barrels_central, model_barrels_high, verdict "
        "from volume_backtest join volume_estimates using (estimate_id) where model_barrels_low is not null "
        "order by period_end desc, period_start desc, estimate_id"
    )
    verdicts = [row["verdict"] for row in rows]
    inside, below, above = (verdicts.count(word) for word in ("inside", "below", "above"))
    open_ended = sum(row["verdict"] == "inside" and row["qualifier"] in BOUNDS for row in rows)
    return Chart(
        "estimates-against-the-model",
        f"Of {len(rows)} published amounts {some(inside - open_ended)} in the model's interval for the same calls; "
        f"{open_ended} more, printed as bounds, are not contradicted; {some(below)} below it and {some(above)} above",
        f"One line a published amount, with the model's interval as a bar and the printed amount as a diamond, or "
        f"an arrow where it is printed as a bound. {inside} lie on their bar or, as a bound, point to it; "
        f"{some(below)} to the left of it, {some(above)} to the right. "
        "Figures for other waters and of before 2024 are left out: their ships were other ones.",
        "Amounts as their sources print them; bars are nine simulations of ten for the number of calls "
        "and the load that "
        "each source states. A place on the chart says where a figure lies, not who is right. The figures are not "
        "independent of each other and must not be added.",
        rows,
        lambda width: drawing(rows, width),
    )


def some(number: int) -> str:
    """How many lie somewhere: none lies, 1 lies, 3 lie."""
    return f"{number or 'none'} {'lies' if number < 2 else 'lie'}"


def drawing(rows: list[Row], width: int) -> ChartType:
    """A bar for the interval; for what was printed a diamond, a line, or an arrow for a bound."""
    import altair as alt

    wide = width > 480
    names = labels(rows, wide)
    shown = [
        {**row, "name": name, "bound": BOUNDS.get(row["qualifier"], "printed amount")}
        for row, name in zip(rows, names, strict=True)
    ]
    room = 350 if wide else 100
    axis = alt.Axis(grid=True, domain=False, ticks=False, labelLimit=room)
    base = alt.Chart(marks(shown)).encode(y=alt.Y("name:N", sort=names, title=None, axis=axis))
    amount = alt.X("model_barrels_low:Q", title="barrels", axis=barrels_axis(wide))
    bars = base.mark_bar(color=MODEL, opacity=0.5, height=9).encode(x=amount, x2="model_barrels_high:Q")
    ticks = base.mark_tick(color=INK, thickness=2, size=13).encode(x="model_barrels_central:Q")
    reach = base.mark_rule(color=DOCUMENTED, strokeWidth=2).encode(x="printed_low:Q", x2="printed_high:Q")
    shapes = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    legend = alt.Legend(orient="top", title=None, direction="horizontal" if wide else "vertical")
    ends = [
        base.mark_point(filled=True, size=65, color=DOCUMENTED, opacity=1).encode(
            x=f"{end}:Q", shape=alt.Shape("bound:N", scale=shapes, legend=legend)
        )
        for end in ("printed_low", "printed_high")
    ]
    return alt.layer(bars, ticks, reach, *ends).properties(width=width - room - 40, height=20 * len(rows))


def barrels_axis(wide: bool) -> alt.Axis:
    """Barrels in millions, few of them on a phone; the zero is a bare 0, which the next label would run into."""
    import altair as alt

    zero = "datum.value == 0 ? '0' : datum.label"
    return alt.Axis(format="~s", tickCount=5 if wide else 3, labelExpr=zero, labelOverlap=True)


def shortened(name: str) -> str:
    """A name for a phone: its initials where it has several words, without what is in brackets."""
    words = [word for word in name.partition(" (")[0].partition(",")[0].split() if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else " ".join(words) or name


def labels(rows: list[Row], wide: bool) -> list[str]:
    """A name a row; where two would be the same, the load that was assumed or else the identifier is added."""
    if not wide:
        ends = [MONTH.sub(r"\1", day(row["period_end"])[:-5]) for row in rows]
        return [f"{shortened(row['estimated_by'])}, to {end}" for row, end in zip(rows, ends, strict=True)]
    names = [f"{row['estimated_by']}, {span(row['period_start'], row['period_end'])}" for row in rows]
    written = []
    for row, name in zip(rows, names, strict=True):
        more = f"{row['load_share']:.0%} full" if row["load_share"] else row["estimate_id"]
        written.append(f"{name}, {more}" if names.count(name) > 1 else name)
    again = [f"{name} ({row['estimate_id']})" for row, name in zip(rows, written, strict=True)]
    return [name if written.count(name) == 1 else other for name, other in zip(written, again, strict=True)]
