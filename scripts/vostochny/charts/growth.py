"""How the time that a check and a build take grows with the number of calls, in multiples of SQLite's own import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vostochny.charts.chart import COUNTED, DOCUMENTED, FAINT, INK, Chart, marks
from vostochny.database.reading import Row

if TYPE_CHECKING:
    from altair import ChartType


OURS, OTHERS = "vostochny check and build", "Frictionless and sqlite-utils"
COLOURS = {OURS: COUNTED, OTHERS: DOCUMENTED}


def chart(measured: Sequence[Row]) -> Chart:
    """One line a way over the sizes that were measured; has no page of its own."""
    rows = [row for item in measured for row in ways(item)]
    last = measured[-1]
    ratios = [f"{row['way']} at {row['calls']:,} calls {row['times_the_import']:.1f} times" for row in rows]
    return Chart(
        "growth",
        f"At {last['calls']:,} calls a check and a build together take {last['ratio_to_sqlite_import']:.1f} times as "
        "long as sqlite3's own import",
        f"Two lines over the number of calls, both axes logarithmic; the import is one. {'; '.join(ratios)}.",
        "",
        rows,
        lambda width: drawing(rows, width),
    )


def ways(item: Row) -> list[Row]:
    """What was measured for one size, in multiples of the import."""
    rows = [{"calls": item["calls"], "way": OURS, "times_the_import": item["ratio_to_sqlite_import"]}]
    if "frictionless_seconds" in item:
        seconds = item["frictionless_seconds"] + item["sqlite_utils_seconds"]
        times = seconds / item["sqlite_import_seconds"]
        rows.append({"calls": item["calls"], "way": OTHERS, "times_the_import": round(times, 2)})
    return rows


def crowded(row: Row, rows: Sequence[Row]) -> bool:
    """Whether another point is so close above that the figure must go below."""
    mine = row["times_the_import"]
    return any(other["calls"] == row["calls"] and mine < other["times_the_import"] < 2 * mine for other in rows)


def drawing(rows: Sequence[Row], width: int) -> ChartType:
    """Lines with their points and figures, and a thin line for the import itself."""
    import altair as alt

    wide = width > 480
    sizes = sorted({row["calls"] for row in rows})
    x = alt.X(
        "calls:Q",
        title="calls",
        scale=alt.Scale(type="log", padding=24, nice=False),
        axis=alt.Axis(values=sizes, format="~s", grid=False),
    )
    y = alt.Y(
        "times_the_import:Q",
        title="times the import",
        scale=alt.Scale(type="log", domainMin=0.5, nice=False),
        axis=alt.Axis(values=[1, 10, 100, 1000], format="~s", domain=False, ticks=False),
    )
    legend = alt.Legend(direction="horizontal" if wide else "vertical")
    colour = alt.Color("way:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=legend)
    lines = (
        alt.Chart(marks(rows))
        .mark_line(strokeWidth=2, point={"size": 55, "filled": True})
        .encode(x=x, y=y, color=colour)
    )
    below = [row for row in rows if crowded(row, rows)]
    figures = [
        alt.Chart(marks(placed))
        .mark_text(dy=offset, color=INK, fontSize=12)
        .encode(x=x, y=y, text=alt.Text("times_the_import:Q", format=".2~r"))
        for placed, offset in (([row for row in rows if not crowded(row, rows)], -12), (below, 16))
        if placed
    ]
    floor = alt.Chart(marks([{"times_the_import": 1}])).mark_rule(color=FAINT, strokeDash=[4, 3]).encode(y=y)
    return alt.layer(floor, lines, *figures).properties(width=width - 80, height=260 if wide else 240)
