"""Who called when: one row per ship, one mark per documented call, and the counted calls that have no day as one bar.

Drawn as SVG without a library, because every mark is a link to its call and the whole must weigh a few kilobytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.charts.svg_parts import both_sizes
from vostochny.database.reading import Row
from vostochny.model.edtf import edtf_interval
from vostochny.model.wording import day, plural, span
from vostochny.render.context import RenderContext, address_from
from vostochny.render.inert_text import in_html

# In pixels of the drawing: height of a row, radius of a mark, height of the line of months.
ROW, RADIUS, AXIS = 27, 6, 26
# Width of the whole drawing and of the column of names, for desktop and for phone.
LAYOUTS = {"wide": (680, 150), "narrow": (350, 116)}
# A drawing narrower than this has short labels.
SHORT_BELOW = 500
UNNAMED = "ship not named"
GRADES = {"confirmed": "filled", "probable": "half filled", "possible": "open"}


@dataclass(frozen=True)
class Frame:
    """Where days are across the drawing: the first and last day shown, in pixels from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, when: date) -> float:
        """Pixels from the left edge to the middle of a day."""
        part = ((when - self.first).days + 0.5) / ((self.last - self.first).days + 1)
        return round(self.left + part * (self.right - self.left), 1)


def calls_strip(context: RenderContext, here: str, series: Row) -> str:
    """The figure for a page, drawn for desktop and for phone; `series` is the counted series it is set against."""
    calls = documented(context, series)
    undated = series["count_low"] - sum(row["count_id"] == series["count_id"] for row in calls)
    drawings = both_sizes({name: drawing(calls, series, undated, here, *sizes) for name, sizes in LAYOUTS.items()})
    ships = len({row["vessel_id"] for row in calls if row["vessel_id"]})
    unnamed = sum(row["vessel_id"] is None for row in calls)
    year = series["period_start"][:4]
    title = f"Who called when in {year}: {plural(ships, 'named ship')}, {plural(unnamed, 'call')} by ships not named"
    key = ", ".join(f"{form}: {grade}" for grade, form in GRADES.items())
    key = key[:1].upper() + key[1:]
    return (
        '<figure class="calls-strip" id="calls-strip" data-search-exclude="drawn"><p '
        f'class="chart-title">{in_html(title)}</p>{drawings}'
        f"<figcaption>{key}; the width is the span of days. Each mark leads to its evidence. UN: on the UN list on the "
        f'day of the call. <a href="{address_from(here)}calls/">All calls</a></figcaption></figure>'
    )


def documented(context: RenderContext, series: Row) -> list[Row]:
    """The documented calls at the port of the series, in the order of their days."""
    return context.rows(
        "select calls.*, case when vessel_id is null then '' else vessel_name end as ship from calls "
        "where port_id = :port order by date_earliest, call_id",
        port=series["port_id"],
    )


def drawing(calls: list[Row], series: Row, undated: int, here: str, width: int, names: int) -> str:
    """The SVG at one width; `names` is the width of the column of ships."""
    ships = list(dict.fromkeys(row["ship"] or UNNAMED for row in calls))
    ships.sort(key=lambda name: name == UNNAMED)
    days = [date.fromisoformat(row[end]) for row in calls for end in ("date_earliest", "date_latest")]
    days += [date.fromisoformat(series[end]) for end in ("period_start", "period_end")]
    frame = Frame(min(days).replace(day=1), last_of_month(max(days)), names + 8, width - 8)
    bottom = AXIS + ROW * (len(ships) + 1) + 10
    parts = [months(frame, bottom, short=width < SHORT_BELOW)]
    for place, name in enumerate(ships):
        parts += ship_row(name, [row for row in calls if (row["ship"] or UNNAMED) == name], frame, place, here)
    if undated:
        parts.append(hatched(undated, series, frame, AXIS + ROW * len(ships) + 4, width))
    spans = "; ".join(f"{row['ship'] or UNNAMED}: {span(row['date_earliest'], row['date_latest'])}" for row in calls)
    label = in_html(f"One row a ship. {spans}.")
    return (
        f'<svg viewBox="0 0 {width} {bottom}" role="group" aria-label="{label}" xmlns="http://www.w3.org/2000/svg">'
        f'<defs><pattern id="hatch-{width}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V6" class="hatch"/></pattern></defs>'
        f"{''.join(parts)}</svg>"
    )


