"""Small pieces of the SVG that is drawn without a library: text, marks that are links, and the frame around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vostochny.charts.day_axis import DayAxis
from vostochny.render.inert_text import in_html

# Radius of a mark of one day, in pixels of the drawing.
RADIUS = 6.0
VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
# A drawing that is not made larger than it is, which its box then is not either.
WIDEST = re.compile(r'^<svg[^>]* style="(max-width:[\d.]+px)"')
# About the width of a letter of the axis, with which the room for its labels is reckoned.
LETTER = 7.0


def words(x: float, y: float, content: str, kind: str = "", anchor: str = "") -> str:
    """A line of text; `kind` is its class, `anchor` which end of it is at `x`: its start where none is given."""
    extra = (f' text-anchor="{anchor}"' if anchor else "") + (f' class="{kind}"' if kind else "")
    return f'<text x="{x:g}" y="{y:g}"{extra}>{in_html(content)}</text>'


def cut_label(label: str, most: int) -> str:
    """A label of at most `most` characters; what is cut off is marked by an ellipsis."""
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"


def pill(left: float, right: float, middle: float, kind: str, radius: float = RADIUS) -> str:
    """A bar with round ends from `left` to `right`, at least as wide as it is high."""
    if right - left < 2 * radius:
        centre = (left + right) / 2
        left, right = centre - radius, centre + radius
    return (
        f'<rect x="{left:g}" y="{middle - radius:g}" width="{right - left:g}" height="{2 * radius:g}" rx="{radius:g}" '
        f'class="{kind}"/>'
    )


def linked(target: str, meaning: str, inside: str) -> str:
    """A mark that leads somewhere and says what it is, to a pointer and to a screen reader."""
    said = in_html(meaning)
    return f'<a href="{in_html(target)}" aria-label="{said}"><title>{said}</title>{inside}</a>'


def day_grid(axis: DayAxis, top: float, bottom: float, most: int) -> str:
    """A line down the drawing at each named day, and its name below, where it has room."""
    named = axis.labels(most)
    days_alone = len(named) > 1 and (named[1][0] - named[0][0]).days < 28
    parts, free = [], 0.0
    for when, label in named:
        x = axis.middle(when) if days_alone else axis.start(when)
        half = len(label) * LETTER / 2
        parts.append(f'<path d="M{x:g} {top:g}V{bottom:g}" class="grid"/>')
        centre = min(x, axis.right - half)
        if centre - half >= free:
            parts.append(words(round(centre, 1), bottom + 15, label, "axis", "middle"))
            free = centre + half + LETTER
    return "".join(parts)


def drawing(width: float, height: float, label: str, parts: Iterable[str]) -> str:
    """An SVG that is as wide as its place; `label` says what it shows to whoever does not see it."""
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="group" aria-label="{in_html(label)}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def in_place(size: str, drawn: str) -> str:
    """A drawing in a box of its own proportions, so that a browser may leave it for later and nothing moves then.

    size: the class of the box, `wide` for a desk or `narrow` for a phone
    """
    found = VIEW_BOX.search(drawn)
    if found is None:
        raise ValueError(f"a drawing has no viewBox: {drawn[:80]!r}")
    widest = WIDEST.search(drawn)
    style = f"aspect-ratio: {float(found[1]) / float(found[2]):.5g}" + (f"; {widest[1]}" if widest else "")
    return f'<div class="{size}" style="{style}">{drawn}</div>'


def both_sizes(drawings: Mapping[str, str]) -> str:
    """A drawing for a desk and one for a phone, by the name of their size; the style sheets show one of them."""
    return "".join(in_place(size, drawn) for size, drawn in drawings.items())


def two_sizes(kind: str, identifier: str, title: str, wide: str, narrow: str, caption: str) -> str:
    """A figure with a drawing for a desk and one for a phone; `caption` is HTML."""
    heading = f'<p class="chart-title">{in_html(title)}</p>' if title else ""
    return (
        f'<figure class="plotted {kind}" id="{identifier}" data-search-exclude="drawn">{heading}'
        f"{both_sizes({'wide': wide, 'narrow': narrow})}<figcaption>{caption}</figcaption></figure>"
    )
