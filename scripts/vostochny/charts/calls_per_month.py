"""Calls by month: what is documented one by one, and what is only counted and has no month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vostochny.charts.chart import COUNTED, DOCUMENTED, INK, Chart, marks
from vostochny.database.reading import Row
from vostochny.model.wording import day
from vostochny.render.context import RenderContext

if TYPE_CHECKING:
    from altair import ChartType


NO_MONTH = "month not known"


def chart(context: RenderContext) -> Chart:
    """One bar a month of the counted series, and one for the calls of which no month is known."""
    series = context.rows(
        "select call_counts.* from call_counts where count_id = (select count_id from headline_series)"
    )[0]
    found = context.rows(
        "select month, count(*) as calls from port_calls where count_id = :count group by month",
        count=series["count_id"],
    )
    calls = {row["month"]: int(row["calls"]) for row in found}
    months = all_months(series["period_start"][:7], series["period_end"][:7])
    total, documented = int(series["count_low"]), sum(calls.values())
    rows: list[Row] = [
        {"month": month, "calls": calls.get(month, 0), "kind": "documented one by one"} for month in months
    ]
    rows.append({"month": NO_MONTH, "calls": total - documented, "kind": "only counted"})
    empty = [month for month in months if not calls.get(month)]
    return Chart(
        "calls-by-month",
        f"{documented} of the {total} counted calls are documented one by one; for the other {total - documented} the "
        "sources read give no month",
        f"Bars for the months from {day(months[0])} to {day(months[-1])}: "
        + ", ".join(f"{calls[month]} in {day(month)}" for month in months if calls.get(month))
        + f", none in {len(empty)} other months. One tall bar beside them stands for the "
        f"{total - documented} calls that "
        f"the {series['counted_by']} counted and of which no day is in what was read. An empty month is one of which "
        "no documented call is on record, not one without calls.",
        f"Calls at Vostochny from {day(series['period_start'])} to {day(series['period_end'])}. Counted by the "
        f"{series['counted_by']}, one observer; a floor, because cloud hides ships.",
        rows,
        lambda width: drawing(rows, width),
    )


def all_months(first: str, last: str) -> list[str]:
    """Every month from `first` to `last`, both as YYYY-MM."""
    year, month = map(int, first.split("-"))
    found = [first]
    while found[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        found.append(f"{year}-{month:02}")
    return found


def drawing(rows: list[Row], width: int) -> ChartType:
    """Bars with their number on top; the one without a month is hatched by its outline."""
    import altair as alt

    shown = [{**row, "label": NO_MONTH if row["month"] == NO_MONTH else day(row["month"])[:3]} for row in rows]
    base = alt.Chart(marks(shown)).encode(
        x=alt.X("label:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelExpr="split(datum.label, ' ')")),
        y=alt.Y("calls:Q", title="calls", axis=alt.Axis(tickMinStep=1)),
    )
    colours = alt.Scale(domain=["documented one by one", "only counted"], range=[DOCUMENTED, COUNTED])
    bars = base.mark_bar().encode(
        color=alt.Color("kind:N", scale=colours, legend=alt.Legend(orient="top", title=None)),
        fillOpacity=alt.condition("datum.kind == 'only counted'", alt.value(0.25), alt.value(1)),
        stroke=alt.Stroke("kind:N", scale=colours, legend=None),
        strokeWidth=alt.condition("datum.kind == 'only counted'", alt.value(2), alt.value(0)),
    )
    numbers = base.mark_text(dy=-7, color=INK, fontSize=12).transform_filter("datum.calls > 0").encode(text="calls:Q")
    return alt.layer(bars, numbers).properties(width=width - 60, height=260)
