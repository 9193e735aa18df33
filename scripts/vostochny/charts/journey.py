"""The journey chart: days across, the named waters along the route up, one mark a report, each a link.

A mark says in which waters a source places the ship, in words; nothing here is a position or a track.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.charts.day_axis import DayAxis
from vostochny.charts.journey_rows import Box, WatersRow, name_place, set_rows
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
# Height in pixels of a line of the key below the drawing, which names the ships in their colours.
KEY_LINE = 15
# Half the height of a mark that is of some day in a longer time, and the colours of ships, in record.css.
THIN, COLOURS = 2, 8


@dataclass(frozen=True)
class Layout:
    """Sizes of one drawing in pixels, how many days its axis may name, and how many ships a line of its key."""

    width: int
    names: int
    row: int
    labels: int
    key: int
    short: bool = False


LAYOUTS = (Layout(980, 172, 30, 10, 5), Layout(350, 84, 34, 4, 2, short=True))


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
    if min(days).year == max(days).year:
        caption += f" All in {max(days).year}."
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
    rows, places, bottom = placed(layout, axis, reports)
    parts = [*bands(layout, axis, rows), day_grid(axis, 4, bottom, layout.labels)]
    ships = list(dict.fromkeys(report.row["vessel_id"] for report in reports))
    taken = list(places.values())
    for number, ship in enumerate(ships):
        own = [(report, places[report.row["sighting_id"]]) for report in reports if report.row["vessel_id"] == ship]
        parts.append(
            f'<g class="ship s{number % COLOURS}">{route(own)}{"".join(mark(context, here, *item) for item in own)}'
        )
        if several:
            x, y = 6 + number % layout.key * layout.width / layout.key, bottom + 38 + number // layout.key * KEY_LINE
            parts.append(words(x, y, f"● {own[0][0].row['ship']}", "of-ship"))
        if several and not layout.short:
            parts.append(named_at_its_end(axis, own, taken))
        parts.append("</g>")
    summary = "; ".join(said(context, report) for report in reports)
    key = 8 + KEY_LINE * -(-len(ships) // layout.key) if several else 0
    return drawing(
        layout.width, bottom + 22 + key, f"{plural(len(reports), 'report')} in order of time. {summary}.", parts
    )


def bands(layout: Layout, axis: DayAxis, rows: dict[str, WatersRow]) -> list[str]:
    """The rows of the named waters, with their names on the left."""
    parts = []
    for number, (value, label) in enumerate(WATERS.items()):
        row = rows[value]
        kind = "coast" if value in ON_A_COAST else "sea"
        parts.append(
            f'<rect x="{axis.left:g}" y="{row.top:g}" width="{axis.right - axis.left:g}" height="{row.height - 1:g}" '
            f'class="{kind}"/>'
        )
        shown = textwrap.wrap(label, SHORT_LINE) if layout.short else [label]
        for line, content in enumerate(shown):
            y = row.top + row.height / 2 + 4 + (line - (len(shown) - 1) / 2) * 12
            parts.append(words(axis.left - 7, y, content, "name" if number else "name home", "end"))
    return parts


def placed(
    layout: Layout, axis: DayAxis, reports: list[PlacedReport]
) -> tuple[dict[str, WatersRow], dict[str, Box], float]:
    """The rows, where each report is drawn in its row (none covers another), and where the last row ends."""
    rows = {waters: WatersRow() for waters in WATERS}
    lanes = {}
    for report in reports:
        left, right = ends(axis, report)
        lanes[report.row["sighting_id"]] = rows[report.row["waters"]].take(left, right, dated=report.dated)
    bottom = set_rows(list(rows.values()), 4, layout.row)
    found = {}
    for report in reports:
        name, (left, right) = report.row["sighting_id"], ends(axis, report)
        middle = rows[report.row["waters"]].middle(lanes[name], dated=report.dated)
        radius = RADIUS if report.dated else THIN
        found[name] = Box(left, right, middle - radius, middle + radius)
    return rows, found, bottom


def ends(axis: DayAxis, report: PlacedReport) -> tuple[float, float]:
    """Left and right end of a report's mark, which is at least as wide as a mark of one day is high."""
    left, right = axis.start(report.first or axis.first), axis.end(report.last)
    radius = RADIUS if report.dated else THIN
    centre = (left + right) / 2
    return min(left, centre - radius), max(right, centre + radius)


def route(own: list[tuple[PlacedReport, Box]]) -> str:
    """A dotted line through the dated reports."""
    points = " ".join(
        f"{(box.left + box.right) / 2:g},{(box.top + box.bottom) / 2:g}" for report, box in own if report.dated
    )
    return f'<polyline points="{points}" class="route"/>' if " " in points else ""


def mark(context: RenderContext, here: str, report: PlacedReport, box: Box) -> str:
    """One report, which leads to its call or else to its row in the list of sightings."""
    row = report.row
    kind = "report in-port" if row["port_id"] else "report at-sea"
    middle, radius = (box.top + box.bottom) / 2, (box.bottom - box.top) / 2
    shape = pill(box.left, box.right, middle, kind if report.dated else f"{kind} vague", radius)
    page = f"calls/{row['call_id']}/" if row["call_id"] else f"sightings/#{row['sighting_id']}"
    return linked(f"{address_from(here)}{page}", said(context, report), shape)


def said(context: RenderContext, report: PlacedReport) -> str:
    """A report in words: days, ship, place, and who saw it."""
    row = report.row
    days = span(row["date_earliest"], row["date_latest"])
    doubt = " (inferred)" if "waters" in str(row["inferred"] or "").split(";") else ""
    place = f"{row['place_as_reported']}; {context.label('sightings', 'waters', row['waters'])}{doubt}"
    return f"{days}, {row['ship']}: {place}; {row['observer']}"


def named_at_its_end(axis: DayAxis, own: list[tuple[PlacedReport, Box]], taken: list[Box]) -> str:
    """The name of a ship beside its last dated report, clear of what is in `taken`, which it is added to."""
    dated = [item for item in own if item[0].dated] or own
    report, box = dated[-1]
    place, anchor = name_place(report.row["ship"], box, taken, (axis.left, axis.right))
    taken.append(place)
    x = place.left if anchor == "start" else place.right
    return words(round(x, 1), round(place.bottom - 2.5, 1), report.row["ship"], "of-ship", anchor)
