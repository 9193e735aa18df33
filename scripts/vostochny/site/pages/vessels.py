"""The list of vessels, those named at Vostochny first, and one page a vessel."""

from __future__ import annotations

from collections.abc import Iterator

from vostochny.render.context import RenderContext
from vostochny.site.pages.ship_matrix import index
from vostochny.site.pages.vessel_record import vessel_page

INDEX = "vessels.md"


def pages(context: RenderContext) -> Iterator[tuple[str, str]]:
    """The index and a page for every vessel."""
    vessels = context.rows("select * from vessels order by name, vessel_id")
    yield INDEX, index(context, vessels)
    for vessel in vessels:
        yield f"vessels/{vessel['vessel_id']}.md", vessel_page(context, vessel)
