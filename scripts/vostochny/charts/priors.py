"""The shape of a distribution as a small picture in a line of text."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import Any

WIDTH, HEIGHT, STEPS = 120, 28, 40


def picture(parameter: Mapping[str, Any]) -> str:
    """An inline SVG of the density of a parameter from its low to its high value, with a mark at the central one.

    parameter: low, central, high and distribution, a row of model_parameters that is not fixed
    """
    low, central, high = (float(parameter[name]) for name in ("low", "central", "high"))
    edge = (high - low) / 2 if parameter["distribution"] == "normal" else 0.0
    first, last = low - edge, high + edge
    places = [first + (last - first) * number / STEPS for number in range(STEPS + 1)]
    heights = [density(parameter["distribution"], low, central, high, place) for place in places]
    top = max(heights)
    points = " ".join(
        f"{WIDTH * number / STEPS:.1f},{HEIGHT - (HEIGHT - 2) * height / top:.1f}"
        for number, height in enumerate(heights)
    )
    mark = WIDTH * (central - first) / (last - first)
    return (
        f'<svg class="prior" role="img" aria-label="{parameter["distribution"]} from {low:g} to {high:g}, '
        f'most likely {central:g}" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polygon points="0,{HEIGHT} {points} {WIDTH},{HEIGHT}" fill="#2f76b5" fill-opacity="0.35"/>'
        f'<line x1="{mark:.1f}" x2="{mark:.1f}" y1="0" y2="{HEIGHT}" stroke="#b5561f" stroke-width="1.5"/></svg>'
    )


def density(distribution: str, low: float, central: float, high: float, place: float) -> float:
    """How likely a value is, in no particular unit. Raises ValueError for a distribution that is not known."""
    if distribution == "triangular":
        rising = (place - low) / (central - low) if central > low else 1.0
        falling = (high - place) / (high - central) if high > central else 1.0
        return max(rising if place < central else falling, 0.0)
    if distribution == "uniform":
        return 1.0
    if distribution == "normal":
        return exp(-0.5 * ((place - central) / ((high - low) / 3.29)) ** 2)
    if distribution == "pert":
        span = high - low
        share = (place - low) / span
        above: float = share ** (4 * (central - low) / span)
        below: float = (1 - share) ** (4 * (high - central) / span)
        return above * below
    raise ValueError(f"no picture of the distribution {distribution!r}")
