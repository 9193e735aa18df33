"""The list of all charts, and a chart as a figure in a page."""

from __future__ import annotations

from collections.abc import Callable

from vostochny.charts import calls_per_month, ceiling, designations, drivers, ports_map, published_estimates
from vostochny.charts.chart import NARROW, WIDE, Chart
from vostochny.charts.svg import escaped, svg
from vostochny.charts.svg_parts import both_sizes
from vostochny.render.context import RenderContext, address_from

CHART_KINDS: tuple[Callable[[RenderContext], Chart], ...] = (
    ceiling.chart,
    calls_per_month.chart,
    designations.chart,
    published_estimates.chart,
    drivers.chart,
    ports_map.chart,
)

SIZES = {"wide": WIDE, "narrow": NARROW}


def all_charts(context: RenderContext) -> list[Chart]:
    """Every chart that has a page of its own, in the order of their list."""
    return [kind(context) for kind in CHART_KINDS]


def figure(context: RenderContext, here: str, chart: Chart) -> str:
    """A chart as an HTML block for the page `here`: drawn for a desk and for a phone, with its basis below.

    A chart without a basis belongs to a page that gives it, and has no page and no files of its own.
    """
    below = f"<figcaption>{escaped(chart.basis)} {links(here, chart)}</figcaption>" if chart.basis else ""
    shown = both_sizes(drawings(context, chart))
    kind = "chart" if len(chart.widths) > 1 else "chart one-size"
    # On its own page the finding is the heading of the page.
    own = here == f"charts/{chart.name}.md"
    title = "" if own else f'<p class="chart-title">{escaped(chart.title)}</p>'
    return f'<figure class="{kind}" id="chart-{chart.name}" data-search-exclude="drawn">{title}{shown}{below}</figure>'


def drawings(context: RenderContext, chart: Chart) -> dict[str, str]:
    """The drawings of a chart by the name of their size."""
    return {name: drawn(context, chart, width) for name, width in SIZES.items() if width in chart.widths}


def drawn(context: RenderContext, chart: Chart, width: int) -> str:
    """The drawing of a chart at one width, made once for all pages of a publication."""
    key = (chart.name, width)
    if key not in context.drawings:
        context.drawings[key] = svg(chart, width)
    return context.drawings[key]


def links(here: str, chart: Chart) -> str:
    """To the page of the chart, and to its files."""
    page = f"charts/{chart.name}.md"
    files = " · ".join(
        f'<a href="{address_from(here)}charts/{chart.name}.{kind}" download>{kind.upper()}</a>'
        for kind in ("csv", "svg", "png")
    )
    more = "" if page == here else f'<a href="{address_from(here)}charts/{chart.name}/">Data and embedding</a> · '
    return f"{more}{files}"
