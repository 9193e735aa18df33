"""What another site pastes: the frame is high enough for all that the page in it says, and not much higher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from playwright.sync_api import Browser, Page

from vostochny.charts.embed import NARROWEST, WIDEST, frame
from vostochny.charts.gallery import all_charts
from vostochny.database.reading import opened
from vostochny.desk.embeds import FOLDER, embeds
from vostochny.desk.pieces import newsroom_lists
from vostochny.model.project import Project
from vostochny.render.context import RenderContext

FRAMES = re.compile(r'<iframe src="[^"]*/desk/embed/([^"]+)"[^>]*?height(?::|=")(\d+)')


@pytest.fixture
def context(built: Project) -> Iterator[RenderContext]:
    with opened(built.database) as connection:
        yield RenderContext(built.dataset, connection)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without a server."""
    page = browser.new_page()
    yield page
    page.close()


def test_a_frame_is_as_high_as_what_is_in_it_at_every_width(context: RenderContext, plain: Page) -> None:
    files = dict(embeds(context))
    pasted = newsroom_lists(context)["snippets"] + "".join(
        frame(context, chart, "http://127.0.0.1/") for chart in all_charts(context)
    )
    found = FRAMES.findall(unescape(pasted))
    assert len(found) > 20
    for name, height in found:
        plain.set_content(files[f"{FOLDER}/{name}"])
        if not name.startswith("latest"):
            plain.evaluate("document.getElementById('newer').hidden = false")
            plain.evaluate("document.querySelector('#newer a').textContent = 'version 2027.1.0'")
        needed = {}
        for width in (NARROWEST, 350, 400, 599, 600, WIDEST, 1200):
            plain.set_viewport_size({"width": width, "height": 100})
            needed[width] = plain.evaluate("document.documentElement.scrollHeight")
        assert max(needed.values()) <= int(height), (name, needed)
        assert max(needed.values()) >= int(height) - 110, (name, needed)


def test_what_a_chart_does_not_say_is_above_the_drawing(context: RenderContext, plain: Page) -> None:
    files = dict(embeds(context))
    for chart in all_charts(context):
        plain.set_content(files[f"{FOLDER}/latest/{chart.name}.html"])
        caveat = plain.get_by_text("What this does not say.").bounding_box()
        drawing = plain.locator("svg:visible").first.bounding_box()
        assert caveat
        assert drawing
        assert caveat["y"] < drawing["y"], chart.name
