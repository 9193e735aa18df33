"""Draws what is on a page of Datasette: bars for the answer of a query, circles on a map for rows with a place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeGuard

from markupsafe import Markup

from vostochny.datasette_app.cell_rendering import in_words, straight
from vostochny.datasette_app.exports import plain, position
from vostochny.datasette_app.record_context import RecordContext
from vostochny.model.wording import number
from vostochny.render.inert_text import in_html
from vostochny.render.map_drawing import MAP_HEIGHT, MAP_WIDTH, Point, coast, framed, projected

WIDTH, BAR, GAP = 640, 22, 10
MOST_BARS = 40
LONGEST_LABEL = 48
# Room for one letter of a label, on a phone.
LETTER = 12


def bars(chart: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], unit: str) -> Markup | None:
    """A bar for each row, its end paler from low to high where the chart names both; None where nothing can be drawn.

    chart: the header of the query, with `label` and either `value` or `low` and `high`, each the name of a column
    """
    low, high = chart.get("low", chart.get("value")), chart.get("high", chart.get("value"))
    known = [row for row in rows if is_amount(row.get(low)) and is_amount(row.get(high))][:MOST_BARS]
    most = max((float(row[high]) for row in known), default=0.0)
    if most <= 0:
        return None
    parts = []
    for place, row in enumerate(known):
        top = place * (2 * BAR + GAP)
        start, end = float(row[low]) / most * WIDTH, float(row[high]) / most * WIDTH
        reach = max(end - start, 0)
        ends = number(row[high]) if row[low] == row[high] else f"{number(row[low])} to {number(row[high])}"
        label = label_of(row, chart["label"])
        parts.append(
            f'<text x="0" y="{top + 16}">{in_html(label)}: <tspan class="amount">{in_html(ends)}</tspan></text>'
            f'<rect y="{top + BAR}" width="{max(start, 2):.1f}" height="{BAR - 6}"/>'
            f'<rect class="reach" x="{start:.1f}" y="{top + BAR}" width="{reach:.1f}" height="{BAR - 6}"/>'
        )
    height = len(known) * (2 * BAR + GAP)
    words = f"{chart['title']}{f', in {unit}' if unit else ''}"
    return Markup(
        '<figure class="drawing"><figcaption>{}</figcaption>'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg></figure>'
    ).format(words, WIDTH, height, f"Bar chart. {words}. The same numbers are in the table below.",
             Markup("".join(parts)))  # fmt: skip


def is_amount(value: object) -> TypeGuard[int | float]:
    """Whether a cell can be the length of a bar."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def label_of(row: Mapping[str, object], names: str) -> str:
    """What a bar is called, from one column or several."""
    values = [straight(str(row[name])) for name in names.split() if row.get(name) not in (None, "")]
    shown = [in_words(value) for value in values]
    label = ", ".join(shown)
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def port_map(context: RecordContext, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Markup | None:
    """The places of the rows on the outlines of land, one circle a place, larger for more rows; None without places."""
    counted: Counter[Point] = Counter()
    names: dict[Point, str] = {}
    for values in rows:
        row = dict(zip(columns, tuple(values), strict=True))
        if place := position(context, row):
            counted[place] += 1
            port = str(plain(row.get("port_id")) or "")
            names.setdefault(place, straight(context.name(port) or str(plain(row.get("name")) or "")))
    if not counted:
        return None
    frame = framed(list(counted))
    circles = []
    for place, count in counted.most_common():
        x, y = projected(place, frame)
        label = f"{names[place]}: {count:,}" if max(counted.values()) > 1 else names[place]
        side, anchor = (-10, ' text-anchor="end"') if x + LETTER * len(label) > MAP_WIDTH else (10, "")
        size = 5 + 3 * math.sqrt(count)
        circles.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"><title>{in_html(label)}</title></circle>'
            f'<text x="{x + side:.1f}" y="{y - 9:.1f}"{anchor}>{in_html(label)}</text>'
        )
    listed = "; ".join(f"{names[place]}: {count:,}" for place, count in counted.most_common())
    return Markup(
        '<figure class="drawing map"><svg viewBox="0 0 {} {}" role="img" aria-label="{}"><path class="land" d="{}"/>{}'
        "</svg><figcaption>{}</figcaption></figure>"
    ).format(
        MAP_WIDTH, MAP_HEIGHT, f"Map. Rows on this page by port: {listed}", coast(frame), Markup("".join(circles)),
        "Rows on this page by the position of their port, not of a berth. Outlines of land: Natural Earth.",
    )  # fmt: skip
