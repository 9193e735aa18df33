"""The journey chart: days across, the named waters along the route up, one mark a report, each a link.

A mark says in which waters a source places the ship, in words; nothing here is a position or a track.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.charts.day_axis import DayAxis
from vostochny.charts.svg_parts import RADIUS, day_grid, drawing, linked, pill, two_sizes, words
from vostochny.database.reading import Row
from vostochny.model.wording import plural, span
from vostochny.render.context import RenderContext, address_from

# From Vostochny down to Nampo: the value of sightings.waters, and its label.
WATERS = {
    "vostochny": "Vostochny",
    "primorye": "Off Primorye",
    "east_coast": "Chongjin, Rajin",
    "east_sea": "East Sea / Sea of Japan",
    "korea_strait": "Korea Strait",
    "jeju": "South of Jeju",
    "china": "Off China",
    "yellow_sea": "Yellow Sea, Nampo",
}
# Letters of a label that a phone shows in one line.
SHORT_LINE = 12
# Places on land or in its ports, which are shaded as such.
ON_A_COAST = ("vostochny", "east_coast", "yellow_sea")
# A report that names only a longer time than this, in days, is drawn thin: it is of some day within.
LONGEST_STAY = 31
CAPTION = (
    "Filled: in a port. Open: at sea. Faint: on some day in a longer time. The waters are those that the sources name; "
    "dotted lines join the reports in order of time and are no track."
)
# Names of ships below the drawing for a phone: two in a line, so high in pixels.
LEGEND_LINE = 15
# Names nearer to each other than this, in pixels across and down, would cover each other.
NAME_ROOM = (110, 12)


@dataclass(frozen=True)
class Layout:
    """Sizes of one drawing in pixels, and how many days its axis may name."""

    width: int
    names: int
    row: int
    labels: int
    short: bool = False


LAYOUTS = (Layout(980, 172, 30, 10), Layout(350, 84, 34, 4, short=True))


@dataclass(frozen=True)
class PlacedReport:
    """A sighting with its days; `first` is None where only the last is known."""

    row: Row
    first: date | None
    last: date

    @property
    def dated(self) -> bool:
        """Whether it says the days of the ship's stay, and not a longer time that holds them."""
        if self.first is None or (self.last - self.first).days > LONGEST_STAY:
            return False
        guessed = {"date_earliest", "date_latest"} <= set(str(self.row["inferred"] or "").split(";"))
        bounds = guessed and self.first != self.last
        return self.row["date_precision"] in ("day", "interval") and not bounds


def journey(context: RenderContext, here: str, vessel_ids: Sequence[str], *, titled: bool = True) -> str:
    """The figure for a page: where these ships were reported; empty where none was.

    titled: whether the figure has its own title, and not the page
    """
    found = reports_of(context, vessel_ids)
    # Without a first day there is nothing to draw: a bar from the start of the chart would be a stay nobody saw.
    reports = [report for report in found if report.first]
    if not reports:
        return ""
    left_out = len(found) - len(reports)
    caption = CAPTION + (f" Not drawn: {plural(left_out, 'report')} without a first day." if left_out else "")
    days = [report.last for report in reports] + [report.first for report in reports if report.first]
    several = len({report.row["vessel_id"] for report in reports}) > 1
    title = f"Where {'the ships were' if several else 'it was'} reported, {span(f'{min(days)}', f'{max(days)}')}"
    wide, narrow = (
        drawn(context, here, layout, reports, (min(days), max(days)), several=several) for layout in LAYOUTS
    )
    identifier = "journeys" if several else "journey"
    return two_sizes("journey", identifier, title if titled else "", wide, narrow, caption)


def reports_of(context: RenderContext, vessel_ids: Sequence[str]) -> list[PlacedReport]:
    """Every sighting of these ships in named waters, in order of time."""
    marks = ", ".join(f":v{number}" for number in range(len(vessel_ids)))
    rows = context.rows(
        f"select sightings.*, vessels.name as ship from sightings join vessels using (vessel_id) "
        f"where vessel_id in ({marks}) and waters <> 'not_stated' order by date_latest, date_earliest, sighting_id",
        **{f"v{number}": name for number, name in enumerate(vessel_ids)},
    )
    return [
        PlacedReport(
            row,
            date.fromisoformat(row["date_earliest"]) if row["date_earliest"] else None,
            date.fromisoformat(row["date_latest"]),
        )
        for row in rows
    ]


