"""Barrels loaded since January 2024 against the UN ceiling, with the interval of the model."""

from __future__ import annotations

from math import ceil
from typing import Any, Literal

from vostochny.charts.chart import CEILING, COUNTED, DOCUMENTED, FAINT, INK, Chart, marks
from vostochny.database.reading import Row
from vostochny.model.wording import day, number, span
from vostochny.render.context import RenderContext

NARROW = 480


def chart(context: RenderContext) -> Chart:
    """The counted series, the documented floor and what else counts, day by day, and when the ceiling was passed."""
    rows = [
        {**row, "all_barrels_central": row["counted_barrels_central"] + other(row)}
        for row in context.rows("select * from cap_by_day order by day")
    ]
    facts = passing(context)
    last, ceiling = rows[-1], facts["ceiling"]
    interval = f"{number(last['counted_barrels_low'])} to {number(last['counted_barrels_high'])} barrels"
    floor = f"{number(last['documented_barrels_low'])} to {number(last['documented_barrels_high'])}"
    said = "; ".join(f"{row['who']} on {day(row['day'])}: {row['what']}" for row in facts["said"])
    title = (
        "If all loaded, the counted calls pass the UN ceiling, by the model, "
        f"{between(facts['early'], facts['late'])}; with notified deliveries and "
        f"reported rail, {between(facts['all_early'], facts['all_late'])}"
    )
    return Chart(
        "cap-by-day",
        title,
        f"A line climbs from nothing in early March 2024 to {number(last['counted_barrels_central'])} barrels in "
        f"November, within a band of {interval}. It crosses the ceiling of {number(ceiling)} barrels a year on "
        f"{day(facts['middle'])} in the middle of the simulations, between {day(facts['early'])} and "
        f"{day(facts['late'])} in nine of ten. A second line, with what states notified and what is reported by rail, "
        f"crosses it on {day(facts['all_middle'])}. The calls documented one by one alone give {floor} barrels, below "
        f"it. Marked: {said}.",
        "Modelled, not measured; the days hold nine simulations of ten, and so does the band, which is for the "
        f"{facts['calls']} calls counted by the {facts['counted_by']} from {day(facts['start'])} to "
        f"{day(facts['end'])}, one observer; calls of which no day was read are spread evenly over that time. "
        "If they fell after the last documented cluster, the days are later: "
        f"{day(facts['late_middle'])} in the middle by sea alone, "
        f"{between(facts['all_late_early'], facts['all_late_late'])} with all three. By rail to spring: "
        f"{facts['rail_before']}. Ceiling: {facts['resolution']}, for all "
        "suppliers together.",
        rows,
        lambda width: drawing(rows, facts, width),
    )


def between(first: str, last: str) -> str:
    """Two days as the ends of a range: between 8 May and 18 August 2024."""
    start, to, end = span(first, last).partition(" to ")
    return f"between {start} and {end}" if to else f"in {start}"


def other(row: Row) -> float:
    """Barrels of a day that states notified and that are reported by rail."""
    return float(row["notified_barrels_low"] + row["rail_barrels_low"])


def passing(context: RenderContext) -> Row:
    """When the ceiling was passed on the narrowest and the widest basis, whose count that is, and what was said."""
    facts = context.rows(
        "select counted_by, count_low as calls, call_counts.period_start as start, call_counts.period_end as end, "
        "quantity as ceiling, resolution from cap_passed join call_counts using (count_id) "
        "join ceiling_in_force where count_id = (select count_id from headline_series) limit 1"
    )[0]
    days = {row["passed_id"]: row["day"] for row in context.rows("select passed_id, day from cap_passed")}
    for name, percent in (("early", 5), ("middle", 50), ("late", 95)):
        facts[name] = days[f"sea-at-{percent}-per-cent"]
        facts[f"all_{name}"] = days[f"sea-notified-and-rail-at-{percent}-per-cent"]
    facts["documented"] = context.rows(
        "select calls from volume_totals where basis = 'documented' and period = substr(:start, 1, 4)",
        start=facts["start"],
    )[0]["calls"]
    facts["rail_before"] = rail_before(context, facts["start"][:4])
    facts["late_middle"] = days["sea-late-at-50-per-cent"]
    facts["all_late_early"] = days["sea-notified-and-rail-late-at-5-per-cent"]
    facts["all_late_late"] = days["sea-notified-and-rail-late-at-95-per-cent"]
    said = context.rows(
        "select period_end as day, estimated_by, qualifier from volume_estimates where flow = 'all' "
        "and quantity_low = :ceiling and unit = 'barrel' and period_start = substr(:start, 1, 4) || '-01-01' "
        "order by period_end",
        ceiling=facts["ceiling"],
        start=facts["start"],
    )
    facts["said"] = [
        {
            "day": row["day"],
            "who": row["estimated_by"].split(" (")[0],
            "what": "it had been passed" if row["qualifier"] == "more_than" else "it was likely to be passed",
        }
        for row in said
    ]
    return facts


def rail_before(context: RenderContext, year: str) -> str:
    """Who reports amounts by rail since the start of a year until before its end, and who relays them; may be empty."""
    rows = context.rows(
        "select distinct estimated_by || iif(publisher <> estimated_by, ', as ' || publisher || ' reports', '') as who "
        "from volume_estimates join sources using (source_id) where flow = 'rail' and measure = 'quantity' and usable "
        "and unit = 'barrel' and period_start = :year || '-01-01' and period_end < :year || '-12-31'",
        year=year,
    )
    return "; ".join(row["who"] for row in rows)


