"""Draws charts: the SVG in a page, and the SVG, PNG and CSV files for download."""

from __future__ import annotations

import csv
import io
import os
import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from vostochny.charts.chart import WIDE, Chart, specification, wrapped

PNG_SCALE = 2


def renderer() -> ModuleType:
    """vl_convert, in UTC: elsewhere Vega shows a day as the one before, west of Greenwich."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    import vl_convert

    return vl_convert


def svg(chart: Chart, width: int) -> str:
    """The chart as SVG for a page: no title of its own, ground transparent, as wide as its place."""
    drawn = renderer().vegalite_to_svg(specification(chart, width))
    return for_page(with_own_ids(drawn, f"{chart.name}-{width}"), chart, width)


def for_page(drawn: str, chart: Chart, width: int) -> str:
    """An SVG with a name and a description instead of Vega's own roles, and with a size that follows the page."""
    name = f"{chart.name}-{width}"
    drawn = re.sub(r' role="graphics-[a-z]+"| aria-roledescription="[^"]*"| aria-label="[^"]*"', "", drawn)
    drawn = re.sub(r' aria-hidden="true"| pointer-events="none"| class="[^"]*"', "", drawn)
    size = re.match(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', drawn)
    if size is None:
        raise ValueError(f"the drawing of {chart.name} is not an SVG")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-name {name}-text" '
        f'viewBox="0 0 {size[1]} {size[2]}" style="max-width:{size[1]}px">'
        f'<title id="{name}-name">{escaped(chart.title)}</title>'
        f'<desc id="{name}-text">{escaped(chart.alternative)}</desc>'
    )
    return head + drawn[drawn.index(">") + 1 :]


def with_own_ids(drawn: str, prefix: str) -> str:
    """An SVG whose inner names are its own: Vega counts them on from one drawing to the next."""
    names = dict.fromkeys(re.findall(r'\bid="([^"]+)"', drawn))
    for number, name in enumerate(names):
        drawn = drawn.replace(f'id="{name}"', f'id="{prefix}-{number}"').replace(
            f"url(#{name})", f"url(#{prefix}-{number})"
        )
    return drawn


def alone(chart: Chart, footer: str) -> str:
    """The chart as an SVG file that explains itself: finding on top, basis and origin below it."""
    subtitle = [*wrapped(chart.basis, 98), footer]
    drawn: str = renderer().vegalite_to_svg(
        specification(chart, WIDE, title=chart.title, subtitle=subtitle, background="white")
    )
    drawn = with_own_ids(drawn, chart.name)
    described = f"<title>{escaped(chart.title)}</title><desc>{escaped(chart.alternative)}</desc>"
    position = drawn.index(">") + 1
    return drawn[:position] + described + drawn[position:] + "\n"


def write_files(charts: list[Chart], folder: Path, footer: str) -> None:
    """SVG, PNG and CSV of every chart."""
    folder.mkdir(parents=True)
    for chart in charts:
        drawn = alone(chart, footer)
        (folder / f"{chart.name}.svg").write_text(drawn, encoding="utf-8", newline="\n")
        (folder / f"{chart.name}.png").write_bytes(renderer().svg_to_png(drawn, scale=PNG_SCALE))
        (folder / f"{chart.name}.csv").write_text(as_csv(chart.rows), encoding="utf-8", newline="")


def as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows, such as those behind a chart, as CSV."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def escaped(content: str) -> str:
    """Text for inside an SVG element."""
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
