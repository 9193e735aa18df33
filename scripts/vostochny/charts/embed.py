"""Pages that show a chart or figure on another site, and how high their frame has to be for nothing to be cut off."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from vostochny.charts.chart import Chart
from vostochny.charts.gallery import drawings
from vostochny.model.wording import day
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import in_html

# Pages for frames that follow the latest release; desk/embeds.py writes them.
FOLLOWING = "desk/embed/latest"
NOT_SAID = "A chart shows what is on record, not all that happened. Do not add its figures to those of another chart."
# The narrowest and widest frames, and the width from which the wide drawing is shown, in pixels, as in embed.html.
NARROWEST, WIDEST, DESK = 300, 760, 600
# Sizes of the letters of embed.html in pixels, and the height of a line in them.
HEADING, FIGURE, BODY, SMALL, LINE = 17.6, 30.4, 15, 12.5, 1.4
# Mean width of a letter by its size: of Arial, which is as wide as Liberation Sans, with room for wider fonts.
LETTER = 0.54
# Margins of the page, and what a font may need more.
PADDING, SPARE = 16, 12
# The notice of a pinned page that there is a newer one: two lines in a box.
NOTICE = 66


@dataclass(frozen=True)
class EmbedWords:
    """What a page to embed has on it, as plain text.

    heading: the finding of a chart, or the figure
    sentence: below a figure; empty for a chart
    drawings: the SVG by the name of its size, wide or narrow; none for a figure
    """

    heading: str
    sentence: str
    not_said: str
    basis: str
    source: str
    drawings: Mapping[str, str] = field(default_factory=dict)

    def height(self) -> int:
        """Height in pixels of a frame in which the page fits at every width from the narrowest to the widest."""
        return max(self.height_at(width) for width in (*range(NARROWEST, WIDEST, 10), DESK - 1, WIDEST))

    def height_at(self, width: int) -> int:
        """Height in pixels that the page has at most in a frame of one width."""
        inner = width - PADDING
        heading = text_height(self.heading, HEADING if self.drawings else FIGURE, inner) + 8
        sentence = text_height(self.sentence, BODY, inner) + 2 * BODY if self.sentence else 0
        caveat = f"What this does not say. {self.not_said}"
        small = sum(
            text_height(words, SMALL, inner) + 8 for words in (caveat, self.basis, f"{self.source}. Data CC BY 4.0.")
        )
        return ceil(PADDING + SPARE + heading + sentence + small + self.drawing_height(width))

    def drawing_height(self, width: int) -> float:
        """Height of the drawing that is shown in a frame of one width; it is never drawn larger than it is."""
        if not self.drawings:
            return 0
        name = "wide" if width >= DESK else "narrow"
        drawing = self.drawings.get(name) or next(iter(self.drawings.values()))
        found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
        if found is None:
            raise ValueError(f"the drawing of {self.heading!r} has no viewBox")
        own, high = float(found[1]), float(found[2])
        return high * min(1, (width - PADDING) / own)


def text_height(words: str, size: float, width: int) -> float:
    """Height in pixels of a paragraph, for letters of a size, in a column of a width."""
    return len(textwrap.wrap(words, max(1, int(width / (size * LETTER))))) * size * LINE


def source_line(context: RenderContext) -> str:
    """Who publishes what is embedded, in which version."""
    package = context.dataset.package
    return f"{package['title']}, version {package['version']} of {day(context.released_on)}"


def chart_words(context: RenderContext, chart: Chart) -> EmbedWords:
    """What the page of a chart has on it."""
    return EmbedWords(chart.title, "", NOT_SAID, chart.basis, source_line(context), drawings(context, chart))


def frame(context: RenderContext, chart: Chart, address: str) -> str:
    """The snippet that shows a chart on another site, high enough for it at every width.

    address: of the first page of the site
    """
    place = f"{address}{FOLLOWING}/{chart.name}.html"
    return frame_of(place, chart.title, chart_words(context, chart).height())


def frame_of(place: str, title: str, height: int) -> str:
    """The frame in which another site shows the page at a place."""
    return (
        f'<iframe src="{place}" title="{in_html(title)}" loading="lazy" '
        f'style="width:100%;max-width:{WIDEST}px;height:{height}px;border:0"></iframe>'
    )
