"""Day bars of one call: a bar for each report of it, and in grey the other ships reported in the port around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vostochny.charts.day_axis import DayAxis
from vostochny.charts.svg_parts import cut_label, day_grid, drawing, linked, pill, two_sizes, words
from vostochny.database.reading import Row
from vostochny.model.wording import span
from vostochny.render.context import RenderContext, address_from

# Days shown before and after the call, and how far a longer report is drawn beyond it.
AROUND, BEYOND = 4, 12
# A report of another ship that names only a longer time than this, in days, says too little to be drawn.
LONGEST_OTHER = 7
CAPTION = (
    "One bar a report, as long as the days that it names. Filled: it counts for the grade. Open: it repeats the same "
    "observer, or does not count. A bar that is cut off goes on. Grey: other ships reported in the port in these days."
)


@dataclass(frozen=True)
class Bar:
    """One line of the drawing: a report, or another ship in port."""

    label: str
    said: str
    kind: str
    first: date
    last: date
    target: str


def day_bars(context: RenderContext, here: str, call: Row, reports: list[Row]) -> str:
    """The figure for the page of a call; `reports` are its sightings with `counts`, `repeats` and `publisher`."""
    own = [bar(here, row) for row in reports]
    begin, end = (date.fromisoformat(call[name]) for name in ("date_earliest", "date_latest"))
    shown = [item for item in own if item.last >= begin - timedelta(BEYOND) and item.first <= end + timedelta(BEYOND)]
    first = max(min([begin, *(item.first for item in shown)]), begin - timedelta(BEYOND)) - timedelta(AROUND)
    last = min(max([end, *(item.last for item in shown)]), end + timedelta(BEYOND)) + timedelta(AROUND)
    others = others_in_port(context, here, call, first, last)
    wide, narrow = (
        drawn(DayAxis(first, last, names, width - 6), width, own, others, labels, short=width < 500)
        for width, names, labels in ((980, 240, 15), (350, 122, 5))
    )
    return two_sizes("day-bars", "day-bars", "", wide, narrow, CAPTION)


def bar(here: str, row: Row) -> Bar:
    """A report of the call as a line."""
    last = date.fromisoformat(row["date_latest"])
    first = date.fromisoformat(row["date_earliest"]) if row["date_earliest"] else date.min
    kind = "counts" if row["counts"] else "open"
    why = " (repeats)" if row["repeats"] else "" if row["counts"] else " (not counted)"
    said = f"{row['observer']}, in {row['publisher']}: {span(row['date_earliest'], row['date_latest'])}{why}"
    return Bar(
        f"{row['observer']}{why}", said, kind, first, last, f"{address_from(here)}sightings/#{row['sighting_id']}"
    )


def others_in_port(context: RenderContext, here: str, call: Row, first: date, last: date) -> list[Bar]:
    """Reports of other named ships in the same port on days near the call, one a ship and stay."""
    rows = context.rows(
        "select sightings.*, coalesce(vessels.name, 'Unnamed ship') as ship from sightings "
        "left join vessels using (vessel_id) where port_id = :port and coalesce(call_id, '') <> :call "
        "and coalesce(vessel_id, '-') <> coalesce(:ship, '') and date_latest >= :first and date_earliest <= :last "
        "and julianday(date_latest) - julianday(date_earliest) <= :most order by date_earliest, sighting_id",
        port=call["port_id"], call=call["call_id"], ship=call["vessel_id"],
        first=f"{first}", last=f"{last}", most=LONGEST_OTHER,
    )  # fmt: skip
    found: dict[tuple[str, str], Bar] = {}
    for row in rows:
        key = (row["ship"], row["call_id"] or row["sighting_id"])
        page = f"calls/{row['call_id']}/" if row["call_id"] else f"sightings/#{row['sighting_id']}"
        start, end = (date.fromisoformat(row[name]) for name in ("date_earliest", "date_latest"))
        said = f"{row['ship']} in the port, {span(row['date_earliest'], row['date_latest'])}, {row['observer']}"
        known = found.get(key)
        found[key] = Bar(
            row["ship"], known.said if known else said, "other",
            min(start, known.first) if known else start, max(end, known.last) if known else end,
            f"{address_from(here)}{page}",
        )  # fmt: skip
    return list(found.values())


def drawn(axis: DayAxis, width: int, own: list[Bar], others: list[Bar], labels: int, *, short: bool) -> str:
    """One drawing: a line for each report and for each other ship."""
    row = 28
    lines = [*own, *others]
    bottom = 6 + row * len(lines)
    parts = [day_grid(axis, 4, bottom, labels)]
    for number, item in enumerate(lines):
        middle = 6 + row * (number + 0.5)
        kind = "name" if item.kind == "counts" else "faint"
        parts.append(words(axis.left - 9, middle + 4, cut_label(item.label, 15 if short else 34), kind, "end"))
        shape = pill(axis.start(item.first), axis.end(item.last), middle, f"bar {item.kind}", 6.5)
        if item.last < axis.first or item.first > axis.last:
            shape = words(
                axis.left + 4, middle + 4, f"outside these days: {span(f'{item.first}', f'{item.last}')}", "axis"
            )
        parts.append(linked(item.target, item.said, shape))
    summary = "; ".join(item.said for item in lines)
    return drawing(width, bottom + 22, f"Day by day: {summary}.", parts)
