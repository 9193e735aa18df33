"""The list of all charts, and a chart as a figure in a page."""

from __future__ import annotations

from collections.abc import Callable

from vostochny.publish.charts import calls, cap, designations, drivers, estimates
from vostochny.publish.charts.chart import Chart
from vostochny.publish.charts.drawing import NARROW, WIDE, escaped, svg
from vostochny.publish.pages.book import Book, address_from

CHART_KINDS: tuple[Callable[[Book], Chart], ...] = (
    cap.chart,
    calls.chart,
    designations.chart,
    estimates.chart,
    drivers.chart,
)


def all_charts(book: Book) -> list[Chart]:
    """Every chart that has a page of its own, in the order of their list."""
    return [kind(book) for kind in CHART_KINDS]


def figure(here: str, chart: Chart) -> str:
    """A chart as an HTML block for the page `here`: drawn for a desk and for a phone, with its basis below.

    A chart without a basis belongs to a page that gives it, and has no page and no files of its own.
    """
    below = f"<figcaption>{escaped(chart.basis)} {links(here, chart)}</figcaption>" if chart.basis else ""
    return (
        f'<figure class="chart" id="chart-{chart.name}"><p class="chart-title">{escaped(chart.title)}</p>'
        f'<div class="wide">{svg(chart, WIDE)}</div><div class="narrow">{svg(chart, NARROW)}</div>{below}</figure>'
    )


def links(here: str, chart: Chart) -> str:
    """To the page of the chart, and to its files."""
    page = f"charts/{chart.name}.md"
    files = " · ".join(
        f'<a href="{address_from(here)}charts/{chart.name}.{kind}" download>{kind.upper()}</a>'
        for kind in ("csv", "svg", "png")
    )
    more = "" if page == here else f'<a href="{address_from(here)}charts/{chart.name}/">Data and embedding</a> · '
    return f"{more}{files}"
