"""A chart as a page of its own that fits the frame in which another site shows it, on a desk and on a phone."""

from __future__ import annotations

import re

from vostochny.charts.chart import Chart
from vostochny.render.inert_text import in_html

# Where the pages are, as other sites may frame what is under charts/.
FOLDER = "charts/embed"
# Room for the finding above a drawing and for its origin below, in pixels.
WORDS = 170


def embed_page(chart: Chart, drawings: dict[str, str], address: str, origin: str) -> str:
    """The page: finding, drawing, origin with a way to the chart's page.

    drawings: the SVG by the name of its size, wide or narrow
    address: of the first page of the site; origin: title and version of the dataset
    """
    drawn = "".join(f'<div class="{size}">{picture}</div>' for size, picture in drawings.items())
    target = f"{address}charts/{chart.name}/"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{in_html(f"{address}{FOLDER}/{chart.name}.html")}">'
        f"<title>{in_html(chart.title)}</title>"
        '<link rel="stylesheet" href="../../assets/embed.css"></head><body><main>'
        f"<h1>{in_html(chart.title)}</h1>{drawn}"
        f'<p><a href="{in_html(target)}" target="_blank" rel="noopener">{in_html(origin)}</a>, CC BY 4.0</p>'
        "</main></body></html>\n"
    )


def frame(chart: Chart, drawings: dict[str, str], address: str) -> str:
    """The snippet that shows the page on another site, high enough for its highest drawing."""
    heights = [
        float(found[1]) for item in drawings.values() if (found := re.search(r'viewBox="0 0 \S+ ([\d.]+)"', item))
    ]
    return (
        f'<iframe src="{address}{FOLDER}/{chart.name}.html" title="{in_html(chart.title)}" loading="lazy" '
        f'style="width:100%;max-width:760px;height:{round(max(heights)) + WORDS}px;border:0"></iframe>'
    )