def drawn(
    context: RenderContext,
    here: str,
    layout: Layout,
    reports: list[PlacedReport],
    days: tuple[date, date],
    *,
    several: bool,
) -> str:
    """One drawing."""
    room = max(2, (days[1] - days[0]).days // 40)
    axis = DayAxis(days[0] - timedelta(room), days[1] + timedelta(room), layout.names + 8, layout.width - 6)
    bottom = layout.row * len(WATERS) + 4
    parts = [*bands(layout, axis), day_grid(axis, 4, bottom, layout.labels)]
    ships = list(dict.fromkeys(report.row["vessel_id"] for report in reports))
    places = placed(layout, axis, reports)
    taken: list[tuple[float, float]] = []
    for number, ship in enumerate(ships):
        own = [(report, *places[report.row["sighting_id"]]) for report in reports if report.row["vessel_id"] == ship]
        parts.append(
            f'<g class="ship s{number % 6}">{route(own)}{"".join(mark(context, here, axis, *item) for item in own)}'
        )
        if several and layout.short:
            x, y = 6 + number % 2 * layout.width / 2, bottom + 38 + number // 2 * LEGEND_LINE
            parts.append(words(x, y, f"● {own[0][0].row['ship']}", "of-ship"))
        elif several:
            parts.append(named_at_its_end(layout, axis, own, taken))
        parts.append("</g>")
    summary = "; ".join(said(context, report) for report in reports)
    legend = 8 + LEGEND_LINE * -(-len(ships) // 2) if several and layout.short else 0
    return drawing(
        layout.width, bottom + 22 + legend, f"{plural(len(reports), 'report')} in order of time. {summary}.", parts
    )


def bands(layout: Layout, axis: DayAxis) -> list[str]:
    """The rows of the named waters, with their names on the left."""
    parts = []
    for number, (value, label) in enumerate(WATERS.items()):
        top = 4 + number * layout.row
        kind = "coast" if value in ON_A_COAST else "sea"
        parts.append(
            f'<rect x="{axis.left:g}" y="{top:g}" width="{axis.right - axis.left:g}" height="{layout.row - 1}" '
            f'class="{kind}"/>'
        )
        shown = textwrap.wrap(label, SHORT_LINE) if layout.short else [label]
        for line, content in enumerate(shown):
            y = top + layout.row / 2 + 4 + (line - (len(shown) - 1) / 2) * 12
            parts.append(words(axis.left - 7, y, content, "name" if number else "name home", "end"))
    return parts


def placed(layout: Layout, axis: DayAxis, reports: list[PlacedReport]) -> dict[str, tuple[float, float]]:
    """Where each report is drawn; those that would cover each other are moved apart within their row."""
    taken: dict[str, list[float]] = {}
    found = {}
    order = list(WATERS)
    for report in reports:
        middle = (axis.start(report.first or axis.first) + axis.end(report.last)) / 2
        waters = report.row["waters"]
        near = sum(abs(middle - other) < 2 * RADIUS for other in taken.setdefault(waters, []))
        taken[waters].append(middle)
        shift = (0, -6, 6)[near % 3] if report.dated else 9
        found[report.row["sighting_id"]] = (middle, 4 + layout.row * (order.index(waters) + 0.5) + shift)
    return found


def route(own: list[tuple[PlacedReport, float, float]]) -> str:
    """A dotted line through the dated reports."""
    points = " ".join(f"{x:g},{y:g}" for report, x, y in own if report.dated)
    return f'<polyline points="{points}" class="route"/>' if " " in points else ""


def mark(context: RenderContext, here: str, axis: DayAxis, report: PlacedReport, _x: float, y: float) -> str:
    """One report, which leads to its call or else to its row in the list of sightings."""
    row = report.row
    left, right = axis.start(report.first or axis.first), axis.end(report.last)
    kind = "in-port" if row["port_id"] else "at-sea"
    shape = pill(left, right, y, f"report {kind}") if report.dated else pill(left, right, y, f"report {kind} vague", 2)
    page = f"calls/{row['call_id']}/" if row["call_id"] else f"sightings/#{row['sighting_id']}"
    return linked(f"{address_from(here)}{page}", said(context, report), shape)


def said(context: RenderContext, report: PlacedReport) -> str:
    """A report in words: days, ship, place, and who saw it."""
    row = report.row
    days = span(row["date_earliest"], row["date_latest"])
    doubt = " (inferred)" if "waters" in str(row["inferred"] or "").split(";") else ""
    place = f"{row['place_as_reported']}; {context.label('sightings', 'waters', row['waters'])}{doubt}"
    return f"{days}, {row['ship']}: {place}; {row['observer']}"


def named_at_its_end(
    layout: Layout, axis: DayAxis, own: list[tuple[PlacedReport, float, float]], taken: list[tuple[float, float]]
) -> str:
    """The name of a ship beside its last dated report, on the side that has room, clear of the names in `taken`."""
    dated = [item for item in own if item[0].dated] or own
    report, _, y = dated[-1]
    right = axis.end(report.last)
    to_the_left = right > layout.width - 130
    x = axis.start(report.first or axis.first) - 9 if to_the_left else right + 9
    while any(abs(x - other) < NAME_ROOM[0] and abs(y - above) < NAME_ROOM[1] for other, above in taken):
        y += NAME_ROOM[1]
    taken.append((x, y))
    return words(x, y + 4, report.row["ship"], "of-ship", "end" if to_the_left else "start")