def drawing(rows: list[Row], facts: Row, width: int) -> Any:
    """Band and line of the counted series, step of the documented calls, rule of the ceiling."""
    import altair as alt

    # Every third day is enough for a line of this width, and keeps the page light; the CSV has every day.
    shown = [row for position, row in enumerate(rows) if position % 3 == 0 or row is rows[-1]]
    data = marks([{key: row[key] for key in row if key == "day" or "barrels" in key} for row in shown])
    # In UTC, because otherwise the days shift with the time zone of the machine that draws them.
    in_utc = alt.Scale(type="utc")
    days = alt.X("day:T", title=None, scale=in_utc, axis=alt.Axis(format="%b", grid=False, tickCount=12))
    scale = alt.Scale(domain=[0, 200_000 * ceil(top_of(rows) / 200_000)], nice=False)
    axis = alt.Axis(format=",.0f", tickCount=6, title="barrels since 1 January 2024")
    base = alt.Chart(data).encode(x=days)
    top = alt.Y("counted_barrels_high:Q", scale=scale, axis=axis)
    band = base.mark_area(color=COUNTED, opacity=0.28).encode(y=top, y2="counted_barrels_low:Q")
    line = base.mark_line(color=COUNTED, strokeWidth=2.5).encode(y="counted_barrels_central:Q")
    floor = base.mark_line(color=DOCUMENTED, strokeWidth=2, strokeDash=[5, 3]).encode(y="documented_barrels_central:Q")
    everything = base.mark_line(color=INK, strokeWidth=1.5).encode(y="all_barrels_central:Q")
    notified = base.mark_line(color=FAINT, strokeWidth=1.5, strokeDash=[2, 2]).encode(y="notified_barrels_low:Q")
    ceiling = alt.Chart(marks([{"y": facts["ceiling"]}])).mark_rule(color=CEILING, strokeWidth=2).encode(y="y:Q")
    crossing = marks([{"from": facts["early"], "to": facts["late"], "y": facts["ceiling"]}])
    between = alt.Chart(crossing).mark_bar(color=CEILING, height=9, opacity=0.55)
    span = between.encode(x=alt.X("from:T", scale=in_utc), x2="to:T", y="y:Q")
    said = marks([{"day": row["day"]} for row in facts["said"]])
    when = alt.Chart(said).mark_rule(color=INK, strokeDash=[3, 3]).encode(x=alt.X("day:T", scale=in_utc))
    layers = [band, line, floor, everything, notified, ceiling, span, when]
    return alt.layer(*layers, *labels(rows, facts, width)).properties(
        width=width - 93, height=340 if width > NARROW else 300
    )


def said_short(row: Row, wide: bool) -> str:
    """Who said what of the ceiling, beside its day."""
    who = {"United States": "US", "United Kingdom": "UK"}.get(row["who"], str(row["who"]))
    return f"{who}, {(day(row['day']) or '')[:-5]}: {row['what'].removeprefix('it ')}" if wide else who


def top_of(rows: list[Row]) -> float:
    """The highest value that is drawn."""
    return max(float(row[name]) for row in rows for name in ("counted_barrels_high", "all_barrels_central"))


def labels(rows: list[Row], facts: Row, width: int) -> list[Any]:
    """Words at the marks themselves, so that no colour has to be looked up, where no line runs through them."""
    import altair as alt

    last, wide = rows[-1], width > NARROW
    counted, documented = last["counted_barrels_central"], last["documented_barrels_central"]
    # Right of the rules of what was said, which would cut through the words.
    free = max([f"{last['day'][:4]}-06-01", *(row["day"] for row in facts["said"])])
    midyear = next(row for row in rows if row["day"] >= free)["documented_barrels_central"]
    texts = [
        (
            last["day"],
            facts["ceiling"],
            f"UN ceiling, {number(facts['ceiling'])} a year" if wide else "UN ceiling",
            CEILING,
        ),
        (last["day"], counted, f"{facts['calls']} counted calls" if wide else "counted", COUNTED),
        (
            free,
            midyear,
            f"{facts['documented']} documented, if loaded" if wide else "documented",
            DOCUMENTED,
        ),
        (last["day"], max(last["notified_barrels_low"], documented), "notified to the UN" if wide else "notified", INK),
        (
            last["day"],
            last["all_barrels_central"],
            "with what was notified and by rail" if wide else "all three flows",
            INK,
        ),
    ]
    drawn = []
    for where, height, words, colour in texts:
        point = marks([{"day": where, "y": height, "text": words}])
        anchored = alt.Chart(point)
        align: Literal["left", "right"] = "right" if where == last["day"] else "left"
        # So high that a wider font is clear of the steps of the lines as well.
        dx = 0 if align == "right" else 4
        mark = anchored.mark_text(align=align, dx=dx, dy=-12, color=colour, fontSize=12, fontWeight="bold")
        drawn.append(mark.encode(x=alt.X("day:T", scale=alt.Scale(type="utc")), y="y:Q", text="text:N"))
    return drawn + statements(rows, facts, wide)


def statements(rows: list[Row], facts: Row, wide: bool) -> list[Any]:
    """Who said what of the ceiling, beside the rules of their days.

    The first stands to the left of its rule, the second at the same height to the right of its own, and more below it,
    so that no rule and no line runs through words.
    """
    import altair as alt

    drawn = []
    for position, row in enumerate(facts["said"]):
        height = top_of(rows) * (0.96 - 0.09 * max(0, position - 1))
        point = marks([{"day": row["day"], "y": height, "text": said_short(row, wide)}])
        align: Literal["left", "right"] = "left" if position else "right"
        mark = alt.Chart(point).mark_text(align=align, dx=4 if position else -4, color=INK, fontSize=11)
        drawn.append(mark.encode(x=alt.X("day:T", scale=alt.Scale(type="utc")), y="y:Q", text="text:N"))
    return drawn