def ship_row(name: str, calls: list[Row], frame: Frame, place: int, here: str) -> list[str]:
    """The name of a ship, marked where it was on the UN list, its line, and a mark for each of its calls."""
    middle = AXIS + ROW * place + ROW / 2
    listed = any(row["un_listed"] == 1 for row in calls)
    badge = '<tspan class="listed" dx="5">UN</tspan>' if listed else ""
    kind = "faint" if name == UNNAMED else "name"
    place_of_name = f'x="{frame.left - 8}" y="{middle + 4}" text-anchor="end"'
    written = f'<text {place_of_name} class="{kind}">{in_html(name)}{badge}</text>'
    line = f'<path d="M{frame.left} {middle}H{frame.right}" class="grid"/>'
    return [line, written, *(mark(row, frame, middle, here) for row in calls)]


def mark(row: Row, frame: Frame, middle: float, here: str) -> str:
    """One call: its form is the grade, its width the days."""
    start, end = (frame.x(date.fromisoformat(row[name])) for name in ("date_earliest", "date_latest"))
    left, right = start - RADIUS, max(end, start) + RADIUS
    words = f"{row['ship'] or UNNAMED}, {span(row['date_earliest'], row['date_latest'])}, {row['confidence']}"
    box = f'x="{left}" y="{middle - RADIUS}" height="{2 * RADIUS}" rx="{RADIUS}"'
    inside = {
        "confirmed": f'<rect {box} width="{right - left}" class="call full"/>',
        "probable": f'<rect {box} width="{right - left}" class="call open"/>'
        f'<path d="M{(left + right) / 2} {middle - RADIUS}H{left + RADIUS}a{RADIUS} {RADIUS} 0 0 0 0 {2 * RADIUS}'
        f'H{(left + right) / 2}z" class="call full"/>',
    }.get(row["confidence"], f'<rect {box} width="{right - left}" class="call open"/>')
    target = f"{address_from(here)}calls/{row['call_id']}/"
    return f'<a href="{in_html(target)}" aria-label="{in_html(words)}"><title>{in_html(words)}</title>{inside}</a>'


def hatched(undated: int, series: Row, frame: Frame, top: float, width: int) -> str:
    """The counted calls of which no document read gives ship or day, over the whole period of their series."""
    start, end = (frame.x(date.fromisoformat(series[name])) for name in ("period_start", "period_end"))
    words = f"{undated} more counted" + ("" if width < SHORT_BELOW else ": no ship or day in what was read")
    return (
        f'<rect x="{start}" y="{top}" width="{end - start}" height="18" class="undated" fill="url(#hatch-{width})"/>'
        f'<text x="{(start + end) / 2}" y="{top + 13.5}" text-anchor="middle" class="on-hatch">{in_html(words)}'
        f"<title>{in_html(series['counted_by'])}, {day(series['period_start'])} to {day(series['period_end'])}</title>"
        "</text>"
    )


def months(frame: Frame, bottom: float, *, short: bool) -> str:
    """A line and a name for each month; the title has the year."""
    parts = []
    when = frame.first
    while when <= frame.last:
        x = frame.x(when)
        name = f"{when:%b}"[: 1 if short else 3]
        parts.append(f'<path d="M{x} {AXIS - 6}V{bottom}" class="grid"/>')
        parts.append(f'<text x="{x + 2}" y="{AXIS - 10}" class="axis">{name}</text>')
        when = last_of_month(when) + timedelta(1)
    return "".join(parts)


def last_of_month(when: date) -> date:
    """The last day of the month of `when`."""
    return edtf_interval(f"{when:%Y-%m}")[1]
