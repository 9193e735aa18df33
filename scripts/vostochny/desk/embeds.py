"""Charts and headline figures to show elsewhere: one address that is pinned to a version, and one that follows."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment

from vostochny.charts.chart import Chart
from vostochny.charts.embed import NOTICE, EmbedWords, chart_words, frame_of, source_line
from vostochny.charts.gallery import all_charts
from vostochny.charts.svg import as_csv
from vostochny.database.reading import Row
from vostochny.desk.figures_json import quotable_figures
from vostochny.model.findings import shorten
from vostochny.model.project import Project
from vostochny.model.site_url import site_address
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown, in_html
from vostochny.render.markup import text

FOLDER = "desk/embed"
FOLLOWING = "latest"
# Rows, series and value of charts whose table has one row a mark; the other tables are wide already.
WIDE = {"calls-by-month": ("month", "kind", "calls"), "designations-and-calls": ("ship", "who", "day")}
POLICY = Markdown("default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'")
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
    """Each chart as a page and as a wide table; its pictures are put beside them."""
    for chart in all_charts(context):
        words = chart_words(context, chart)
        yield f"{chart.name}.html", framed(context, chart.name, words, f"{site_address()}charts/{chart.name}/")
        yield f"{chart.name}.csv", wide_table(chart)


def figure_files(context: RenderContext) -> Iterator[tuple[str, str]]:
    """Each headline figure as a page, and all of them as one table with a row a figure."""
    found = [item for item in quotable_figures(context) if item["headline"]]
    for item in found:
        yield f"{file_name(item)}.html", framed(context, file_name(item), figure_words(context, item), item["page"])
    columns = [name for name in found[0] if name != "sources"]
    yield "figures.csv", as_csv([{name: item[name] for name in columns} for item in found])


def figure_words(context: RenderContext, item: Row) -> EmbedWords:
    """What the page of a figure has on it."""
    not_said = f"{item['does_not_say']} {item['must_not_be_added']}"
    return EmbedWords(item["figure"], item["sentence"], not_said, item["basis"], source_line(context))


def file_name(item: Row) -> str:
    """What the files of a figure are called."""
    return re.sub(r"[^a-z0-9]+", "-", f"figure-{item['id']}".lower())


def framed(context: RenderContext, name: str, words: EmbedWords, page: str) -> str:
    """A page that fits a frame of 300 pixels or more, needs no script, and loads nothing from elsewhere.

    What it does not say is above the drawing, so that a frame that is too low does not hide it.

    page: address of the page of the record
    """
    # Of one drawing alone all widths are served.
    drawings = {size if len(words.drawings) > 1 else "only": Markdown(item) for size, item in words.drawings.items()}
    template = Environment(finalize=inert, keep_trailing_newline=True).from_string(PAGE.read_text(encoding="utf-8"))
    version, description = str(context.dataset.package["version"]), shorten(words.basis, DESCRIPTION)
    values = {"policy": POLICY, "name": name, "version": version, "description": description, "page": page}
    return template.render(words=words, drawings=drawings, **values)


def inert(value: object) -> object:
    """What the template writes for a value: text, unless this program made it as markup."""
    return value if isinstance(value, Markdown) else in_html(value)


def wide_table(chart: Chart) -> str:
    """The rows behind a chart with one column a series, as chart tools want them."""
    if chart.name not in WIDE:
        return as_csv(chart.rows)
    by, series, value = WIDE[chart.name]
    # The days of a ship's calls are one series, whatever the identifiers of the calls.
    labelled = [{**row, series: "calls" if str(row[series]).startswith("call-") else row[series]} for row in chart.rows]
    names = list(dict.fromkeys(str(row[series]) for row in labelled))
    found: dict[str, Row] = {}
    for row in labelled:
        cells = found.setdefault(str(row[by]), {by: row[by], **dict.fromkeys(names, "")})
        name, cell = str(row[series]), str(row[value])
        cells[name] = f"{cells[name]}; {cell}" if cells[name] else cell
    return as_csv(list(found.values()))


def write_pictures_and_pinned(project: Project, pictures: Path, folder: Path) -> None:
    """Put the pictures of the charts beside their pages, and the embeds of earlier versions as they were kept."""
    for picture in sorted(pictures.glob("*.[sp][vn]g")):
        for version in (str(project.dataset.package["version"]), FOLLOWING):
            shutil.copy(picture, folder / FOLDER / version / picture.name)
    pinned = project.root / "site" / "pinned"
    if pinned.is_dir():
        shutil.copytree(pinned, folder / FOLDER, dirs_exist_ok=True)


def snippets(context: RenderContext) -> Markdown:
    """The lines to paste for each headline figure and each chart."""
    found = [(file_name(item), figure_words(context, item)) for item in quotable_figures(context) if item["headline"]]
    found += [(chart.name, chart_words(context, chart)) for chart in all_charts(context)]
    return Markdown("\n\n".join(snippet(context, *item) for item in found))


def snippet(context: RenderContext, name: str, words: EmbedWords) -> str:
    """The lines to paste for one figure or chart."""
    title, height = words.sentence or words.heading, words.height()
    base, version = f"{site_address()}{FOLDER}", str(context.dataset.package["version"])
    kinds = [("Follows the record", FOLLOWING, height), (f"Stays at version {version}", version, height + NOTICE)]
    blocks = []
    for what, folder, high in kinds:
        blocks.append(f"{what}:\n\n```html\n{frame_of(f'{base}/{folder}/{name}.html', title, high)}\n```")
    is_figure = name.startswith("figure-")
    table = f"{base}/{FOLLOWING}/{'figures' if is_figure else name}.csv"
    pictures = "" if is_figure else f"Pictures: [SVG](/charts/{name}.svg), [PNG](/charts/{name}.png). "
    pasted = f'{pictures}The table: `{table}`, in Google Sheets `=IMPORTDATA("{table}")`'
    return f"### {text(title)} {{ #{name} data-search-exclude }}\n\n" + "\n\n".join([*blocks, pasted])
