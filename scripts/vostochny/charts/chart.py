"""What a chart is: its finding in words, the rows behind it, and how it is drawn at a given width."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vostochny.database.reading import Row

if TYPE_CHECKING:
    from altair import ChartType


# Colours that keep three to one against white and against the dark theme; shape and label always say the same.
INK = "#27313b"
FAINT = "#7b8794"
GRID = "#d5dae0"
COUNTED = "#2f76b5"
DOCUMENTED = "#b5561f"
CEILING = "#c02637"
MODEL = "#7a8fa6"
# Widths in pixels of a drawing for a desk and for a phone.
WIDE, NARROW = 720, 350
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# Vega-Lite's configuration of every chart.
STYLE: Mapping[str, Mapping[str, object]] = {
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK, "titleColor": INK, "gridColor": GRID, "domainColor": FAINT, "tickColor": FAINT,
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 300,
        # A reader's font can be wider than the one the labels were measured with; the title keeps clear of them.
        "titlePadding": 14,
    },
    "title": {"color": INK, "subtitleColor": INK, "fontSize": 17, "subtitleFontSize": 12, "subtitlePadding": 8},
    # Wide gaps, because a reader's font can be wider than the one the layout was computed with.
    "legend": {
        "labelColor": INK, "titleColor": INK, "labelFontSize": 12, "orient": "top", "title": None, "columnPadding": 34,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """One chart.

    name: part of its address and of its files' names
    title: the finding, as a sentence
    alternative: what a reader who cannot see it needs to know
    basis: range, period, basis and witnesses of what is shown
    rows: what is drawn, one row a mark or a step, as in the CSV file
    draw: the specification for a width in pixels, an Altair chart
    widths: the widths at which a page shows it
    datasets: large data that `draw` refers to by name, which Altair need not look through
    """

    name: str
    title: str
    alternative: str
    basis: str
    rows: Sequence[Row]
    draw: Callable[[int], ChartType]
    widths: tuple[int, ...] = (WIDE, NARROW)
    datasets: Mapping[str, object] = field(default_factory=dict)


def specification(
    described: Chart, width: int, *, title: str = "", subtitle: Sequence[str] = (), background: str | None = None
) -> dict[str, object]:
    """A Vega-Lite specification in the style of the site, with the title inside if it is used on its own."""
    # Each of Altair's own methods for this copies the chart with all its rows, so the dictionary is completed instead.
    written: dict[str, Any] = described.draw(width).to_dict()
    if title:
        written["title"] = {"text": wrapped(title, 60), "subtitle": list(subtitle), "anchor": "start", "offset": 14}
    written |= {"background": background or "transparent", "padding": 6 if not title else 14}
    known = written.get("config", {})
    written["config"] = {**known, "font": FONT, **{part: {**known.get(part, {}), **STYLE[part]} for part in STYLE}}
    written["datasets"] = {**written.get("datasets", {}), **described.datasets}
    return written


def marks(rows: Sequence[Row]) -> Any:
    """Rows as the data of a layer."""
    import altair

    return altair.InlineData(values=[dict(row) for row in rows])


def wrapped(sentence: str, width: int) -> list[str]:
    """A sentence in lines of at most `width` characters."""
    import textwrap

    return textwrap.wrap(sentence, width)
