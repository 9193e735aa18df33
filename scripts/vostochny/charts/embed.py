"""The snippet that shows a chart on another site, in a frame high enough for it."""

from __future__ import annotations

import re
from math import ceil

from vostochny.charts.chart import Chart
from vostochny.render.inert_text import in_html

# Pages for frames that follow the latest release; desk/embeds.py writes them.
FOLLOWING = "desk/embed/latest"
NOT_SAID = "A chart shows what is on record, not all that happened. Do not add its figures to those of another chart."
# The narrowest frame in which each drawing is shown, in pixels, without the page's edges.
ROOM = {"narrow": 284, "wide": 584}
# Widest letters on average and height of a line in desk/embed.html, in pixels: of the heading and of what is small.
HEADING, SMALL = (9.2, 25), (6.1, 18)
# Edges of the page and gaps between its parts, in pixels, and letters in it that are the same for every chart: name,
# version and day of the publication, its licence, and what announces the words that are not said.
GAPS, FIXED = 52, 110


def frame(chart: Chart, drawings: dict[str, str], address: str) -> str:
    """The snippet, high enough for each drawing with its words.

    drawings: the SVG by the name of its size, wide or narrow
    address: of the first page of the site
    """
    heights = [
        float(found[1]) + words(chart, ROOM[size])
        for size, item in drawings.items()
        if (found := re.search(r'viewBox="0 0 \S+ ([\d.]+)"', item))
    ]
    return (
        f'<iframe src="{address}{FOLLOWING}/{chart.name}.html" title="{in_html(chart.title)}" loading="lazy" '
        f'style="width:100%;max-width:760px;height:{round(max(heights))}px;border:0"></iframe>'
    )


def words(chart: Chart, width: int) -> int:
    """Height of the words around a drawing in a frame of a width, in pixels; rather too much than too little."""
    small = len(chart.basis) + len(NOT_SAID) + FIXED
    return GAPS + lines(len(chart.title), width, HEADING) + lines(small, width, SMALL) + 2 * SMALL[1]


def lines(letters: int, width: int, kind: tuple[float, int]) -> int:
    """Height of a paragraph in pixels."""
    letter, height = kind
    return ceil(letters * letter / width) * height
