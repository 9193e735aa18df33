"""The page of what changed, as a file on its own: accessible, and it fits the screen with everything unfolded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.browser.test_access import RULES, described, overhang

from vostochny.diff.headline import FigureChange
from vostochny.diff.html_page import PageSection, View, rendered

CELLS = ("Chon Ma San", "chon-ma-san", "changed", "deadweight", "", "3,565 t", "TradeWinds, 2018")
SENTENCE = "Chon Ma San: deadweight, unknown before, now 3,565 t. Source: TradeWinds, 2018."
VIEW = View(
    "From 2026.11.0 to 2026.12.0",
    "1 row changed, in 1 table.",
    ("The column ports.draught_m is new.",),
    (FigureChange("calls", "Calls", "12", "13"), FigureChange("barrels", "Barrels", "908,000", "908,000")),
    "",
    (PageSection("vessels", "Vessels", "1 row changed", (SENTENCE,), (CELLS,)),),
)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_page_of_a_difference_is_accessible_and_fits_the_screen(
    browser: Browser, tmp_path: Path, width: int, scheme: Any
) -> None:
    path = tmp_path / "changes.html"
    path.write_text(rendered(VIEW), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.locator("summary").click()
    assert page.get_by_role("row", name="Chon Ma San").is_visible()
    assert described(Axe().run(page, options=RULES).response["violations"]) == []
    assert overhang(page) <= 1
    assert asked == [path.as_uri()]
    context.close()
