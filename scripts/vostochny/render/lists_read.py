"""Authorities by their short names, and the lists of theirs that were read: of which day, and in whose copy."""

from __future__ import annotations

from vostochny.model.wording import day
from vostochny.render.context import RenderContext

SHORT_NAMES = {
    "UN": "UN", "US": "US", "EU": "EU", "GB": "UK", "CA": "Canada", "AU": "Australia", "JP": "Japan",
    "KR": "South Korea",
}  # fmt: skip


def short_name(context: RenderContext, authority: str) -> str:
    """An authority as badges, headings of columns and lists of authorities name it, by its code."""
    return SHORT_NAMES.get(authority, context.authorities.get(authority, authority))


def list_read(context: RenderContext, authority: str) -> str:
    """In which list of which day an authority's designations were looked for, as plain text; empty for none."""
    as_of, copied_by = context.lists_read.get(authority), context.lists_copied_by.get(authority)
    if not as_of:
        return ""
    if copied_by:
        return f"in the {short_name(context, copied_by)}'s copy of {day(as_of)}"
    return f"in the list of {day(as_of)}"


def days_of_lists(context: RenderContext) -> dict[str, str]:
    """Of each authority whose list was read whole, by its code: the day of the list, and in whose copy, as words."""
    said = {authority: day(as_of) for authority, as_of in context.lists_read.items()}
    for authority, copied_by in context.lists_copied_by.items():
        said[authority] += f", the {short_name(context, copied_by)}'s copy"
    return said


def lists_read(context: RenderContext) -> str:
    """All lists that were read whole, each with its day and in whose copy, as plain text after "the lists of"."""
    return ", ".join(f"{short_name(context, code)} ({words})" for code, words in days_of_lists(context).items())
