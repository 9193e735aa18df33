"""The snippet that shows a chart on another site, in a frame high enough for it."""

from __future__ import annotations

import re

from vostochny.charts.chart import Chart
from vostochny.render.inert_text import in_html

# Pages for frames that follow the latest release; desk/embeds.py writes them.
FOLLOWING = "desk/embed/latest"
# Room for title, basis and source around a drawing, in pixels.
WORDS = 260


def frame(chart: Chart, drawings: dict[str, str], address: str) -> str:
    """The snippet, high enough for the highest drawing.

    drawings: the SVG by the name of its size, wide or narrow
    address: of the first page of the site
    """
    heights = [
        float(found[1]) for item in drawings.values() if (found := re.search(r'viewBox="0 0 \S+ ([\d.]+)"', item))
    ]
    return (
        f'<iframe src="{address}{FOLLOWING}/{chart.name}.html" title="{in_html(chart.title)}" loading="lazy" '
        f'style="width:100%;max-width:760px;height:{round(max(heights)) + WORDS}px;border:0"></iframe>'
    )
