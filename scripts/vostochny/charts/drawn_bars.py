"""Amounts as labelled bars, drawn as SVG without a library, for a desk and for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vostochny.charts.svg_parts import both_sizes
from vostochny.render.inert_text import in_html

# In pixels of the drawing: width for a desk and for a phone; height of a row and of its bar.
WIDTHS = {"wide": 720, "narrow": 350}
ROW, BAR = 44, 18
# Room at the right edge for an amount after its bar.
MARGIN = 8


@dataclass(frozen=True)
class Bar:
    """One amount.

    label: what it is, above the bar
    low, high: where the bar ends; between them it is lighter, because the amount is not known better
    amount: the amount in words
    kind: the class that colours it: counted, documented or modelled
    target: address of what it leads to; empty where it leads nowhere
    """

    label: str
    low: float
    high: float
    amount: str
    kind: str
    target: str = ""


def bars(name: str, title: str, rows: Sequence[Bar], *, line: tuple[float, str] | None = None) -> str:
    """Two drawings of the same bars, of which the style sheet shows the one that fits.

    name: class of the drawing; title: what a reader who cannot see it needs to know
    line: an amount that the bars are set against, with its words
    """
    return both_sizes({size: drawing(name, title, rows, line, width) for size, width in WIDTHS.items()})


def drawing(name: str, title: str, rows: Sequence[Bar], line: tuple[float, str] | None, width: int) -> str:
    """The SVG at one width."""
    most = max([row.high for row in rows] + ([line[0]] if line else []))
    scale = (width - MARGIN) / most
    top = 24 if line else 0
    parts = [bar(row, top + place * ROW, scale) for place, row in enumerate(rows)]
    if line:
        parts.append(limit(line, round(line[0] * scale, 1), [top + place * ROW for place in range(len(rows))], width))
    return (
        f'<svg viewBox="0 0 {width} {top + len(rows) * ROW}" role="group" aria-label="{in_html(title)}" '
        f'class="bars {name}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def limit(line: tuple[float, str], x: float, tops: Sequence[float], width: int) -> str:
    """What the bars are set against: its words on top, and a line through each bar that leaves the words free."""
    side = f'text-anchor="end" x="{x - 6}"' if x > width / 2 else f'x="{x + 6}"'
    through = "".join(f"M{x} {top + 16}V{top + 22 + BAR}" for top in tops)
    return f'<path d="M{x} 4V18{through}" class="limit"/><text {side} y="15" class="limit">{in_html(line[1])}</text>'


def bar(row: Bar, top: float, scale: float) -> str:
    """A label, its amount, and the bar under them."""
    low, high = (max(round(value * scale, 1), 2) for value in (row.low, row.high))
    words = f'<text y="{top + 14}"><tspan class="amount">{in_html(row.amount)}</tspan> {in_html(row.label)}</text>'
    if row.target:
        words = f'<a href="{in_html(row.target)}">{words}</a>'
    drawn = f'<rect y="{top + 19}" width="{low}" height="{BAR}" class="{row.kind}"/>'
    if high > low:
        reach = f'x="{low}" y="{top + 19}" width="{round(high - low, 1)}" height="{BAR}"'
        drawn += f'<rect {reach} class="{row.kind} reach"/>'
    return words + drawn
