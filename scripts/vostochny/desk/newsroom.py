"""What the page for newsrooms lists: feeds, and for each embed the lines to paste."""

from __future__ import annotations

from vostochny.desk.embeds import snippets
from vostochny.desk.topics import feed_list
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import Markdown


def newsroom_lists(context: RenderContext) -> dict[str, Markdown]:
    """Markdown of the feeds and of the snippets; each piece is one entry."""
    return {
        "feeds": feed_list(context),
        "snippets": snippets(context),
    }
