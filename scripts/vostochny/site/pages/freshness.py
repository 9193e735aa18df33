"""Says how fresh a table or source is on the day of the release, and marks what is due with a badge."""

from __future__ import annotations

from datetime import date

from vostochny.model.upkeep_rules import Freshness
from vostochny.render.context import RenderContext
from vostochny.render.markup import day


def release_day(context: RenderContext) -> date:
    """The day of the release; staleness is stated as of it, so that a page's bytes never change."""
    return date.fromisoformat(context.dataset.package["created"][:10])


def badge(context: RenderContext, fresh: Freshness) -> str:
    """A mark on what is stale on the day of the release; else one that the reader's own day may uncover later."""
    if fresh.due_on is None:
        return '<span class="due" data-state="never">no check recorded</span>'
    if fresh.stale(release_day(context)):
        return '<span class="due" data-state="stale">check overdue</span>'
    return f'<span class="due" data-state="fresh" data-due="{fresh.due_on}" hidden>check overdue</span>'


def checked_words(context: RenderContext, fresh: Freshness) -> str:
    """When it was last checked and how often it should be, with its badge."""
    often = f"should be every {fresh.every_days} days"
    if fresh.checked_on is None:
        return f"not checked since it was first read; {often} {badge(context, fresh)}"
    return f"{day(fresh.checked_on)}; {often} {badge(context, fresh)}"
