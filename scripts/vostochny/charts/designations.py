"""Designations against calls: was the ship listed when it called?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vostochny.charts.chart import CEILING, DOCUMENTED, FAINT, INK, Chart, marks
from vostochny.database.reading import Row
from vostochny.model.port import PORT
from vostochny.model.wording import day
from vostochny.render.context import RenderContext

if TYPE_CHECKING:
    from altair import ChartType


LISTS = ("listed", "removed")
LOOKS = {
    "listed": ("triangle-up", CEILING),
    "removed": ("cross", FAINT),
    "call": ("circle", DOCUMENTED),
}


def chart(context: RenderContext) -> Chart:
    """All identified ships with a documented call at Vostochny, one line each."""
    order = list(context.authorities)
    rows = events(context, f"select distinct vessel_id from port_calls where port_id = '{PORT}'")
    ships = {row["ship"] for row in rows}
    at_port = context.rows(
        "select vessel_name, max(un_listed_on) as un_listed_on, max(un_listing) as un_listing, "
        "max(un_listed) as listed from calls "
        "where port_id = :port and vessel_id is not null group by vessel_id order by 1",
        port=PORT,
    )
    listed = [row for row in at_port if row["listed"]]
    names = ", ".join(row["vessel_name"] for row in listed)
    looked_up = [row["vessel_name"] for row in at_port if row["un_listing"] == "no_listing_found"]
    unknown = [row["vessel_name"] for row in at_port if row["un_listing"] == "cannot_be_checked"]
    rest = f", {len(looked_up)} {'were' if len(looked_up) > 1 else 'was'} not found on it" if looked_up else ""
    rest += f", {len(unknown)} cannot be looked up" if unknown else ""
    since = sorted({day(row["un_listed_on"]) for row in listed})
    return Chart(
        "designations-and-calls",
        f"{len(listed)} of the {len(ships)} ships named in a documented call had been on the UN list "
        f"since {since[0].split()[-1]}{rest}",
        f"One line a ship. {names} were listed by the UN on {' or '.join(since)}, six years before their "
        "calls of 2024. "
        + (f"No UN listing was found for {', '.join(looked_up)}. " if looked_up else "")
        + (
            f"No source gives the IMO number of {', '.join(unknown)}, so that no listing can be looked up."
            if unknown
            else ""
        ),
        "Designations as the lists of the authorities or reports of them print them; calls at Vostochny "
        "documented one by "
        "one. A ship without a listing here is one for which none was found, which is not proof that there is none.",
        rows,
        lambda width: drawing(rows, width, order),
    )


def events(context: RenderContext, ships: str) -> list[Row]:
    """Listings, removals and calls at the port of the ships that a statement gives, in order of time.

    A call has its first day and its last; the others have one day.
    """
    return context.rows(
        "select vessels.name as ship, listed_on as day, authority as who, 'listed' as what, null as last_day "
        "from vessel_sanctions "
        f"join vessels using (vessel_id) where vessel_id in ({ships}) and listed_on is not null "
        "union select vessels.name, coalesce(delisted_on, gone_by), authority, 'removed', null from vessel_sanctions "
        f"join vessels using (vessel_id) where vessel_id in ({ships}) and coalesce(delisted_on, gone_by) is not null "
        "union select vessels.name, date_earliest, call_id, 'call', date_latest from port_calls "
        f"join vessels using (vessel_id) where vessel_id in ({ships}) and port_id = :port order by 1, 2, 3",
        port=PORT,
    )


def drawing(rows: list[Row], width: int, order: list[str]) -> ChartType:
    """A line per ship: triangles for listings, circles for calls; `order` is that of the authorities."""
    import altair as alt

    # A day that is known to the month only is drawn at its beginning.
    shown = [{**row, "at": f"{row['day']}-01" if len(row["day"]) == 7 else row["day"]} for row in rows]
    kinds = {"listed": "listed by an authority", "removed": "taken off a list", "call": "documented call"}
    present = {row["what"] for row in shown}
    kinds = {what: words for what, words in kinds.items() if what in present}
    looks = [LOOKS[what] for what in kinds]
    for row in shown:
        row["kind"] = kinds[row["what"]]
    listings = sorted({(row["ship"], row["at"], row["who"]) for row in shown if row["what"] in LISTS})
    labels = [{"ship": ship, "at": at, "who": who} for ship, at, who in listings]
    ships = sorted({row["ship"] for row in shown})
    place = alt.Y("ship:N", title=None, sort=ships, axis=alt.Axis(grid=True, domain=False, ticks=False))
    # One label a year, so that none comes twice.
    step = 1 if width > 480 else 2
    years = alt.X(
        "at:T",
        title=None,
        # In UTC, because otherwise the days shift with the time zone of the machine that draws them.
        scale=alt.Scale(type="utc", padding=18),
        axis=alt.Axis(format="%Y", tickCount=alt.TimeIntervalStep(interval="year", step=step), grid=False),
    )
    shapes = alt.Scale(domain=list(kinds.values()), range=[shape for shape, _ in looks])
    colours = alt.Scale(domain=list(kinds.values()), range=[colour for _, colour in looks])
    legend = alt.Legend(orient="top", title=None, direction="horizontal" if width > 480 else "vertical")
    points = alt.Chart(marks(shown)).mark_point(filled=True, size=70, opacity=0.85).encode(
        x=years, y=place,
        shape=alt.Shape("kind:N", scale=shapes, legend=legend),
        color=alt.Color("kind:N", scale=colours, legend=legend),
    )  # fmt: skip
    layers = [points]
    if labels and width > 480:
        row_labels = [{**label, "text": authorities_after(labels, label, order)} for label in labels]
        texts = alt.Chart(marks([item for item in row_labels if item["text"]]))
        layers.append(
            texts.mark_text(align="left", dx=8, dy=-8, color=INK, fontSize=10).encode(x=years, y=place, text="text:N")
        )
    return alt.layer(*layers).properties(width=width - 120, height=38 * len(ships) + 8)


def authorities_after(labels: list[Row], label: Row, order: list[str]) -> str:
    """The authorities of all listings within a year of the first of them, since they would cover each other."""
    same = [item for item in labels if item["ship"] == label["ship"] and item["at"][:4] == label["at"][:4]]
    if same[0] is not label:
        return ""
    names = {item["who"] for item in same}
    return ", ".join(sorted(names, key=order.index))
