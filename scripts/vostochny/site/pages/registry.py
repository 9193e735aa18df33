"""All kinds of generated pages, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vostochny.render.context import RenderContext
from vostochny.site.pages import (
    api,
    calls,
    ceiling,
    charts,
    claims,
    completeness,
    conflicts,
    corrections,
    counts,
    figures,
    lists,
    months,
    notified,
    organisations,
    ports,
    questions,
    releases,
    sources,
    statements,
    tables,
    vessels,
)

PAGE_KINDS: tuple[Callable[[RenderContext], Iterable[tuple[str, str]]], ...] = (
    calls.pages,
    vessels.pages,
    counts.pages,
    claims.pages,
    completeness.pages,
    figures.pages,
    ports.pages,
    sources.pages,
    lists.pages,
    organisations.pages,
    statements.pages,
    months.pages,
    notified.pages,
    ceiling.pages,
    conflicts.pages,
    corrections.pages,
    tables.pages,
    questions.pages,
    api.pages,
    releases.pages,
    # They take longest; whoever looks for one page of another kind need not wait for them.
    charts.pages,
)


def generated_pages(context: RenderContext) -> Iterable[tuple[str, str]]:
    """(path, Markdown) of every generated page; paths are relative to the folder of pages."""
    for kind in PAGE_KINDS:
        yield from kind(context)
