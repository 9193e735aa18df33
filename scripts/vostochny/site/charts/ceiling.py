"""Barrels loaded since January 2024 against the UN ceiling, with the interval of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from vostochny.database.reading import Row
from vostochny.render.context import RenderContext
from vostochny.render.markup import day, number
from vostochny.site.charts.chart import CEILING, COUNTED, DOCUMENTED, FAINT, INK, Chart, marks

if TYPE_CHECKING:
    from altair import ChartType


NARROW = 480


def chart(context: RenderContext) -> Chart:
    """The counted series and the documented floor, day by day, and when the ceiling was passed."""
    rows = context.rows("select * from cap_by_day order by day")
    facts = passing(context)
    last, ceiling = rows[-1], facts["ceiling"]
    interval = f"{number(last['counted_barrels_low'])} to {number(last['counted_barrels_high'])} barrels"
    floor = f"{number(last['documented_barrels_low'])} to {number(last['documented_barrels_high'])}"
    title = (
        f"The counted calls at Vostochny, as modelled, pass the UN ceiling for the year between "
        f"{day(facts['early'])} and {day(facts['late'])} in nine simulations of ten"
    )
    return Chart(
        "cap-by-day",
        title,
        f"A line climbs from nothing in early March 2024 to {number(last['counted_barrels_central'])} barrels in "
        f"November, within a band of {interval}. It crosses the ceiling of {number(ceiling)} barrels a year on "
        f"{day(facts['middle'])} in the middle of the simulations, between {day(facts['early'])} and "
        f"{day(facts['late'])} in nine of ten. The calls documented one by one alone give {floor} barrels, below it.",
        f"Modelled, not measured. Band: nine simulations of ten for the {facts['calls']} calls counted by the "
        f"{facts['counted_by']} from {day(facts['start'])} to {day(facts['end'])}, one observer; calls that were not "
        "published singly are spread evenly over that time, and what states notified to the UN over the "
        f"year. Ceiling: {facts['resolution']}, for all "
        "suppliers together.",
        rows,
        lambda width: drawing(rows, facts, width),
    )


def passing(context: RenderContext) -> Row:
    """When the ceiling was passed by sea alone, and whose count that is."""
    return context.rows(
        "select p5.day as early, p50.day as middle, p95.day as late, counted_by, count_low as calls, "
        "call_counts.period_start as start, call_counts.period_end as end, quantity as ceiling, resolution "
        "from cap_passed p5 join cap_passed p50 using (basis, count_id) join cap_passed p95 using (basis, count_id) "
        "join call_counts using (count_id) join ceiling_in_force "
        "where count_id = (select count_id from headline_series) and basis = 'sea' "
        "and p5.probability = 0.05 and p50.probability = 0.5 and p95.probability = 0.95"
    )[0]


def drawing(rows: list[Row], facts: Row, width: int) -> ChartType:
    """Band and line of the counted series, step of the documented calls, rule of the ceiling."""
    import altair as alt

    # Every third day is enough for a line of this width, and keeps the page light; the CSV has every day.
    shown = [row for position, row in enumerate(rows) if position % 3 == 0 or row is rows[-1]]
    data = marks([{key: row[key] for key in row if key == "day" or "barrels" in key} for row in shown])
    # In UTC, because otherwise the days stand where the time zone of whoever draws them puts them.
    in_utc = alt.Scale(type="utc")
    days = alt.X("day:T", title=None, scale=in_utc, axis=alt.Axis(format="%b", grid=False, tickCount=12))
    scale = alt.Scale(domain=[0, 1_200_000], nice=False)
    axis = alt.Axis(format=",.0f", tickCount=6, title="barrels since 1 January 2024")
    base = alt.Chart(data).encode(x=days)
    top = alt.Y("counted_barrels_high:Q", scale=scale, axis=axis)
    band = base.mark_area(color=COUNTED, opacity=0.28).encode(y=top, y2="counted_barrels_low:Q")
    line = base.mark_line(color=COUNTED, strokeWidth=2.5).encode(y="counted_barrels_central:Q")
    floor = base.mark_line(color=DOCUMENTED, strokeWidth=2, strokeDash=[5, 3]).encode(y="documented_barrels_central:Q")
    notified = base.mark_line(color=FAINT, strokeWidth=1.5, strokeDash=[2, 2]).encode(y="notified_barrels_low:Q")
    ceiling = alt.Chart(marks([{"y": facts["ceiling"]}])).mark_rule(color=CEILING, strokeWidth=2).encode(y="y:Q")
    crossing = marks([{"from": facts["early"], "to": facts["late"], "y": facts["ceiling"]}])
    between = alt.Chart(crossing).mark_bar(color=CEILING, height=9, opacity=0.55)
    span = between.encode(x=alt.X("from:T", scale=in_utc), x2="to:T", y="y:Q")
    return alt.layer(band, line, floor, notified, ceiling, span, *labels(rows, facts, width)).properties(
        width=width - 90, height=340 if width > NARROW else 300
    )


def labels(rows: list[Row], facts: Row, width: int) -> list[Any]:
    """Words at the marks themselves, so that no colour has to be looked up."""
    import altair as alt

    last, wide = rows[-1], width > NARROW
    counted, documented = last["counted_barrels_central"], last["documented_barrels_central"]
    midyear = next(row for row in rows if row["day"].endswith("-06-01"))["documented_barrels_central"]
    texts = [
        (
            "2024-01-04",
            facts["ceiling"],
            f"UN ceiling, {number(facts['ceiling'])} a year" if wide else "UN ceiling",
            CEILING,
        ),
        (last["day"], counted, f"{facts['calls']} counted calls" if wide else "counted", COUNTED),
        ("2024-06-01", midyear, "documented one by one" if wide else "documented", DOCUMENTED),
        (last["day"], max(last["notified_barrels_low"], documented), "notified to the UN" if wide else "notified", INK),
    ]
    drawn = []
    for where, height, words, colour in texts:
        point = marks([{"day": where, "y": height, "text": words}])
        anchored = alt.Chart(point)
        align: Literal["left", "right"] = "right" if where == last["day"] else "left"
        mark = anchored.mark_text(align=align, dy=-9, color=colour, fontSize=12, fontWeight="bold")
        drawn.append(mark.encode(x=alt.X("day:T", scale=alt.Scale(type="utc")), y="y:Q", text="text:N"))
    return drawn
