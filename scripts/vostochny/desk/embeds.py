"""Charts and headline figures to show elsewhere: one address that is pinned to a version, and one that follows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from vostochny.charts.chart import Chart
from vostochny.charts.embed import NOT_SAID
from vostochny.charts.gallery import SIZES, all_charts, drawn
from vostochny.database.reading import Row
from vostochny.desk.figures_json import quotable_figures
from vostochny.model.findings import shorten
from vostochny.model.site_url import site_address
from vostochny.model.wording import day
from vostochny.render.context import RenderContext

FOLDER = "desk/embed"
FOLLOWING = "latest"
# Rows, series and value of charts whose table has one row a mark; the other tables are wide already.
WIDE = {"calls-by-month": ("month", "kind", "calls"), "designations-and-calls": ("ship", "who", "day")}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'"
# Longest description that other sites show in full, in characters.
DESCRIPTION = 300
PAGE = Path(__file__).parent / "embed.html"


def embeds(context: RenderContext) -> Iterator[tuple[str, str]]:
    """Every page to embed, its picture and its wide table, under the version and under "latest"."""
    version = str(context.dataset.package["version"])
    files: list[tuple[str, str]] = [*chart_files(context), *figure_files(context)]
    files.append(("version.json", json.dumps({"version": version}) + "\n"))
    for folder in (version, FOLLOWING):
        yield from ((f"{FOLDER}/{folder}/{name}", content) for name, content in files)


def chart_files(context: RenderContext) -> Iterator[tuple[str, str]]:
    """Each chart as a page and as a wide table; publish.py puts its pictures beside them."""
    for chart in all_charts(context):
        widths = {name: width for name, width in SIZES.items() if width in chart.widths}
        classes = {name: name if len(widths) > 1 else "only" for name in widths}
        pictures = "".join(
            f'<div class="{classes[name]}">{drawn(context, chart, width)}</div>' for name, width in widths.items()
        )
        page = f"{site_address()}charts/{chart.name}/"
        content = f"<h1>{escape(chart.title)}</h1>{pictures}"
        yield f"{chart.name}.html", framed(context, chart.name, chart.title, content, chart.basis, NOT_SAID, page)
        yield f"{chart.name}.csv", wide_table(chart)


def figure_files(context: RenderContext) -> Iterator[tuple[str, str]]:
    """Each headline figure as a page, and all of them as one table with a row a figure."""
    found = [item for item in quotable_figures(context) if item["headline"]]
    for item in found:
        content = f'<h1 class="figure">{escape(item["figure"])}</h1><p>{escape(item["sentence"])}</p>'
        not_said = f"{item['does_not_say']} {item['must_not_be_added']}"
        name = file_name(item)
        yield f"{name}.html", framed(context, name, item["sentence"], content, item["basis"], not_said, item["page"])
    columns = [name for name in found[0] if name != "sources"]
    yield "figures.csv", as_csv([{name: item[name] for name in columns} for item in found])


def file_name(item: Row) -> str:
    """What the files of a figure are called."""
    return re.sub(r"[^a-z0-9]+", "-", f"figure-{item['id']}".lower())


def framed(context: RenderContext, name: str, title: str, content: str, basis: str, not_said: str, page: str) -> str:
    """A page that fits a frame of 300 pixels or more, needs no script, and loads nothing from elsewhere.

    content: HTML; everything else is plain text
    """
    package = context.dataset.package
    source = f"{package['title']}, version {package['version']} of {day(context.released_on)}"
    texts = {"title": title, "basis": basis, "not_said": not_said, "page": page, "source": source}
    texts["description"] = shorten(basis, DESCRIPTION)
    plain = {key: escape(value) for key, value in texts.items()}
    return PAGE.read_text(encoding="utf-8").format(
        policy=POLICY, name=name, version=escape(str(package["version"])), content=content, **plain
    )


def wide_table(chart: Chart) -> str:
    """The rows behind a chart with one column a series, as chart tools want them."""
    if chart.name not in WIDE:
        return as_csv(chart.rows)
    by, series, value = WIDE[chart.name]
    # The days of a ship's calls are one series, whatever the identifiers of the calls.
    told = [{**row, series: "calls" if str(row[series]).startswith("call-") else row[series]} for row in chart.rows]
    names = list(dict.fromkeys(str(row[series]) for row in told))
    found: dict[str, Row] = {}
    for row in told:
        cells = found.setdefault(str(row[by]), {by: row[by], **dict.fromkeys(names, "")})
        name, cell = str(row[series]), str(row[value])
        cells[name] = f"{cells[name]}; {cell}" if cells[name] else cell
    return as_csv(list(found.values()))


def as_csv(found: Sequence[Row]) -> str:
    """Rows as CSV."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(found[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return written.getvalue()
