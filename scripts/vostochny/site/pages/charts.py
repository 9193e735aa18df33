"""The list of charts, and one page a chart with its data, its pictures and how to embed it."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.charts.chart import WIDE, Chart
from vostochny.charts.embed import frame
from vostochny.charts.gallery import all_charts, drawn, figure
from vostochny.desk.pieces import shows_charts
from vostochny.model.site_url import site_address
from vostochny.render.context import NO_CONTENTS, PLAIN, RenderContext, page
from vostochny.render.inert_text import in_html
from vostochny.render.markup import link, number, table, text

INDEX = "charts.md"
# A longer table is left to the file.
SHOWN_ROWS = 60


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every chart."""
    charts = all_charts(context)
    yield INDEX, index(context, charts)
    for chart in charts:
        yield f"charts/{chart.name}.md", chart_page(context, chart)


def index(context: RenderContext, charts: list[Chart]) -> str:
    """Every chart with its picture and its finding."""
    return page(
        "Charts",
        "On the page of each chart are the numbers behind it, the picture as SVG and PNG, and a snippet that "
        "shows it on "
        "another site.",
        f'<div class="cards gallery"><ul>{"".join(card(context, chart) for chart in charts)}</ul></div>',
        hide=NO_CONTENTS,
    )


def card(context: RenderContext, chart: Chart) -> str:
    """One chart in the list: the finding as a link, and the drawing for a phone, which stays readable at this size."""
    drawing = drawn(context, chart, min(chart.widths))
    return (
        f'<li><strong><a href="{in_html(chart.name)}/">{in_html(chart.title)}</a></strong>'
        f'<figure class="chart one-size" data-search-exclude="drawn">{drawing}</figure></li>'
    )


def chart_page(context: RenderContext, chart: Chart) -> str:
    """One chart: the figure, the finding in words, the numbers, the snippet."""
    here = f"charts/{chart.name}.md"
    address = site_address()
    snippet = (
        f'<a href="{address}charts/{chart.name}/"><img src="{address}charts/{chart.name}.svg" width="{WIDE}" '
        f'style="max-width:100%;height:auto" alt="{in_html(chart.alternative)}"></a>'
    )
    framed = (
        "As a page in a frame: it fits a phone too, and its links work.",
        f"```html\n{frame(context, chart, address)}\n```",
        f"Pinned to this version, or as a table for chart tools: [for newsrooms](../newsroom.md#{chart.name}).",
    )
    return page(
        text(chart.title),
        figure(context, here, chart),
        f"**In words.** {text(chart.alternative)}",
        "## Show it on another site { data-search-exclude #show-it-on-another-site }",
        *(framed if shows_charts() else ()),
        "As a picture: it needs no script and no frame.",
        f"```html\n{snippet}\n```",
        "## The numbers { data-search-exclude }",
        data_table(chart),
        hide=PLAIN,
    )


def data_table(chart: Chart) -> str:
    """What is drawn, as a table; where it is long, the way to the file."""
    if len(chart.rows) > SHOWN_ROWS:
        return f"{len(chart.rows):,} rows: {link('the CSV file', f'/charts/{chart.name}.csv')}."
    columns = list(chart.rows[0])
    return table(
        [text(column.replace("_", " ")) for column in columns],
        [[cell(row[column]) for column in columns] for row in chart.rows],
    )


def cell(value: object) -> str:
    """A number with separators, anything else as text."""
    return number(value) if isinstance(value, (int, float)) else text(value)
